"""The statuses of learning projects: their order, their dates, and what undoing restores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

StatusChange = tuple[str, str | None, datetime]
"""Project id, its new status (None if it was cleared), and when."""

_UNKNOWN: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Marked:
    """A status of a project, and when it was set."""

    status: str
    at: datetime


def in_order(marks: Iterable[tuple[str, str | None, datetime | None]]) -> Mapping[str, str]:
    """Return the status of each project that has one, by id, in the order in which they were set.

    Statuses without a date come first; ties are ordered by id.
    """
    by_time = sorted(marks, key=lambda each: (each[2] or _UNKNOWN, each[0]))
    return {item: status for item, status, _ in by_time if status is not None}


def trails(changes: Iterable[StatusChange]) -> Mapping[str, tuple[Marked, ...]]:
    """Return the statuses that led to each project's current one, oldest first.

    Setting a status again undoes what came after it and keeps its first date; clearing undoes
    everything. So a project that was started, done and started again counts only as started.

    Parameters
    ----------
    changes : every change to a project's status, oldest first.
    """
    found: dict[str, tuple[Marked, ...]] = {}
    for item, status, at in changes:
        trail = found.get(item, ())
        if status is None:
            found[item] = ()
            continue
        known = [each.status for each in trail]
        if status in known:
            found[item] = trail[: known.index(status) + 1]
        else:
            found[item] = (*trail, Marked(status, at))
    return {item: trail for item, trail in found.items() if trail}
