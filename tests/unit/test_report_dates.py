"""When the answers of a report were given, and the warning where that is long ago."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from report_support import NOW, built, first_matrix, rich

from skills.records.comparison import FRESH
from skills.records.record import Answer, Record
from skills.reports.report import Extent, Parts
from skills.reports.writers import WRITERS
from skills.sentences.reports import stale_text


def test_the_foot_names_matrix_fingerprint_and_days() -> None:
    foot = built(record=dated(datetime(2026, 1, 2, tzinfo=UTC))).foot
    matrix = first_matrix()
    assert matrix.title in foot
    assert f"fingerprint {matrix.wording[:12]}" in foot
    assert "answers from 2 January 2026" in foot
    assert "created on 23 November 2026" in foot


def dated(*moments: datetime | None) -> Record:
    """The record with answers of these moments in turn, and checks of now."""
    answers = (
        each.model_copy(update={"at": moments[place % len(moments)]})
        for place, each in enumerate(rich().answers)
    )
    return rich().model_copy(update={"answers": tuple(answers), "checks": ()})


SPRING, FALL = datetime(2026, 3, 4, 12, tzinfo=UTC), datetime(2026, 10, 5, 12, tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.parametrize("extent", Extent)
def test_every_format_says_when_the_answers_were_given(extent: Extent) -> None:
    report = built(Parts(extent), dated(FALL, SPRING))
    assert report.dates == "answers from 4 March 2026 to 5 October 2026"
    assert report.dates in report.foot
    for kind in ("pdf", "html", "markdown", "xlsx"):
        assert "4 March 2026 to 5 October 2026" in text_of(kind, WRITERS[kind](report, NOW)), kind
    assert b"2026-03-04" in WRITERS["csv"](report, NOW)
    if extent is Extent.cv:
        assert "answered between 4 March 2026 and 5 October 2026." in report.basis


def text_of(kind: str, data: bytes) -> str:
    """Return the text of a file on one line."""
    if kind == "pdf":
        text = " ".join(each.extract_text() for each in PdfReader(BytesIO(data)).pages)
    elif kind == "xlsx":
        rows = load_workbook(BytesIO(data))["Profile"].iter_rows(max_col=1, values_only=True)
        text = " ".join(str(each) for (each,) in rows)
    else:
        text = data.decode()
    return " ".join(text.split())


def test_answers_without_a_date_are_not_dated() -> None:
    report = built(record=dated(SPRING, None))
    assert report.answered is None
    assert report.dates == "report created on 23 November 2026"
    assert "answers of" not in report.foot
    assert not report.notice


@pytest.mark.parametrize("extent", Extent)
def test_answers_of_a_year_ago_are_warned_of(extent: Extent) -> None:
    parts, year_ago = Parts(extent), NOW - FRESH
    old = built(parts, dated(SPRING, year_ago))
    assert old.notice == stale_text(year_ago.date())
    assert built(parts, dated(None, year_ago)).notice == old.notice
    assert not built(parts, dated(SPRING, year_ago + timedelta(days=1))).notice


def test_only_what_counts_is_dated_and_in_the_persons_time_zone() -> None:
    record = dated(datetime(2026, 3, 4, 23, 30, tzinfo=UTC))
    gone = Answer(statement="gone.s1", option="daily", at=NOW - 2 * FRESH)
    berlin = timezone(timedelta(hours=1))
    moved = {"answers": (*record.answers, gone), "taken_at": record.taken_at.astimezone(berlin)}
    report = built(record=record.model_copy(update=moved))
    assert report.answered == (date(2026, 3, 5), date(2026, 3, 5))
    assert {each.on for each in report.answers} == {date(2026, 3, 5)}
    assert "a year old" not in report.notice
