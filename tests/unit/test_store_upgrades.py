from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy
from store_support import ANA, Opener, answers_in, begin, open_file

from skills.entries.kinds import IncomingEntry, Scope
from skills.problems import StoreError
from skills.store.schema_upgrades import STEPS, STORED_VERSION, upgrade
from skills.store.tables import VERSION, meta
from skills.version import PROGRAM

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(params=[1, 2, 3, 4, 5])
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def old_file(file: Path, version: int) -> Path:
    file.parent.mkdir()
    script = DATA / f"store_version_{version}.sql"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script.read_text(encoding="utf-8"))
    return file


def test_an_old_database_keeps_its_data(old_file: Path, version: int) -> None:
    store = open_file(old_file)
    found = store.assessment(ANA, f"assessment-of-{version}")
    assert (found.title, found.hours) == (f"From version {version}", 6.0)
    assert (found.skill, found.extra, found.next_on) == ("" if version == 1 else "sql", "", "")
    assert answers_in(store, ANA, found.id) == {"sql.join": "often"}
    assert [event.new for event in store.history(ANA, found.id)] == ["never", "often"]
    assert store.check() == VERSION
    store.close()


def test_an_upgraded_database_works_like_a_new_one(old_file: Path, version: int) -> None:
    store = open_file(old_file)
    made = f"assessment-of-{version}"
    store.remember_skill(ANA, made, "python")
    store.plan_next(ANA, made, date(2027, 1, 31))
    values = {"record": "{}", "profile": "p", "wording": "w", "structure": "s"}
    taken = store.add_snapshot(ANA, made, **values)
    imported = [IncomingEntry("answer", "sql.join", "never")]
    assert store.import_entries(ANA, made, imported, extra="{}", operation="o") == 1
    found = store.assessment(ANA, made)
    assert (found.skill, found.next_on, found.extra) == ("python", "2027-01-31", "{}")
    assert store.snapshots(ANA, made) == (taken,)
    assert store.undo_import(ANA, made, "o").reverted == 1
    store.close()


def test_an_upgraded_database_has_the_tables_of_a_new_one(old_file: Path, tmp_path: Path) -> None:
    new_file = tmp_path / "new.sqlite3"
    for file in (old_file, new_file):
        open_file(file).close()
    assert _columns(old_file) == _columns(new_file)
    assert _columns(new_file)["assessment"][-1][1] == "handed_to"
    assert _indexes(old_file) == _indexes(new_file)


def test_an_upgraded_database_guards_its_history_like_a_new_one(
    old_file: Path, tmp_path: Path
) -> None:
    new_file = tmp_path / "new.sqlite3"
    for file in (old_file, new_file):
        open_file(file).close()
    assert _triggers(old_file) == _triggers(new_file)
    assert len(_triggers(new_file)) == 5


