"""A section has the same heading in PDF, HTML, Markdown and workbook."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from report_support import NOW, TODAY, example_record, example_report

from skills.reports.report import Extent, Parts, Report
from skills.reports.report_lines import ActionLine, ChangeLine, Changes, Fact, HistoryLine
from skills.reports.writers import WRITERS
from skills.sentences.reports import SECTIONS, headings

PART = re.compile(r"^#{2,3} (.*)$", re.MULTILINE)
TAG = re.compile(r"<h[23]>(.*?)</h[23]>")
ONLY_ONE: set[str] = {"skills"}
"""A table that only some formats have beside that of the gaps."""


def full(extent: Extent) -> Report:
    record = example_record(share=1.0, notes=("A note.",))
    report = example_report(Parts(extent, name="Ada"), record)
    past = (HistoryLine(TODAY.replace(month=5), report.aim, 44.0, 20.0, 80.0, "way", True),)
    history = (*past, replace(past[0], on=TODAY))
    lines = (ChangeLine("Writing", "rose", 1.0, 2.0, "another answer"),)
    facts = (Fact("Writing", "2 · Working"),)
    return replace(
        report,
        history=history,
        changes=Changes(past[0].on, TODAY, "One.", lines),
        agreed=facts,
        verified=facts,
        links=facts,
        comments=facts,
        actions=(ActionLine("Read", "by tomorrow", "a", TODAY, is_done=False),),
    )


def outline(data: bytes) -> set[str]:
    flat: list[str] = []

    def walk(entries: list[object]) -> None:
        for each in entries:
            if isinstance(each, list):
                walk(each)
            else:
                flat.append(str(each["/Title"]))  # type: ignore[index]

    walk(list(PdfReader(io.BytesIO(data)).outline))
    return set(flat)


def headings_in(report: Report, kind: str) -> set[str]:
    data = WRITERS[kind](report, NOW)
    if kind == "pdf":
        return outline(data)
    if kind == "xlsx":
        book = load_workbook(io.BytesIO(data))
        beside = {str(row[0].value) for row in book["More"].iter_rows(min_row=2)}
        return {*book.sheetnames, *beside}
    return set((PART if kind == "markdown" else TAG).findall(data.decode()))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "html", "markdown", "xlsx"])
def test_the_whole_report_has_every_section_under_its_name(kind: str) -> None:
    report = full(Extent.whole)
    wanted = {each for name, each in SECTIONS.items() if name not in {*ONLY_ONE, "talking_points"}}
    if kind == "pdf":
        wanted -= {SECTIONS["musts"]}  # beside the radar, as a smaller heading
    if kind == "xlsx":
        wanted -= {SECTIONS["glance"]}  # the first sheet, "Profile"
    assert wanted - headings_in(report, kind) == set()


@pytest.mark.slow
@pytest.mark.parametrize("extent", [Extent.whole, Extent.mentor, Extent.gaps, Extent.cv])
@pytest.mark.parametrize("kind", ["pdf", "html", "markdown"])
def test_no_format_has_a_section_of_another_name(kind: str, extent: Extent) -> None:
    report = full(extent) if extent is not Extent.cv else example_report(Parts(extent))
    names = set(headings(has_targets=extent.has_targets).values())
    texts = {report.title, report.verdict, "Appendix: how the numbers add up"}
    texts |= {each.skill for each in (*report.notes, *report.answers)}
    steps = [each.title for each in report.plan]
    found = {
        each
        for each in headings_in(report, kind)
        if not any(each.endswith(title) for title in steps)
    }
    assert found - names - texts == set()
