from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from store_support import Clock, begin, new_ids

from skills.problems import StoreError
from skills.store import Finding, Store, examine, integrity
from skills.store.sqlite_file import LARGE_LOG, has_log_fault
from skills.store.tables import VERSION
from skills.version import PROGRAM

pytest_plugins = ["store_support"]

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def _sound_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Examine as if this machine's SQLite did not have the WAL-reset bug."""
    monkeypatch.setattr(integrity, "has_log_fault", lambda _: False)


@pytest.mark.usefixtures("_sound_sqlite")
def test_a_healthy_database_is_reported_as_ok(file: Path, file_store: Store) -> None:
    begin(file_store)
    file_store.backup(file.with_name("backup.sqlite3"))
    _aged(file.with_name("backup.sqlite3"), timedelta(days=2))
    found = _found(file)
    assert {about: each.level for about, each in found.items()} == {
        "SQLite": "ok",
        "folder": "ok",
        "rights": "ok",
        "version": "ok",
        "content": "ok",
        "log": "ok",
        "space": "ok",
        "backup": "ok",
    }
    assert all(each.fix == "" for each in found.values())
    assert found["SQLite"].found == f"SQLite {sqlite3.sqlite_version}."
    assert f"version {VERSION}" in found["version"].found
    assert "2 days old" in found["backup"].found


def test_examining_changes_no_file(file: Path, file_store: Store) -> None:
    begin(file_store)
    file_store.close()
    before = {each.name: each.read_bytes() for each in file.parent.iterdir()}
    _found(file)
    assert {each.name: each.read_bytes() for each in file.parent.iterdir()} == before


@pytest.mark.usefixtures("_sound_sqlite")
def test_examining_creates_no_file(file: Path) -> None:
    found = _found(file)
    assert {each.level for each in found.values()} == {"ok"}
    assert "none yet" in found["database"].found
    assert not file.parent.exists()


def test_a_large_log_is_a_warning(file: Path, file_store: Store) -> None:
    begin(file_store)
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM assessment").fetchall()
        log = file.with_name(f"{file.name}-wal")
        os.truncate(log, LARGE_LOG + 1)
        assert _found(file)["log"] == Finding(
            "log",
            "warning",
            "The write-ahead log takes up 32.0 MB. Another program keeps reading the "
            "database, so the log can't be emptied.",
            "close other programs that have the database open, and restart the app",
        )


