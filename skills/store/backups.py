"""Copy a SQLite database while it is in use.

A copy is one file without a log beside it, for nobody else to read. It keeps what is erased from
the database later: who erases for good deletes old copies too.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Final

from skills.problems import StoreError

PART: Final = ".part"
"""How the name of a copy ends until it is whole."""


def back_up(file: Path, target: Path) -> None:
    """Copy a database into a new file, and prove that the copy is sound.

    Raises
    ------
    StoreError
        where the target is there already, or the copy is not sound; then there is no copy.
    """
    _refuse_existing(target)
    part = new_part(target)
    try:
        copy(file, part)
        with closing(opened(part)) as connection:
            if faults(connection):
                raise StoreError(
                    "The copy is not sound, so it was not kept: the database has faults."
                )
        _refuse_existing(target)
        put(part, target)
    finally:
        part.unlink(missing_ok=True)


def keep(file: Path, mark: str) -> Path:
    """Copy a database beside itself, under a name that no earlier copy has; return that."""
    part = new_part(file)
    try:
        copy(file, part)
        target = unused(file, mark)
        put(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def new_part(target: Path) -> Path:
    """Create an empty file beside the target, for nobody else to read."""
    number, name = tempfile.mkstemp(PART, f"{target.name}.", target.parent)
    os.close(number)
    return Path(name)


def copy(file: Path, part: Path) -> None:
    """Copy a database as it is at this moment over an empty file."""
    with closing(opened(file)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
        # The copy would ask for a log beside it wherever it is looked at.
        target.execute("PRAGMA journal_mode = DELETE").fetchone()


def put(part: Path, target: Path) -> None:
    """Give a whole copy its name, so that a power cut leaves either none or all of it."""
    part.replace(target)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(target.parent, os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def opened(file: Path, *, still: bool = False) -> sqlite3.Connection:
    """Open a database only to read.

    Parameters
    ----------
    still : nobody writes to it, so that nothing has to be made beside it.
    """
    more = "&immutable=1" if still else ""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro{more}", uri=True)


def faults(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong in a database, in SQLite's words; it reads all of it."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall()]
    lost = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [each for each in found if each != "ok"] + [
        f"a row of {row[0]} belongs to no {row[2]}" for row in lost
    ]


def unused(file: Path, mark: str) -> Path:
    """Return a name for a copy that no earlier one has."""
    name = f"{file.name}.{mark}"
    found = file.with_name(name)
    count = 1
    while found.exists():
        count += 1
        found = file.with_name(f"{name}-{count}")
    return found


def _refuse_existing(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise StoreError(f"{target.name} is there already: choose another name.")
