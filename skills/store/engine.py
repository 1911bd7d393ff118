"""Open a database and run short transactions on it.

Reads are single statements and never block; writes to a database file run one at a time. A write
is passed in as a function, so that it can be retried after the connection to a server was lost.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Final, Protocol, TypeVar

from sqlalchemy import URL, Connection, Engine, Executable, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from skills.problems import StoreError
from skills.store import backups, schema_upgrades
from skills.store.deadline import WORK_SECONDS, remaining, within
from skills.store.errors import FAILURES, failure, is_transient
from skills.store.locking import WriteLock
from skills.store.sqlite_file import (
    LOG_LIMIT,
    OpenedFile,
    check_file,
    create_file,
    path_in,
    wipe_log,
)
from skills.store.tables import Rows

T = TypeVar("T")

_log = logging.getLogger(__name__)

BUSY_MILLISECONDS: Final = 10_000
"""How long SQLite waits for programs that do not use our lock."""

PAUSES: Final = (0.05, 0.1, 0.2, *[0.5] * 20)
"""Seconds between retries while a database server restarts, as long as the deadline allows."""

_SHARED_PRAGMAS: Final = (
    f"busy_timeout = {BUSY_MILLISECONDS}",
    "foreign_keys = ON",
    "synchronous = FULL",  # NORMAL loses confirmed answers in a power cut
    "secure_delete = ON",  # erased data must not stay readable in the file
    "temp_store = MEMORY",  # or in temporary files
    f"journal_size_limit = {LOG_LIMIT}",  # a long reader lets the log grow, and it would stay so
)
_READER_PRAGMAS: Final = (*_SHARED_PRAGMAS, "wal_autocheckpoint = 0", "query_only = ON")


class Lock(Protocol):
    """Something that keeps other writers out for a while."""

    def held(self) -> AbstractContextManager[None]:
        """Hold the lock."""

    def close(self) -> None:
        """Release the resources of the lock."""


class _NoLock:
    """A lock that does nothing: a database server has locks of its own."""

    def held(self) -> AbstractContextManager[None]:
        return nullcontext()

    def close(self) -> None:
        pass


class Database:
    """One open database to read and write; safe to share among threads."""

    def __init__(self, reader: Engine, writer: Engine, lock: Lock, file: Path | None) -> None:
        self._reader, self._writer, self._lock, self._file = reader, writer, lock, file
        self.is_server = writer.dialect.name != "sqlite"
        self._pauses = PAUSES if self.is_server else ()
        self._open = True
        self._wipe_due = False
        self._opened = None if file is None else OpenedFile(file)

    def read(
        self, statement: Executable, values: Mapping[str, object], *, once: bool = False
    ) -> Rows:
        """Return the rows of one statement.

        Parameters
        ----------
        once : do not try again if a database server cannot be reached.

        Raises
        ------
        StoreError
            If the database cannot be read.
        """

        def rows() -> Rows:
            with self._reader.connect() as connection:
                return connection.execute(statement, values).all()

        return self._tried(rows, "read", pauses=() if once else None)

    def write(self, work: Callable[[Connection], T], *, wipe: bool = False) -> T:
        """Run a function in one transaction, which is on disk when this returns.

        Parameters
        ----------
        work : may be retried after a lost connection; an exception rolls it back.
        wipe : leave no readable trace of deleted data in the files.

        Raises
        ------
        StoreError
            If the database cannot be written; nothing was changed then.
        """

        def transaction() -> T:
            with self._lock.held(), self._writer.begin() as connection:
                return work(connection)

        result = self._tried(transaction, "saved")
        self._wipe_due = self._wipe_due or wipe
        if self._wipe_due and self._file is not None:
            self._wipe()
        return result

    def write_alone(self, work: Callable[[Connection], T]) -> T:
        """Run a function that writes with a single statement, on a server without a transaction.

        Each statement is committed by itself, which spares the journeys to begin and to commit.

        Raises
        ------
        StoreError
            If the database cannot be written.
        """

        def committed() -> T:
            with self._reader.connect() as connection:
                return work(connection)

        return self._tried(committed, "saved")

    def back_up(self, target: Path) -> None:
        """Copy the database to a new file and check the integrity of the copy.

        Raises
        ------
        StoreError
            If the copy fails, the file already exists, or the database is on a server.
        """
        file = self._file
        if file is None:
            raise StoreError("Back up a PostgreSQL database with its own tool, pg_dump.")
        self._tried(lambda: backups.back_up(file, target), "backed up")

    def close(self) -> None:
        """Close all connections; the last one moves the log into the database file."""
        if self._open:
            self._open = False
            with self._lock.held():
                self._reader.dispose()
                self._writer.dispose()
            self._lock.close()

    def _wipe(self) -> None:
        # The transaction is already committed: a failure here must not look as if it were not.
        failures = suppress(*FAILURES, StoreError)
        with failures, self._lock.held(), self._writer.connect() as connection:
            self._wipe_due = not wipe_log(connection)
        if self._wipe_due:
            _log.warning(
                "What was erased won't be wiped from the database's log until a later save."
            )

    def _tried(
        self, work: Callable[[], T], doing: str, *, pauses: Iterable[float] | None = None
    ) -> T:
        if not self._open:
            raise StoreError("The database is closed.")
        if self._opened is not None:
            self._opened.check()
        with within(WORK_SECONDS):
            return _repeated(work, doing, iter(self._pauses if pauses is None else pauses))


def _repeated(work: Callable[[], T], doing: str, pauses: Iterator[float]) -> T:
    while True:
        try:
            return work()
        except FAILURES as error:
            pause = next(pauses, WORK_SECONDS)
            if pause > remaining() or not is_transient(error):
                # The library's error may contain SQL and values, so it is not chained.
                raise failure(error, doing) from None
        time.sleep(pause)


def open_database(url: str) -> Database:
    """Open a database, check its integrity, and create or upgrade its tables.

    Parameters
    ----------
    url : ``sqlite:///FILE``, in which everything after the slashes is the path, or
        ``postgresql://…``.

    Raises
    ------
    StoreError
        If it cannot be used; nothing was changed then.
    """
    file = path_in(url)
    try:
        return _open_server(url) if file is None else _open_file(file)
    except FAILURES as error:
        raise failure(error, "opened") from None


def _open_file(file: Path) -> Database:
    create_file(file)
    lock = WriteLock(file)
    url = URL.create("sqlite", database=str(file))
    reader = create_engine(
        url,
        hide_parameters=True,
        pool_size=5,
        max_overflow=10,
        isolation_level="AUTOCOMMIT",
        pool_reset_on_return=None,  # nothing is open to roll back
    )
    event.listen(reader, "connect", _pragmas(_READER_PRAGMAS))
    writer = file_writer(file)
    try:
        with lock.held():
            check_file(file)
            with writer.begin() as connection:
                schema_upgrades.upgrade(connection, before=lambda version: _back_up(file, version))
            with writer.connect() as connection:
                wipe_log(connection)
    except BaseException:
        reader.dispose()
        writer.dispose()
        lock.close()
        raise
    return Database(reader, writer, lock, file)


def file_writer(file: Path) -> Engine:
    """Return an engine that writes to a SQLite file, one transaction at a time."""
    url = URL.create("sqlite", database=str(file))
    writer = create_engine(url, hide_parameters=True, pool_size=1, max_overflow=0)
    event.listen(writer, "connect", _pragmas(_SHARED_PRAGMAS))
    event.listen(writer, "begin", _begin_immediate)
    return writer


def _back_up(file: Path, version: int) -> None:
    backups.keep(file, f"version-{version}")


def server_engine(url: str) -> Engine:
    """Return an engine for a PostgreSQL server.

    Raises
    ------
    StoreError
        If the URL is invalid.
    """
    scheme, _, rest = url.partition("://")
    if scheme not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise StoreError("The database must be sqlite:///FILE or postgresql://….")
    try:
        address = make_url(f"postgresql+psycopg://{rest}")
    except (SQLAlchemyError, ValueError):
        raise StoreError("The address of the database is not valid.") from None
    from skills.store.postgres import engine_for  # noqa: PLC0415 - needs psycopg

    return engine_for(address)


def _open_server(url: str) -> Database:
    writer = server_engine(url)
    try:
        with writer.begin() as connection:
            schema_upgrades.upgrade(connection)
    except BaseException:
        writer.dispose()
        raise
    # Both share one pool: they differ only in who begins a transaction.
    reader = writer.execution_options(isolation_level="AUTOCOMMIT")
    return Database(reader, writer, _NoLock(), None)


def _pragmas(pragmas: tuple[str, ...]) -> Callable[[sqlite3.Connection, object], None]:
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we begin transactions, not the driver at an INSERT
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()

    return connected


def _begin_immediate(connection: Connection) -> None:
    # A deferred transaction that reads first fails on its write if another has committed since.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
