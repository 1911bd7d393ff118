"""Commands in a real terminal, a pipe and a shell."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from cli_support import ROOT, Place, run_unread

from skills.reports.file_kinds import KINDS

pytest_plugins = ["cli_support"]


def shell(place: Place, *arguments: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "skills", *map(str, arguments)]
    environ = os.environ | {"SKILLS_DATA": str(place.folder)}
    return subprocess.run(  # type: ignore[call-overload,no-any-return]  # the rest is for run()
        command, capture_output=True, check=False, cwd=ROOT, env=environ, **more
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["html", "markdown", "csv", "json", "resume"])
def test_control_characters_do_not_reach_a_terminal(kind: str, place: Place) -> None:
    shown = on_terminal(place, "report", place.first, "--format", kind)
    assert not set("\x1b\x9b\u202e\x07") & set(shown)
    assert "skills" in shown


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["score"], ["score", "--format", "json"], ["compare"]])
def test_control_characters_in_scores_do_not_reach_a_terminal(
    arguments: list[str], place: Place
) -> None:
    shown = on_terminal(place, *arguments, place.first)
    assert not set("\x1b\x9b\u202e") & set(shown)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_binary_files_are_not_printed_to_a_terminal(kind: str, place: Place) -> None:
    shown = on_terminal(place, "report", place.first, "--format", kind)
    assert shown == f"{KINDS[kind].title} cannot be printed to a terminal; use -o FILE.\n"


def on_terminal(place: Place, *arguments: str) -> str:
    """Return what a terminal gets from a command."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "skills", *arguments]
    environ = os.environ | {"SKILLS_DATA": str(place.folder), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, cwd=ROOT, env=environ
    ):
        os.close(theirs)
        found = b""
        while data := _read(ours):
            found += data
    os.close(ours)
    return found.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:
        # Linux says so where the other end is closed.
        return b""


@pytest.mark.slow
def test_pipes_and_exit_codes_work_in_a_shell(place: Place, tmp_path: Path) -> None:
    made = shell(place, "export", place.second)
    assert (made.returncode, made.stderr) == (0, b"")
    piped = shell(place, "report", "-", "--format", "pdf", input=made.stdout)
    assert piped.stdout.startswith(b"%PDF-")
    again = shell(place, "score", "-", "--format", "json", input=piped.stdout)
    assert json.loads(again.stdout)["readiness"] > 0
    bad = tmp_path / "bad.json"
    bad.write_text("[")
    codes = [shell(place, "score", each).returncode for each in (bad, "none.json")]
    assert codes == [1, 2]


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [["report"], ["report", "--format", "json"], ["score"], ["compare"]]
)
def test_a_closed_pipe_is_not_an_error(arguments: list[str], place: Place) -> None:
    assert run_unread(*arguments, place.first, folder=place.folder) == (0, b"")
