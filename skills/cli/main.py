"""Offer what the command line can do; the modules beside this one hold the commands."""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import Final

from skills.cli import assessment, doctor, exchange, maintenance, matrix, report
from skills.cli.console import OutputError, could_not_run, write_held_back
from skills.cli.sources import Unusable, report_problems
from skills.problems import MatrixError, SkillsError
from skills.version import PROGRAM

INTERRUPTED: Final = 130
"""What shells expect of a program ended with Ctrl+C."""

MODULES: Final = (matrix, report, assessment, exchange, maintenance, doctor)
"""What adds commands, in the order of the help."""


def now() -> datetime:
    """Return the present moment, in the time zone of the machine: dates in files are its days."""
    return datetime.now(UTC).astimezone()


def new_id() -> str:
    """Return an id like those the app gives."""
    return secrets.token_urlsafe(9)


def main(
    arguments: Sequence[str] | None = None,
    *,
    clock: Callable[[], datetime] = now,
    ids: Callable[[], str] = new_id,
) -> int:
    """Run one command and return its exit code: 0 fine, 1 problems found, 2 could not run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    edge = argparse.Namespace(clock=clock, new_id=ids)
    try:
        options = _options(arguments, edge)
        code: int = options.run(options)
    except (Unusable, MatrixError) as error:
        return report_problems(error.problems)
    except (SkillsError, OutputError) as error:
        return could_not_run(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _options(arguments: Sequence[str] | None, edge: argparse.Namespace) -> argparse.Namespace:
    """Return what was asked for; help and version end here, once they are really written."""
    parser, _ = command_line()
    try:
        return parser.parse_args(arguments, edge)
    except SystemExit:
        write_held_back()
        raise


def command_line() -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    """Return the parser of everything, and that of each command by its name."""
    parser = argparse.ArgumentParser(
        prog="python -m skills",
        description="Check skill matrices, and keep what people said about themselves.",
        epilog="exit codes: 0 fine (warnings may be shown), 1 problems found, 2 could not run",
    )
    parser.add_argument(
        "--version", action="version", version=PROGRAM, help="say which version this is"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in MODULES:
        module.add_to(commands)
    return parser, commands.choices
