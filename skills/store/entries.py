"""Read and write the values of an assessment within a transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    and_,
    bindparam,
    func,
    insert,
    select,
    update,
)

from skills.entries.assessment import Entry
from skills.entries.kinds import ID_LENGTH, KINDS, Kind
from skills.store.tables import Rows, assessments, entries, events
from skills.store.validation import NotFound, kind_checked, named, storable
from skills.store.values import Event, SaveRequest

COLUMNS: Final = (
    entries.c.kind,
    entries.c.item,
    entries.c.value,
    entries.c.revision,
    entries.c.base,
    entries.c.tab,
    entries.c.changed_at,
)
_OWNED: Final = and_(
    assessments.c.id == bindparam("assessment"), assessments.c.owner == bindparam("owner")
)


def _listing(*conditions: ColumnElement[bool]) -> Executable:
    """Select one row without an entry for an empty assessment, no row for another owner's."""
    joined = and_(entries.c.assessment == assessments.c.id, *conditions)
    return select(*COLUMNS).select_from(assessments.outerjoin(entries, joined)).where(_OWNED)


_KIND: Final = entries.c.kind == bindparam("kind")
_ITEMS: Final = entries.c.item.in_(bindparam("items", expanding=True))

_ALL: Final = _listing()
_OF_KIND: Final = _listing(_KIND)
_OF_ITEMS: Final = _listing(_ITEMS)
_OF_BOTH: Final = _listing(_KIND, _ITEMS)

ANSWERS: Final = (
    select(entries.c.item, entries.c.value)
    .select_from(
        assessments.outerjoin(
            entries,
            and_(entries.c.assessment == assessments.c.id, entries.c.kind == "answer"),
        )
    )
    .where(_OWNED)
)

COUNTS: Final = (
    select(entries.c.kind, func.count(entries.c.value))
    .select_from(assessments.outerjoin(entries, entries.c.assessment == assessments.c.id))
    .where(_OWNED)
    .group_by(entries.c.kind)
)

HISTORY: Final = (
    select(
        events.c.operation,
        events.c.kind,
        events.c.item,
        events.c.old,
        events.c.new,
        events.c.revision,
        events.c.tab,
        events.c.at,
        events.c.actor,
    )
    .select_from(assessments.outerjoin(events, events.c.assessment == assessments.c.id))
    .where(_OWNED)
    .order_by(events.c.id)
)

_LOCK: Final = select(assessments.c.id).where(_OWNED).with_for_update()
_EVERY: Final = select(*COLUMNS).where(entries.c.assessment == bindparam("assessment"))
_TOUCH: Final = (
    update(assessments)
    .where(assessments.c.id == bindparam("touched"))
    .values(changed_at=bindparam("now"))
)
_ADD: Final = insert(entries)
_CHANGE: Final = (
    update(entries)
    .where(
        entries.c.assessment == bindparam("of"),
        entries.c.kind == bindparam("of_kind"),
        entries.c.item == bindparam("of_item"),
    )
    .values({column: bindparam(column.name) for column in COLUMNS[2:]})
)
_RECORD: Final = insert(events)


def listing(kind: Kind | None, items: Sequence[str] | None) -> Executable:
    """Return the statement that reads the entries of one assessment."""
    if items is None:
        return _ALL if kind is None else _OF_KIND
    return _OF_ITEMS if kind is None else _OF_BOTH


def as_entries(rows: Rows) -> Mapping[tuple[Kind, str], Entry]:
    """Return the entries in rows of `listing`.

    Raises
    ------
    NotFound
        If the assessment is not there.
    """
    return {(row[0], row[1]): Entry(*row) for row in owned(rows) if row[0] is not None}


def as_events(rows: Rows) -> tuple[Event, ...]:
    """Return the events in rows of `HISTORY`, oldest first.

    Raises
    ------
    NotFound
        If the assessment is not there.
    """
    return tuple(Event(*row) for row in owned(rows) if row[0] is not None)


def as_choices(rows: Rows) -> dict[str, str | None]:
    """Return the choices in rows of `ANSWERS` by statement id, including cleared ones (None).

    Raises
    ------
    NotFound
        If the assessment is not there.
    """
    return {row[0]: row[1] for row in owned(rows) if row[0] is not None}


def as_counts(rows: Rows) -> Mapping[Kind, int]:
    """Return the number of values by kind in rows of `COUNTS`.

    Raises
    ------
    NotFound
        If the assessment is not there.
    """
    found = {row[0]: row[1] for row in owned(rows)}
    return {kind: found.get(kind, 0) for kind in KINDS}


def owned(rows: Rows) -> Rows:
    """Return the rows unchanged: any row proves that the owner has the assessment.

    Raises
    ------
    NotFound
        If there are none.
    """
    if not rows:
        raise NotFound
    return rows


def check_change(change: SaveRequest, limit: int) -> None:
    """Validate a change before it is stored.

    Raises
    ------
    Refused
        If a text is empty, too long or not storable.
    """
    kind_checked(change.kind)
    named(change.item, "The name of what is saved")
    named(change.tab, "The name of the tab")
    named(change.operation, "The name of the save")
    storable(change.actor, ID_LENGTH, "The name of who saves")
    if change.value is not None:
        storable(change.value, limit, "The note" if change.kind == "note" else "This text")


def lock(connection: Connection, owner: str, assessment: str) -> None:
    """Lock the row of an assessment until the transaction ends.

    Raises
    ------
    NotFound
        If it is not the owner's.
    """
    if connection.execute(_LOCK, {"owner": owner, "assessment": assessment}).first() is None:
        raise NotFound


def put(  # noqa: PLR0913 - each is a column of the event
    connection: Connection,
    assessment: str,
    stored: Entry,
    entry: Entry,
    operation: str,
    *,
    actor: str = "",
    recorded_at: datetime | None = None,
) -> None:
    """Replace the stored entry and record the change as an event.

    Parameters
    ----------
    recorded_at : time of the event, if the value is older than the change.
    """
    values = {
        "value": entry.value,
        "revision": entry.revision,
        "base": entry.base,
        "tab": entry.tab,
        "changed_at": entry.changed_at,
    }
    name = {"assessment": assessment, "kind": entry.kind, "item": entry.item}
    if stored.revision == 0:
        connection.execute(_ADD, name | values)
    else:
        key = {"of": assessment, "of_kind": entry.kind, "of_item": entry.item}
        connection.execute(_CHANGE, key | values)
    change = {"operation": operation, "old": stored.value, "new": entry.value}
    more = {"revision": entry.revision, "tab": entry.tab, "at": recorded_at or entry.changed_at}
    connection.execute(_RECORD, name | change | more | {"actor": actor})


def every(connection: Connection, assessment: str) -> dict[tuple[Kind, str], Entry]:
    """Return all entries of an assessment, including cleared ones."""
    rows = connection.execute(_EVERY, {"assessment": assessment}).all()
    return {(row[0], row[1]): Entry(*row) for row in rows}


def from_elsewhere(stored: Entry, value: str | None, at: datetime) -> Entry:
    """Return the entry after a change that no tab made, such as an import."""
    # Every tab has to re-render it, so its base is the new revision itself.
    revision = stored.revision + 1
    return Entry(stored.kind, stored.item, value, revision, revision, tab="", changed_at=at)


def touch(connection: Connection, assessment: str, now: datetime) -> None:
    """Update the time of the last change to an assessment."""
    connection.execute(_TOUCH, {"touched": assessment, "now": now})
