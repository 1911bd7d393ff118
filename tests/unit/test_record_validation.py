"""Wrong values in a record are refused, each with its place in the file."""

from __future__ import annotations

from typing import Any

import pytest
from record_support import plain, problems_of

from skills.importing.read_result import CODES


def test_all_wrong_values_are_reported_with_their_own_number() -> None:
    found = plain()
    for number in (0, 1, 4, 9):
        found["answers"][number]["option"] = number
    found["notes"][2]["text"] = None
    found["assessment"]["title"] = ""
    found["history"][0]["answers"][5] = "x"
    wrong = {what.rpartition(":")[0] for _, what in problems_of(found)}
    assert wrong == {
        *(f"answers, number {number}, option" for number in (1, 2, 5, 10)),
        "notes, number 3, text",
        "assessment, title",
        "history, number 1, answers, number 6",
    }


def test_list_that_is_too_short_is_reported_once() -> None:
    found = plain()
    found["matrix"]["levels"] = found["matrix"]["levels"][:1]
    assert [what for _, what in problems_of(found)] == [
        "matrix, levels: the list should have at least 2 items, not 1"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("place", ["answers", "history"])
def test_at_most_fifty_wrong_values_are_reported(place: str) -> None:
    many, more = ({**plain(), place: [1] * count} for count in (60, 300_000))
    assert len(problems_of(many)) == 50
    found = [what for _, what in problems_of(more)]
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
def test_dangling_references_are_reported(path: str, value: object, word: str) -> None:
    found = problems_of(change(path, value))
    assert any(word in what for _, what in found), found
    assert all(code in CODES for code, _ in found)


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
    ((code, what),) = problems_of(found)
    assert code == "record-twice"
    assert what.startswith(f"{part}, number 1 and number 3 {told_as}, ")
    history = plain()
    history["history"][0][part] = found[part]
    assert problems_of(history) == [(code, f"history, number 1, {what}")]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_time_that_has_no_date_in_some_zone_is_refused(moment: str) -> None:
    found = plain()
    found["assessment"]["created_at"] = moment
    found["answers"][2]["at"] = moment
    year = int(moment[:4])
    assert problems_of(found) == [
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
    ((code, what),) = problems_of(found)
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
    assert problems_of(found) == [("record-value", f'the {kind} "{one["id"]}" appears twice')]
