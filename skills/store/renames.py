"""Migrate the values of an assessment to the renamed ids of a changed matrix."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from skills.entries.assessment import Entry
from skills.store import entries


def carry(
    connection: Connection, assessment: str, renames: Mapping[str, str], now: datetime, by: str
) -> None:
    """Copy the values of a locked assessment from earlier ids to current ones.

    A current id that was ever written keeps its value, even if it has been cleared.

    Parameters
    ----------
    renames : earlier id to current id.
    by : name of this operation; each entry adds its own number.
    """
    stored = entries.every(connection, assessment)
    taken = set(stored)
    for number, entry in enumerate(stored.values()):
        kind, today = entry.kind, renames.get(entry.item)
        if today is None or entry.value is None or (kind, today) in taken:
            continue
        taken.add((kind, today))
        empty = Entry(kind, today)
        copy = entries.from_elsewhere(empty, entry.value, now)
        entries.put(connection, assessment, empty, copy, f"{by}.{number}")