def test_imports_of_version_3_get_the_order_in_which_they_were_written(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((DATA / "store_version_3.sql").read_text(encoding="utf-8"))
    store = open_file(file)
    assert [each.operation for each in store.imports(ANA, "assessment-of-3")] == [
        *("import-b", "import-a")
    ]
    store.import_entries(
        ANA, "assessment-of-3", [IncomingEntry("answer", "sql.join", "never")], operation="a-third"
    )
    assert store.imports(ANA, "assessment-of-3")[0].operation == "a-third"
    store.close()


def test_a_link_of_version_5_is_for_a_review(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((DATA / "store_version_5.sql").read_text(encoding="utf-8"))
    store = open_file(file)
    (link,) = store.review_links(ANA, "assessment-of-5")
    assert (link.review, link.scope, link.label) == ("review-0001", Scope.review, "")
    assert (link.used_at, link.revoked_at) == (datetime(2025, 1, 1, 0, 0, 6, tzinfo=UTC), None)
    store.close()


def test_the_old_database_is_copied_first(old_file: Path, version: int) -> None:
    open_file(old_file).close()
    open_file(old_file).close()
    (copy,) = (each for each in old_file.parent.iterdir() if ".version-" in each.name)
    assert copy.name == f"skills.sqlite3.version-{version}"
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT value FROM meta").fetchall() == [(str(version),)]
        assert connection.execute("SELECT title FROM assessment").fetchall() == [
            (f"From version {version}",)
        ]


def test_an_earlier_copy_is_never_replaced(old_file: Path, version: int) -> None:
    first = old_file.with_name(f"skills.sqlite3.version-{version}")
    first.write_text("an earlier copy")
    open_file(old_file).close()
    assert first.read_text() == "an earlier copy"
    assert old_file.with_name(f"skills.sqlite3.version-{version}-2").exists()


def test_a_migration_that_fails_at_every_start_keeps_one_copy(
    old_file: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    def fail(_: object) -> None:
        raise StoreError("This step fails.")

    monkeypatch.setattr(upgrade, "__defaults__", ({version: fail, VERSION - 1: fail}, None))
    for _ in range(3):
        with pytest.raises(StoreError, match="This step fails"):
            open_file(old_file)
    (copy,) = (each for each in old_file.parent.iterdir() if ".version-" in each.name)
    assert copy.name == f"skills.sqlite3.version-{version}"


def test_a_migration_that_fails_after_a_change_keeps_another_copy(
    old_file: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    def fail(_: object) -> None:
        raise StoreError("This step fails.")

    monkeypatch.setattr(upgrade, "__defaults__", ({version: fail, VERSION - 1: fail}, None))
    for title in ("One", "Two"):
        with closing(sqlite3.connect(old_file)) as connection, connection:
            connection.execute("UPDATE assessment SET title = ?", (title,))
        with pytest.raises(StoreError):
            open_file(old_file)
    assert len([each for each in old_file.parent.iterdir() if ".version-" in each.name]) == 2


def test_concurrent_openers_upgrade_an_old_database_once(old_file: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: open_file(old_file), range(4)))
    assert [store.check() for store in stores] == [VERSION] * 4
    for store in stores:
        store.close()
    assert len(list(old_file.parent.glob("*.version-*"))) == 1


def test_a_newer_database_is_refused_and_left_alone(open_store: Opener, database_url: str) -> None:
    store = open_store()
    begin(store)
    store.close()
    with _begun(database_url) as connection:
        newer = sqlalchemy.update(meta).values(value=str(VERSION + 1))
        connection.execute(newer)
    message = rf"newer program \(version {VERSION + 1}, this one knows {VERSION}\)"
    with pytest.raises(StoreError, match=message):
        open_store()
    with pytest.raises(StoreError, match=rf"Use one newer than {re.escape(PROGRAM)}; nothing was"):
        open_store()
    with _begun(database_url) as connection:
        assert connection.execute(STORED_VERSION).scalar() == str(VERSION + 1)


@pytest.mark.parametrize("broken", ["DELETE FROM meta", "UPDATE meta SET value = 'two'"])
def test_a_database_without_a_version_is_refused(
    open_store: Opener, database_url: str, broken: str
) -> None:
    open_store().close()
    with _begun(database_url) as connection:
        connection.exec_driver_sql(broken)
    with pytest.raises(StoreError, match="has no version"):
        open_store()


def test_migrations_run_in_order_and_once(open_store: Opener, database_url: str) -> None:
    open_store().close()
    taken: list[int] = []
    new = (VERSION, VERSION + 1)
    steps = {**STEPS, **{each: lambda _, each=each: taken.append(each) for each in new}}
    for _ in range(2):
        with _begun(database_url) as connection:
            upgrade(connection, steps)
    assert taken == [*new]
    with _begun(database_url) as connection:
        assert connection.execute(STORED_VERSION).scalar() == str(VERSION + 2)


def test_a_failed_migration_changes_nothing(open_store: Opener, database_url: str) -> None:
    open_store().close()

    def half(connection: sqlalchemy.Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE assessment ADD COLUMN half TEXT")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), _begun(database_url) as connection:
        upgrade(connection, {**STEPS, VERSION: half})
    store = open_store()
    assert store.check() == VERSION
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


def _columns(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            table: connection.execute(f"PRAGMA table_info({table})").fetchall()
            for (table,) in tables.fetchall()
        }


def _indexes(file: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'index'")
        return set(found.fetchall())


def _triggers(file: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: sql.split() for name, sql in found.fetchall()}
