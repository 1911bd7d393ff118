"""Save one value of an assessment, with as few questions to the database as that takes.

Each click waits for this, and a database may be far away. A file is locked by its transaction. On
a server, one statement looks and another writes; if somebody was faster, both are repeated.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Executable,
    and_,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql

from skills.entries.assessment import Entry
from skills.store import entries as rows
from skills.store.tables import assessments, entries, events
from skills.store.validation import NotFound, Refused
from skills.store.values import Conflict, Saved, SaveRequest

_OWNED: Final = and_(
    assessments.c.id == bindparam("assessment"), assessments.c.owner == bindparam("owner")
)
_ROW: Final = and_(
    entries.c.assessment == assessments.c.id,
    entries.c.kind == bindparam("kind"),
    entries.c.item == bindparam("item"),
)
_DONE: Final = and_(
    events.c.assessment == assessments.c.id, events.c.operation == bindparam("operation")
)
_LOOK: Final = (
    select(*rows.COLUMNS, events.c.kind, events.c.item, events.c.new, events.c.operation)
    .select_from(assessments.outerjoin(entries, _ROW).outerjoin(events, _DONE))
    .where(_OWNED)
)


def save_in_file(
    connection: Connection, owner: str, assessment: str, change: SaveRequest, now: datetime
) -> Saved | Conflict:
    """Save a change within a transaction that keeps other writers out.

    Raises
    ------
    NotFound
        If the assessment is not the owner's.
    Refused
        If the operation has already been used for another change.
    """
    stored, outcome = _look(connection, owner, assessment, change, now)
    if isinstance(outcome, Entry):
        rows.put(connection, assessment, stored, outcome, change.operation, actor=change.actor)
        rows.touch(connection, assessment, now)
        return Saved(outcome)
    return outcome


def save_on_server(
    connection: Connection, owner: str, assessment: str, change: SaveRequest, now: datetime
) -> Saved | Conflict:
    """Save a change on a connection that commits each statement.

    Raises
    ------
    NotFound
        If the assessment is not the owner's.
    Refused
        If the operation has already been used for another change.
    """
    while True:
        stored, outcome = _look(connection, owner, assessment, change, now)
        if not isinstance(outcome, Entry):
            return outcome
        values = _values(owner, assessment, change, stored, outcome)
        statement = _CHANGE if stored.revision else _ADD
        if connection.execute(statement, values).first() is not None:
            return Saved(outcome)


def _look(
    connection: Connection, owner: str, assessment: str, change: SaveRequest, now: datetime
) -> tuple[Entry, Saved | Conflict | Entry]:
    """Return the stored entry, and what to answer or else the entry to write."""
    key = {"owner": owner, "assessment": assessment, "operation": change.operation}
    found = connection.execute(_LOOK, {**key, "kind": change.kind, "item": change.item}).first()
    if found is None:
        raise NotFound
    *row, kind, item, new, operation = found
    stored = Entry(change.kind, change.item) if row[0] is None else Entry(*row)
    if operation is not None:
        if (kind, item, new) != (change.kind, change.item, change.value):
            raise Refused("The name of this save is already in use.")
        return stored, Saved(stored)
    return stored, _decide(stored, change, now)


def _decide(stored: Entry, change: SaveRequest, now: datetime) -> Saved | Conflict | Entry:
    if change.widget_revision != stored.widget_revision(change.tab):
        return Conflict(stored)
    if change.value == stored.value and not change.redraw:
        return Saved(stored)
    return following(stored, change, now)


def following(stored: Entry, change: SaveRequest, now: datetime) -> Entry:
    """Return the entry after a change whose revision matches."""
    revision = stored.revision + 1
    base = revision if change.redraw else stored.widget_revision(change.tab)
    return Entry(change.kind, change.item, change.value, revision, base, change.tab, now)


def _values(
    owner: str, assessment: str, change: SaveRequest, stored: Entry, entry: Entry
) -> dict[str, object]:
    return {
        "of_owner": owner,
        "of": assessment,
        "of_kind": entry.kind,
        "of_item": entry.item,
        "seen": stored.revision,
        "old": stored.value,
        "new": entry.value,
        "to_revision": entry.revision,
        "to_base": entry.base,
        "by_tab": entry.tab,
        "now": entry.changed_at,
        "by_operation": change.operation,
        "by_actor": change.actor,
    }


def _bound(name: str, column: Column[Any]) -> BindParameter[Any]:
    return bindparam(name, type_=column.type)


def _writing(written: Any) -> Executable:  # noqa: ANN401 - a table expression of either statement
    """Return the statement that records as an event what `written` has put into a row."""
    columns = {
        "assessment": _bound("of", events.c.assessment),
        "kind": _bound("of_kind", events.c.kind),
        "item": _bound("of_item", events.c.item),
        "operation": _bound("by_operation", events.c.operation),
        "old": _bound("old", events.c.old),
        "new": _bound("new", events.c.new),
        "revision": _bound("to_revision", events.c.revision),
        "tab": _bound("by_tab", events.c.tab),
        "at": _bound("now", events.c.at),
        "actor": _bound("by_actor", events.c.actor),
    }
    chosen = select(*columns.values()).select_from(written)
    return insert(events).from_select([*columns], chosen).returning(events.c.revision)


_TOUCHED: Final = (
    update(assessments)
    .where(assessments.c.id == bindparam("of"), assessments.c.owner == bindparam("of_owner"))
    .values(changed_at=_bound("now", assessments.c.changed_at))
    .returning(assessments.c.id)
    .cte("touched")
)
"""First of all, so that the row of the assessment is locked before that of the entry, as imports
do it: in another order, each could wait for the other."""

_NEW_ROW: Final = {
    "kind": _bound("of_kind", entries.c.kind),
    "item": _bound("of_item", entries.c.item),
    "value": _bound("new", entries.c.value),
    "revision": _bound("to_revision", entries.c.revision),
    "base": _bound("to_base", entries.c.base),
    "tab": _bound("by_tab", entries.c.tab),
    "changed_at": _bound("now", entries.c.changed_at),
}

_ADD: Final = _writing(
    postgresql.insert(entries)
    .from_select(["assessment", *_NEW_ROW], select(_TOUCHED.c.id, *_NEW_ROW.values()))
    .on_conflict_do_nothing()
    .returning(entries.c.item)
    .cte("written")
)
_CHANGE: Final = _writing(
    update(entries)
    .where(
        entries.c.assessment == _TOUCHED.c.id,
        entries.c.kind == bindparam("of_kind"),
        entries.c.item == bindparam("of_item"),
        entries.c.revision == bindparam("seen"),
    )
    .values({name: value for name, value in _NEW_ROW.items() if name not in ("kind", "item")})
    .returning(entries.c.item)
    .cte("written")
)
