"""What becomes of a command whose output cannot be written, in processes of their own."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from cli_support import Place, run_unread

pytest_plugins = ["cli_support"]

pytestmark = pytest.mark.slow

ROOT: Final = Path(__file__).parents[2]
FULL: Final = Path("/dev/full")
MATRIX: Final = "tests/data/problems/duplicate-title.yaml"

COMMANDS: Final = (
    "--version",
    "--help",
    "schema",
    f"validate {MATRIX}",
    f"validate --format json {MATRIX}",
    "score ID",
    "report ID",
    "report --format pdf ID",
    "export ID",
    "compare ID",
    "doctor",
)

full = pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")


def shell(place: Place, command: str, ends: str) -> tuple[int, str, str]:
    """Run a command with its ends put elsewhere, as a person does in a shell."""
    line = f"{shlex.quote(sys.executable)} -m skills {command.replace('ID', place.first)} {ends}"
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"SKILLS_DATA": str(place.folder)},
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout, done.stderr


@full
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_one_sentence(command: str, place: Place) -> None:
    message = "Standard output cannot be written: No space left on device.\n"
    assert shell(place, command, f">{FULL}") == (2, "", message)


@pytest.mark.parametrize("command", ["schema", "score ID", "report --format pdf ID", "doctor"])
def test_a_closed_output_is_one_sentence(command: str, place: Place) -> None:
    message = "Standard output cannot be written: it is closed.\n"
    assert shell(place, command, ">&-") == (2, "", message)


def test_help_with_closed_output_is_one_sentence(place: Place) -> None:
    code, _, message = shell(place, "--help", ">&-")
    assert (code, message.startswith("usage: ")) == (0, True)


def test_a_file_is_written_even_if_the_output_is_closed(place: Place, tmp_path: Path) -> None:
    assert shell(place, f"report ID -o {tmp_path}/out.md", ">&-") == (0, "", "")
    assert (tmp_path / "out.md").read_bytes().startswith(b"# ")


@full
def test_a_file_on_a_full_disk_is_one_sentence(place: Place) -> None:
    message = f"{FULL} cannot be written: No space left on device.\n"
    assert shell(place, f"report ID -o {FULL}", "") == (2, "", message)


@full
@pytest.mark.parametrize(
    ("command", "code"), [("score", 2), ("score nobody", 2), (f"score {MATRIX}", 1)]
)
@pytest.mark.parametrize("ends", [f"2>{FULL}", "2>&-"])
def test_the_exit_code_is_right_even_if_stderr_is_closed(
    command: str, code: int, ends: str, place: Place
) -> None:
    done, out, error = shell(place, command, ends)
    assert (done, error) == (code, "")
    assert "Traceback" not in out


@full
def test_nothing_is_imported_if_the_preview_cannot_be_written(place: Place, tmp_path: Path) -> None:
    assert shell(place, f"export ID -o {tmp_path}/out.json", "")[0] == 0
    before = place.dump()
    assert shell(place, f"import {tmp_path}/out.json", f">{FULL}")[0] == 2
    assert place.dump() == before


@pytest.mark.parametrize("command", ["--help", "--version", "export ID", "doctor"])
def test_a_reader_that_has_gone_is_not_an_error(command: str, place: Place) -> None:
    arguments = command.replace("ID", place.first).split()
    assert run_unread(*arguments, folder=place.folder) == (0, b"")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("score -", "- cannot be read: there is no standard input.\n"),
        ("erase ID", "Nothing was changed: use --yes to confirm without a terminal.\n"),
    ],
)
def test_a_closed_input_is_one_sentence(command: str, message: str, place: Place) -> None:
    code, out, error = shell(place, command, "<&-")
    assert (code, out, error.splitlines(keepends=True)[-1]) == (2, "", message)
