"""Score many people from the command line."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from cli_support import Place, Run
from cohort_support import made_up, table_of, write_table
from report_support import first_matrix

from skills.cohorts import engines
from skills.cohorts.faults import CODES
from skills.sentences.cohorts import NAMES_HIDDEN

pytestmark = pytest.mark.slow

pytest_plugins = ["cli_support"]

ROOT = Path(__file__).parents[2]


def test_a_table_is_scored_for_all_profiles_or_those_that_are_named(
    run: Run, tmp_path: Path
) -> None:
    matrix = first_matrix()
    answers = write_table(table_of(matrix, made_up(matrix, 3)), tmp_path / "answers.csv")
    done = run("cohort", answers, "-o", tmp_path / "all.csv")
    assert (done.code, done.data, done.error) == (0, b"", "3 people scored.\n")
    found = pd.read_csv(tmp_path / "all.csv")
    assert list(found["profile"]) == list(matrix.profiles) * 3
    assert list(found["id"].unique()) == ["p0", "p1", "p2"]

    one = list(matrix.profiles)[1]
    more = ("--profile", one, "--skills", "--matrix", matrix.id, "--mode", "quick")
    assert run("cohort", answers, "-o", tmp_path / "one.parquet", *more).code == 0
    found = pd.read_parquet(tmp_path / "one.parquet")
    assert list(found["profile"]) == [one] * 3
    assert list(found.columns[8:]) == [f"{each}.level" for each in matrix.skills]


def test_a_file_with_problems_writes_nothing_and_keeps_what_was_there(
    run: Run, tmp_path: Path
) -> None:
    statement = next(iter(first_matrix().statements))
    answers = tmp_path / "answers.csv"
    answers.write_text(f"id,{statement}\na,wrong\n")
    target = tmp_path / "scores.csv"
    target.write_text("earlier")
    done = run("cohort", answers, "-o", target, "--force")
    assert done.code == 1
    assert done.error.startswith('answers.csv:2:2: error: "wrong" is not an answer to ')
    assert "   fix: use " in done.error
    assert done.error.endswith("Nothing was written.\n")
    assert target.read_text() == "earlier"
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == [
        "answers.csv",
        "scores.csv",
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_exported_files_have_the_results_of_each_alone(
    place: Place, run: Run, tmp_path: Path, *, packed: bool
) -> None:
    folder = tmp_path / "class" / "blue"
    folder.mkdir(parents=True)
    for name, each in (("ana", place.first), ("bo", place.second)):
        assert run("export", each, "-o", folder / f"{name}.json").code == 0
    source = folder.parent
    if packed:
        source = tmp_path / "class.zip"
        with zipfile.ZipFile(source, "w") as archive:
            for each in folder.iterdir():
                archive.write(each, f"blue/{each.name}")
    target = tmp_path / "scores.parquet"
    assert run("cohort", source, "-o", target, "--skills").error == "2 people scored.\n"
    found = pd.read_parquet(target).set_index(["id", "profile"])
    for name in ("ana", "bo"):
        result = json.loads((folder / f"{name}.json").read_text())["result"]
        row = found.loc[(f"blue/{name}", result["profile"])]
        for column in ("readiness", "low", "high", "coverage"):
            assert row[column] == pytest.approx(result[column])
        assert row["verdict"] == result["verdict"]
        assert row["missing"].split() == result["missing_musts"]
        for skill in result["skills"]:
            level = row[f"{skill['skill']}.level"]
            assert level == pytest.approx(skill["level"], nan_ok=True) or skill["level"] is None


def test_files_of_another_matrix_and_damaged_ones_are_reported(
    place: Place, run: Run, tmp_path: Path
) -> None:
    data = json.loads(run("export", place.second).out)
    data["matrix"]["id"] = "another"
    (tmp_path / "a.json").write_text(json.dumps(data))
    (tmp_path / "b.json").write_text("{")
    (tmp_path / "c.json").write_text("id,kind,value\n")
    done = run("cohort", tmp_path, "-o", tmp_path / "scores.csv")
    assert done.code == 1
    other = 'a.json: error: The assessment is based on the matrix "another" [cohort-matrix]'
    assert other in done.error
    assert "b.json:1:2: error: This is not valid JSON" in done.error
    assert "c.json" in done.error
    assert not (tmp_path / "scores.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["answers.csv", "-o", "scores.txt"], "ends in .csv or .parquet"),
        (["answers.csv"], "Say what to do: -o SCORES, --summary, or both."),
        (["answers.csv", "-o", "s.csv", "--group-by", "id"], "use it with --summary"),
        (["answers.csv", "-o", "answers.csv"], "answers.csv exists: use --force"),
        (["answers.csv", "-o", "none/scores.csv"], "There is no folder none"),
        (
            ["answers.csv", "-o", "s.csv", "--engine", "dask"],
            "--engine dask writes parts: give -o a folder, a name without an ending.",
        ),
        (["answers.csv", "--summary", "--resume"], "--resume writes parts: give -o a folder"),
        (["answers.csv", "-o", "s", "--summary", "--resume"], "cannot be combined with --summary"),
        (["none.csv", "-o", "scores"], "none.csv: No such file or directory."),
        (["none.csv", "-o", "scores.csv"], "none.csv: No such file or directory."),
        (["none.parquet", "-o", "scores.csv"], "none.parquet: No such file or directory."),
        (["none.json", "-o", "scores.csv"], "none.json: No such file or directory."),
        (["none.zip", "-o", "scores.csv"], "none.zip: No such file or directory."),
        (["answers.csv", "-o", "s.csv", "--profile", "none"], 'The matrix has no profile "none"'),
        (["answers.csv", "-o", "s.csv", "--matrix", "none"], "none"),
    ],
)
def test_a_command_that_cannot_run_says_why(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("answers.csv").write_text("id\n1\n")
    done = run("cohort", *arguments)
    assert (done.code, done.data) == (2, b"")
    assert sentence in done.error


def test_a_folder_of_scores_is_written_in_parts_and_only_over_others_like_it(
    run: Run, tmp_path: Path
) -> None:
    matrix = first_matrix()
    answers = write_table(table_of(matrix, made_up(matrix, 9)), tmp_path / "answers.parquet")
    one = ("--profile", next(iter(matrix.profiles)))
    assert run("cohort", answers, "-o", tmp_path / "scores.parquet", *one).code == 0
    target = tmp_path / "scores"
    done = run("cohort", answers, "-o", target, "--summary", *one)
    assert (done.code, done.error) == (0, "9 people scored.\n")
    assert done.out.startswith("9 people counted.")
    assert [each.name for each in target.iterdir()] == ["part-00000.parquet"]
    expected = pd.read_parquet(tmp_path / "scores.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(target), expected)

    again = run("cohort", answers, "-o", target, *one)
    assert (again.code, "use --force" in again.error) == (2, True)
    (target / "part-00001.parquet").write_text("of an earlier run")
    assert run("cohort", answers, "-o", target, "--force", "--resume", *one).code == 0
    assert [each.name for each in target.iterdir()] == ["part-00000.parquet"]
    (target / "notes.txt").write_text("mine")
    kept = run("cohort", answers, "-o", target, "--force", *one)
    assert (kept.code, "contains files other than scores" in kept.error) == (2, True)
    assert (target / "notes.txt").read_text() == "mine"


def test_without_dask_the_command_says_how_to_install_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    matrix = first_matrix()
    answers = write_table(table_of(matrix, made_up(matrix, 1)), tmp_path / "answers.csv")
    done = run("cohort", answers, "-o", tmp_path / "scores", "--engine", "dask")
    message = "Dask is not installed: python -m pip install -r requirements-dask.txt"
    assert (done.code, message in done.error) == (2, True)
    assert not [each for each in tmp_path.iterdir() if "scores" in each.name]
    assert (ROOT / "requirements-dask.txt").is_file()


def test_a_summary_is_printed_as_text_or_json_with_or_without_scores(
    run: Run, tmp_path: Path
) -> None:
    matrix = first_matrix()
    people = made_up(matrix, 30)
    teams = ["blue"] * 14 + ["red"] * 13 + ["tiny"] * 3
    table = table_of(matrix, people, team=teams)
    answers = write_table(table, tmp_path / "answers.csv")
    profile = next(iter(matrix.profiles))
    more = ("--summary", "--group-by", "team", "--profile", profile)
    text = run("cohort", answers, *more)
    assert (text.code, text.error) == (0, "")
    assert "  blue: 14 people\n" in text.out
    assert "tiny" not in text.out
    assert "red" not in text.out  # without it, the three could be had from everybody
    done = run("cohort", answers, *more, "--format", "json", "-o", tmp_path / "scores.csv")
    found = json.loads(done.out)
    assert found["people"] == 30
    assert [(e["group"], e["people"], e["left_out"]) for e in found["groups"]] == [
        ([], 30, 16),
        (["blue"], 14, 0),
    ]
    scores = pd.read_csv(tmp_path / "scores.csv")
    mean = found["groups"][1]["readiness"][profile]
    assert mean == pytest.approx(scores["readiness"][:14].mean())


def rated_files(exported: str, folder: Path, *, people: int = 12, hidden: int = 0) -> None:
    """Write files of people with three raters, whose ratings of the first ones are hidden."""
    draw = random.Random(1)  # noqa: S311 - test data
    matrix = first_matrix()
    statements = list(matrix.statements.values())[:10]
    for number in range(people):
        data = json.loads(exported)
        ability = draw.random()
        began, seen = "2026-01-01T00:00:00+00:00", "2026-01-03T00:00:00+00:00"
        data["reviews"] = [
            {"id": f"r{at}", "mentor": name, "began_at": began}
            | ({} if number < hidden else {"revealed_at": seen})
            for at, name in enumerate(("Mo Secret", "Nia Secret"))
        ]
        data["answers"], data["ratings"] = [], []
        for each in statements:
            chosen = [
                min(each.scale.options, key=lambda o, w=wish: abs(o.credit - w)).id
                for wish in (ability + draw.gauss(0, 0.2) for _ in range(3))
            ]
            about = {"statement": each.id, "at": "2026-01-02T00:00:00+00:00"}
            data["answers"].append(about | {"option": chosen[0]})
            for at, option in enumerate(chosen[1:]):
                data["ratings"].append(about | {"review": f"r{at}", "option": option})
        (folder / f"{number}.json").write_text(json.dumps(data))


def test_the_summary_of_exported_files_says_how_alike_raters_rate(
    place: Place, run: Run, tmp_path: Path
) -> None:
    rated_files(run("export", place.second).out, tmp_path)
    profile = ("--profile", next(iter(first_matrix().profiles)))
    text = run("cohort", tmp_path, "--summary", *profile)
    assert (text.code, text.error) == (0, "")
    assert "At least 10 people with 120 statements in all, 3 raters for each" in text.out
    assert "Secret" not in text.out
    found = json.loads(run("cohort", tmp_path, "--summary", "--format", "json", *profile).out)
    raters = found["raters"]
    assert (raters["people"], raters["statements"], raters["raters"]) == (10, 120, 3)
    for name in ("by_order", "by_distance", "exact", "single", "mean"):
        assert raters[name]["low"] < raters[name]["value"] < raters[name]["high"]
    assert raters["by_order"]["low"] > 0.2


def test_ratings_that_are_not_revealed_leave_too_few_people_and_tables_have_none(
    place: Place, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "class"
    folder.mkdir()
    rated_files(run("export", place.second).out, folder, hidden=8)
    text = run("cohort", folder, "--summary")
    assert "How closely raters agree\n  Nothing is shown, because fewer than 5 people" in text.out
    assert json.loads(run("cohort", folder, "--summary", "--format", "json").out)["raters"] is None
    matrix = first_matrix()
    answers = write_table(table_of(matrix, made_up(matrix, 9)), tmp_path / "answers.csv")
    assert "raters" not in run("cohort", answers, "--summary").out


def test_a_summary_of_an_answer_file_with_problems_prints_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(f"id,{next(iter(first_matrix().statements))}\na,wrong\n")
    done = run("cohort", tmp_path / "answers.csv", "--summary")
    assert (done.code, done.data) == (1, b"")


def test_every_code_is_on_the_page() -> None:
    page = (ROOT / "docs" / "cohorts.md").read_text(encoding="utf-8")
    rows = [f"| `{code}` | {meaning} |" for code, meaning in CODES.items()]
    assert [each for each in rows if each not in page] == []


def test_those_who_agreed_are_named_on_demand(place: Place, run: Run, tmp_path: Path) -> None:
    statements = first_matrix().statements.values()
    exported = run("export", place.second).out
    for number in range(7):
        data = json.loads(exported)
        best = number == 0
        data["answers"] = [
            {"statement": e.id, "option": e.scale.options[-1 if best else 0].id} for e in statements
        ]
        if number < 2:
            data["consents"] = [{"to": "cohort", "name": ("Ann Able", "Ben Begun")[number]}]
        (tmp_path / f"{number}.json").write_text(json.dumps(data))
    profile = next(iter(first_matrix().profiles))
    asked = ("cohort", tmp_path, "--summary", "--profile", profile)
    assert "Ben Begun" not in run(*asked).out
    text = run(*asked, "--names").out
    assert "2 of 7 agreed in their own file to be named." in text
    assert "Ann Able could help Ben Begun" in text
    found = json.loads(run(*asked, "--names", "--format", "json").out)["help"][profile]
    assert {(*each["helpers"], *each["below"]) for each in found} == {("Ann Able", "Ben Begun")}
    (tmp_path / "6.json").unlink()
    text = run(*asked, "--names").out
    assert NAMES_HIDDEN in text
    assert "Ann Able" not in text
    assert json.loads(run(*asked, "--names", "--format", "json").out)["help"] is None
