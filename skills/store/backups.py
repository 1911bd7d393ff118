"""Back up a SQLite database while it is in use.

A backup is a single file without a write-ahead log, readable only by its owner. It still holds what
is erased from the database later: to erase data for good, delete old backups too.
"""

from __future__ import annotations

import filecmp
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from skills.problems import StoreError
from skills.store.unfinished import unfinished


def back_up(file: Path, target: Path) -> None:
    """Copy a database to a new file and check the integrity of the copy.

    Raises
    ------
    StoreError
        If the target already exists or the copy is corrupt; no copy is left behind.
    """
    _refuse_existing(target)
    with unfinished(file, target) as part:
        copy(file, part)
        with closing(opened(part)) as connection:
            if faults(connection):
                raise StoreError("The copy is corrupt, so it was deleted: the database has errors.")
        _refuse_existing(target)
        put(part, target)


def keep(file: Path, mark: str, *, once: bool = True) -> Path:
    """Copy a database to an unused name in the same folder, and return that path.

    Parameters
    ----------
    once : if an earlier copy with this mark is the same, return that one: an upgrade that fails at
        every start leaves one copy and not one a start.
    """
    with unfinished(file, file) as part:
        copy(file, part)
        for each in _kept(file, mark) if once else ():
            if filecmp.cmp(each, part, shallow=False):
                os.utime(each)  # it is as good as a copy made now
                return each
        target = unused(file, mark)
        put(part, target)
    return target


def copy(file: Path, part: Path) -> None:
    """Copy the present state of a database over an empty file."""
    with closing(opened(file)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
        # In WAL mode, opening the copy would create a log next to it.
        target.execute("PRAGMA journal_mode = DELETE").fetchone()


def put(part: Path, target: Path) -> None:
    """Rename a complete copy to its target atomically: a power cut leaves all of it or none."""
    part.replace(target)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(target.parent, os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def opened(file: Path, *, still: bool = False) -> sqlite3.Connection:
    """Open a database read-only.

    Parameters
    ----------
    still : nobody is writing to it, so it can be opened without creating files next to it.
    """
    more = "&immutable=1" if still else ""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro{more}", uri=True)


def faults(connection: sqlite3.Connection) -> list[str]:
    """Return the integrity errors of a database, in SQLite's words; this reads all of it."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall()]
    lost = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [each for each in found if each != "ok"] + [
        f"a row of {row[0]} belongs to no {row[2]}" for row in lost
    ]


def unused(file: Path, mark: str) -> Path:
    """Return an unused path for a copy, in the folder of the database."""
    name = f"{file.name}.{mark}"
    found = file.with_name(name)
    count = 1
    while found.exists():
        count += 1
        found = file.with_name(f"{name}-{count}")
    return found


def _kept(file: Path, mark: str) -> list[Path]:
    """Return the earlier copies with a mark."""
    named = re.compile(rf"{re.escape(f'{file.name}.{mark}')}(-\d+)?")
    return [each for each in file.parent.iterdir() if named.fullmatch(each.name)]


def _refuse_existing(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise StoreError(f"{target.name} already exists: choose another name.")
