from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from store_support import ANA, Clock, begin, bytes_beside, new_ids, open_file

from skills.problems import StoreError
from skills.store import Store
from skills.store.assessments import hash_of

pytest_plugins = ["store_support"]

REMARK = "nobody shall read this afterwards"


def test_files_are_private(file: Path, file_store: Store) -> None:
    begin(file_store)
    assert file.parent.stat().st_mode & 0o777 == 0o700
    modes = {each.name: each.stat().st_mode & 0o777 for each in file.parent.iterdir()}
    assert set(modes) == {
        "skills.sqlite3",
        "skills.sqlite3-wal",
        "skills.sqlite3-shm",
        "skills.sqlite3.lock",
    }
    assert set(modes.values()) == {0o600}


def test_erased_data_is_in_no_file(file: Path, file_store: Store) -> None:
    kept, made = begin(file_store), begin(file_store, title=f"{REMARK} title")
    _write(file_store, kept.id, "stays", "n1")
    _write(file_store, made.id, f"{REMARK} one", "n1")
    _write(file_store, made.id, f"{REMARK} two " * 100, "n2")
    _write(file_store, made.id, None, "n3")
    assert REMARK.encode() in bytes_beside(file)
    file_store.erase(ANA, made.id)
    assert REMARK.encode() not in bytes_beside(file)
    assert made.id.encode() not in bytes_beside(file)
    assert hash_of(made.id).encode() in bytes_beside(file)
    assert file_store.entries(ANA, kept.id)["note", "sql"].value == "stays"


def test_a_forgotten_matrix_is_in_no_file(file: Path, file_store: Store) -> None:
    files = [("a.yaml", REMARK * 1000)]
    file_store.save_matrix(ANA, matrix_id="m", title="M", wording="w", files=files)
    assert REMARK.encode() in bytes_beside(file)
    file_store.forget_matrix(ANA, "w")
    assert REMARK.encode() not in bytes_beside(file)


def test_a_forgotten_snapshot_is_in_no_file(file: Path, file_store: Store) -> None:
    made = begin(file_store)
    values = {"record": REMARK * 1000, "profile": "", "wording": "w", "structure": "s"}
    taken = file_store.add_snapshot(ANA, made.id, **values)
    assert REMARK.encode() in bytes_beside(file)
    file_store.forget_snapshot(ANA, made.id, taken.id)
    assert REMARK.encode() not in bytes_beside(file)


def test_wiping_delayed_by_a_reader_is_done_later(
    file: Path, file_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    made, other = begin(file_store), begin(file_store)
    _write(file_store, made.id, REMARK, "n1")
    with closing(_reading(file)), caplog.at_level(logging.WARNING):
        file_store.erase(ANA, made.id)
        assert REMARK.encode() in bytes_beside(file)
        assert "won't be wiped" in caplog.text
    _write(file_store, other.id, "next", "n2")
    assert REMARK.encode() not in bytes_beside(file)


def test_columns_are_strictly_typed(file: Path, file_store: Store) -> None:
    made = begin(file_store)
    _write(file_store, made.id, "text", "n1")
    with closing(sqlite3.connect(file)) as connection:
        for wrong in ("revision = 'many'", "revision = 0", "value = x'00'"):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(f"UPDATE entry SET {wrong}")  # noqa: S608 - our own words


@pytest.mark.slow
def test_a_corrupt_database_is_not_opened(file: Path) -> None:
    store = open_file(file)
    made = begin(store)
    for number in range(300):
        _write(store, made.id, f"note {number} " * 20, f"n{number}")
    store.close()
    content = bytearray(file.read_bytes())
    content[8192:] = bytes(reversed(content[8192:]))
    file.write_bytes(content)
    with pytest.raises(StoreError, match="damaged; go back to the last backup"):
        open_file(file)


def test_a_file_that_is_not_a_database_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("dear diary " * 100)
    with pytest.raises(StoreError, match="not a database"):
        open_file(file)
    assert file.read_text() == "dear diary " * 100


def test_a_database_of_another_program_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(StoreError, match="something else"):
        open_file(file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipe",)]


def test_a_folder_that_cannot_be_created_is_reported(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreError) as caught:
        open_file(tmp_path / "data" / "skills.sqlite3")
    assert str(caught.value) == (
        "The database could not be opened: its folder or file can't be used."
    )


def test_a_folder_can_have_any_name(tmp_path: Path) -> None:
    file = tmp_path / "what? 100%25 #1 naïve&x=y" / "s.sqlite3"
    store = open_file(file)
    begin(store)
    store.close()
    assert file.stat().st_size > 0


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "mysql://x",
        "",
        "postgresql://a:b@[::1",
        "postgresql://ana:secret-word@127.0.0.1:notaport/x",
    ],
)
def test_an_invalid_database_url_is_refused(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(url, clock=Clock(), new_id=new_ids())
    assert "secret-word" not in str(caught.value)


def test_a_full_disk_is_reported_without_sql(
    file_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    made = begin(file_store)
    writer = file_store._database._writer
    with writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as caught:
        _write(file_store, made.id, REMARK * 100, "n1")
    assert str(caught.value) == "The answers could not be saved: the disk is full; try again."
    assert caught.value.__suppress_context__
    assert REMARK not in caplog.text
    assert file_store.entries(ANA, made.id) == {}
    with writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    _write(file_store, made.id, REMARK * 100, "n1")
    assert len(file_store.history(ANA, made.id)) == 1


def test_a_save_waits_for_programs_without_our_lock(file: Path, file_store: Store) -> None:
    made = begin(file_store)
    with file_store._database._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is using the database; try again"):
            _write(file_store, made.id, "text", "n1")
        other.rollback()
    _write(file_store, made.id, "text", "n1")
    assert len(file_store.history(ANA, made.id)) == 1


@pytest.mark.parametrize("engine", ["_reader", "_writer"])
def test_every_connection_has_the_safety_pragmas(file_store: Store, engine: str) -> None:
    with getattr(file_store._database, engine).connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
        query_only = connection.exec_driver_sql("PRAGMA query_only").scalar()
        checkpoint = connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }
    assert (query_only, checkpoint) == ((1, 0) if engine == "_reader" else (0, 1000))


def _write(store: Store, assessment: str, note: str | None, operation: str) -> None:
    how = {"tab": "t", "widget_revision": 0, "operation": operation}
    store.save(ANA, assessment, "note", "sql", note, **how)


def _reading(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM entry").fetchone()
    return connection
