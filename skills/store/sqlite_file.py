"""Create, check and wipe a SQLite file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from skills.problems import StoreError
from skills.store.unfinished import clear_unfinished

OLDEST_SQLITE: Final = (3, 37, 0)
"""The first SQLite version with STRICT tables."""

WIPE_MILLISECONDS: Final = 200
"""Our own readers finish within this time; for others it is not worth delaying every save."""

LOG_LIMIT: Final = 8_000_000
"""Bytes to which SQLite cuts the write-ahead log once no reader needs it any more."""

LARGE_LOG: Final = 32_000_000
"""Bytes of a write-ahead log that something keeps from being emptied."""

_FIXED_IN: Final = {(3, 44): 6, (3, 50): 7}
"""Older lines of SQLite in which the fault of `has_log_fault` is fixed, from this patch on."""

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
            raise StoreError("The database must be on a local disk, not on a network drive.")


def has_log_fault(version: tuple[int, int, int]) -> bool:
    """Return whether a version of SQLite has the WAL-reset bug.

    If one connection writes at the very moment of another's checkpoint, it can damage the file:
    https://sqlite.org/wal.html#walresetbug. Versions 3.7.0 to 3.51.2 have it, but for 3.44.6 and
    3.50.7.
    """
    fixed_in = _FIXED_IN.get(version[:2])
    if fixed_in is not None and version[2] >= fixed_in:
        return False
    return (3, 7, 0) <= version < (3, 51, 3)


class OpenedFile:
    """A database file as it was opened, to notice when it is moved away or replaced.

    An open file goes on to be written under no name: everything looks saved, and is gone after the
    next start.
    """

    def __init__(self, file: Path) -> None:
        self._file, self._log = file, file.with_name(f"{file.name}-wal")
        self._identity = _identity(file)
        self._log_identity = _identity(self._log)

    def check(self) -> None:
        """Check that the path still leads to the opened file, and so does that of its log.

        Raises
        ------
        StoreError
            If not.
        """
        log = _identity(self._log)
        # The first write creates the log, and while a connection is open it stays.
        self._log_identity = self._log_identity or log
        if _identity(self._file) != self._identity or log != self._log_identity:
            raise StoreError(
                "The database file was moved away or replaced while the app was running, so "
                "nothing is saved any more: put it back, or restart the app to use the new one."
            )


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what identifies a file, or None if it is not there."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def wipe_log(connection: Connection) -> bool:
    """Checkpoint and truncate the write-ahead log; return False while a reader needs it.

    What killed backups left is deleted, too: it holds what has been erased since.
    """
    sqlite: Any = connection.connection.driver_connection
    with suppress(OSError):
        clear_unfinished(Path(sqlite.execute("PRAGMA database_list").fetchone()[2]))
    patience = sqlite.execute("PRAGMA busy_timeout").fetchone()[0]
    sqlite.execute(f"PRAGMA busy_timeout = {WIPE_MILLISECONDS}").close()
    busy, _, _ = sqlite.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    sqlite.execute(f"PRAGMA busy_timeout = {patience}").close()
    return not busy
