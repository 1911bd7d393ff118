"""An in-memory store, filled once and then only read, for what everybody may look at."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from threading import RLock
from typing import Self, TypeVar, Unpack

from sqlalchemy import Connection, Engine, Executable, StaticPool, create_engine, event, insert

from skills.entries.assessment import Assessment
from skills.store import assessments, schema_upgrades
from skills.store.engine import Database
from skills.store.store import Store
from skills.store.tables import Rows
from skills.store.tables import assessments as rows
from skills.store.validation import Refused, owner_checked
from skills.store.values import Columns

T = TypeVar("T")


class ReadOnly(Refused):
    """Raised on an attempt to write to a read-only store."""

    def __init__(self) -> None:
        super().__init__("This is an example and can't be changed. Start your own assessment.")


class _OneAtATime:
    """A lock for the only connection to a database in memory."""

    def __init__(self) -> None:
        self._lock = RLock()

    @contextmanager
    def held(self) -> Iterator[None]:
        with self._lock:
            yield

    def close(self) -> None:
        pass


class _InMemory(Database):
    """A database in memory with one connection, which refuses every write once it is sealed."""

    def __init__(self) -> None:
        self._shared = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._turn = _OneAtATime()
        self._is_sealed = False
        writer = _engine(self._shared)
        event.listen(writer, "begin", _begin)
        super().__init__(_engine(self._shared, is_reader=True), writer, self._turn, None)
        with writer.begin() as connection:
            schema_upgrades.upgrade(connection)

    def read(
        self, statement: Executable, values: Mapping[str, object], *, once: bool = False
    ) -> Rows:
        with self._turn.held():
            return super().read(statement, values, once=once)

    def write(self, work: Callable[[Connection], T], *, wipe: bool = False) -> T:
        self._require_open()
        return super().write(work, wipe=wipe)

    def write_alone(self, work: Callable[[Connection], T]) -> T:
        self._require_open()
        return super().write_alone(work)

    def seal(self) -> None:
        """Refuse every write from now on, in SQLite as well."""
        self._is_sealed = True
        self._shared.execute("PRAGMA query_only = ON")

    def _require_open(self) -> None:
        if self._is_sealed:
            raise ReadOnly


class ReadOnlyStore(Store):
    """A store in memory; every write after `seal` raises `ReadOnly`."""

    @classmethod
    def in_memory(cls, *, clock: Callable[[], datetime], new_id: Callable[[], str]) -> Self:
        """Open an empty store, which disappears with the last reference to it."""
        return cls(_InMemory(), clock=clock, new_id=new_id)

    def create_as(self, assessment_id: str, owner: str, **columns: Unpack[Columns]) -> Assessment:
        """Create an assessment under an id that need not be random, as it is no secret.

        Raises
        ------
        Refused
            If a value cannot be stored.
        """
        now = self._clock()
        values = assessments.checked(columns, now, now) | {"owner": owner_checked(owner)}
        row = insert(rows).values(id=assessment_id, skill="", **values)
        self._database.write(lambda connection: connection.execute(row))
        return self.assessment(owner, assessment_id)

    def seal(self) -> None:
        """Refuse every write from now on."""
        if isinstance(self._database, _InMemory):
            self._database.seal()


def _engine(shared: sqlite3.Connection, *, is_reader: bool = False) -> Engine:
    how = {"isolation_level": "AUTOCOMMIT", "pool_reset_on_return": None} if is_reader else {}
    return create_engine(
        "sqlite://", creator=lambda: shared, poolclass=StaticPool, hide_parameters=True, **how
    )


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