@pytest.mark.parametrize(
    ("version", "is_faulty"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_a_sqlite_with_the_wal_reset_bug_is_named(
    file: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], *, is_faulty: bool
) -> None:
    assert has_log_fault(version) is is_faulty
    monkeypatch.setattr(integrity, "has_log_fault", lambda _: is_faulty)
    found = _found(file)["SQLite"]
    assert found.level == ("warning" if is_faulty else "ok")
    assert ("WAL-reset bug" in found.found) is is_faulty
    assert ("3.51.3 or later" in found.fix) is is_faulty


def test_files_readable_by_others_are_a_warning(file: Path, file_store: Store) -> None:
    begin(file_store)
    file.parent.chmod(0o755)
    file.chmod(0o644)
    found = _found(file)
    assert (found["folder"].level, found["folder"].fix) == ("warning", f"chmod 700 {file.parent}")
    assert (found["rights"].level, found["rights"].fix) == ("warning", f"chmod 600 {file}")


def test_a_folder_that_is_a_file_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    found = _found(tmp_path / "data" / "skills.sqlite3")
    assert found["folder"].level == "trouble"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder_is_a_failure(file: Path, file_store: Store) -> None:
    begin(file_store)
    file.parent.chmod(0o500)
    try:
        assert _found(file)["folder"].level == "trouble"
    finally:
        file.parent.chmod(0o700)


@pytest.mark.parametrize(("stored", "level"), [("99", "trouble"), ("2", "warning")])
def test_another_schema_version_is_reported(
    file: Path, file_store: Store, stored: str, level: str
) -> None:
    begin(file_store)
    _execute(file, f"UPDATE meta SET value = '{stored}'")  # noqa: S608 - our own words
    found = _found(file)["version"]
    assert found.level == level
    assert f"version {stored};" in found.found
    assert found.fix
    assert (PROGRAM in found.fix) is (level == "trouble")


@pytest.mark.parametrize("broken", ["DELETE FROM meta", "DROP TABLE meta"])
def test_a_database_without_a_version_is_a_failure(
    file: Path, file_store: Store, broken: str
) -> None:
    begin(file_store)
    _execute(file, broken)
    assert _found(file)["version"].level == "trouble"


def test_a_corrupt_database_is_a_failure(file: Path, file_store: Store) -> None:
    begin(file_store)
    file_store.close()
    content = bytearray(file.read_bytes())
    content[8192:] = bytes(reversed(content[8192:]))
    file.write_bytes(content)
    found = _found(file)["content"]
    assert found.level == "trouble"
    assert "restore" in found.fix


def test_a_file_that_is_not_a_database_is_a_failure(file: Path) -> None:
    file.parent.mkdir(mode=0o700)
    file.write_text("dear diary " * 100)
    assert _found(file)["content"].level == "trouble"


def test_an_orphaned_row_is_a_failure(file: Path, file_store: Store) -> None:
    begin(file_store)
    _execute(file, "INSERT INTO snapshot VALUES ('i', 'nobody', '', '', '', '', '', '')")
    found = _found(file)["content"]
    assert found.level == "trouble"
    assert "a row of snapshot belongs to no assessment" in found.found


def test_low_disk_space_is_a_warning(
    file: Path, file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(file_store)
    monkeypatch.setattr("skills.store.integrity.LEAST_FREE", 10**18)
    assert _found(file)["space"].level == "warning"
    monkeypatch.setattr("skills.store.integrity.LEAST_FREE", 0)
    assert _found(file)["space"].level == "ok"
    monkeypatch.setattr("skills.store.integrity.COPIES_THAT_FIT", 10**15)
    assert _found(file)["space"].level == "warning"


def test_a_missing_or_old_backup_is_a_warning(file: Path, file_store: Store) -> None:
    begin(file_store)
    file.with_name("notes.txt").write_text("no database")
    assert "no backup" in _found(file)["backup"].found
    for name, age in (("a.sqlite3", timedelta(days=9)), ("b.sqlite3", timedelta(days=8))):
        file_store.backup(file.with_name(name))
        _aged(file.with_name(name), age)
    found = _found(file)["backup"]
    assert (found.level, found.found) == (
        "warning",
        "The newest backup in the database folder is 8 days old.",
    )
    _aged(file.with_name("a.sqlite3"), timedelta(hours=3))
    assert _found(file)["backup"].level == "ok"


def test_incomplete_copies_are_named(file: Path, file_store: Store) -> None:
    begin(file_store)
    file.with_name("b.sqlite3.x1.part").write_bytes(file.read_bytes())
    found = [each for each in examine(f"sqlite:///{file}", NOW) if each.about == "copies"]
    assert [each.found for each in found] == ["b.sqlite3.x1.part is an incomplete copy."]
    assert _found(file)["backup"].level == "warning"


def test_an_invalid_database_url_is_refused() -> None:
    with pytest.raises(StoreError):
        examine("mysql://x", NOW)


@pytest.mark.usefixtures("_sound_sqlite")
def test_somebody_elses_database_is_refused_as_the_app_refuses_it(database_url: str) -> None:
    """Doctor says what the app says, and both leave the tables of others alone."""
    _write_diary(database_url)
    with pytest.raises(StoreError) as refusal:
        Store.open(database_url, clock=Clock(), new_id=new_ids())
    found = [each for each in examine(database_url, NOW) if each.level == "trouble"]
    assert [each.found for each in found] == [str(refusal.value)]
    assert [each.fix for each in found] == ["let SKILLS_DATABASE_URL name another database"]


def _write_diary(database_url: str) -> None:
    if database_url.startswith("sqlite"):
        file = Path(database_url.removeprefix("sqlite:///"))
        file.parent.mkdir(mode=0o700)
        _execute(file, "CREATE TABLE diary (day TEXT)")
    else:
        with psycopg.connect(database_url) as server:
            server.execute("CREATE TABLE diary (day TEXT)")


def _found(file: Path) -> dict[str, Finding]:
    return {each.about: each for each in examine(f"sqlite:///{file}", NOW)}


def _aged(file: Path, age: timedelta) -> None:
    moment = (NOW - age).timestamp()
    os.utime(file, (moment, moment))


def _execute(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(statement)
