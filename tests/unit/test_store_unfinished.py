"""What a killed backup leaves behind is deleted, and nothing of one that is still at work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_support import ANA, Clock, begin, new_ids

from skills.store import Store
from skills.store.unfinished import NOTE, PART, clear_unfinished, unfinished

pytest_plugins = ["store_support"]

ROOT = Path(__file__).parents[2]
STALLED = """
import sys, time
from pathlib import Path
from skills.store.unfinished import unfinished
with unfinished(Path(sys.argv[1]), Path(sys.argv[2])) as part:
    part.write_text("erased later")
    Path(f"{part}-journal").write_text("erased later")
    print(part, flush=True)
    time.sleep(60)
"""


def left(*folders: Path) -> list[str]:
    """Return the names of unfinished copies and notes."""
    names = [each.name for folder in folders for each in folder.iterdir()]
    return [each for each in names if PART in each or each.endswith(NOTE)]


def begun(file: Path, target: Path) -> subprocess.Popen[str]:
    """Return a process in the middle of a copy."""
    command = [sys.executable, "-c", STALLED, str(file), str(target)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert Path(process.stdout.readline().strip()).exists()
    return process


def killed(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_an_unfinished_copy_goes_with_its_note(tmp_path: Path) -> None:
    file, target = tmp_path / "db", tmp_path / "copy"
    with unfinished(file, target) as part:
        assert part.stat().st_mode & 0o777 == 0o600
        assert len(left(tmp_path)) == 2
        clear_unfinished(file)
        assert len(left(tmp_path)) == 2
    assert left(tmp_path) == []


@pytest.mark.slow
def test_a_copy_at_work_is_left_alone_and_a_killed_one_goes_at_the_next_open(
    file: Path, file_store: Store, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    process = begun(file, elsewhere / "backup.sqlite3")
    Store.open(f"sqlite:///{file}", clock=Clock(), new_id=new_ids()).close()
    assert len(left(file.parent, elsewhere)) == 3
    killed(process)
    assert len(left(file.parent, elsewhere)) == 3
    Store.open(f"sqlite:///{file}", clock=Clock(), new_id=new_ids()).close()
    assert left(file.parent, elsewhere) == []
    file_store.close()


@pytest.mark.slow
def test_a_killed_copy_goes_with_the_next_erasure(
    file: Path, file_store: Store, tmp_path: Path
) -> None:
    made = begin(file_store)
    killed(begun(file, tmp_path / "backup.sqlite3"))
    assert left(file.parent, tmp_path)
    file_store.erase(ANA, made.id)
    assert left(file.parent, tmp_path) == []


def test_a_note_deletes_nothing_but_unfinished_copies(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    note = tmp_path / f"db.x{NOTE}"
    note.write_text(str(precious))
    clear_unfinished(tmp_path / "db")
    assert precious.read_text() == "mine"
    assert not note.exists()


def test_an_old_unfinished_copy_without_a_note_goes_too(tmp_path: Path) -> None:
    old, new = tmp_path / f"db.old{PART}", tmp_path / f"db.new{PART}"
    for each in (old, new):
        each.write_text("copied by an older program")
    os.utime(old, (time.time() - 90_000,) * 2)
    clear_unfinished(tmp_path / "db")
    assert (old.exists(), new.exists()) == (False, True)
