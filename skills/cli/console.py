"""Share what commands need: exit codes, writing, asking, and the database."""

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

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives its own type no public name


class NotAgreed(SkillsError):  # noqa: N818 - reads as what happened
    """Raised where nobody agreed to something that cannot be undone."""


class OutputError(Exception):
    """Stop because what a command has to say cannot be written.

    No `SkillsError`: no command may take it for the trouble of one file and go on with the next.
    """


def write(text: str) -> None:
    """Write to the screen; a reader that has gone away, as `head` does, is no trouble.

    Raises
    ------
    OutputError
        where it cannot be written for another reason.
    """
    _send(lambda out: out.write(text))


def write_bytes(data: bytes) -> None:
    """Write a file to the screen or a pipe, as it is.

    Raises
    ------
    OutputError
        where it cannot be written, other than because the reader has gone away.
    """
    _send(lambda out: out.buffer.write(data))


def write_held_back() -> None:
    """Write what others left in the streams, as the end of the program would, but with a sentence.

    Raises
    ------
    OutputError
        where it cannot be written, other than because the reader has gone away.
    """
    complain("")
    if sys.stdout is not None:
        write("")


def is_screen() -> bool:
    """Tell whether a person reads along."""
    return sys.stdout is not None and sys.stdout.isatty()


def _send(put: Callable[[TextIO], object]) -> None:
    if sys.stdout is None:  # what Python makes of a stream that was closed from the start
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
    """Let what is left in a stream vanish: Python would stumble over it at the end."""
    with suppress(OSError):  # a stream that is no file has nothing to stumble over
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def complain(text: str) -> None:
    """Write to the error stream; where even that fails, the exit code has to tell enough."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _abandon(sys.stderr)


def could_not_run(sentence: str) -> int:
    """Say on the error stream why nothing was done, and return the exit code for it."""
    complain(f"{printable(sentence)}\n")
    return COULD_NOT_RUN


def add_database(parser: argparse.ArgumentParser) -> None:
    """Let a command work on another database than the app's."""
    parser.add_argument(
        "--database",
        metavar="URL",
        default="",
        help="sqlite:///FILE or postgresql://…; default is the database of the app",
    )


def add_yes(parser: argparse.ArgumentParser) -> None:
    """Let a command go on without asking."""
    parser.add_argument(
        "--yes", action="store_true", help="do not ask; needed where nobody can be asked"
    )


def url_of(options: argparse.Namespace) -> str:
    """Return the address of the database a command works on.

    Raises
    ------
    SettingsError
        where the environment cannot be used.
    """
    return str(options.database or settings().database_url)


@contextmanager
def opened(options: argparse.Namespace, *, create: bool = False) -> Iterator[Store]:
    """Open the database for a command.

    Parameters
    ----------
    create : make it where it does not exist; otherwise that is an error, as the address is most
        likely not the one that was meant.

    Raises
    ------
    SkillsError
        where it cannot be opened.
    """
    from skills.store import Store  # noqa: PLC0415 - takes longer than checking a matrix

    url = url_of(options)
    file = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and not create and not file.exists():
        raise SkillsError(
            f"There is no database at {file}: set SKILLS_DATA as for the app, or name it by "
            "--database."
        )
    store = Store.open(url, clock=options.clock, new_id=options.new_id)
    try:
        yield store
    finally:
        store.close()


def agree(options: argparse.Namespace, sentence: str) -> None:
    """Ask whether to go on with what the sentence says, unless --yes was given.

    Raises
    ------
    NotAgreed
        where the answer is another than yes, or nobody can be asked.
    """
    if options.yes:
        return
    complain(f"{printable(sentence)}\n")
    if sys.stdin is None or not sys.stdin.isatty():
        raise NotAgreed("Nothing was changed: add --yes to agree where nobody can be asked.")
    complain("Go on? Type yes: ")
    if sys.stdin.readline().strip().lower() != "yes":
        raise NotAgreed("Nothing was changed.")
