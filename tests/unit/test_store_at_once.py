from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy
from effort import KILLS
from store_support import ANA, Opener, answers_in, begin

from skills.problems import StoreError
from skills.store import Conflict, Saved, Store, owner_of
from skills.store.locking import WriteLock
from skills.store.tables import VERSION

pytest_plugins = ["store_support"]

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "data" / "save_until_killed.py"


@pytest.mark.slow
def test_eight_threads_lose_no_writes(store: Store) -> None:
    made = begin(store)

    def fill(thread: int) -> None:
        for number in range(25):
            item = f"{thread}.{number}"
            how = {"tab": f"tab {thread}", "widget_revision": 0, "operation": item}
            assert isinstance(store.save(ANA, made.id, "answer", item, item, **how), Saved)
            assert store.entries(ANA, made.id, "answer", [item])["answer", item].value == item

    _together(fill, 8)
    wanted = {f"{thread}.{number}" for thread in range(8) for number in range(25)}
    assert answers_in(store, ANA, made.id) == {item: item for item in wanted}
    assert {event.item for event in store.history(ANA, made.id)} == wanted


def test_of_concurrent_saves_of_one_row_one_wins(store: Store) -> None:
    made = begin(store)

    def save(thread: int) -> bool:
        how = {"tab": f"tab {thread}", "widget_revision": 0, "operation": f"o{thread}"}
        value = f"value {thread}"
        result = store.save(ANA, made.id, "answer", "sql.join", value, **how)
        if isinstance(result, Conflict):
            assert result.entry.value != value
        return isinstance(result, Saved)

    assert sum(_together(save, 8)) == 1
    assert len(store.history(ANA, made.id)) == 1


def test_a_save_repeated_concurrently_is_written_once(store: Store) -> None:
    made = begin(store)
    how = {"tab": "t", "widget_revision": 0, "operation": "once", "redraw": True}
    _together(lambda _: store.save(ANA, made.id, "answer", "a", "x", **how), 8)
    assert [event.revision for event in store.history(ANA, made.id)] == [1]


@pytest.mark.slow
def test_two_stores_can_share_one_database(open_store: Opener) -> None:
    stores = [open_store(), open_store()]
    made = begin(stores[0])

    def fill(thread: int) -> None:
        for number in range(25):
            item = f"{thread}.{number}"
            how = {"tab": "t", "widget_revision": 0, "operation": item}
            stores[thread].save(ANA, made.id, "answer", item, item, **how)

    _together(fill, 2)
    assert len(answers_in(stores[0], ANA, made.id)) == 50


def test_a_matrix_uploaded_concurrently_is_stored_once(store: Store) -> None:
    files = [("a.yaml", "text")]
    _together(
        lambda _: store.save_matrix(ANA, matrix_id="m", title="M", wording="w", files=files), 8
    )
    assert len(store.matrices(ANA)) == 1


@pytest.mark.slow
def test_concurrent_processes_lose_no_writes(database_url: str) -> None:
    children = [_child(database_url, f"run{number}", saves=40) for number in range(3)]
    said = [child.communicate(timeout=60) for child in children]
    assert [child.returncode for child in children] == [0, 0, 0], said
    for out, _ in said:
        assessment, *items = out.split()
        assert len(items) == 40
        assert _stored(database_url, assessment) == {item: f"value of {item}" for item in items}


@pytest.mark.slow
def test_sigkill_loses_no_confirmed_save(database_url: str, file: Path) -> None:
    confirmed: dict[str, list[str]] = {}
    for run in range(KILLS):
        with _child(database_url, f"run{run}", saves=0) as child:
            assert child.stdout is not None
            lines = [child.stdout.readline().strip() for _ in range(20 + 7 * run)]
            os.kill(child.pid, signal.SIGKILL)
            # What was confirmed before the end may still be on its way to us.
            lines += child.stdout.read().split()
        confirmed[lines[0]] = lines[1:]
        for assessment, items in confirmed.items():
            stored = _stored(database_url, assessment)
            assert {item: stored.get(item) for item in items} == {
                item: f"value of {item}" for item in items
            }
    if database_url.startswith("sqlite"):
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]


def test_waiting_too_long_for_another_process_is_an_error(file: Path, file_store: Store) -> None:
    hold = "import fcntl, sys; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX); input(print())"
    arguments = [sys.executable, "-c", hold, f"{file}.lock"]
    with subprocess.Popen(arguments, stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert not _gets_lock(file)
        assert file_store.ping() == VERSION
        other.communicate("\n")
    assert _gets_lock(file)


def test_threads_wait_for_each_other_without_file_locks(
    file: Path, file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skills.store.locking.fcntl", None)
    with closing(WriteLock(file)) as lock, ThreadPoolExecutor(1) as pool:
        with lock.held():
            assert file_store.ping() == VERSION
            assert not pool.submit(_gets_lock, file).result()
        assert pool.submit(_gets_lock, file).result()


def test_a_write_locks_out_other_programs_from_its_start(file: Path, file_store: Store) -> None:
    def work(_: sqlalchemy.Connection) -> None:
        with closing(sqlite3.connect(file, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreError, match="another program is using the database"):
        file_store._database.write(work)


def _gets_lock(file: Path) -> bool:
    with closing(WriteLock(file)) as lock:
        try:
            with lock.held(wait=0.02):
                return True
        except StoreError:
            return False


def _together(work: object, threads: int) -> list[object]:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, range(threads)))


def _child(url: str, run: str, saves: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, PROGRAM, url, run, str(saves)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
    )


def _stored(url: str, assessment: str) -> dict[str, str]:
    store = Store.open(url, clock=lambda: pytest.fail("only reads"), new_id=str)
    try:
        return answers_in(store, owner_of("killed"), assessment)
    finally:
        store.close()
