"""Score an assessment and compare two by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_support import OTHER, Place, Run
from report_support import first_matrix

from skills.matrix.library import SHIPPED
from skills.records.record import Record

pytest_plugins = ["cli_support"]


def test_a_score_as_text(place: Place, run: Run) -> None:
    done = run("score", place.second)
    assert (done.code, done.error) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].endswith("mid-level machine learning engineer.")
    assert lines[1].startswith("Readiness ")
    assert len(lines) == 4 + len(first_matrix().profiles["ml-engineer.mid"].targets)
    assert not any("-0.0" in each for each in lines)


def test_a_score_as_json(place: Place, run: Run) -> None:
    scores = json.loads(run("score", place.second, "--format", "json").out)
    assert scores["low"] <= scores["readiness"] <= scores["high"]
    lost = sum(each["lost"] for each in scores["skills"])
    assert lost == pytest.approx(100 - scores["readiness"], abs=1e-6)


@pytest.mark.slow
def test_an_unassessed_skill_is_null_not_zero(place: Place, run: Run, tmp_path: Path) -> None:
    record = json.loads(run("export", place.second).out)
    record |= {"answers": [], "checks": []}
    file = tmp_path / "empty.json"
    file.write_text(json.dumps(record))
    scores = json.loads(run("score", file, "--format", "json").out)
    assert scores["readiness"] is None
    assert {(each["level"], each["lost"]) for each in scores["skills"]} == {(None, None)}
    assert "not assessed" in run("score", file).out


def test_an_assessment_is_compared_with_its_snapshot_of_an_earlier_day(
    place: Place, run: Run
) -> None:
    done = run("compare", place.first)
    assert done.code == 0
    assert done.out.startswith("Readiness rose from ")
    assert "\nrose  " in done.out


@pytest.mark.slow
def test_a_snapshot_of_today_is_not_compared(place: Place, run: Run, tmp_path: Path) -> None:
    done = run("compare", place.second)
    assert (done.code, done.out) == (2, "")
    assert done.error == (
        "There is no snapshot of an earlier day to compare with: name a second assessment.\n"
    )
    record = json.loads(run("export", place.second).out)
    record["history"] = [{key: record[key] for key in ("taken_at", "assessment", "matrix")}]
    (tmp_path / "today.json").write_text(json.dumps(record))
    assert run("compare", tmp_path / "today.json").code == 2


@pytest.mark.slow
def test_two_files_are_compared_each_way(place: Place, run: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    for each, file in ((place.first, first), (place.second, second)):
        run("export", each, "-o", file)
    there, back = run("compare", first, second), run("compare", second, first)
    assert (there.code, back.code) == (0, 0)
    assert there.out.count("\nrose ") == back.out.count("\nfell ")
    assert run("compare", first, first).out.endswith(" No skill changed level.\n")


@pytest.mark.slow
def test_another_matrix_is_not_compared_but_read(place: Place, run: Run, tmp_path: Path) -> None:
    matrix = tmp_path / "other.yaml"
    matrix.write_text(OTHER)
    file = tmp_path / "file.json"
    run("export", place.first, "-o", file)
    scores = json.loads(run("score", file, "--matrix", matrix, "--format", "json").out)
    assert (scores["aim"], scores["readiness"]) == ("R, P", None)
    report = Record.model_validate_json(
        run("report", file, "--matrix", matrix, "--format", "json").out
    )
    assert (report.matrix.id, len(report.history)) == ("other", 1)
    done = run("score", place.first, "--matrix", matrix)
    assert done.code == 2
    assert 'has no "ml-engineer.mid"' in done.error
    same = run("score", place.first, "--matrix", SHIPPED / "machine-learning-engineer")
    assert same.out == run("score", place.first).out
