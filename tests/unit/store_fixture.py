"""Stores for tests: always on SQLite, on PostgreSQL if one is configured or installed."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy
from postgres_for_tests import IS_HERE, CannotStart, running
from stores_for_tests import Clock, Opener, new_ids

from skills.store import Store

_SCHEMAS = itertools.count()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Return the URL of a PostgreSQL server."""
    if not IS_HERE:
        pytest.skip("no PostgreSQL is installed here, and SKILLS_TEST_DATABASE_URL names none")
    with ExitStack() as stack:
        try:
            url = stack.enter_context(running())
        except CannotStart as error:
            pytest.skip(str(error))
        yield url


@pytest.fixture(params=["sqlite", *(["postgresql"] if IS_HERE else [])])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'data' / 'skills.sqlite3'}"
        return
    url: str = request.getfixturevalue("postgresql")
    server = sqlalchemy.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    schema = f"t{os.getpid()}_{next(_SCHEMAS)}"
    with server.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    yield f"{url}?options=-csearch_path%3D{schema}"
    with server.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    server.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_store(database_url: str, clock: Clock) -> Iterator[Opener]:
    """Open the same database as often as asked, and close all stores at the end."""
    opened: list[Store] = []
    ids = new_ids()

    def open_it() -> Store:
        opened.append(Store.open(database_url, clock=clock, new_id=ids))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Opener) -> Store:
    return open_store()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a database in its own folder."""
    return tmp_path / "data" / "skills.sqlite3"


@pytest.fixture
def file_store(file: Path, clock: Clock) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{file}", clock=clock, new_id=new_ids())
    yield store
    store.close()
