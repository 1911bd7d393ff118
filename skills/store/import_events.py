"""Select what an import wrote, and what has happened to reviews since, from the events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, select

from skills.entries.kinds import Kind
from skills.store.renames import source_of
from skills.store.tables import events


class Written(NamedTuple):
    """An entry written by an import, with its previous value and that value's date, if known."""

    kind: Kind
    item: str
    old: str | None
    revision: int
    given_at: datetime | None


class _Last(NamedTuple):
    """The event that gave an entry its value, if there is one."""

    number: int | None
    at: datetime | None
    operation: str | None


def written(connection: Connection, assessment: str, operation: str) -> Iterator[Written]:
    """Yield the entries an import wrote, in the order of the file."""
    before = events.alias("before")
    is_before = and_(
        before.c.assessment == events.c.assessment,
        before.c.kind == events.c.kind,
        before.c.item == events.c.item,
        before.c.revision == events.c.revision - 1,
    )
    columns = (events.c.kind, events.c.item, events.c.old, events.c.revision)
    earlier = (before.c.id, before.c.at, before.c.operation)
    found = select(*columns, *earlier).select_from(events.outerjoin(before, is_before))
    rows = found.where(_is_by(assessment, operation)).order_by(events.c.id)
    for kind, item, old, revision, *last in connection.execute(rows).all():
        given_at = _given_at(connection, assessment, kind, _Last(*last))
        yield Written(kind, item, old, revision, given_at)


def _given_at(connection: Connection, assessment: str, kind: Kind, last: _Last) -> datetime | None:
    """Return when the value of an entry was given; a renaming copied it only later."""
    columns = (events.c.id, events.c.at, events.c.operation)
    while last.operation and (source := source_of(last.operation)) is not None:
        is_before = and_(
            events.c.assessment == assessment,
            events.c.kind == kind,
            events.c.item == source,
            events.c.id < last.number,
        )
        found = select(*columns).where(is_before).order_by(events.c.id.desc()).limit(1)
        row = connection.execute(found).first()
        if row is None:
            break
        last = _Last(*row)
    return last.at


def reviews_changed_since(
    connection: Connection, assessment: str, operation: str
) -> frozenset[str]:
    """Return the ids of the reviews that changed after an import, as by a reveal or sign-off."""
    last = select(func.max(events.c.id)).where(_is_by(assessment, operation)).scalar_subquery()
    is_later = and_(events.c.assessment == assessment, events.c.kind == "review")
    found = select(events.c.item).where(is_later, events.c.id > last).distinct()
    return frozenset(connection.execute(found).scalars())


def _is_by(assessment: str, operation: str) -> ColumnElement[bool]:
    # SQLite's LIKE takes a for A, and operations differ by that.
    prefix = f"import.{operation}."
    begins = func.substr(events.c.operation, 1, len(prefix)) == prefix
    return and_(events.c.assessment == assessment, begins)
