"""Records as JSON: they come back whole, also from other versions of this program."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from reports_for_tests import (
    HOSTILE,
    NOW,
    assessment,
    entries,
    example_record,
    example_report,
    first_matrix,
)

from skills import version as program
from skills.importing import from_json
from skills.importing.detect import read_file
from skills.importing.from_json import read_json
from skills.importing.from_record import with_extra
from skills.importing.read_result import CODES, ReadResult
from skills.records.record import VERSION, Record
from skills.records.record_upgrades import NotOursError, TooNewError, upgraded
from skills.records.snapshot import take_record, take_state
from skills.records.to_json import as_json, record_schema
from skills.reports.report import Extent, Parts

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "tests" / "data" / "records").glob("version-*.json"))
SCHEMA = ROOT / "docs" / "assessment-1.schema.json"

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@cache
def good() -> str:
    matrix = first_matrix()
    old = take_state(assessment(matrix), entries(matrix, 3), matrix, NOW.replace(month=5))
    return as_json(example_record(history=[old]))


def plain() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(good())
    return found


def told(found: object) -> list[tuple[str, str]]:
    reading = read_json(json.dumps(found), "my.json")
    assert reading.imported is None
    assert reading.record is None
    return [(each.code, each.what) for each in reading.problems]


def record_of(reading: ReadResult) -> Record:
    assert reading.problems == ()
    assert reading.record is not None
    return reading.record


@pytest.mark.slow
@given(st.lists(TEXT, min_size=1, max_size=18))
def test_what_is_written_comes_back_the_same(texts: list[str]) -> None:
    record = example_record(share=0.3, notes=[*texts, *HOSTILE])
    again = record_of(read_json(as_json(record), "x"))
    assert again == record
    assert as_json(again) == as_json(record)


def test_all_that_was_entered_is_brought() -> None:
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


SINCE_VERSION_1 = (
    "projects",
    "verifications",
    "links",
    "wishes",
    "limits",
    "consents",
    "reviews",
    "ratings",
    "comments",
    "agreements",
    "actions",
)
"""Lists that later minor versions added."""

MENTORED = {
    "growth": 2,
    "review": 2,
    "rating": 7,
    "comment": 1,
    "agreed": 1,
    "decided": 1,
    "discussion": 2,
    "action": 2,
}
"""The entries of reviews in the golden file, by kind."""


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_golden_file_of_each_version_is_read_for_ever(file: Path) -> None:
    reading = read_file(file.read_bytes(), file.name)
    record = record_of(reading)
    assert reading.imported is not None
    kinds = [each.kind for each in reading.imported.entries]
    counts = {each: kinds.count(each) for each in dict.fromkeys(kinds)}
    since_1_4 = {"project": 4} if file.stem >= "version-1.4" else {}
    since_1_5 = MENTORED if file.stem >= "version-1.5" else {}
    since_1_6 = {"limit": 2} if file.stem >= "version-1.6" else {}
    since_1_7 = {"verification": 1, "link": 1} if file.stem >= "version-1.7" else {}
    since_1_8 = {"consent": 1} if file.stem >= "version-1.8" else {}
    assert counts == since_1_4 | since_1_5 | since_1_6 | since_1_7 | since_1_8 | {
        "answer": 60,
        "note": 18,
        "qualification": 1,
        "check": 15,
        "credential": 1,
    }
    assert record.result is not None
    assert record.result.readiness == pytest.approx(0.5, abs=0.2)
    assert [each.notes[0].text for each in record.history] == ["Earlier note"]
    assert record.notes[0].text == "=1+1"
    golden = json.loads(file.read_text(encoding="utf-8"))
    for each in (golden, *golden["history"]):
        each["result"].setdefault("leniency", 0.0)
        for part in SINCE_VERSION_1:
            each.setdefault(part, [])
        for skill in each["matrix"]["skills"]:
            skill.setdefault("short", "")
        for review in each["reviews"]:
            review.setdefault("countersigned_at", None)
            review.setdefault("countersigned_by", "")
    assert (
        json.loads(as_json(record))
        == {"matrix_files": [], "program_version": "", "purpose": "", "checksum": ""} | golden
    )


def test_todays_version_has_a_golden_file_too() -> None:
    assert GOLDEN[-1].stem == f"version-{VERSION}"
    reading = read_file(GOLDEN[-1].read_bytes(), "x.json")
    assert reading.imported is not None
    assert record_of(reading).program_version == "0.1.0"
    ((name, text),) = reading.imported.matrix_files
    assert (name, text) == ("own.yaml", "matrix: own\n# as it was written\n")


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


def test_older_majors_go_step_by_step() -> None:
    steps = {
        1: lambda found: {**found, "two": [*found["one"], 2]},
        2: lambda found: {**found, "three": [*found["two"], 3]},
    }
    start = {"format": "readiness-radar-assessment", "format_version": "1.4", "one": [1]}
    found = upgraded(start, steps, today=3)
    assert (found["three"], found["format_version"]) == ([1, 2, 3], "3.0")
    later = {**start, "format_version": "2.9", "two": [0]}
    assert upgraded(later, steps, today=3)["three"] == [0, 3]
    assert upgraded({**start, "format_version": "3.1"}, steps, today=3)["format_version"] == "3.1"
    with pytest.raises(TooNewError):
        upgraded({**start, "format_version": "4.0"}, steps, today=3)


def test_a_step_that_meets_a_broken_file_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        from_json, "upgraded", lambda found: upgraded(found, {1: lambda each: each["gone"]}, 2)
    )
    assert told(plain()) == [
        ("record-damaged", "The file does not match the format of its version")
    ]


@pytest.mark.parametrize("version", ["", "1", "x.0", "-1.0", "²2.0", None, 1.0])
def test_a_version_that_is_none_is_not_ours(version: object) -> None:
    found = {"format": "readiness-radar-assessment", "format_version": version}
    if version == 1.0:
        assert upgraded(found) == found
        return
    with pytest.raises(NotOursError):
        upgraded(found)


def test_newer_major_is_refused_in_a_sentence() -> None:
    ((code, what),) = told({**plain(), "format_version": "2.0"})
    assert code == "record-newer"
    assert what == (
        f'The file has version "2.0", written by Readiness Radar {program.VERSION}, '
        f"which is newer than this program, {program.PROGRAM}"
    )


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("3.1", True),
        ("12.0.7", True),
        ("", False),
        (None, False),
        (3, False),
        (["3.1"], False),
        ("3.1 <b>", False),
        ("3.1\n", False),
        ("\u0663.1", False),
        ("9" * 400, False),
    ],
)
def test_a_newer_program_is_named_where_the_file_says_which(said: object, *, named: bool) -> None:
    reading = read_json(
        json.dumps({**plain(), "format_version": "2.0", "program_version": said}), "x"
    )
    (problem,) = reading.problems
    assert problem.code == "record-newer"
    assert program.PROGRAM in problem.what
    assert problem.what.count("Readiness Radar") == 1 + named
    ending = f"with Readiness Radar {said}" if named else "with a newer version"
    assert problem.fix == f"open it {ending}"


def test_a_file_names_the_program_that_wrote_it_and_not_the_one_before() -> None:
    assert json.loads(good())["program_version"] == program.VERSION
    earlier = record_of(read_json(json.dumps({**plain(), "program_version": "0.0.1"}), "x"))
    assert earlier.program_version == "0.0.1"
    for extent in Extent:
        for parts in (Parts(extent), Parts(extent, notes=False, answers=False)):
            assert example_report(parts, earlier).record.program_version == program.VERSION
    assert (
        with_extra(earlier, json.dumps({"": {"program_version": "9"}})).program_version == "0.0.1"
    )


def test_schema_in_the_docs_is_that_of_the_program() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == record_schema()


@pytest.mark.slow
def test_exports_fit_the_schema_in_the_docs() -> None:
    valid = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for text in (good(), *(each.read_text(encoding="utf-8") for each in GOLDEN)):
        assert [each.message for each in valid.iter_errors(json.loads(text))] == []
    broken = plain()
    broken["answers"][0]["option"] = 3
    assert [list(each.path) for each in valid.iter_errors(broken)] == [["answers", 0, "option"]]


def test_record_without_notes_has_none_anywhere() -> None:
    record = example_report(Parts(notes=False), record_of(read_json(good(), "x"))).record
    assert "evil.example" not in as_json(record)
    assert record_of(read_json(as_json(record), "x")) == record


def test_all_wrong_values_are_told_with_their_own_number() -> None:
    found = plain()
    for number in (0, 1, 4, 9):
        found["answers"][number]["option"] = number
    found["notes"][2]["text"] = None
    found["assessment"]["title"] = ""
    found["history"][0]["answers"][5] = "x"
    wrong = {what.rpartition(":")[0] for _, what in told(found)}
    assert wrong == {
        *(f"answers, number {number}, option" for number in (1, 2, 5, 10)),
        "notes, number 3, text",
        "assessment, title",
        "history, number 1, answers, number 6",
    }


def test_list_that_is_too_short_is_told_once() -> None:
    found = plain()
    found["matrix"]["levels"] = found["matrix"]["levels"][:1]
    assert [what for _, what in told(found)] == [
        "matrix, levels: the list should have at least 2 items, not 1"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("place", ["answers", "history"])
def test_endless_wrong_values_are_told_up_to_fifty(place: str) -> None:
    many, more = ({**plain(), place: [1] * count} for count in (60, 300_000))
    assert len(told(many)) == 50
    found = [what for _, what in told(more)]
    assert f"{place}, number 1: input should be an object" in found
    assert len(found) < 30  # so long a file is not read fifty times


def change(path: str, value: object) -> dict[str, Any]:
    found = plain()
    *steps, last = [int(each) if each.isdecimal() else each for each in path.split("/")]
    part: Any = found
    for step in steps:
        part = part[step]
    part[last] = value
    return found


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [
        ("assessment/profile", "no.such", 'the profile "no.such" is used'),
        ("matrix/skills/0/area", "nowhere", 'the area "nowhere" is used'),
        ("matrix/skills/0/statements/0/scale", "none", 'the scale "none" is used'),
        ("matrix/skills/1/id", "programming", 'the skill "programming" appears twice'),
        ("matrix/skills/0/statements/0/level", 50, "is at level 50"),
        ("matrix/levels/1/rank", 7, "are not numbered 0, 1, 2"),
        ("matrix/profiles/0/targets/0/skill", "juggling", 'the skill "juggling" is used'),
        ("matrix/skills/0/checks/0/right", "z", "right answer of a check is not one"),
        ("history/0/assessment/profile", "x.y", "history, number 1, the profile"),
        ("notes/0/text", "x" * 4001, "notes, number 1, text"),
        ("notes/0/text", "\ud800", "half a character"),
        ("assessment/created_at", "2026-01-01T00:00:00", "assessment, created_at"),
    ],
)
def test_loose_ends_are_reported(path: str, value: object, word: str) -> None:
    found = told(change(path, value))
    assert any(word in what for _, what in found), found
    assert all(code in CODES for code, _ in found)


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


@pytest.mark.parametrize(
    ("part", "changes", "told_as"),
    [
        ("answers", {"option": "x"}, "are about the same statement"),
        ("notes", {"text": "another"}, "are about the same skill"),
        ("qualifications", {"holds": "no"}, "are about the same qualification"),
        ("checks", {"option": "a"}, "are about the same check"),
        ("credentials", {"title": "Another"}, "have the same id"),
        ("projects", {"status": "done"}, "are about the same project"),
    ],
)
def test_two_entries_about_the_same_thing_are_refused(
    part: str, changes: dict[str, str], told_as: str
) -> None:
    found = plain()
    record = {
        "answers": {"statement": "s", "option": "o"},
        "notes": {"skill": "s", "text": "one"},
        "qualifications": {"qualification": "q", "holds": "yes"},
        "checks": {"check": "c", "option": "o"},
        "credentials": {"id": "c", "title": "One", "kind": "certificate"},
        "projects": {"project": "p", "status": "started"},
    }
    other = {key: f"other-{value}" for key, value in record[part].items() if key != "kind"}
    found[part] = [record[part], record[part] | other, record[part] | changes]
    ((code, what),) = told(found)
    assert code == "record-twice"
    assert what.startswith(f"{part}, number 1 and number 3 {told_as}, ")
    history = plain()
    history["history"][0][part] = found[part]
    assert told(history) == [(code, f"history, number 1, {what}")]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_time_that_has_no_date_in_some_zone_is_refused(moment: str) -> None:
    found = plain()
    found["assessment"]["created_at"] = moment
    found["answers"][2]["at"] = moment
    year = int(moment[:4])
    assert told(found) == [
        (
            "record-value",
            f"answers, number 3, at: the year {year} is not a possible year for an assessment",
        ),
        (
            "record-value",
            f"assessment, created_at: the year {year} is not a possible year for an assessment",
        ),
    ]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_next_assessment_without_a_day_before_and_after_is_refused(day: str) -> None:
    found = plain()
    found["assessment"]["next_on"] = day
    ((code, what),) = told(found)
    year = int(day[:4])
    assert (code, what) == (
        "record-value",
        f"assessment, next_on: the year {year} is not a possible year for an assessment",
    )


@pytest.mark.parametrize(
    ("part", "kind"),
    [("areas", "area"), ("profiles", "profile"), ("qualifications", "qualification")],
)
def test_parts_of_a_matrix_with_the_same_id_are_refused(part: str, kind: str) -> None:
    found = plain()
    one = found["matrix"][part][0]
    found["matrix"][part].append(one)
    assert told(found) == [("record-value", f'the {kind} "{one["id"]}" appears twice')]
