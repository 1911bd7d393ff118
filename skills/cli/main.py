"""The entry point of the command line; the other modules in this package hold the commands."""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import Final

from skills.cli import (
    agreement,
    assessment,
    authoring,
    cohort,
    completion,
    doctor,
    export_command,
    import_command,
    listing,
    maintenance,
    matrix,
    project,
    report,
    review,
    share,
)
from skills.cli.arguments import Parser, parse
from skills.cli.console import (
    COULD_NOT_RUN,
    OutputError,
    complain,
    could_not_run,
    write_held_back,
)
from skills.cli.sources import Unusable, report_problems
from skills.problems import MatrixError, SkillsError
from skills.version import PROGRAM

INTERRUPTED: Final = 130
"""The conventional exit code after Ctrl+C."""

MODULES: Final = (
    authoring,
    matrix,
    listing,
    report,
    share,
    agreement,
    cohort,
    review,
    project,
    assessment,
    export_command,
    import_command,
    maintenance,
    doctor,
    completion,
)
"""The modules that add commands, in the order of the help."""


def now() -> datetime:
    """Return the current time in the local time zone: dates in files are local."""
    return datetime.now(UTC).astimezone()


def new_id() -> str:
    """Return a random id like those of the app."""
    return secrets.token_urlsafe(9)


def main(
    arguments: Sequence[str] | None = None,
    *,
    clock: Callable[[], datetime] = now,
    ids: Callable[[], str] = new_id,
) -> int:
    """Run one command and return its exit code: 0 success, 1 problems found, 2 could not run."""
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
    """Parse the arguments; --help and --version exit here, after their output is flushed."""
    parser, commands = command_line()
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        complain(parser.format_help())
        raise SystemExit(COULD_NOT_RUN)
    try:
        return parse(parser, commands, given, edge)
    except SystemExit:
        write_held_back()
        raise


def command_line() -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    """Return the whole parser, and the parser of each command by name."""
    parser = Parser(
        prog="python -m skills",
        description="Validate skill matrices, and report on and manage stored assessments.",
        epilog="exit codes: 0 success (maybe with warnings), 1 problems found, 2 could not run",
    )
    parser.add_argument(
        "--version", action="version", version=PROGRAM, help="show the version and exit"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in MODULES:
        module.add_to(commands)
    return parser, commands.choices
