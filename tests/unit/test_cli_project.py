"""Packs and checks from the command line."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from cli_support import Run
from pack_support import file_of, rows_of
from report_support import example_record, first_matrix

from skills.cli.project_file import read_limited
from skills.problems import SkillsError
from skills.projects.check_document import CheckedDocument, check_document
from skills.projects.pack_tables import baseline_predictions
from skills.projects.shipped_packs import PACKS
from skills.projects.table_rules import ResultRows, broken_rules
from skills.records.to_json import as_json
from skills.sentences.project_checks import SAME_AS_BASELINE, wrong_text
from skills.sentences.result_documents import INCOMPLETE, NOT_KEPT, STRUCTURE_ONLY, open_texts
from skills.sentences.result_tables import broken_texts

pytestmark = pytest.mark.slow

pytest_plugins = ["cli_support"]

ROOT = Path(__file__).parents[2]


def test_projects_are_listed_with_pack_time_and_mark(run: Run) -> None:
    done = run("project", "list")
    assert (done.code, done.error) == (0, "")
    (line,) = (each for each in done.out.splitlines() if each.startswith("penguin-species "))
    words = "penguin-species predictions 4 hours macro F1 at least 0.975 Classify penguins with"
    assert " ".join(line.split()).startswith(words)
    listed = json.loads(run("project", "list", "--format", "json").out)
    assert len(listed) == 80
    assert sum(each["pack"] is not None for each in listed) == len(PACKS)


def test_a_pack_is_a_zip_file_or_a_folder(run: Run, tmp_path: Path) -> None:
    done = run("project", "pack", "why-scaling", "-o", tmp_path / "wine")
    assert (done.code, done.error) == (0, "")
    names = sorted(each.name for each in (tmp_path / "wine").iterdir())
    archive = run("project", "pack", "why-scaling").data
    assert run("project", "pack", "why-scaling", "-o", tmp_path / "a.zip").code == 0
    assert (tmp_path / "a.zip").read_bytes() == archive
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        assert sorted(opened.namelist()) == [f"why-scaling/{each}" for each in names]
    again = run("project", "pack", "why-scaling", "-o", tmp_path / "wine")
    assert (again.code, "exists: use --force" in again.error) == (2, True)
    assert run("project", "pack", "why-scaling", "-o", tmp_path / "wine", "--force").code == 0


def test_a_check_says_score_marks_and_what_it_is_worth(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "predictions.csv"
    file.write_bytes(file_of("penguins", rows_of("penguins").answers))
    done = run("project", "check", "penguin-species", file)
    assert (done.code, done.error) == (0, "")
    lines = done.out.splitlines()
    assert lines[:2] == [
        "Classify penguins with a first model: Passed with merit.",
        "Macro F1 on 86 rows; higher is better.",
    ]
    shown = [each.split()[-1] for each in lines[3:8]]
    assert shown == ["1.0000", "0.2043", "0.9326", "0.9750", "0.9900"]
    assert lines[-1].endswith("it is not a certificate.")
    found = json.loads(run("project", "check", "penguin-species", file, "--format", "json").out)
    assert (found["score"], found["passed"], found["rows"]) == (1.0, True, 86)
    piped = run("project", "check", "penguin-species", "-", pipe=file.read_bytes())
    assert piped.out == done.out


def test_a_file_that_does_not_pass_is_exit_code_1(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "predictions.csv"
    file.write_bytes(file_of("penguins", ["Adelie"] * 86))
    done = run("project", "check", "penguin-species", file)
    assert (done.code, done.error) == (1, "")
    assert "Not passed yet." in done.out
    assert "Worse than the baseline by 0.7283" in done.out


def test_what_the_starter_predicts_is_not_passed(run: Run, tmp_path: Path) -> None:
    name = "penguins-without-bill"
    file = tmp_path / "predictions.csv"
    file.write_bytes(file_of(name, baseline_predictions(PACKS[name], rows_of(name))))
    done = run("project", "check", name, file)
    assert (done.code, done.error) == (1, "")
    assert "Not passed yet." in done.out
    assert SAME_AS_BASELINE in done.out
    found = json.loads(run("project", "check", name, file, "--format", "json").out)
    assert (found["passed"], found["score"] > found["passing"]) == (False, True)


def test_problems_are_reported_and_nothing_is_scored(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "predictions.csv"
    file.write_text("row_id,prediction\n10,Emperor\n")
    done = run("project", "check", "penguin-species", file)
    assert (done.code, done.out) == (1, "")
    assert "[predictions-value]" in done.error
    assert done.error.endswith("Nothing was scored.\n")
    as_json = run("project", "check", "penguin-species", file, "--format", "json")
    codes = {each["code"] for each in json.loads(as_json.out)}
    assert (as_json.code, codes) == (1, {"predictions-id-missing", "predictions-value"})


def test_a_table_is_checked_by_its_rules(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("age,educ,income,TVnews,PID,vote\n30,4,9,1,2,0\n")
    done = run("project", "check", "mask-the-survey", file)
    (project,) = (each for each in first_matrix().projects if each.id == "mask-the-survey")
    assert project.table is not None
    assert (done.code, done.error) == (1, "")
    given = ("30", "4", "9", "1", "2", "0")
    columns = [each.id for each in project.table.columns]
    rows = ResultRows([2], {name: [cell] for name, cell in zip(columns, given, strict=True)})
    texts = broken_texts(broken_rules(project.table, rows), project.table)
    assert set(texts) < set(done.out.splitlines())
    found = json.loads(run("project", "check", "mask-the-survey", file, "--format", "json").out)
    assert {each["rule"] for each in found["broken"]} == {"rows", "mean", "group-rows", "groups"}
    assert (found["passed"], found["metric"]) == (False, "rules")
    file.write_text("age,phone\n30,5550100\n")
    refused = run("project", "check", "mask-the-survey", file)
    assert (refused.code, "[table-columns]" in refused.error) == (1, True)
    assert refused.error.endswith("Nothing was scored.\n")


def test_a_document_is_told_what_is_missing_and_nothing_is_kept(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("# Result\nIt works.\n# Limits\n# \x1b[31mred\n")
    check = ("project", "check", "one-page-client", file)
    done = run(*check)
    assert (done.code, done.error) == (1, "")
    (project,) = (each for each in first_matrix().projects if each.id == "one-page-client")
    assert project.document is not None
    found = check_document(file.read_bytes(), "page.md", project.document)
    assert isinstance(found, CheckedDocument)
    lines = done.out.splitlines()
    assert lines[0] == f"{project.title}: {INCOMPLETE}"
    assert set(open_texts(found)[:-1]) < set(lines)
    assert lines[-1] == STRUCTURE_ONLY
    assert "\x1b" not in done.out
    rules = json.loads(run(*check, "--format", "json").out)["rules"]
    assert [each["state"] for each in rules] == ["met", "missing", "empty", "missing", "met"]
    whole = "".join(f"# {each.title}\nText\n" for each in project.document.sections).encode()
    assert run("project", "check", "one-page-client", "-", pipe=whole).code == 0
    file.write_bytes(b"PK\x03\x04")
    refused = run(*check)
    assert (refused.code, "[document-kind]" in refused.error) == (1, True)


def test_a_document_cannot_be_saved_with_an_assessment(run: Run, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'kept.sqlite3'}"
    source, file = tmp_path / "it.json", tmp_path / "page.md"
    source.write_text(as_json(example_record()))
    file.write_text("# Result\nIt works.\n")
    assert run("import", source, "--yes", "--database", database).code == 0
    (found,) = json.loads(run("list", "--database", database, "--format", "json").out)
    save = ("--save", found["id"], "--database", database)
    done = run("project", "check", "one-page-client", file, *save)
    assert (done.code, done.out, done.error) == (2, "", f"{NOT_KEPT}\n")


def test_a_result_is_kept_with_an_assessment(run: Run, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'kept.sqlite3'}"
    source = tmp_path / "it.json"
    source.write_text(as_json(example_record()))
    assert run("import", source, "--yes", "--database", database).code == 0
    (found,) = json.loads(run("list", "--database", database, "--format", "json").out)
    file = tmp_path / "predictions.csv"
    file.write_bytes(file_of("penguins", rows_of("penguins").answers))
    save = ("--save", found["id"], "--database", database)
    done = run("project", "check", "penguin-species", file, *save)
    assert (done.code, done.error) == (0, "")
    assert "Saved. 1 attempt." in done.out
    file.write_bytes(file_of("penguins", ["Adelie"] * 86))
    worse = run("project", "check", "penguin-species", file, *save)
    assert "Saved. 2 attempts. The last attempt is worse than the one before." in worse.out
    exported = run("export", found["id"], "--format", "json", "--database", database)
    (kept,) = json.loads(exported.out)["verifications"]
    assert (kept["count"], kept["best"]["score"], kept["project"]) == (2, 1.0, "penguin-species")
    assert run("project", "check", "penguin-species", file, "--save", "none").code == 2
    assert "list and pack have none" in run("project", "list", "--save", "none").error


def test_wrong_answers_are_named_and_an_incomplete_file_is_no_attempt(
    run: Run, tmp_path: Path
) -> None:
    (project,) = [each for each in first_matrix().projects if each.id == "swapped-years"]
    right = {each.id: each.accepted[0] for each in project.questions}
    asked = project.questions[-1].id
    file = tmp_path / "answers.json"
    check = ("project", "check", project.id, file)
    file.write_text(json.dumps(right | {asked: 99}))
    done = run(*check)
    assert (done.code, done.error) == (1, "")
    assert wrong_text(project, [asked]) in done.out.splitlines()
    assert json.loads(run(*check, "--format", "json").out)["wrong"] == [asked]
    for given, code in (("", "missing"), (float("nan"), "value")):
        file.write_text(json.dumps(right | {asked: given}))
        done = run(*check)
        assert (done.code, done.out) == (1, "")
        assert f"[answers-{code}]" in done.error
    file.write_text(json.dumps(right))
    done = run(*check)
    assert (done.code, wrong_text(project, ()) in done.out.splitlines()) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["list", "penguin-species"], "list takes no arguments"),
        (["pack"], "pack takes PROJECT"),
        (["check", "penguin-species"], "check takes PROJECT and FILE"),
        (["pack", "no-such"], 'There is no project "no-such"'),
        (["pack", "swapped-years"], 'Project "swapped-years" has no data and no check'),
        (["check", "penguin-species", "/no/such/file.csv"], "/no/such/file.csv cannot be read"),
        (["check", "penguin-species", "/"], "/ cannot be read"),
    ],
)
def test_what_cannot_run_is_one_sentence(run: Run, arguments: list[str], message: str) -> None:
    done = run("project", *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.error
    assert done.error.count("\n") == 1


def test_a_name_that_no_file_can_have_is_reported() -> None:
    with pytest.raises(SkillsError, match="it is not the name of a file"):
        read_limited("a\0b.csv")


@pytest.mark.parametrize("kind", ["sparse", "rows"])
def test_a_huge_file_costs_little(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "predictions.csv"
    if kind == "sparse":
        with file.open("wb") as out:
            out.truncate(500_000_000)
    else:
        file.write_bytes(b"row_id,prediction\n" + b"10,Adelie\n" * 10_000_000)
    command = [sys.executable, "-m", "skills", "project", "check", "penguin-species", str(file)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    _, error = process.communicate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.returncode == 1
    assert b"larger than 5 MB" in error
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2
    assert file.stat().st_size >= 100_000_000


MISSING = """
import importlib.util, sys
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "sklearn" else find(name, *more)
from skills.cli.main import main
sys.exit(main(["project", "pack", "why-scaling", "-o", sys.argv[1]]))
"""


def test_without_the_packages_one_sentence_names_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MISSING, str(tmp_path / "pack")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Packs and checks need the package scikit-learn, which is not installed: run python -m pip "
        "install -r requirements-projects.txt\n"
    )


OWN = """
matrix: own
title: Own
areas: {a: {title: A, skills: {x: {title: X, statements: {p: {level: 1, text: Do it.}}}}}}
roles: {r: {title: R, profiles: {p: {title: P, targets: {x: 1}}}}}
projects:
  birds:
    title: Birds
    hours: 2
    raises: {x: 1}
    pack: penguins
    baseline: {metric: macro F1, better: higher, passing: 0.999}
"""


def test_a_project_of_another_matrix_uses_a_pack_with_its_own_mark(
    run: Run, tmp_path: Path
) -> None:
    matrix, file = tmp_path / "own.yaml", tmp_path / "predictions.csv"
    matrix.write_text(OWN)
    answers = rows_of("penguins").answers
    file.write_bytes(file_of("penguins", ["Gentoo", *answers[1:]]))
    assert run("project", "check", "penguin-species", file).code == 0
    done = run("project", "check", "birds", file, "--matrix", matrix, "--format", "json")
    found = json.loads(done.out)
    assert (done.code, found["passed"], found["passing"]) == (1, False, 0.999)
    assert (found["project"], found["matrix"], found["pack"]) == ("birds", "own", "penguins")
