"""Answers without a place in the matrix are named in a report."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from report_support import NOW, built, rich

from skills.entries.answers import Carried
from skills.records.record import Record
from skills.reports.report import Extent, Parts
from skills.reports.writers import WRITERS
from skills.sentences.answers import without_place


def lost() -> Record:
    """Return a record with an answer that has no place."""
    gone = rich().answers[0].model_copy(update={"statement": "gone.long-ago"})
    return rich().model_copy(update={"answers": (*rich().answers, gone)})


@pytest.mark.parametrize(
    ("extent", "answers", "named"),
    [(Extent.whole, True, True), (Extent.mentor, True, True), (Extent.gaps, False, False)],
)
def test_answers_without_a_place_are_counted_and_listed_with_the_answers(
    extent: Extent, *, answers: bool, named: bool
) -> None:
    parts = Parts(extent=extent, answers=answers)
    assert built(parts).notice == ""
    assert built(parts, lost()).notice == without_place(
        Carried({}, {}, {"gone.long-ago": "x"}), named=named
    )
    assert built(Parts(extent=Extent.cv), lost()).notice == ""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["html", "markdown", "csv", "json"])
def test_answers_without_a_place_are_in_every_format(kind: str) -> None:
    text = WRITERS[kind](built(record=lost()), NOW).decode().replace("\\", "")
    assert "gone.long-ago" in text
    assert kind == "json" or "no longer in this matrix" in text


@pytest.mark.slow
def test_answers_without_a_place_are_in_the_workbook_and_the_pdf() -> None:
    report = built(record=lost())
    sheet = load_workbook(BytesIO(WRITERS["xlsx"](report, NOW)))["Profile"]
    assert report.notice in [cell.value for cell in sheet["A"]]
    pages = PdfReader(BytesIO(WRITERS["pdf"](report, NOW))).pages
    text = " ".join(" ".join(each.extract_text() for each in pages).split())
    assert "1 answer is for a statement that is no longer in this matrix" in text
