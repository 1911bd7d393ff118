"""Restore a database from a backup, even while the app is running.

The backup is copied, checked, upgraded and cleared of everything erased since; only then does it
replace the current database, in one transaction. A corrupt current database is moved aside
unchanged.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import inspect

from skills.problems import StoreError
from skills.store import backups, schema_upgrades, tombstones
from skills.store.engine import BUSY_MILLISECONDS, file_writer
from skills.store.errors import FAILURES, InUse, failure
from skills.store.locking import WriteLock
from skills.store.sqlite_file import check_file, create_folder, path_in
from skills.store.tables import Rows, meta
from skills.store.unfinished import unfinished
from skills.store.values import Restored

_MARK: Final = "before-restore"
_PAUSE: Final = 0.25
"""Seconds between retries while another program is using the database."""

_DAMAGED: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_BESIDE: Final = ("-wal", "-shm")


def restore(url: str, backup: Path) -> Restored:
    """Replace the database at ``sqlite:///FILE`` with a backup.

    The previous database is kept next to it. Everything that had been erased from it is erased
    from the restored data as well. Open pages keep working and show the restored data.

    Raises
    ------
    StoreError
        If the backup is corrupt, not ours or from a newer program, or the database is on a
        server; nothing was changed then.
    """
    file = path_in(url)
    if file is None:
        raise StoreError("Restore a PostgreSQL database with its own tool, pg_restore.")
    try:
        return _restore(file, backup)
    except FAILURES as error:
        raise failure(error, "restored") from None


def _restore(file: Path, backup: Path) -> Restored:
    if not backup.is_file():
        raise StoreError("There is no such backup: check the name and path.")
    if file.exists() and backup.samefile(file):
        raise StoreError("That is the database itself and not a backup of it.")
    create_folder(file)
    with unfinished(file, file) as part:
        _check(backup)
        backups.copy(backup, part)
        with closing(WriteLock(file)) as lock, lock.held():
            return _put(part, file)


def _check(backup: Path) -> None:
    with closing(backups.opened(backup)) as connection:
        try:
            wrong = bool(backups.faults(connection))
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            wrong = True
    if wrong:
        raise StoreError("The backup is damaged or not a database; use another one.")


def _put(part: Path, file: Path) -> Restored:
    sound, rows = _present(file)
    erased = _prepare(part, rows or ())
    if sound:
        kept: Path | None = backups.keep(file, _MARK, once=False)
        _write_over(part, file)
    else:
        kept = _set_aside(file)
        backups.put(part, file)
        check_file(file)
    return Restored(kept, None if rows is None else erased)


def _present(file: Path) -> tuple[bool, Rows | None]:
    """Return whether an intact database is there, and the erasures that it records, if readable."""
    if not file.exists() or file.stat().st_size == 0:
        return False, ()
    rows: Rows | None = None
    try:
        with closing(backups.opened(file)) as connection:
            if not _has(connection, meta.name) and _has(connection):
                raise InUse
            rows = _erased(connection)
            sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
        sound = False
    return sound, rows


def _has(connection: sqlite3.Connection, table: str = "%") -> bool:
    found = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name LIKE ?"
    return bool(connection.execute(found, (table,)).fetchone()[0])


def _erased(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    if not _has(connection, "erased"):
        return []
    rows = connection.execute("SELECT id_hash, erased_at FROM erased").fetchall()
    return [(row[0], datetime.fromisoformat(row[1])) for row in rows]


def _prepare(part: Path, rows: Rows) -> int:
    """Upgrade the copy of a backup and repeat later erasures in it; return their number."""
    engine = file_writer(part)
    try:
        with engine.begin() as connection:
            if not inspect(connection).has_table(meta.name):
                raise StoreError("The file is not a backup of this program; nothing was changed.")
            schema_upgrades.upgrade(connection)
            return tombstones.erase_again(connection, rows)
    finally:
        engine.dispose()


def _write_over(part: Path, file: Path) -> None:
    tries = iter(range(int(BUSY_MILLISECONDS / 1000 / _PAUSE)))

    def wait(status: int, _remaining: int, _total: int) -> None:
        busy = status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if busy and next(tries, None) is None:
            raise StoreError("The database is in use by another program; nothing was changed.")

    with closing(backups.opened(part)) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target, progress=wait, sleep=_PAUSE)
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _set_aside(file: Path) -> Path | None:
    """Rename an unusable database, along with its log."""
    if not file.exists() or file.stat().st_size == 0:
        kept = None
    else:
        kept = backups.unused(file, _MARK)
        file.replace(kept)
    for ending in _BESIDE:
        beside = file.with_name(file.name + ending)
        # A leftover log would be replayed into the restored database.
        if kept is None:
            beside.unlink(missing_ok=True)
        elif beside.exists():
            beside.replace(kept.with_name(kept.name + ending))
    return kept


def _is_damage(error: sqlite3.Error) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(_DAMAGED)
