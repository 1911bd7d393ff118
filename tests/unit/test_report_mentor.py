"""A report for a mentor: two pages about somebody else, and more only on request."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from html import unescape

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from report_support import NOW, example_record, example_report, first_matrix

from skills.matrix import Matrix
from skills.reports.report import KEY_GAPS, Extent, Parts, Report
from skills.reports.writers import WRITERS
from skills.sentences.reports import SECTIONS

NOTES = ("Built the churn model at work.", "Led two design reviews.")

ADDRESSED = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)


@cache
def report_of(name: str = "", *, notes: bool = False, answers: bool = False) -> Report:
    record = example_record(share=1.0, notes=NOTES)
    return example_report(Parts(Extent.mentor, notes=notes, name=name, answers=answers), record)


def pages_of(report: Report) -> list[str]:
    data = WRITERS["pdf"](report, NOW)
    found = [each.extract_text() for each in PdfReader(io.BytesIO(data)).pages]
    return [" ".join(each.split()) for each in found]


def squeezed(text: str) -> str:
    """Return the letters and digits of a text: names on a radar are broken into lines."""
    return "".join(filter(str.isalnum, text))


def text_of(report: Report, kind: str) -> str:
    """Return what a reader of a file sees."""
    if kind == "pdf":
        return " ".join(pages_of(report))
    data = WRITERS[kind](report, NOW)
    if kind == "xlsx":
        sheets = load_workbook(io.BytesIO(data)).worksheets[:-1]
        return " ".join(str(cell.value) for sheet in sheets for row in sheet for cell in row)
    text = data.decode()
    return (
        unescape(re.sub("<style>.*?</style>", "", text, flags=re.DOTALL))
        if kind == "html"
        else text
    )


def authors_texts(matrix: Matrix) -> set[str]:
    """Return the texts that an author of a matrix may address to anybody."""
    projects = {text for each in matrix.projects for text in (each.deliver, each.accept)}
    statements = {each.text for each in matrix.statements.values()}
    return (
        projects
        | statements
        | {each.about for each in matrix.projects}
        | {each.title for each in matrix.skills.values()}
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["", "Ada Lovelace"])
def test_a_full_assessment_takes_two_pages_with_the_talk_on_the_first(name: str) -> None:
    report = report_of(name)
    assert report.readiness is not None
    first, second = pages_of(report)
    for expected in (
        report.verdict,
        SECTIONS["glance"],
        SECTIONS["talking_points"],
        *report.talking_points,
    ):
        assert expected in first
    drawn = squeezed(first)
    assert [e.label for e in report.radar.spokes if squeezed(e.label) not in drawn] == []
    for expected in (SECTIONS["gaps"], SECTIONS["plan"], report.plan[-1].title):
        assert expected in second
    # The plan comes first: with long titles in it, one gap fewer fits above it.
    left = [len(report.rows) - shown for shown in (KEY_GAPS, KEY_GAPS - 1)]
    assert any(f"And {each} more skills, in the full report." in second for each in left)


@pytest.mark.slow
def test_notes_and_answers_follow_as_an_appendix() -> None:
    short = pages_of(report_of("Ada Lovelace"))
    whole = pages_of(report_of("Ada Lovelace", notes=True, answers=True))
    assert [each.rpartition(" of ")[0] for each in whole[:2]] == [
        each.rpartition(" of ")[0] for each in short
    ]
    rest = " ".join(whole[2:])
    for section in ("skills", "notes", "answers", "role_levels", "day"):
        assert SECTIONS[section] in rest
        assert SECTIONS[section] not in " ".join(short)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "has_more"),
    # With every answer, texts of the matrix in a PDF are broken into lines, so they cannot be told
    # from ours.
    [("pdf", False), *((kind, more) for kind in ("html", "markdown", "xlsx") for more in (0, 1))],
)
@pytest.mark.parametrize("name", ["", "Ada Lovelace"])
def test_a_mentors_report_is_in_the_third_person(kind: str, name: str, *, has_more: bool) -> None:
    report = report_of(name, notes=bool(has_more), answers=bool(has_more))
    text = " ".join(text_of(report, kind).split()).replace("\\", "")
    for each in authors_texts(first_matrix()):
        text = text.replace(" ".join(each.split()), "")
    who = name or "The candidate"
    assert report.verdict.startswith(f"{who} is ")
    assert " ".join(report.verdict.split()).rstrip(".") in text
    found = [text[max(0, each.start() - 60) : each.end() + 60] for each in ADDRESSED.finditer(text)]
    assert found == []


@pytest.mark.slow
def test_of_very_many_skills_the_largest_gaps_are_listed_and_the_rest_is_counted() -> None:
    report = report_of()
    rows = tuple(
        replace(row, skill=f"{row.skill}-{at}", title=f"{row.title}, part {at}")
        for at in range(4)
        for row in report.rows
    )
    gaps = tuple(
        replace(row, skill=f"{row.skill}-{at}", title=f"{row.title}, part {at}")
        for at in range(4)
        for row in report.gaps
    )
    pages = pages_of(replace(report, rows=rows, gaps=gaps))
    assert len(pages) == 2
    assert re.search(r"And \d+ more skills, in the full report", pages[1])
