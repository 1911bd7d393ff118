"""Records of other versions: golden files, upgrades, newer programs, the schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from record_support import good, plain, problems_of, record_of
from report_support import example_report

from skills import version as program
from skills.importing import from_json
from skills.importing.detect import read_file
from skills.importing.from_json import read_json
from skills.importing.from_record import with_extra
from skills.records.record import VERSION
from skills.records.record_upgrades import NotOursError, TooNewError, upgraded
from skills.records.to_json import as_json, record_schema
from skills.reports.report import Extent, Parts

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "tests" / "data" / "records").glob("version-*.json"))
SCHEMA = ROOT / "docs" / "assessment-1.schema.json"
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
def test_the_golden_file_of_each_version_is_still_read(file: Path) -> None:
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
        for attempts in each["verifications"]:
            for attempt in (attempts["last"], attempts["best"]):
                attempt.setdefault("repeats_baseline", False)
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
    assert problems_of(plain()) == [
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
    ((code, what),) = problems_of({**plain(), "format_version": "2.0"})
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


def test_exports_fit_the_schema_in_the_docs() -> None:
    valid = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for text in (good(), *(each.read_text(encoding="utf-8") for each in GOLDEN)):
        assert [each.message for each in valid.iter_errors(json.loads(text))] == []
    broken = plain()
    broken["answers"][0]["option"] = 3
    assert [list(each.path) for each in valid.iter_errors(broken)] == [["answers", 0, "option"]]
