"""A limit on how long the database may take, kept by this program and not by the database."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

WORK_SECONDS: Final = 10.0
"""For one unit of work with all its retries: about as long as a person waits."""

CHECK_SECONDS: Final = 2.5
"""For a health check, whose caller gives up soon and asks again."""

READY_SECONDS: Final = 1.5
"""For the question whether to send people here, which is asked every few seconds."""

_END: Final[ContextVar[float | None]] = ContextVar("end", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Limit the work on a database inside this block, unless an outer block ends sooner."""
    outer, end = _END.get(), time.monotonic() + seconds
    token = _END.set(end if outer is None else min(outer, end))
    try:
        yield
    finally:
        _END.reset(token)


def remaining() -> float:
    """Return the seconds that are left for the work under way, at least 0."""
    end = _END.get()
    return WORK_SECONDS if end is None else max(0.0, end - time.monotonic())
