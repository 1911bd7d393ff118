"""Shared by all commands: exit codes, output, confirmation, and the database."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from skills.cli.problem_formats import printable
from skills.problems import SkillsError
from skills.settings import settings

if TYPE_CHECKING:
    from skills.store import Store

FINE: Final = 0
PROBLEMS: Final = 1
COULD_NOT_RUN: Final = 2

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for this type


class NotAgreed(SkillsError):  # noqa: N818 - reads as what happened
    """Raised where nobody agreed to something that cannot be undone."""


class OutputError(Exception):
    """Raised when the output of a command cannot be written.

    Not a `SkillsError`: no command may mistake it for a problem in one file and go on to the next.
    """


def write(text: str) -> None:
    """Write text to standard output; a closed pipe, as after `head`, is not an error.

    Raises
    ------
    OutputError
        If it cannot be written for another reason.
    """
    _send(lambda out: out.write(text))


def write_bytes(data: bytes) -> None:
    """Write bytes to standard output; a closed pipe is not an error.

    Raises
    ------
    OutputError
        If they cannot be written for another reason.
    """
    _send(lambda out: out.buffer.write(data))


def write_held_back() -> None:
    """Flush both streams, as the interpreter does at exit, but with a proper error message.

    Raises
    ------
    OutputError
        If standard output cannot be written, for another reason than a closed pipe.
    """
    complain("")
    if sys.stdout is not None:
        write("")


def is_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def _send(put: Callable[[TextIO], object]) -> None:
    if sys.stdout is None:  # the stream was closed before Python started
        raise OutputError("Standard output cannot be written: it is closed.")
    try:
        sys.stdout.flush()
        put(sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon(sys.stdout)
    except OSError as error:
        _abandon(sys.stdout)
        raise OutputError(f"Standard output cannot be written: {error.strerror}.") from None


def _abandon(stream: TextIO) -> None:
    """Discard what is buffered in a stream: flushing it at exit would fail again."""
    with suppress(OSError):  # a stream without a file descriptor is not flushed to one
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


def complain(text: str) -> None:
    """Write to standard error; if even that fails, only the exit code is left."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _abandon(sys.stderr)


def could_not_run(sentence: str) -> int:
    """Print to standard error why nothing was done, and return the exit code for it."""
    complain(f"{printable(sentence)}\n")
    return COULD_NOT_RUN


def add_database(parser: argparse.ArgumentParser) -> None:
    """Add the option for a database other than the app's."""
    parser.add_argument(
        "--database",
        metavar="URL",
        default="",
        help="sqlite:///FILE or postgresql://…; default: the database of the app",
    )


def add_yes(parser: argparse.ArgumentParser) -> None:
    """Add the option to skip the confirmation."""
    parser.add_argument(
        "--yes", action="store_true", help="do not ask for confirmation; required in scripts"
    )


def url_of(options: argparse.Namespace) -> str:
    """Return the URL of the database that a command works on.

    Raises
    ------
    SettingsError
        If an environment variable is invalid.
    """
    return str(options.database or settings().database_url)


@contextmanager
def opened(options: argparse.Namespace, *, create: bool = False) -> Iterator[Store]:
    """Open the database for a command.

    Parameters
    ----------
    create : create a missing database; otherwise that is an error, since the URL is probably not
        the intended one.

    Raises
    ------
    SkillsError
        If it cannot be opened.
    """
    from skills.store import Store  # noqa: PLC0415 - takes longer than checking a matrix

    url = url_of(options)
    file = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and not create and not file.exists():
        raise SkillsError(
            f"There is no database at {file}: set SKILLS_DATA as for the app, or use --database."
        )
    store = Store.open(url, clock=options.clock, new_id=options.new_id)
    try:
        yield store
    finally:
        store.close()


def agree(options: argparse.Namespace, sentence: str) -> None:
    """Ask for confirmation of what the sentence says, unless --yes was given.

    Raises
    ------
    NotAgreed
        If the answer is not yes, or standard input is not a terminal.
    """
    if options.yes:
        return
    complain(f"{printable(sentence)}\n")
    if sys.stdin is None or not sys.stdin.isatty():
        raise NotAgreed("Nothing was changed: use --yes to confirm without a terminal.")
    complain("Continue? Type yes: ")
    if sys.stdin.readline().strip().lower() != "yes":
        raise NotAgreed("Nothing was changed.")
