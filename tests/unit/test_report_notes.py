"""The notes of a report, in the order of the matrix whatever order they were written in."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from report_support import example_record, example_report, first_matrix

from skills.records.record import Note
from skills.reports.writers import WRITERS

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SKILLS = list(first_matrix().skills)
WRITTEN = [SKILLS[7], "gone", SKILLS[0], SKILLS[3]]
SHOWN = [SKILLS[0], SKILLS[3], SKILLS[7], "gone"]

RECORD = example_record().model_copy(
    update={"notes": tuple(Note(skill=each, text=f"text {each} end") for each in WRITTEN)}
)


def test_notes_stand_in_the_order_of_the_matrix() -> None:
    report = example_report(record=RECORD)
    assert [each.text for each in report.notes] == [f"text {each} end" for each in SHOWN]


@pytest.mark.parametrize("kind", ["html", "markdown", "csv", "json", "resume"])
def test_every_format_keeps_that_order(kind: str) -> None:
    text = WRITERS[kind](example_report(record=RECORD), NOW).decode()
    text = text.replace("\\", "")
    if kind == "resume":
        text = json.dumps(json.loads(text)["meta"]["notes"])
    places = [text.rindex(f"text {each} end") for each in SHOWN]
    assert places == sorted(places)
