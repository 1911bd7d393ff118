"""Offer what the command line can do: check matrices and write the schema for editors."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from skills.matrix import Matrix
from skills.problem_formats import FORMATS, printable
from skills.problems import Problem, SkillsError
from skills.reading import read_matrix
from skills.reading.schema import matrix_schema

FINE: Final = 0
PROBLEMS: Final = 1
COULD_NOT_RUN: Final = 2
INTERRUPTED: Final = 130
"""What shells expect of a program ended with Ctrl+C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 fine, 1 problems found, 2 could not run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except SkillsError as error:
        return _could_not_run(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m skills",
        description="Check skill matrices before anybody is asked about them.",
        epilog="exit codes: 0 fine (warnings may be shown), 1 problems found, 2 could not run",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_validate(commands)
    _add_schema(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives its own type no public name


def _add_validate(commands: _Commands[argparse.ArgumentParser]) -> None:
    validate = commands.add_parser(
        "validate",
        help="say everything that is wrong in matrices, with line, column and what helps",
        description="Say everything that is wrong in matrices, with line, column and what helps.",
        epilog="docs/problems.md explains every code in square brackets",
    )
    validate.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="a matrix: one YAML file, or a folder whose YAML files are read as one",
    )
    validate.add_argument(
        "--format",
        choices=sorted(FORMATS, reverse=True),
        default="text",
        help="text for people (default), json for programs, github for checks on GitHub",
    )
    validate.set_defaults(run=_validate)


def _add_schema(commands: _Commands[argparse.ArgumentParser]) -> None:
    schema = commands.add_parser(
        "schema",
        help="write the JSON Schema of the matrix file, for editors",
        description="Write the JSON Schema of the matrix file, for editors.",
        epilog="docs/matrix-format.md tells how an editor finds it",
    )
    schema.set_defaults(run=_schema)


def _validate(options: argparse.Namespace) -> int:
    code = FINE
    every: list[Problem] = []
    for path in options.paths:
        reading = read_matrix(path)
        unreadable = [each for each in reading.problems if each.code == "unreadable"]
        for problem in unreadable:
            code = _could_not_run(f"{problem.what}: {problem.mend}")
        if unreadable:
            continue
        every.extend(reading.problems)
        if reading.matrix is None:
            code = max(code, PROBLEMS)
        if options.format == "text":
            _write(FORMATS["text"](reading.problems))
            _write(_described(path, reading.matrix))
    if options.format != "text":
        _write(FORMATS[options.format](every))
    return code


def _schema(_options: argparse.Namespace) -> int:
    _write(json.dumps(matrix_schema(), indent=2) + "\n")
    return FINE


def _described(path: Path, matrix: Matrix | None) -> str:
    if matrix is None:
        return ""
    counts = (
        (len(matrix.skills), "skill"),
        (len(matrix.statements), "statement"),
        (len(matrix.profiles), "profile"),
        (len(matrix.projects), "project"),
    )
    listed = ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts)
    return f"{printable(str(path))}: {listed}\n"


def _could_not_run(sentence: str) -> int:
    sys.stderr.write(f"{printable(sentence)}\n")
    return COULD_NOT_RUN


def _write(text: str) -> None:
    """Write to the screen; a reader that has gone away, as `head` does, is no trouble."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
