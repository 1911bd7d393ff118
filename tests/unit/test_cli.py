from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cli_support import SMALL, run_unread

from skills.cli.main import main, now
from skills.cli.problem_formats import FORMATS
from skills.matrix.reading import read_matrix
from skills.matrix.reading.json_schema import file_schema
from skills.problems import SkillsError
from skills.version import PROGRAM

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "data" / "problems"
BAD = FILES / "unknown-key.yaml"
WARNED = FILES / "duplicate-title.yaml"


@pytest.fixture
def fine(tmp_path: Path) -> Path:
    path = tmp_path / "fine.yaml"
    path.write_text(SMALL)
    return path


def run(*arguments: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "skills", *map(str, arguments)]
    return subprocess.run(  # type: ignore[call-overload,no-any-return]  # the rest is for run()
        command, capture_output=True, text=True, check=False, cwd=ROOT, **more
    )


def test_a_valid_matrix_is_summarised_in_numbers(
    fine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", str(fine)]) == 0
    assert capsys.readouterr() == (f"{fine}: 1 skill, 1 statement, 1 profile, 0 projects\n", "")


def test_warnings_are_shown_with_exit_code_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(WARNED)]) == 0
    out = capsys.readouterr().out
    assert "warning: " in out
    assert "1 warning in 1 file. The matrix can be used.\n" in out


def test_all_problems_are_shown_with_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(BAD)]) == 1
    assert capsys.readouterr().out == FORMATS["text"](read_matrix(BAD).problems)


@pytest.mark.parametrize("name", ["json", "github"])
def test_other_formats_cover_all_paths(
    name: str, fine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", str(BAD), str(fine), str(WARNED), "--format", name]) == 1
    problems = [*read_matrix(BAD).problems, *read_matrix(WARNED).problems]
    assert capsys.readouterr().out == FORMATS[name](problems)


def test_missing_files_are_one_sentence_with_exit_code_2(
    fine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = fine.with_name("no\x1bsuch.yaml")
    assert main(["validate", str(missing), str(fine)]) == 2
    out, error = capsys.readouterr()
    assert error == f"{fine.parent}/no\\x1bsuch.yaml is not there: check the name and path\n"
    assert "1 skill" in out


def test_exit_code_2_takes_precedence_over_1(fine: Path) -> None:
    assert main(["validate", str(fine.with_name("none")), str(BAD)]) == 2


def test_a_folder_is_one_matrix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, _, tail = SMALL.partition("areas")
    (tmp_path / "a.yaml").write_text(head)
    (tmp_path / "b.yaml").write_text(f"areas{tail}")
    assert main(["validate", str(tmp_path)]) == 0
    assert "1 skill" in capsys.readouterr().out


def test_schema_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == file_schema()


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["validate"], ["schema", "--odd"]])
def test_bad_options_exit_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m skills" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], "0 success (maybe with warnings), 1 problems found, 2 could not run"),
        (["validate", "--help"], "docs/problems.md"),
        (["schema", "--help"], "docs/matrix-format.md"),
    ],
)
def test_help_lists_the_commands(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    assert words in " ".join(capsys.readouterr().out.split())


def test_the_program_prints_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr() == (f"{PROGRAM}\n", "")
    assert re.fullmatch(r"Readiness Radar \d+\.\d+\.\d+", PROGRAM)


@pytest.mark.parametrize(
    ("error", "code"), [(SkillsError("It stopped."), 2), (KeyboardInterrupt(), 130)]
)
def test_no_error_ends_in_a_traceback(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> None:
        raise error

    monkeypatch.setattr("skills.cli.matrix.read_matrix", fail)
    assert main(["validate", "x"]) == code


@pytest.mark.slow
def test_the_program_runs_from_a_shell(fine: Path) -> None:
    assert run("validate", fine).returncode == 0
    done = run("validate", BAD)
    assert (done.returncode, done.stderr) == (1, "")
    assert run("validate", "none.yaml").returncode == 2


@pytest.mark.slow
def test_a_closed_pipe_is_not_an_error() -> None:
    assert run_unread("schema") == (0, b"")


@pytest.mark.slow
def test_a_terminal_with_a_limited_encoding_is_not_an_error(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(SMALL.replace("title: Small", "titel: 表"), encoding="utf-8")
    done = run("validate", path, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (1, "")
    assert "\\u8868" in done.stdout


@pytest.fixture
def _far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set a time zone in which it is already tomorrow."""
    monkeypatch.setenv("TZ", "Etc/GMT-14")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_far_east")
def test_dates_are_in_the_local_time_zone() -> None:
    assert now().utcoffset() == timedelta(hours=14)
