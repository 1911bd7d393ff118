"""Record who was given access to an assessment, and when that access ended."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select

from skills.entries.kinds import ACCESS, AccessState
from skills.store.tables import events

_HASH_DIGITS: Final = 12
"""Digits of a link's hash that distinguish it from others in the history; they do not open it."""


def link_item(review: str, token_hash: str) -> str:
    """Return the id under which a link stands in the history."""
    return f"{review}/{token_hash[:_HASH_DIGITS]}"


def record_access(  # noqa: PLR0913 - each is a column of the event
    connection: Connection,
    assessment: str,
    item: str,
    state: AccessState,
    now: datetime,
    *,
    actor: str = "",
) -> None:
    """Add a change of access; the assessment or the link has to be locked.

    Parameters
    ----------
    item : `link_item`, or the id of a review for the device handed over to its mentor.
    actor : see `skills.store.values.Event`.
    """
    is_same = (
        (events.c.assessment == assessment) & (events.c.kind == ACCESS) & (events.c.item == item)
    )
    last = connection.execute(
        select(events.c.revision, events.c.new)
        .where(is_same)
        .order_by(events.c.revision.desc())
        .limit(1)
    ).first()
    revision, old = (last[0] + 1, last[1]) if last else (1, None)
    connection.execute(
        insert(events).values(
            operation=f"{ACCESS}.{item}.{revision}",
            assessment=assessment,
            kind=ACCESS,
            item=item,
            old=old,
            new=state,
            revision=revision,
            tab="",
            at=now,
            actor=actor,
        )
    )
