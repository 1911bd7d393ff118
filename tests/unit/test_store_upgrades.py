from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy
from stores_for_tests import ANA, Clock, Opener, begin, new_ids

from skills.problems import StoreError
from skills.store import Store
from skills.store.upgrades import STEPS, STORED_VERSION, upgrade

pytest_plugins = ["store_fixture"]

VERSION_1 = Path(__file__).parents[1] / "data" / "store_version_1.sql"


@pytest.fixture
def old_file(file: Path) -> Path:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(VERSION_1.read_text(encoding="utf-8"))
    return file


def test_an_old_database_keeps_its_data(old_file: Path) -> None:
    store = _open(old_file)
    found = store.assessment(ANA, "assessment-of-1")
    assert (found.title, found.hours, found.skill) == ("From version 1", 6.0, "")
    assert store.answers(ANA, found.id) == {"sql.join": "often"}
    assert [event.new for event in store.history(ANA, found.id)] == ["never", "often"]
    store.remember_skill(ANA, found.id, "sql")
    assert store.assessment(ANA, found.id).skill == "sql"
    assert store.check() == 2
    store.close()


def test_an_upgraded_database_has_the_tables_of_a_new_one(old_file: Path, tmp_path: Path) -> None:
    new_file = tmp_path / "new.sqlite3"
    for file in (old_file, new_file):
        _open(file).close()
    assert _columns(old_file) == _columns(new_file)
    assert _columns(new_file)["assessment"][-1][1] == "skill"


def test_the_old_database_is_copied_first(old_file: Path) -> None:
    _open(old_file).close()
    _open(old_file).close()
    (copy,) = (each for each in old_file.parent.iterdir() if ".version-" in each.name)
    assert copy.name == "skills.sqlite3.version-1"
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT value FROM meta").fetchall() == [("1",)]
        assert connection.execute("SELECT title FROM assessment").fetchall() == [
            ("From version 1",)
        ]


def test_an_earlier_copy_is_never_replaced(old_file: Path) -> None:
    first = old_file.with_name("skills.sqlite3.version-1")
    first.write_text("an earlier copy")
    _open(old_file).close()
    assert first.read_text() == "an earlier copy"
    assert old_file.with_name("skills.sqlite3.version-1-2").exists()


def test_many_who_open_an_old_database_together_upgrade_it_once(old_file: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: _open(old_file), range(4)))
    assert [store.check() for store in stores] == [2] * 4
    for store in stores:
        store.close()
    assert len(list(old_file.parent.glob("*.version-1*"))) == 1


def test_a_newer_database_is_refused_and_left_alone(open_store: Opener, database_url: str) -> None:
    store = open_store()
    begin(store)
    store.close()
    with _begun(database_url) as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '3'")
    with pytest.raises(StoreError, match=r"newer program \(version 3, this one knows 2\)"):
        open_store()
    with _begun(database_url) as connection:
        assert connection.execute(STORED_VERSION).scalar() == "3"


@pytest.mark.parametrize("broken", ["DELETE FROM meta", "UPDATE meta SET value = 'two'"])
def test_a_database_that_does_not_tell_its_version_is_refused(
    open_store: Opener, database_url: str, broken: str
) -> None:
    open_store().close()
    with _begun(database_url) as connection:
        connection.exec_driver_sql(broken)
    with pytest.raises(StoreError, match="does not tell its version"):
        open_store()


def test_steps_are_taken_in_order_and_each_once(open_store: Opener, database_url: str) -> None:
    open_store().close()
    taken: list[int] = []
    steps = {**STEPS, 2: lambda _: taken.append(2), 3: lambda _: taken.append(3)}
    for _ in range(2):
        with _begun(database_url) as connection:
            upgrade(connection, steps)
    assert taken == [2, 3]
    with _begun(database_url) as connection:
        assert connection.execute(STORED_VERSION).scalar() == "4"


def test_a_step_that_fails_leaves_all_as_it_was(open_store: Opener, database_url: str) -> None:
    open_store().close()

    def half(connection: sqlalchemy.Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE assessment ADD COLUMN half TEXT")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), _begun(database_url) as connection:
        upgrade(connection, {**STEPS, 2: half})
    store = open_store()
    assert store.check() == 2
    begin(store)
    with _begun(database_url) as connection:
        columns = sqlalchemy.inspect(connection).get_columns("assessment")
    assert "half" not in {column["name"] for column in columns}


@contextmanager
def _begun(url: str) -> Iterator[sqlalchemy.Connection]:
    engine = sqlalchemy.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    if engine.dialect.name == "sqlite":
        sqlalchemy.event.listen(engine, "connect", _without_own_transactions)
        sqlalchemy.event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN"))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _without_own_transactions(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None


def _open(file: Path) -> Store:
    return Store.open(f"sqlite:///{file}", clock=Clock(), new_id=new_ids())


def _columns(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            table: connection.execute(f"PRAGMA table_info({table})").fetchall()
            for (table,) in tables.fetchall()
        }
