"""Agreement of two people from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands_for_tests import Place, Run
from reports_for_tests import first_matrix

pytest_plugins = ["commands_fixture"]


def test_a_person_agrees_fully_with_themselves(place: Place, run: Run) -> None:
    done = run("agreement", place.second, place.second)
    assert (done.code, done.error) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("Both rated ")
    assert lines[0].endswith(" statements, 100% of them alike.")
    assert lines[1].startswith("Agreement beyond chance 1.00, 95% interval 1.00 to 1.00 ")
    assert lines[2] == "On average, the first and the second are equally high."
    assert all(each.endswith("  the same") for each in lines[4:])
    skills = json.loads(run("score", place.second, "--format", "json").out)["skills"]
    assert len(lines) - 4 == len(skills)


@pytest.mark.slow
def test_two_files_are_compared_as_two_stored_assessments_are(
    place: Place, run: Run, tmp_path: Path
) -> None:
    files = tmp_path / "mine.json", tmp_path / "theirs.json"
    for each, file in zip((place.first, place.second), files, strict=True):
        assert run("export", each, "-o", file).code == 0
    stored = run("agreement", place.first, place.second, "--format", "json")
    assert (stored.code, stored.error) == (0, "")
    assert run("agreement", *files, "--format", "json").out == stored.out
    told = json.loads(stored.out)
    assert 0 <= told["same"] <= told["rated"]
    assert {each["skill"] for each in told["skills"]} <= set(first_matrix().skills)
    sizes = [abs(each["difference"] or 0) * each["weight"] for each in told["skills"]]
    assert sizes == sorted(sizes, reverse=True)


def test_ratings_on_different_structures_are_not_compared(
    place: Place, run: Run, tmp_path: Path
) -> None:
    data = json.loads(run("export", place.second).out)
    data["matrix"]["structure"] = "0" * 64
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps(data))
    done = run("agreement", place.first, file)
    assert (done.code, done.data) == (2, b"")
    assert done.error.endswith("so their ratings cannot be compared.\n")
    assert run("agreement", place.first, "no-such-id").code == 2
