"""Carry the values of an assessment over to the ids of another wording of its matrix."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from skills.entries.assessment import Entry
from skills.store import entries


def carry(
    connection: Connection, assessment: str, renames: Mapping[str, str], now: datetime, by: str
) -> None:
    """Copy the values of a locked assessment from earlier ids to today's.

    What was ever written under today's id stands, also when it is cleared now.

    Parameters
    ----------
    by : the name of this operation; every entry adds its own number.
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
