"""Read what was erased in the database that a restored one replaces, without changing it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import inspect, text

from skills.problems import StoreError
from skills.store.deadline import WORK_SECONDS, within
from skills.store.engine import Database, server_engine
from skills.store.errors import FAILURES, failure
from skills.store.tables import Rows, erased, meta
from skills.store.tombstones import ALL
from skills.version import NAME

_NAMED: Final = text(
    "SELECT datname = current_database() FROM pg_database WHERE datname = :name",
)
"""One row if there is such a database: whether it is the one that is asked."""


def erased_in(name: str, url: str, replacing: Database) -> Rows:
    """Return rows of `ALL` in another database on the same server.

    Parameters
    ----------
    url : of the other database.
    replacing : the database that replaces it.

    Raises
    ------
    StoreError
        If it is not there, is the same one, or is not ours.
    """
    found = replacing.read(_NAMED, {"name": name})
    if not found:
        raise StoreError(f"The server has no database {name}; nothing was changed.")
    if found[0][0]:
        raise StoreError(f"The database {name} is the restored one: name the one it replaces.")
    engine = server_engine(url)
    try:
        with within(WORK_SECONDS), engine.connect() as connection:
            if not {meta.name, erased.name} <= set(inspect(connection).get_table_names()):
                raise StoreError(f"The database {name} has no {NAME} tables; nothing was changed.")
            return connection.execute(ALL).all()
    except FAILURES as error:
        raise failure(error, "opened") from None
    finally:
        engine.dispose()
