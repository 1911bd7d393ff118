"""Check the health of a database without changing anything in it.

Nothing is created, upgraded or locked, so this is safe while the app is running.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, select

from skills.problems import StoreError
from skills.store import backups
from skills.store.engine import server_engine
from skills.store.errors import FAILURES, InUse, failure
from skills.store.schema_upgrades import STORED_VERSION, is_new, version_in
from skills.store.sqlite_file import LARGE_LOG, OLDEST_SQLITE, has_log_fault, path_in
from skills.store.tables import VERSION, Rows, meta
from skills.store.unfinished import PART
from skills.store.values import Finding
from skills.version import PROGRAM

LEAST_FREE: Final = 100_000_000
"""Bytes that must be free on the disk, whatever the size of the database."""

COPIES_THAT_FIT: Final = 3
"""How many copies of the database must fit into the free space: a restore needs two."""

OLD_BACKUP: Final = timedelta(days=7)

_MAGIC: Final = b"SQLite format 3\0"
_OTHERS: Final = 0o077
_BACK_UP: Final = "run: python -m skills backup FILE"
_DUMP: Final = "make a copy with PostgreSQL's own pg_dump"
_ANOTHER: Final = "let SKILLS_DATABASE_URL name another database"
_MAY_CREATE: Final = select(func.has_schema_privilege(func.current_schema(), "CREATE"))
_GO_BACK: Final = "go back to the last backup: python -m skills restore FILE"


def examine(url: str, now: datetime) -> tuple[Finding, ...]:
    """Return the findings about a database, including those without a problem.

    Raises
    ------
    StoreError
        If the URL is invalid.
    """
    file = path_in(url)
    if file is None:
        return (_server(url),)
    found = [_sqlite(), _folder(file.parent)]
    if file.exists():
        found += [_rights(file), *_content(file), _log(file), _space(file), _backups(file, now)]
        found += _parts(file)
    elif not found[-1].fix:
        found.append(_ok("database", "There is none yet: the app creates it when it first starts."))
    return tuple(found)


def _ok(about: str, sentence: str) -> Finding:
    return Finding(about, "ok", sentence)


def _sqlite() -> Finding:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        text = f"SQLite {sqlite3.sqlite_version} is too old."
        return Finding("SQLite", "trouble", text, "use a Python built with SQLite 3.37 or later")
    if has_log_fault(sqlite3.sqlite_version_info):
        text = (
            f"SQLite {sqlite3.sqlite_version} has the “WAL-reset bug”: a write during another "
            "program's checkpoint can damage the database. The app and its commands never do that "
            "to each other; other programs can."
        )
        fix = (
            "do not open the database with any other program while the app is running, or use a "
            "Python built with SQLite 3.51.3 or later"
        )
        return Finding("SQLite", "warning", text, fix)
    return _ok("SQLite", f"SQLite {sqlite3.sqlite_version}.")


def _folder(folder: Path) -> Finding:
    if not folder.exists():
        above = next(each for each in folder.absolute().parents if each.exists())
        if os.access(above, os.W_OK):
            return _ok("folder", "The database folder is created when the app first starts.")
        text = "The database folder does not exist and cannot be created."
        return Finding("folder", "trouble", text, "create it, or set SKILLS_DATA to another one")
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        text = "The database folder cannot be written to."
        return Finding("folder", "trouble", text, "let the app write there: chown or chmod u+rwx")
    if folder.stat().st_mode & _OTHERS:
        text = "Other users of this machine can read the database folder."
        return Finding("folder", "warning", text, f"chmod 700 {folder}")
    return _ok("folder", "Only the app can use the database folder.")


def _rights(file: Path) -> Finding:
    if not os.access(file, os.R_OK | os.W_OK):
        text = "The database cannot be written to."
        return Finding("rights", "trouble", text, "let the app write to it: chown or chmod 600")
    if file.stat().st_mode & _OTHERS:
        text = "Other users of this machine can read the database."
        return Finding("rights", "warning", text, f"chmod 600 {file}")
    return _ok("rights", "Only the app can read the database.")


def _content(file: Path) -> Iterator[Finding]:
    try:
        # A process that has the database open keeps a log next to it.
        still = not file.with_name(f"{file.name}-wal").exists()
        with closing(backups.opened(file, still=still)) as connection:
            yield _version(_stored_version(connection))
            wrong = backups.faults(connection)
    except InUse as error:
        yield Finding("version", "trouble", str(error), _ANOTHER)
    except StoreError as error:
        yield Finding("version", "trouble", str(error), _GO_BACK)
    except sqlite3.Error as error:
        yield Finding("content", "trouble", str(failure(error, "opened")), _GO_BACK)
    else:
        if wrong:
            text = f"The database has {len(wrong)} errors, the first: {wrong[0]}."
            if len(wrong) == 1:
                text = f"The database has an error: {wrong[0]}."
            yield Finding("content", "trouble", text, _GO_BACK)
        else:
            yield _ok("content", "The database is intact and has no orphaned rows.")


def _stored_version(connection: sqlite3.Connection) -> Rows:
    named = "SELECT name FROM sqlite_master WHERE type = 'table'"
    tables = {row[0] for row in connection.execute(named).fetchall()}
    if tables and meta.name not in tables:
        raise InUse
    if not tables:
        return [(str(VERSION),)]
    return connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchall()


def _version(rows: Rows, back_up: str = _BACK_UP) -> Finding:
    stored = version_in(rows)
    if stored > VERSION:
        text = f"The tables are at version {stored}; this program knows up to {VERSION}."
        return Finding("version", "trouble", text, f"use a version newer than {PROGRAM}")
    if stored < VERSION:
        text = f"The tables are at version {stored}; the next start upgrades them to {VERSION}."
        return Finding("version", "warning", text, f"the upgrade is automatic; first {back_up}")
    return _ok("version", f"The tables are at version {stored}, the current one.")


def _log(file: Path) -> Finding:
    log = file.with_name(f"{file.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    text = f"The write-ahead log takes up {_megabytes(size)}."
    if size > LARGE_LOG:
        text += " Another program keeps reading the database, so the log can't be emptied."
        fix = "close other programs that have the database open, and restart the app"
        return Finding("log", "warning", text, fix)
    return _ok("log", text)


def _space(file: Path) -> Finding:
    parts = [file, file.with_name(f"{file.name}-wal")]
    size = sum(each.stat().st_size for each in parts if each.exists())
    free = shutil.disk_usage(file.parent).free
    text = f"The database takes up {_megabytes(size)}; its disk has {_megabytes(free)} free."
    if free < max(LEAST_FREE, COPIES_THAT_FIT * size):
        return Finding(
            "space", "warning", text, "free some space: saving fails when the disk is full"
        )
    return _ok("space", text)


def _backups(file: Path, now: datetime) -> Finding:
    times = [each.stat().st_mtime for each in file.parent.iterdir() if _is_copy(each, file)]
    if not times:
        return Finding("backup", "warning", "There is no backup in the database folder.", _BACK_UP)
    age = now - datetime.fromtimestamp(max(times), UTC)
    text = f"The newest backup in the database folder is {_days(age)} old."
    return Finding("backup", "warning", text, _BACK_UP) if age > OLD_BACKUP else _ok("backup", text)


def _is_copy(path: Path, file: Path) -> bool:
    if path == file or path.name.endswith(PART) or not path.is_file():
        return False
    try:
        with path.open("rb") as content:
            return content.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def _parts(file: Path) -> Iterator[Finding]:
    for each in sorted(file.parent.glob(f"*{PART}")):
        text = f"{each.name} is an incomplete copy."
        yield Finding("copies", "warning", text, "delete it, unless a backup is running now")


def _server(url: str) -> Finding:
    try:
        engine = server_engine(url)
    except FAILURES as error:
        text = str(failure(error, "opened"))
        return Finding("database", "trouble", text, "or let SKILLS_DATABASE_URL name a file")
    try:
        with engine.connect() as connection:
            return _tables(connection)
    except StoreError as error:
        return Finding("database", "trouble", str(error), "restore a backup with pg_restore")
    except FAILURES as error:
        text = str(failure(error, "opened"))
        return Finding("database", "trouble", text, "check SKILLS_DATABASE_URL and the server")
    finally:
        engine.dispose()


def _tables(connection: Connection) -> Finding:
    """Return what the app would do with a database on a server when it starts."""
    try:
        if not is_new(connection):
            return _version(connection.execute(STORED_VERSION).all(), _DUMP)
    except InUse as error:
        return Finding("database", "trouble", str(error), _ANOTHER)
    if connection.scalar(_MAY_CREATE):
        return _ok("database", "The server responds; the app creates its tables.")
    text = "The database has no tables, and this account may not create them."
    return Finding("database", "trouble", text, "make the account the owner of the database")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


def _days(age: timedelta) -> str:
    days = max(age.days, 0)
    return "less than a day" if days == 0 else f"{days} day{'' if days == 1 else 's'}"
