"""The list of assessments, completion, and what else commands print for a person in a shell."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from cli_support import SMALL, Place, Run
from report_support import MINE
from store_support import ANA, BEN

from skills.cli.completion import SHELLS
from skills.cli.main import command_line, main
from skills.entries.kinds import IncomingEntry

pytestmark = pytest.mark.slow
pytest_plugins = ["cli_support"]


def test_the_list_has_id_title_date_and_result(place: Place, run: Run) -> None:
    done = run("list")
    assert (done.code, done.error) == (0, "")
    lines = done.out.splitlines()
    assert [each.split()[0] for each in lines] == [place.first, place.second]
    assert lines[1].split()[1] == "2025-03-03"
    assert lines[1].endswith("  Second")
    assert "%, " in lines[1]
    assert "\x1b" not in done.out
    rows = json.loads(run("list", "--format", "json").out)
    assert [(each["id"], each["title"]) for each in rows][1] == (place.second, "Second")
    assert 0 < rows[1]["readiness"] < 1


def test_the_list_distinguishes_people_and_names_what_cannot_be_scored(
    place: Place, run: Run
) -> None:
    with closing(place.store()) as store:
        store.create_assessment(
            BEN, title="B", matrix_id="m", matrix_title="M", wording="w", structure="s"
        )
    lines = run("list").out.splitlines()
    assert {each.split()[0] for each in lines} == {ANA[:12], BEN[:12]}
    (bens,) = [each for each in lines if each.startswith(BEN[:12])]
    assert "its matrix is not installed" in bens
    run("erase", "--all", "--yes")
    assert run("list").out == "No assessments yet.\n"


def without_matrix(place: Place, *statements: str) -> None:
    """Let the matrix of the assessments be gone."""
    with closing(sqlite3.connect(place.folder / "skills.sqlite3")) as connection:
        connection.execute("UPDATE assessment SET matrix_id = 'gone', wording = 'gone'")
        for each in statements:
            connection.execute(each)
        connection.commit()


def test_an_assessment_whose_matrix_is_gone_can_be_exported(
    place: Place, run: Run, tmp_path: Path
) -> None:
    whole = json.loads(run("export", place.second).out)
    without_matrix(place)
    done = run("export", place.second)
    assert done.code == 0
    assert done.error.endswith("The file contains what was entered.\n")
    found = json.loads(done.out)
    for each in ("answers", "notes", "qualifications", "credentials"):
        assert found[each] == whole[each], each
    checks = {(each["check"], each["option"]) for each in whole["checks"]}
    assert {(each["check"], each["option"]) for each in found["checks"]} == checks
    assert found["result"]["readiness"] is None
    assert run("score", place.second).code == 2
    assert run("export", "--all", tmp_path / "all").code == 0
    assert len(list((tmp_path / "all").iterdir())) == 2


def test_a_file_of_an_unknown_matrix_is_imported_whole_where_the_matrix_is_installed(
    place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "out.json"
    before = json.loads(run("export", place.second).out)
    shutil.copytree(place.folder, tmp_path / "kept")
    with closing(sqlite3.connect(place.folder / "skills.sqlite3")) as connection:
        connection.execute("UPDATE assessment SET matrix_id = 'gone'")
        connection.execute("UPDATE assessment SET wording = 'x' || wording")
        connection.commit()
    run("export", place.second, "-o", file)
    file.write_text(file.read_text().replace('"id": "gone"', f'"id": "{before["matrix"]["id"]}"'))
    made = run("import", file).out.rsplit("Imported as assessment ", 1)[1].removesuffix(".\n")
    after = json.loads(run("export", made).out)
    assert after["answers"] == before["answers"]
    assert after["result"] == before["result"]


def test_the_copy_of_the_matrix_in_a_snapshot_gives_the_result(place: Place, run: Run) -> None:
    with closing(sqlite3.connect(place.folder / "skills.sqlite3")) as connection:
        (matrix,) = connection.execute("SELECT DISTINCT matrix_id FROM assessment").fetchone()
        connection.execute("UPDATE assessment SET wording = 'gone', matrix_id = ?", ("gone",))
        connection.execute(
            'UPDATE snapshot SET record = replace(record, ?, \'"id": "gone"\')',
            (f'"id": "{matrix}"',),
        )
        connection.commit()
    done = run("export", place.first)
    assert (done.code, json.loads(done.out)["result"]["readiness"] is None) == (0, False)


def test_the_first_import_works_from_the_shell(place: Place, run: Run, tmp_path: Path) -> None:
    file, url = tmp_path / "out.json", f"sqlite:///{tmp_path / 'new' / 'skills.sqlite3'}"
    run("export", place.second, "-o", file)
    assert run("import", file, "--database", url, "--dry-run").code == 2
    done = run("import", file, "--database", url)
    assert (done.code, "Imported as assessment " in done.out) == (0, True)
    assert "won't belong to any browser" in done.error
    made = done.out.rsplit(" ", 1)[1].removesuffix(".\n")
    assert MINE in run("export", made, "--database", url).out
    assert run("import", file, "--database", url).code == 0
    assert len(run("list", "--database", url).out.splitlines()) == 2
    bad = tmp_path / "bad.json"
    bad.write_text("{}")
    other = tmp_path / "never" / "skills.sqlite3"
    assert run("import", bad, "--database", f"sqlite:///{other}").code == 1
    assert not other.parent.exists()


@pytest.mark.parametrize("command", ["report", "export"])
def test_a_file_is_overwritten_only_with_force(
    command: str, place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "mine.json"
    file.write_text("mine")
    done = run(command, place.first, "-o", file)
    assert (done.code, done.error) == (
        2,
        f"{file} exists: use --force to overwrite it, or another name.\n",
    )
    assert file.read_text() == "mine"
    assert run(command, place.first, "-o", file, "--force").code == 0
    assert file.read_text() != "mine"
    assert run(command, place.first, "--format", "json", "-o", "/dev/null").code == 0


def test_export_of_all_overwrites_only_with_force(place: Place, run: Run, tmp_path: Path) -> None:
    (tmp_path / f"{place.first}.json").write_text("mine")
    done = run("export", "--all", tmp_path)
    assert (done.code, done.out) == (1, f"Wrote 1 file to {tmp_path}.\n")
    assert f"Skipped {place.first}: " in done.error
    assert (tmp_path / f"{place.first}.json").read_text() == "mine"
    assert run("export", "--all", tmp_path, "--force").code == 0


@pytest.mark.parametrize(
    "command",
    [
        *(["score"], ["report"], ["export"], ["undo"], ["update"], ["erase", "--yes"]),
        *(["erase", "--yes", "--person"], ["import", "{file}", "--into"], ["compare"]),
        ["import", "{file}", "--person"],
    ],
)
def test_an_unknown_assessment_is_named(
    command: list[str], place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "out.json"
    run("export", place.second, "-o", file)
    done = run(*[each.replace("{file}", str(file)) for each in command], "nobody-knows")
    assert (done.code, done.error) == (2, "No such assessment: nobody-knows\n")


def test_no_command_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    out, error = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert all(f"\n    {each}" in error for each in command_line()[1])


def test_a_matrix_is_validated_from_a_pipe(run: Run) -> None:
    done = run("validate", "-", pipe=b"matrix: x\n")
    assert done.code == 1
    assert done.out.startswith("standard input:1:1: error: ")
    done = run("validate", "-", pipe=SMALL.encode())
    assert (done.code, done.out.splitlines()[-1].startswith("-: 1 skill, 1 statement")) == (0, True)


def test_a_calendar_of_a_cv_says_that_it_has_no_plan(place: Place, run: Run) -> None:
    done = run("report", place.second, "--extent", "cv", "--format", "calendar")
    assert (done.code, done.error) == (
        2,
        (
            "There is nothing to put into a calendar: a page for a CV has no plan, only the date "
            "of the next assessment. Set that date, or use --extent whole.\n"
        ),
    )


def test_the_score_mentions_answers_without_a_place(place: Place, run: Run) -> None:
    gone = IncomingEntry("answer", "gone.long-ago", "fully")
    assert "gone.long-ago" not in run("score", place.second).out
    with closing(place.store()) as store:
        store.import_entries(ANA, place.second, [gone], operation="gone")
    assert "count: gone.long-ago.\n" in run("score", place.second).out
    notice = json.loads(run("score", place.second, "--format", "json").out)["notice"]
    assert notice.endswith("gone.long-ago.")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_is_completed(shell: str, run: Run) -> None:
    script = run("completion", shell).out
    commands = command_line()[1]
    options = {each for parser in commands.values() for each in parser._option_string_actions}
    assert len(options) > 15
    wanted = {*commands, *(each.lstrip("-") for each in options - {"-h"})}
    assert not [each for each in wanted if each not in script]


def test_bash_completes_with_the_script(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "skills.bash"
    file.write_text(run("completion", "bash").out)
    completed = []
    for words, at in (
        ("skills rep", 1),
        ("skills undo --d", 2),
        (f"skills report {tmp_path}/s", 2),
    ):
        ask = f'COMP_WORDS=({words}); COMP_CWORD={at}; _skills; echo "${{COMPREPLY[@]}}"'
        done = subprocess.run(
            [str(shutil.which("bash")), "-c", f'. "{file}"; {ask}'],
            capture_output=True,
            check=True,
            text=True,
        )
        completed.append(done.stdout.split())
    assert completed == [["report"], ["--database"], [str(file)]]
