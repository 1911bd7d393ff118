"""Share what commands need: exit codes, writing, asking, and the database."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

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


def write(text: str) -> None:
    """Write to the screen; a reader that has gone away, as `head` does, is no trouble."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def could_not_run(sentence: str) -> int:
    """Say on the error stream why nothing was done, and return the exit code for it."""
    sys.stderr.write(f"{printable(sentence)}\n")
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
    sys.stderr.write(f"{printable(sentence)}\n")
    if not sys.stdin.isatty():
        raise NotAgreed("Nothing was changed: add --yes to agree where nobody can be asked.")
    sys.stderr.write("Go on? Type yes: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() != "yes":
        raise NotAgreed("Nothing was changed.")


def write_bytes(data: bytes) -> None:
    """Write a file to the screen or a pipe, as it is."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
