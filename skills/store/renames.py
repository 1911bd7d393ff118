"""Migrate the values of an assessment to the renamed ids of a changed matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, select

from skills.entries.assessment import Entry
from skills.entries.kinds import Kind
from skills.store import entries
from skills.store.tables import events

MOVE: Final = "move"
"""Beginning of the operations that only copy values to renamed ids."""

_SOURCE: Final = 3
"""Place of the copied item in the parts of such an operation."""

_Slot = tuple[Kind, str]


class _Write(NamedTuple):
    """The last write to an entry: its place in the history, and whether only a renaming made it."""

    at: int
    is_move: bool


_NEVER: Final = _Write(0, is_move=False)


def carry(
    connection: Connection, assessment: str, renames: Mapping[str, str], now: datetime, by: str
) -> None:
    """Copy the values of a locked assessment from earlier ids to current ones.

    A current id that was ever written keeps its value, even if it has been cleared. Only a value
    that an earlier renaming copied there gives way to what was entered since under the earlier id,
    as after a matrix was rolled back. A copy keeps the date of the value.

    Parameters
    ----------
    renames : earlier id to current id.
    now : when the history records the copies.
    by : name of this operation; each entry adds its own number and where the value comes from.
    """
    if not renames:
        return
    stored = entries.every(connection, assessment)
    last = _last_writes(connection, assessment, {*renames, *renames.values()})
    earlier: dict[_Slot, list[Entry]] = {}
    for entry in stored.values():
        if entry.item in renames:
            earlier.setdefault((entry.kind, renames[entry.item]), []).append(entry)
    number = 0
    for (kind, current_id), earlier_entries in earlier.items():
        old = stored.get((kind, current_id), Entry(kind, current_id))
        source = _source(old, earlier_entries, last)
        if source.value != old.value:
            copy = entries.from_elsewhere(old, source.value, source.changed_at or now)
            operation = f"{by}.{number}.{source.item}"
            entries.put(connection, assessment, old, copy, operation, recorded_at=now)
            number += 1


def source_of(operation: str) -> str | None:
    """Return the item from which an operation copied its value, or None if it copied none."""
    parts = operation.split(".", _SOURCE)
    return parts[_SOURCE] if parts[0] == MOVE and len(parts) > _SOURCE else None


def _source(old: Entry, earlier: Iterable[Entry], last: Mapping[_Slot, _Write]) -> Entry:
    """Return the entry whose value counts under a current id."""
    if old.revision == 0:
        return next((each for each in earlier if each.value is not None), old)
    written = last.get((old.kind, old.item), _NEVER)
    newest = max(earlier, key=lambda each: last.get((each.kind, each.item), _NEVER))
    since = last.get((newest.kind, newest.item), _NEVER)
    is_outdated = written.is_move and not since.is_move and since.at > written.at
    return newest if is_outdated else old


def _last_writes(
    connection: Connection, assessment: str, items: Iterable[str]
) -> Mapping[_Slot, _Write]:
    # Chunks, as a database takes only so many values in one statement.
    names, found = sorted(items), dict[_Slot, _Write]()
    columns = (events.c.kind, events.c.item, events.c.id, events.c.operation)
    for start in range(0, len(names), 500):
        some = events.c.item.in_(names[start : start + 500])
        rows = select(*columns).where(events.c.assessment == assessment, some)
        for kind, item, at, operation in connection.execute(rows.order_by(events.c.id)):
            found[kind, item] = _Write(at, operation.startswith(f"{MOVE}."))
    return found
