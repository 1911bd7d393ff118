"""The commands ``init`` and ``convert``, with which a matrix begins."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from skills.cli.console import FINE, Commands, complain, write
from skills.cli.problem_formats import printable
from skills.matrix.reading import MOST_BYTES, SUFFIXES
from skills.matrix.reading.json_schema import SCHEMA_FILE, schema_text
from skills.matrix.starter import starter_text, table_template
from skills.problems import SkillsError

MOST_MEGABYTES: Final = 20
"""Maximum size of a table."""


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``init`` and ``convert``."""
    _add_init(commands)
    _add_convert(commands)


def _add_init(commands: Commands[argparse.ArgumentParser]) -> None:
    init = commands.add_parser(
        "init",
        help="write a small complete matrix to start from",
        description="Write a small complete matrix with comments, and the schema for editors.",
        epilog="docs/matrix-format.md explains every key of a matrix",
    )
    init.add_argument(
        "path",
        type=Path,
        metavar="PATH",
        help="a folder, a file that ends in .yaml, or one that ends in .csv for a table to fill in",
    )
    _add_force(init)
    init.set_defaults(run=_init)


def _add_convert(commands: Commands[argparse.ArgumentParser]) -> None:
    convert = commands.add_parser(
        "convert",
        help="turn a table of skills (XLSX or CSV) into a matrix",
        description="Turn a table of skills (XLSX or CSV) into a matrix in YAML. The table has the "
        "columns area, skill, level and statement, or a column for each level, and a column of "
        "target levels for each profile. Columns are recognised by their names, including those "
        "that public frameworks use, in any order.",
        epilog="init FILE.csv writes such a table to fill in; docs/matrix-format.md explains it",
    )
    convert.add_argument("table", type=Path, metavar="TABLE", help="the table: an XLSX or CSV file")
    convert.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="where to write the matrix; default: standard output",
    )
    convert.add_argument(
        "--title", default="", help="title of the matrix; default: the name of the table's file"
    )
    _add_force(convert)
    convert.set_defaults(run=_convert)


def _add_force(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="overwrite files that exist")


def _init(options: argparse.Namespace) -> int:
    path: Path = options.path
    if path.suffix.lower() == ".csv":
        files = {path: table_template()}
    else:
        file = path if path.suffix.lower() in SUFFIXES else path / "matrix.yaml"
        head = f"# yaml-language-server: $schema={SCHEMA_FILE}\n"
        files = {file: head + starter_text(), file.parent / SCHEMA_FILE: schema_text()}
    _write_files(files, force=options.force)
    write("".join(f"Wrote {printable(str(each))}\n" for each in files))
    return FINE


def _convert(options: argparse.Namespace) -> int:
    from skills.importing.matrix_from_table import convert_table  # noqa: PLC0415 - slow to load

    table: Path = options.table
    title = options.title or table.stem.replace("_", " ").replace("-", " ").strip().capitalize()
    converted = convert_table(_bytes_of(table), table.name, title)
    for note in converted.notes:
        complain(f"{printable(note)}\n")
    if options.output is None:
        write(converted.text)
        return FINE
    _write_files({options.output: converted.text}, force=options.force)
    written = printable(str(options.output))
    write(f"Wrote {written}. Check it: python -m skills validate {written}\n")
    return FINE


def _bytes_of(path: Path) -> bytes:
    most = MOST_MEGABYTES * 1_000_000
    try:
        with path.open("rb") as opened:
            data = opened.read(most + 1)
    except OSError as error:
        raise SkillsError(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > most:
        raise SkillsError(f"{path} is larger than {MOST_MEGABYTES} MB.")
    return data


def _write_files(files: Mapping[Path, str], *, force: bool) -> None:
    """Write all files, or none of them if one exists and may not be overwritten.

    Raises
    ------
    SkillsError
        If a file exists already or cannot be written.
    """
    kept = [each for each, text in files.items() if not force and _differs(each, text)]
    if kept:
        raise SkillsError(f"{kept[0]} exists already: use --force to overwrite it.")
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise SkillsError(f"{path} cannot be written: {error.strerror}.") from error


def _differs(path: Path, text: str) -> bool:
    """Return whether a path is taken by anything but this text."""
    if not path.exists():
        return False
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        return True
    return path.read_bytes() != text.encode()
