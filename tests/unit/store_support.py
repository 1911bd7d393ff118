"""Stores on SQLite and, where it is available, PostgreSQL; owners, a clock and assessments."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy
from postgres_support import IS_HERE, CannotStart, running

from skills.entries.kinds import IncomingEntry
from skills.matrix.library import Library
from skills.store import Assessment, Store, owner_of
from skills.workspace import Workspace
from skills.workspace.matrices import read_upload

ANA = owner_of("ana's browser")
BEN = owner_of("ben's browser")
MATRIX = {"matrix_id": "data", "matrix_title": "Data", "wording": "w1", "structure": "s1"}

Opener = Callable[[], Store]


class Clock:
    """A clock that advances by a second at each reading."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def new_ids() -> Callable[[], str]:
    """Return a generator of unique ids."""
    numbers = itertools.count(1)
    return lambda: f"assessment-{next(numbers):04}"


def open_file(file: Path) -> Store:
    """Open the database in a file."""
    return Store.open(f"sqlite:///{file}", clock=Clock(), new_id=new_ids())


def bytes_beside(file: Path) -> bytes:
    """Return the bytes of all files in the folder of a database."""
    return b"".join(each.read_bytes() for each in sorted(file.parent.iterdir()))


def begin(store: Store, owner: str = ANA, title: str = "My skills") -> Assessment:
    """Create an ordinary assessment."""
    return store.create_assessment(owner, title=title, **MATRIX)


def begin_with(store: Store, about: Assessment, incoming: Iterable[IncomingEntry]) -> Assessment:
    """Create an assessment for Ana with entries, and with matrix and settings of another one."""
    return store.create_from(
        ANA,
        incoming=list(incoming),
        operation="fill",
        title="Mine",
        matrix_id=about.matrix_id,
        matrix_title=about.matrix_title,
        wording=about.wording,
        structure=about.structure,
        profile=about.profile,
        mode=about.mode,
        hours=about.hours,
    )


def answers_in(store: Store, owner: str, assessment: str) -> dict[str, str]:
    """Return the choices by statement id, without cleared ones."""
    choices = store.choices(owner, assessment).items()
    return {item: choice for item, choice in choices if choice is not None}


def workspace_of(store: Store, owner: str = ANA) -> Workspace:
    """Return a workspace of an owner with the shipped matrices."""
    return Workspace(store, owner, Library(), read_upload)


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
