"""The commands ``validate`` and ``schema``."""

from __future__ import annotations

import argparse
from pathlib import Path

from skills.cli.console import FINE, PROBLEMS, Commands, could_not_run, write
from skills.cli.problem_formats import FORMATS, printable
from skills.cli.sources import PIPE, bytes_of
from skills.matrix import Matrix
from skills.matrix.reading import Reading, read_matrix, read_texts
from skills.matrix.reading.json_schema import schema_text
from skills.problems import Problem, SkillsError


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``validate`` and ``schema``."""
    _add_validate(commands)
    _add_schema(commands)


def _add_validate(commands: Commands[argparse.ArgumentParser]) -> None:
    validate = commands.add_parser(
        "validate",
        help="report all problems in matrices, with line, column and fix",
        description="Report all problems in matrices, with line, column and fix.",
        epilog="docs/problems.md explains every code in square brackets",
    )
    validate.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="a matrix: one YAML file, a folder whose YAML files are read as one, or - for "
        "standard input",
    )
    validate.add_argument(
        "--format",
        choices=sorted(FORMATS, reverse=True),
        default="text",
        help="text for people (default), json for programs, github for GitHub Actions",
    )
    validate.set_defaults(run=_validate)


def _add_schema(commands: Commands[argparse.ArgumentParser]) -> None:
    schema = commands.add_parser(
        "schema",
        help="write the JSON Schema of matrix files, for editors",
        description="Write the JSON Schema of matrix files, for editors.",
        epilog="docs/matrix-format.md explains how to use it in an editor",
    )
    schema.set_defaults(run=_schema)


def _validate(options: argparse.Namespace) -> int:
    code = FINE
    every: list[Problem] = []
    for path in options.paths:
        reading = _read(path)
        unreadable = [each for each in reading.problems if each.code == "unreadable"]
        for problem in unreadable:
            code = could_not_run(f"{problem.what}: {problem.fix}")
        if unreadable:
            continue
        every.extend(reading.problems)
        if reading.matrix is None:
            code = max(code, PROBLEMS)
        if options.format == "text":
            write(FORMATS["text"](reading.problems))
            write(_described(path, reading.matrix))
    if options.format != "text":
        write(FORMATS[options.format](every))
    return code


def _read(path: Path) -> Reading:
    if str(path) != PIPE:
        return read_matrix(path)
    try:
        return read_texts([("standard input", bytes_of(PIPE))])
    except OSError as error:
        raise SkillsError(f"Standard input cannot be read: {error.strerror}.") from None


def _schema(_options: argparse.Namespace) -> int:
    write(schema_text())
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
