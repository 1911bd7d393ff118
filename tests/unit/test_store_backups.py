"""A backup has everything that was confirmed before it, in one file."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from backup_support import note
from store_support import ANA, answers_in, begin, open_file

from skills.problems import StoreError
from skills.store import Saved, Store

pytest_plugins = ["store_support", "backup_support"]


def test_a_backup_is_one_intact_private_file(file_store: Store, copy: Path) -> None:
    made = begin(file_store)
    note(file_store, made.id, "said before")
    file_store.backup(copy)
    note(file_store, made.id, "said later")
    assert [each.name for each in copy.parent.glob("backup*")] == [copy.name]
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT value FROM entry").fetchall() == [("said before",)]


def test_a_backup_does_not_overwrite_a_file(file: Path, file_store: Store, copy: Path) -> None:
    copy.write_text("mine")
    for target in (copy, file):
        with pytest.raises(StoreError, match="already exists: choose another name"):
            file_store.backup(target)
    assert copy.read_text() == "mine"


def test_a_backup_into_a_missing_folder_is_an_error(file_store: Store, copy: Path) -> None:
    with pytest.raises(StoreError, match="could not be backed up: its folder or file"):
        file_store.backup(copy.parent / "none" / "b")


def test_a_corrupt_backup_is_not_kept(file: Path, file_store: Store, copy: Path) -> None:
    begin(file_store)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("INSERT INTO snapshot VALUES ('i', 'nobody', '', '', '', '', '', '')")
    with pytest.raises(StoreError, match="corrupt"):
        file_store.backup(copy)
    assert list(copy.parent.glob("backup*")) == []


def test_a_backup_contains_everything_confirmed_before(file_store: Store, copy: Path) -> None:
    made = begin(file_store)
    confirmed: list[str] = []
    enough, stop = Event(), Event()

    def save_on() -> None:
        while not stop.is_set():
            item = f"item{len(confirmed)}"
            how = {"tab": "t", "widget_revision": 0, "operation": item}
            saved = file_store.save(ANA, made.id, "answer", item, "often", **how)
            assert isinstance(saved, Saved)
            confirmed.append(item)
            if len(confirmed) == 40:
                enough.set()

    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save_on)
        assert enough.wait(30)
        before = list(confirmed)
        file_store.backup(copy)
        stop.set()
        saving.result()
    found = set(answers_in(open_file(copy), ANA, made.id))
    assert set(before) <= found <= set(confirmed)
    assert set(answers_in(file_store, ANA, made.id)) == set(confirmed)


@pytest.mark.slow
def test_a_server_backup_refers_to_pg_dump(store: Store, copy: Path) -> None:
    if store._database._file is None:
        with pytest.raises(StoreError, match="pg_dump"):
            store.backup(copy)
        assert not copy.exists()
    else:
        store.backup(copy)
        assert copy.exists()
