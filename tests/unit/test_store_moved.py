"""A database file moved away or replaced under a running app is noticed, not written unseen."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from store_support import ANA, Clock, begin, new_ids

from skills.problems import StoreError
from skills.store import Store
from skills.store.engine import file_writer
from skills.store.sqlite_file import LOG_LIMIT, OpenedFile

pytest_plugins = ["store_support"]

MOVED = "moved away or replaced while the app was running"


def _away(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))


def _replaced(file: Path) -> None:
    copy = file.with_name("copy")
    shutil.copyfile(file, copy)
    copy.replace(file)


def _all_away(file: Path) -> None:
    folder = file.with_name("folder")
    folder.mkdir()
    for each in list(file.parent.glob(f"{file.name}*")):
        each.rename(folder / each.name)


def _log_away(file: Path) -> None:
    file.with_name(f"{file.name}-wal").unlink()


@pytest.mark.parametrize("move", [_away, _replaced, _all_away, _log_away])
def test_reads_writes_and_health_refuse(
    file: Path, file_store: Store, move: Callable[[Path], None]
) -> None:
    made = begin(file_store)
    move(file)
    for work in (
        file_store.ping,
        lambda: file_store.assessment(ANA, made.id),
        lambda: begin(file_store),
    ):
        with pytest.raises(StoreError, match=MOVED):
            work()


def test_the_store_continues_once_its_folder_is_back(file: Path, file_store: Store) -> None:
    made = begin(file_store)
    _away(file)
    with pytest.raises(StoreError, match=MOVED):
        file_store.ping()
    file.with_name("elsewhere").rename(file)
    assert file_store.assessment(ANA, made.id) == made
    begin(file_store)


def test_another_program_that_opens_and_closes_it_changes_nothing(
    file: Path, file_store: Store
) -> None:
    begin(file_store)
    Store.open(f"sqlite:///{file}", clock=Clock(), new_id=new_ids()).close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("SELECT count(*) FROM assessment").fetchone()
    begin(file_store)
    assert file_store.ping()


def test_a_log_that_comes_later_belongs_to_the_file(tmp_path: Path) -> None:
    file, log = tmp_path / "db", tmp_path / "db-wal"
    file.touch()
    opened = OpenedFile(file)
    opened.check()
    log.touch()
    opened.check()
    log.unlink()
    with pytest.raises(StoreError, match=MOVED):
        opened.check()


def test_the_log_is_cut_once_a_long_reader_has_gone(file: Path, file_store: Store) -> None:
    begin(file_store)
    log = file.with_name(f"{file.name}-wal")
    writer = file_writer(file)
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM assessment").fetchall()
        with writer.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE scratch (text)")
            row = "INSERT INTO scratch VALUES (zeroblob(1000000))"
            for _ in range(LOG_LIMIT // 1_000_000 + 4):
                connection.exec_driver_sql(row)
        assert log.stat().st_size > LOG_LIMIT
    for _ in range(3):
        with writer.begin() as connection:
            connection.exec_driver_sql("INSERT INTO scratch VALUES (1)")
    writer.dispose()
    assert log.stat().st_size <= LOG_LIMIT
