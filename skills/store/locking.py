"""Allow one writer at a time to a database file, across threads and processes.

SQLite's own busy wait is unfair (some wait for seconds, others for milliseconds), and versions
before 3.51.3 can corrupt a file when one connection writes during another's checkpoint
(https://sqlite.org/wal.html#walresetbug). One lock around both prevents either.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from skills.problems import StoreError

try:
    import fcntl
except ImportError:  # pragma: no cover - only where the system has no such locks
    fcntl = None  # type: ignore[assignment]

WAIT_SECONDS: Final = 20.0
"""Longer than any save takes, and shorter than people are willing to wait."""

LOOK_SECONDS: Final = 0.002
"""Polling interval while another process holds the lock: about as long as its save takes."""

_THREADS: Final[dict[str, threading.Lock]] = {}


class WriteLock:
    """A lock on one database file; locks for the same file exclude each other."""

    def __init__(self, database: Path) -> None:
        self._thread = _THREADS.setdefault(os.path.realpath(database), threading.Lock())
        path = database.with_name(database.name + ".lock")
        self._file = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)

    @contextmanager
    def held(self, wait: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the lock, waiting at most `wait` seconds for it.

        Raises
        ------
        StoreError
            If another writer holds it for longer.
        """
        end = time.monotonic() + wait
        if not self._thread.acquire(timeout=wait):
            raise _too_busy()
        try:
            self._lock_file(end)
            try:
                yield
            finally:
                self._unlock_file()
        finally:
            self._thread.release()

    def close(self) -> None:
        """Close the lock file."""
        os.close(self._file)

    def _lock_file(self, end: float) -> None:
        while fcntl is not None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    raise _too_busy() from None
                time.sleep(LOOK_SECONDS)
            else:
                return

    def _unlock_file(self) -> None:
        if fcntl is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)


def _too_busy() -> StoreError:
    return StoreError("The answers could not be saved: too many saves are waiting; try again.")
