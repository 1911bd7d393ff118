"""Delete leftovers of interrupted copies of a database: they still contain what is erased later.

A copy is made in a file of its own, next to where it goes, which can be any folder. While that
lasts, a note next to the database names the file, and the process holds a lock on the note. A note
without a lock is from a process that was killed.
"""

from __future__ import annotations

import glob
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # pragma: no cover - only where the system has no such locks
    fcntl = None  # type: ignore[assignment]

PART: Final = ".part"
"""Suffix of a copy's name until it is complete."""

NOTE: Final = ".copying"
"""Suffix of the notes."""

_LONGEST: Final = 86_400
"""Seconds after which an unfinished copy without a note, by an older program, is left over."""

_BESIDE: Final = ("", "-journal", "-wal", "-shm")
_OWN: Final = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_CLOEXEC", 0)


@contextmanager
def unfinished(file: Path, target: Path) -> Iterator[Path]:
    """Yield a new empty file next to a target, readable only by its owner; delete it at the end.

    Parameters
    ----------
    file : the database that is copied.
    """
    part = target.with_name(f"{target.name}.{secrets.token_hex(6)}{PART}").absolute()
    note, descriptor = _noted(file, part)
    try:
        os.close(os.open(part, _OWN, 0o600))
        yield part
    finally:
        _remove(part)
        note.unlink(missing_ok=True)
        os.close(descriptor)


def clear_unfinished(file: Path) -> None:
    """Delete the unfinished copies of a database that no process works on any more."""
    if fcntl is None:  # pragma: no cover - nothing shows whether a process still works on one
        return
    for note in file.parent.glob(f"{glob.escape(file.name)}.*{NOTE}"):
        _clear(note)
    for part in file.parent.glob(f"{glob.escape(file.name)}.*{PART}"):
        if time.time() - part.stat().st_mtime > _LONGEST:
            _remove(part)


def _noted(file: Path, part: Path) -> tuple[Path, int]:
    """Return a note that names a part, and its locked descriptor."""
    while True:
        note = file.with_name(f"{file.name}.{secrets.token_hex(6)}{NOTE}")
        descriptor = os.open(note, _OWN, 0o600)
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if note.exists():  # nobody took it for left over before it was locked
            os.write(descriptor, os.fsencode(part))
            os.fsync(descriptor)
            return note, descriptor
        os.close(descriptor)


def _clear(note: Path) -> None:
    try:
        descriptor = os.open(note, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        part = Path(os.fsdecode(note.read_bytes()))
        if part.name.endswith(PART):
            _remove(part)
        note.unlink(missing_ok=True)
    except BlockingIOError:
        return  # its process is still at work
    finally:
        os.close(descriptor)


def _remove(part: Path) -> None:
    for ending in _BESIDE:
        part.with_name(part.name + ending).unlink(missing_ok=True)
