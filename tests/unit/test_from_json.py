"""Records as JSON are read back whole, and other JSON is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_support import good, plain, record_of
from report_support import (
    HOSTILE,
    NOW,
    assessment,
    entries,
    example_record,
    example_report,
    first_matrix,
)

from skills.importing.from_json import read_json
from skills.importing.from_record import with_extra
from skills.records.record import VERSION
from skills.records.snapshot import take_record
from skills.records.to_json import as_json
from skills.reports.report import Parts

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.slow
@given(st.lists(TEXT, min_size=1, max_size=18))
def test_what_is_written_comes_back_the_same(texts: list[str]) -> None:
    record = example_record(share=0.3, notes=[*texts, *HOSTILE])
    again = record_of(read_json(as_json(record), "x"))
    assert again == record
    assert as_json(again) == as_json(record)


def test_everything_entered_is_imported() -> None:
    matrix = first_matrix()
    stored = entries(matrix)
    reading = read_json(as_json(take_record(assessment(matrix), stored, matrix, NOW)), "x")
    assert reading.imported is not None
    assert {(e.kind, e.item, e.value, e.at) for e in reading.imported.entries} == {
        (each.kind, each.item, each.value, each.changed_at) for each in stored
    }
    assert reading.imported.matrix_copy is not None
    assert reading.imported.matrix_id == matrix.id
    assert reading.imported.title == assessment(matrix).title
    assert reading.left_out == ()


def test_history_comes_back() -> None:
    reading = read_json(good(), "x")
    assert reading.imported is not None
    assert [each.taken_at for each in reading.imported.history] == [NOW.replace(month=5)]


def test_unknown_keys_are_kept_and_written_again() -> None:
    found = plain()
    found["mood"] = {"today": [1, None]}
    found["assessment"]["colour"] = "red"
    found["answers"][3]["doubt"] = 0.5
    found["notes"][0]["reviewed"] = True
    found["credentials"][0]["badge"] = "x"
    found["format_version"] = "1.10"
    reading = read_json(json.dumps(found), "x")
    assert json.loads(as_json(record_of(reading))) == found
    assert reading.imported is not None
    taken = with_extra(example_record(), reading.imported.extra)
    again = json.loads(as_json(taken))
    assert again["mood"] == {"today": [1, None]}
    assert again["assessment"]["colour"] == "red"
    assert again["answers"][3]["doubt"] == 0.5
    assert again["notes"][0]["reviewed"] is True
    assert again["credentials"][0]["badge"] == "x"


def test_unknown_keys_never_replace_what_is_known() -> None:
    extra = json.dumps({"": {"format_version": "9.9", "new": 1}, "assessment": {"title": "no"}})
    found = with_extra(example_record(), extra)
    assert (found.format_version, found.assessment.title) == (
        VERSION,
        "Machine learning engineer, Mid-level",
    )
    assert found.unknown == {"new": 1}


def test_record_without_notes_has_none_anywhere() -> None:
    record = example_report(Parts(notes=False), record_of(read_json(good(), "x"))).record
    assert "evil.example" not in as_json(record)
    assert record_of(read_json(as_json(record), "x")) == record


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("", "record-damaged", "not valid JSON"),
        ('{"a": 1,}', "record-damaged", "not valid JSON"),
        ('{"a": 1, "a": 2}', "record-key-twice", '"a"'),
        ('{"a": NaN}', "record-value", "number"),
        ('{"a": ' + "9" * 5000 + "}", "record-value", "number"),
        ("[" * 100_000, "record-damaged", "nested"),
        ("[]", "no-record", "not an assessment from this program"),
        ('{"format": "other"}', "no-record", "not an assessment from this program"),
    ],
)
def test_text_that_is_no_record_is_reported(text: str, code: str, word: str) -> None:
    (problem,) = read_json(text, "x").problems
    assert problem.code == code
    assert word in problem.what


def test_damaged_json_has_its_line_and_column() -> None:
    (problem,) = read_json('{"a": 1,\n "b" 2}', "x").problems
    assert (problem.place.line, problem.place.column) == (2, 6)


def test_stored_values_are_the_ones_that_were_written() -> None:
    matrix = first_matrix()
    stored = tuple(replace(each, value=None) for each in entries(matrix))
    assert take_record(assessment(matrix), stored, matrix, NOW).answers == ()
