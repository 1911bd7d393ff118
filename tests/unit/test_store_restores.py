"""A backup is restored whole or not at all, and what was there before is kept."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

import pytest
from backup_support import SERVER_URL, note
from store_support import ANA, BEN, answers_in, begin, open_file

from skills.problems import StoreError
from skills.store import NotFound, Restored, Store, restore
from skills.store.locking import WriteLock
from skills.store.tables import VERSION

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support", "backup_support"]

DATA = Path(__file__).parents[1] / "data"


def test_a_restore_replaces_the_data_and_keeps_a_copy(
    file: Path, file_store: Store, copy: Path
) -> None:
    made = begin(file_store)
    note(file_store, made.id, "said before")
    file_store.backup(copy)
    note(file_store, made.id, "said later")
    later = begin(file_store, title="Later")
    file_store.close()
    kept = file.with_name("skills.sqlite3.before-restore")
    assert restore(f"sqlite:///{file}", copy) == Restored(kept, 0)
    store = open_file(file)
    assert store.entries(ANA, made.id)["note", "sql"].value == "said before"
    with pytest.raises(NotFound):
        store.assessment(ANA, later.id)
    assert kept.stat().st_mode & 0o777 == file.stat().st_mode & 0o777 == 0o600
    store.close()
    assert open_file(kept).entries(ANA, made.id)["note", "sql"].value == "said later"
    assert copy.exists()


def test_each_restore_keeps_its_own_copy(file: Path, file_store: Store, copy: Path) -> None:
    file_store.backup(copy)
    names = [restore(f"sqlite:///{file}", copy).kept for _ in range(2)]
    assert [each.name for each in names if each] == [
        "skills.sqlite3.before-restore",
        "skills.sqlite3.before-restore-2",
    ]
    assert list(file.parent.glob("*.part*")) == []


def test_a_running_app_continues_with_the_restored_data(
    file: Path, file_store: Store, copy: Path
) -> None:
    made = begin(file_store)
    file_store.backup(copy)
    note(file_store, made.id, "said later")
    restore(f"sqlite:///{file}", copy)
    assert file_store.entries(ANA, made.id) == {}
    note(file_store, made.id, "said after that")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT value FROM entry").fetchall() == [("said after that",)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_restore_waits_for_a_save_in_progress(file: Path, file_store: Store, copy: Path) -> None:
    made = begin(file_store)
    file_store.backup(copy)
    file_store.rename(ANA, made.id, "Later")
    with closing(WriteLock(file)) as lock, ThreadPoolExecutor(1) as pool:
        with lock.held():
            restoring = pool.submit(restore, f"sqlite:///{file}", copy)
            assert wait([restoring], timeout=0.3).not_done
            assert file_store.assessment(ANA, made.id).title == "Later"
        assert restoring.result().erased == 0
    assert file_store.assessment(ANA, made.id) == made


def test_data_erased_since_the_backup_stays_erased(
    file: Path, file_store: Store, copy: Path
) -> None:
    kept, gone, bens = begin(file_store), begin(file_store), begin(file_store, owner=BEN)
    note(file_store, gone.id, "nobody shall read this")
    values = {"record": "nor this", "profile": "", "wording": "w", "structure": "s"}
    taken = file_store.add_snapshot(ANA, kept.id, **values)
    for owner, wording in ((ANA, "w3"), (ANA, "w4"), (BEN, "w5")):
        files = [("a.yaml", f"text of {wording}")]
        file_store.save_matrix(owner, matrix_id="m", title="M", wording=wording, files=files)
    file_store.backup(copy)
    file_store.erase(ANA, gone.id)
    file_store.forget_snapshot(ANA, kept.id, taken.id)
    file_store.forget_matrix(ANA, "w3")
    file_store.erase_owner(BEN)
    restored = restore(f"sqlite:///{file}", copy)
    assert restored.erased == 5
    assert [each.assessment.id for each in file_store.assessments(ANA)] == [kept.id]
    assert file_store.snapshots(ANA, kept.id) == ()
    assert [each.wording for each in file_store.matrices(ANA)] == ["w4"]
    assert [each.owner for each in file_store.owners()] == [ANA]
    content = b"".join(each.read_bytes() for each in file.parent.iterdir())
    for text in ("nobody shall read this", "nor this", "text of w3", "text of w5", bens.id):
        assert text.encode() not in content
    restore(f"sqlite:///{file}", copy)
    assert [each.owner for each in file_store.owners()] == [ANA]


def test_a_matrix_uploaded_again_after_it_was_forgotten_is_restored(
    file: Path, file_store: Store, copy: Path
) -> None:
    upload = {"matrix_id": "m", "title": "M", "wording": "w3", "files": [("a", "b")]}
    file_store.save_matrix(ANA, **upload)
    file_store.forget_matrix(ANA, "w3")
    file_store.save_matrix(ANA, **upload)
    file_store.backup(copy)
    assert restore(f"sqlite:///{file}", copy).erased == 0
    assert [each.wording for each in file_store.matrices(ANA)] == ["w3"]


def test_restoring_without_a_previous_database(
    file_store: Store, copy: Path, tmp_path: Path
) -> None:
    made = begin(file_store)
    file_store.backup(copy)
    new = tmp_path / "new" / "skills.sqlite3"
    assert restore(f"sqlite:///{new}", copy) == Restored(None, 0)
    assert new.stat().st_mode & 0o777 == 0o600
    assert open_file(new).assessment(ANA, made.id) == made


@pytest.mark.parametrize("version", [1, 2])
def test_an_old_backup_is_upgraded(file: Path, copy: Path, version: int) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        script = DATA / f"store_version_{version}.sql"
        connection.executescript(script.read_text(encoding="utf-8"))
    restore(f"sqlite:///{file}", copy)
    store = open_file(file)
    assert store.check() == VERSION
    assert answers_in(store, ANA, f"assessment-of-{version}") == {"sql.join": "often"}
    assert not list(file.parent.glob("*.version-*"))
    store.close()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT value FROM meta").fetchone() == (str(version),)


def _reverse(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[8192:] = bytes(reversed(content[8192:]))
    file.write_bytes(content)


def _rubbish(file: Path) -> None:
    file.write_text("dear diary " * 100)


@pytest.mark.parametrize("damage", [_reverse, _rubbish])
def test_a_corrupt_database_is_moved_aside_unchanged(
    file: Path, file_store: Store, copy: Path, damage: Callable[[Path], None]
) -> None:
    made = begin(file_store)
    for number in range(60):
        note(file_store, made.id, f"note {number} " * 50)
    file_store.backup(copy)
    file_store.close()
    damage(file)
    content = file.read_bytes()
    file.with_name("skills.sqlite3-wal").write_bytes(b"a log of before")
    restored = restore(f"sqlite:///{file}", copy)
    kept = file.with_name("skills.sqlite3.before-restore")
    assert restored.kept == kept
    assert kept.read_bytes() == content
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"a log of before"
    assert len(open_file(file).history(ANA, made.id)) == 60


def _drop_meta(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE meta")


def _make_newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE meta SET value = '99'")
        connection.commit()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_reverse, "damaged or not a database"),
        (_rubbish, "damaged or not a database"),
        (_drop_meta, "not a backup of this program"),
        (_make_newer, "newer program"),
        (Path.unlink, "no such backup"),
        (lambda copy: (copy.unlink(), copy.mkdir()), "no such backup"),
        (lambda copy: copy.write_bytes(b""), "not a backup of this program"),
    ],
)
def test_an_invalid_backup_changes_nothing(
    file: Path, file_store: Store, copy: Path, spoil: Callable[[Path], object], message: str
) -> None:
    made = begin(file_store)
    for number in range(60):
        note(file_store, made.id, f"note {number} " * 50)
    file_store.backup(copy)
    spoil(copy)
    names = {each.name for each in file.parent.iterdir()} | {"skills.sqlite3.lock"}
    with pytest.raises(StoreError, match=message):
        restore(f"sqlite:///{file}", copy)
    assert len(file_store.history(ANA, made.id)) == 60
    assert {each.name for each in file.parent.iterdir()} == names


def test_a_database_is_not_a_backup_of_itself(file: Path, file_store: Store) -> None:
    assert file_store.check() == VERSION
    with pytest.raises(StoreError, match="the database itself"):
        restore(f"sqlite:///{file}", file)


def test_a_database_of_another_program_is_not_replaced(
    file_store: Store, copy: Path, tmp_path: Path
) -> None:
    file_store.backup(copy)
    other = tmp_path / "recipes.sqlite3"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    before = other.read_bytes()
    with pytest.raises(StoreError, match="in use for something else"):
        restore(f"sqlite:///{other}", copy)
    assert other.read_bytes() == before


def test_a_copy_of_a_live_database_with_its_log_can_be_restored(
    file: Path, file_store: Store, copy: Path
) -> None:
    made = begin(file_store)
    note(file_store, made.id, "only in the log")
    shutil.copy(file, copy)
    shutil.copy(f"{file}-wal", f"{copy}-wal")
    file_store.erase_owner(BEN)
    restore(f"sqlite:///{file}", copy)
    assert file_store.entries(ANA, made.id)["note", "sql"].value == "only in the log"


def test_server_restores_are_refused(copy: Path) -> None:
    with pytest.raises(StoreError, match="pg_restore"):
        restore(SERVER_URL, copy)
