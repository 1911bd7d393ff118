"""Do to a SQLite file what goes beyond tables: create, check, wipe."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from skills.problems import StoreError

OLDEST_SQLITE: Final = (3, 37, 0)
"""The first SQLite whose tables can be strict about types."""

WIPE_MILLISECONDS: Final = 200
"""Our own readers are done in that time; others are not worth holding up everybody's saves."""

_PREFIX: Final = "sqlite:///"


def path_in(url: str) -> Path | None:
    """Return the file which a SQLite address names, or None for other databases.

    Raises
    ------
    StoreError
        where it names no file: what is only in memory would be lost.
    """
    if not url.startswith("sqlite"):
        return None
    name = url.removeprefix(_PREFIX)
    if name in (url, "") or ":memory:" in name:
        raise StoreError("The database has to be a file: sqlite:///FILE.")
    return Path(name)


def create_file(file: Path) -> None:
    """Create a file and its folder for nobody else to read, where they do not exist."""
    create_folder(file)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))


def create_folder(file: Path) -> None:
    """Create the folder of a file for nobody else to read, where it does not exist."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def check_file(file: Path) -> None:
    """Check that a file is a sound database, and have it keep a write-ahead log.

    Raises
    ------
    StoreError
        where it is damaged, or lies where such a log cannot be kept.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old: at least 3.37 is needed.")
    with closing(sqlite3.connect(file)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise StoreError("The database file is damaged; go back to the last backup.")
        if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
            raise StoreError("The database must lie on a disk of this machine, not of a network.")


def wipe_log(connection: Connection) -> bool:
    """Move the write-ahead log into the database and empty it; False while a reader needs it."""
    sqlite: Any = connection.connection.driver_connection
    patience = sqlite.execute("PRAGMA busy_timeout").fetchone()[0]
    sqlite.execute(f"PRAGMA busy_timeout = {WIPE_MILLISECONDS}").close()
    busy, _, _ = sqlite.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    sqlite.execute(f"PRAGMA busy_timeout = {patience}").close()
    return not busy
