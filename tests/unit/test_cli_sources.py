"""Files and names given to a command that are missing, broken or not writable."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_support import ROOT, Place, Run

from skills.cli.main import main
from skills.importing.detect import read_file

pytest_plugins = ["cli_support"]
BROKEN = ROOT / "tests" / "data" / "problems" / "unknown-key.yaml"


def test_a_matrix_with_problems_reports_them_and_exits_with_1(place: Place, run: Run) -> None:
    done = run("score", place.first, "--matrix", BROKEN)
    assert (done.code, done.data) == (1, b"")
    assert 'unknown key "abuot" [unknown-key]\n' in done.error
    missing = run("score", place.first, "--matrix", "none.yaml")
    assert (missing.code, missing.error.count("\n")) == (2, 1)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["report", "score", "compare"])
def test_bad_files_report_every_problem_with_its_place(
    command: str, place: Place, run: Run, tmp_path: Path
) -> None:
    text = run("export", place.second).out
    bad = tmp_path / "bad.json"
    bad.write_text(text.replace('"option": "fully"', '"option": 5').replace('"at": "2', '"at": "x'))
    done = run(command, bad)
    assert (done.code, done.data) == (1, b"")
    problems = read_file(bad.read_bytes(), "bad.json").problems
    assert len(problems) > 1
    assert all(each.what in done.error for each in problems)
    assert done.error.startswith("bad.json:")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.json", "none.json cannot be read: No such file or directory."),
        (".", ". cannot be read: Is a directory."),
        ("nobody-has-this", "No such assessment: nobody-has-this"),
        ("no\x1b[31m.json", "no\\x1b[31m.json cannot be read: No such file or directory."),
    ],
)
def test_a_missing_source_is_one_sentence(name: str, message: str, place: Place, run: Run) -> None:
    before = place.dump()
    for command in ("report", "score", "compare", "export", "import"):
        if command != "import" or "." in name:
            done = run(command, name)
            assert (done.code, done.data, done.error) == (2, b"", f"{message}\n")
    assert place.dump() == before


def test_a_file_that_cannot_be_written_is_one_sentence(
    place: Place, run: Run, tmp_path: Path
) -> None:
    done = run("report", place.second, "-o", tmp_path / "no" / "such" / "folder.md")
    assert (done.code, done.error) == (
        2,
        f"{tmp_path}/no/such/folder.md cannot be written: No such file or directory.\n",
    )


def test_a_name_that_is_not_text_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["report", "x", "--name", "\udcff"])
    assert ended.value.code == 2
    assert "--name: it contains bytes that are not text" in capsys.readouterr().err
