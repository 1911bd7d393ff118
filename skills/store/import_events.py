"""Select what an import wrote, and what has happened to reviews since, from the events."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Executable, and_, func, select

from skills.store.tables import events


def written(assessment: str, operation: str) -> Executable:
    """Select the entries an import wrote, each with its previous value and that value's time."""
    before = events.alias("before")
    is_before = and_(
        before.c.assessment == events.c.assessment,
        before.c.kind == events.c.kind,
        before.c.item == events.c.item,
        before.c.revision == events.c.revision - 1,
    )
    columns = (events.c.kind, events.c.item, events.c.old, events.c.revision, before.c.at)
    found = select(*columns).select_from(events.outerjoin(before, is_before))
    return found.where(_is_by(assessment, operation)).order_by(events.c.id)


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
