"""Ids that begin with "-" are ids, and options stay options."""

from __future__ import annotations

import argparse
import sqlite3
from contextlib import closing

import pytest
from cli_support import Place, Run

from skills.cli.arguments import MARK, parse
from skills.cli.main import command_line

pytest_plugins = ["cli_support"]

OLD = ("-abcDEF_1234", "--bcDEF_1234", "-hbcDEF-1234", "-----------0", "-12345678901")


def parsed(*arguments: str) -> argparse.Namespace:
    parser, commands = command_line()
    return parse(parser, commands, arguments, argparse.Namespace())


@pytest.mark.parametrize("old", OLD)
def test_an_id_that_begins_with_a_dash_is_no_option(old: str) -> None:
    assert parsed("undo", old).into == old
    assert parsed("erase", old, "--yes").assessment == old
    assert parsed("erase", "--person", old).person == old
    assert parsed("report", "-o", "out.pdf", old).source == old
    assert parsed("compare", old, old).after == old
    assert parsed("import", "f.json", "--into", old, "--dry-run").into == old
    assert str(parsed("export", "--all", old).all) == old
    assert [str(each) for each in parsed("validate", old, old).paths] == [old, old]


def test_options_stay_options() -> None:
    found = parsed("report", "some-id-here", "--no-answers", "-oabcdefghij", "--format", "json")
    assert (found.answers, str(found.output)) == (False, "abcdefghij")
    assert parsed("export", "some-id-here", "--no-ans").answers is False
    assert parsed("undo", "--", "-abcDEF_1234").into == "-abcDEF_1234"


@pytest.mark.parametrize("arguments", [["score", "x", "--nonsense12"], ["undo", "--nonsense1"]])
def test_a_wrong_option_is_quoted_as_it_was_written(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(*arguments)
    error = capsys.readouterr().err
    assert (ended.value.code, MARK in error) == (2, False)
    assert error.startswith("usage: python -m skills")


@pytest.mark.slow
@pytest.mark.parametrize("dashes", [[], ["--"]])
@pytest.mark.parametrize("command", ["score", "report", "undo", "erase"])
def test_an_old_assessment_whose_id_begins_with_a_dash_is_found(
    command: str, dashes: list[str], place: Place, run: Run
) -> None:
    old = OLD[0]
    script = place.dump().replace(place.first, old)
    (place.folder / "skills.sqlite3").unlink()
    with closing(sqlite3.connect(place.folder / "skills.sqlite3")) as connection:
        connection.executescript(script)
    done = run(command, *(["--yes"] if command == "erase" else []), *dashes, old)
    assert (done.code, done.error) == (0, "")
