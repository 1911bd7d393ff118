"""The base class of the parts of `Store`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Executable

from skills.store.engine import Database
from skills.store.tables import Rows


class StorePart:
    """A part of `Store`: a database with a clock and an id generator."""

    def __init__(
        self, database: Database, *, clock: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._database, self._clock, self._new_id = database, clock, new_id

    def _rows(self, statement: Executable, owner: str, assessment: str, **more: object) -> Rows:
        values = {"owner": owner, "assessment": assessment, **more}
        return self._database.read(statement, values)
