"""Create, check and wipe a SQLite file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from skills.problems import StoreError

OLDEST_SQLITE: Final = (3, 37, 0)
"""The first SQLite version with STRICT tables."""

WIPE_MILLISECONDS: Final = 200
"""Our own readers finish within this time; for others it is not worth delaying every save."""

_PREFIX: Final = "sqlite:///"


def path_in(url: str) -> Path | None:
    """Return the file that a SQLite URL names, or None for other databases.

    Raises
    ------
    StoreError
        If it names no file: an in-memory database would be lost.
    """
    if not url.startswith("sqlite"):
        return None
    name = url.removeprefix(_PREFIX)
    if name in (url, "") or ":memory:" in name:
        raise StoreError("The database has to be a file: sqlite:///FILE.")
    return Path(name)


def create_file(file: Path) -> None:
    """Create a file and its folder, readable only by their owner, unless they exist."""
    create_folder(file)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))


def create_folder(file: Path) -> None:
    """Create the folder of a file, readable only by its owner, unless it exists."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def check_file(file: Path) -> None:
    """Check the integrity of a database file and switch it to write-ahead logging (WAL).

    Raises
    ------
    StoreError
        If it is corrupt, or on a file system that does not support WAL.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old: at least 3.37 is needed.")
    with closing(sqlite3.connect(file)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise StoreError("The database file is damaged; go back to the last backup.")
        if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
            raise StoreError("The database must lie on a disk of this machine, not of a network.")


def wipe_log(connection: Connection) -> bool:
    """Checkpoint and truncate the write-ahead log; return False while a reader needs it."""
    sqlite: Any = connection.connection.driver_connection
    patience = sqlite.execute("PRAGMA busy_timeout").fetchone()[0]
    sqlite.execute(f"PRAGMA busy_timeout = {WIPE_MILLISECONDS}").close()
    busy, _, _ = sqlite.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    sqlite.execute(f"PRAGMA busy_timeout = {patience}").close()
    return not busy
