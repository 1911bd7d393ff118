"""What is wrong at the start is one line of the log at once, and one sentence on the page."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from serving import Server, started
from wire import Wire

LINES_SECONDS: Final = 10
JSON: Final = {"SKILLS_LOG": "json", "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true"}
AWAY: Final = "postgresql://radar:private@127.0.0.1:1/radar"

IN_USE: Final = "The database is in use for something else; nothing was changed."
NEWER: Final = "The database was written by a newer program (version 99"
NO_FOLDER: Final = "The database could not be opened: its folder or file can't be used."
UNREACHABLE: Final = "The database could not be opened: the database server cannot be reached."


def _nothing(_file: Path) -> None:
    """Leave the folder of the data as it is."""


def _somebody_elses(file: Path) -> None:
    _write(file, "CREATE TABLE diary (day TEXT)")


def _of_a_newer_program(file: Path) -> None:
    _write(file, "CREATE TABLE meta (name, value)", "INSERT INTO meta VALUES ('version', '99')")


def _write(file: Path, *statements: str) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection, connection:
        for each in statements:
            connection.execute(each)


def _no_folder(file: Path) -> None:
    file.parent.write_text("a file where the folder has to be")


Prepare = Callable[[Path], None]
TROUBLES: Final[Mapping[str, tuple[dict[str, str], Prepare, str]]] = {
    "unreachable": ({"SKILLS_DATABASE_URL": AWAY}, _nothing, UNREACHABLE),
    "somebody else's": ({}, _somebody_elses, IN_USE),
    "newer": ({}, _of_a_newer_program, NEWER),
    "no folder": ({}, _no_folder, NO_FOLDER),
}


def _server(tmp_path: Path, trouble: str, environ: Mapping[str, str]) -> Server:
    more, prepare, _ = TROUBLES[trouble]
    server = Server(tmp_path / "data", {**environ, **more})
    server.probe = "/api/live"
    prepare(server.database)
    return server


def _lines_about(server: Server, what: str) -> list[str]:
    """Return the lines of the log about something, once there is one."""
    end = time.monotonic() + LINES_SECONDS
    while time.monotonic() < end:
        found = [each for each in server.log().splitlines() if what in each]
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(server.log())


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_database_that_cannot_be_used_is_one_line_before_anybody_comes(
    trouble: str, tmp_path: Path
) -> None:
    sentence = TROUBLES[trouble][2]
    with started(_server(tmp_path, trouble, JSON)) as server:
        [line] = [json.loads(each) for each in _lines_about(server, "start: ")]
        assert (line["level"], line["logger"]) == ("error", "readiness_radar")
        assert line["message"].startswith(f"start: {sentence}")
        assert line["time"]
        with Wire(server.url) as wire:
            wire.run()
            assert sentence.replace("'", "\\'") in wire.texts
        told = [json.loads(each) for each in server.log().splitlines()]
        assert {each["level"] for each in told} == {"error"}
        assert "private" not in server.log()


def test_in_the_plain_log_it_is_one_sentence(tmp_path: Path) -> None:
    with started(_server(tmp_path, "somebody else's", {})) as server:
        assert _lines_about(server, "start: ") == [f"start: {IN_USE}"]
        assert "Traceback" not in server.log()


INVALID: Final = 'The server does not start: SKILLS_METRICS has to be "yes" or "no".'


@pytest.mark.parametrize("form", ["json", "text"])
def test_an_invalid_setting_ends_the_server_with_one_line(form: str, tmp_path: Path) -> None:
    invalid = {"SKILLS_METRICS": "perhaps", "SKILLS_LOG": form}
    server = Server(tmp_path / "data", JSON | invalid)
    with pytest.raises(AssertionError, match="SKILLS_METRICS"):
        server.start()
    assert server.exit_code() == 1
    [line] = server.log().splitlines()
    if form == "json":
        told = json.loads(line)
        assert (told["level"], told["message"]) == ("critical", INVALID)
        assert told["time"]
    else:
        assert line == INVALID
