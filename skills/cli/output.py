"""Write what a command makes to a file or to standard output."""

from __future__ import annotations

import argparse
from pathlib import Path

from skills.cli.console import is_terminal, write_bytes
from skills.cli.problem_formats import printable
from skills.problems import SkillsError


def add_file(parser: argparse.ArgumentParser) -> None:
    """Add the options for an output file."""
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="default: standard output"
    )
    parser.add_argument("--force", action="store_true", help="overwrite a file that exists")


def name_text(argument: str) -> str:
    """Return an argument that is valid text; a shell can pass bytes that are not."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("it contains bytes that are not text") from None
    return argument


def check_output(options: argparse.Namespace, binary: str = "") -> None:
    """Check, before the work begins, that its result can be written.

    Parameters
    ----------
    binary : the title of a format that is not text, or "".

    Raises
    ------
    SkillsError
        If the file exists, or a terminal would get what is not text.
    """
    if options.output is not None:
        require_new(options.output, options)
    elif binary and is_terminal():
        raise SkillsError(f"{binary} cannot be printed to a terminal; use -o FILE.")


def require_new(file: Path, options: argparse.Namespace) -> None:
    """Check that a file does not exist or that --force was given; devices and pipes are not files.

    Raises
    ------
    SkillsError
        If it exists.
    """
    if file.is_file() and not options.force:
        raise SkillsError(f"{file} exists: use --force to overwrite it, or another name.")


def write_output(data: bytes, options: argparse.Namespace) -> None:
    """Write to the file of the options, or to standard output.

    Raises
    ------
    SkillsError
        If the file cannot be written.
    """
    if options.output is None:
        write_bytes(_for_terminal(data) if is_terminal() else data)
        return
    try:
        options.output.write_bytes(data)
    except OSError as error:
        raise SkillsError(f"{options.output} cannot be written: {error.strerror}.") from None


def _for_terminal(data: bytes) -> bytes:
    """Return a text without terminal control characters."""
    lines = data.decode().splitlines()
    return "".join(f"{printable(each)}\n" for each in lines).encode()
