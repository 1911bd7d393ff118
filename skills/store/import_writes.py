"""Write what a file holds into a locked assessment, and undo it; callers open the transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection, and_, func, insert, select, update

from skills.entries.assessment import Entry
from skills.entries.kinds import Kind
from skills.entries.review_entries import review_of, reviews_in
from skills.store import entries, snapshots
from skills.store.import_events import reviews_changed_since, written
from skills.store.import_validation import Import
from skills.store.tables import assessments, imports
from skills.store.validation import NotFound
from skills.store.values import (
    Undone,
)


def write_import(
    connection: Connection, assessment: str, imported: Import, new_id: Callable[[], str]
) -> int:
    """Write an import into a locked assessment and return the number of entries it changed.

    Repeating an import changes nothing, even if it has been undone since.
    """
    if _row(connection, assessment, imported.operation) is not None:
        return 0
    changed = _write_entries(connection, assessment, imported)
    added = [
        snapshots.add(connection, assessment, each, imported.operation, new_id).operation
        for each in imported.snapshots
    ]
    before = _replace_extra(connection, assessment, imported.extra)
    connection.execute(
        insert(imports).values(
            assessment=assessment,
            operation=imported.operation,
            at=imported.now,
            entries=changed,
            extra_before=before,
            extra_after=None if before is None else imported.extra,
            number=_next_number(connection, assessment),
        )
    )
    if changed or before is not None or imported.operation in added:
        entries.touch(connection, assessment, imported.now)
    return changed


def undo_import(connection: Connection, assessment: str, operation: str, now: datetime) -> Undone:
    """Undo an import into a locked assessment, except for entries changed or revealed since.

    Raises
    ------
    NotFound
        If there is no such import.
    """
    row = _row(connection, assessment, operation)
    if row is None:
        raise NotFound("import")
    before, after, undone_at = row
    if undone_at is not None:
        return Undone(0)
    undone = _undo_entries(connection, assessment, operation, now)
    snapshots.forget_imported(connection, assessment, operation)
    if after is not None and _extra(connection, assessment) == after:
        _write_extra(connection, assessment, before)
    this = and_(imports.c.assessment == assessment, imports.c.operation == operation)
    connection.execute(update(imports).where(this).values(undone_at=now))
    entries.touch(connection, assessment, now)
    return undone


def _next_number(connection: Connection, assessment: str) -> int:
    """Return a number that puts an import after all others; a clock may be set back."""
    last = select(func.coalesce(func.max(imports.c.number), 0))
    return int(connection.execute(last.where(imports.c.assessment == assessment)).scalar_one()) + 1


def _write_entries(connection: Connection, assessment: str, imported: Import) -> int:
    stored = entries.every(connection, assessment)
    reviews = reviews_in(stored.values())
    number = 0
    for (kind, item), incoming in imported.values.items():
        if imported.keeps(kind, item, reviews):
            continue
        old = stored.get((kind, item), Entry(kind, item))
        if incoming.value != old.value:
            new = entries.from_elsewhere(old, incoming.value, incoming.at or imported.now)
            entries.put(connection, assessment, old, new, f"import.{imported.operation}.{number}")
            number += 1
    return number


def _undo_entries(connection: Connection, assessment: str, operation: str, now: datetime) -> Undone:
    stored = entries.every(connection, assessment)
    shown = _revealed_since(connection, assessment, operation, stored.values())
    kept: list[tuple[Kind, str]] = []
    reverted = 0
    for kind, item, value, revision, at in tuple(written(connection, assessment, operation)):
        old = stored[kind, item]
        if old.revision != revision or review_of(kind, item) in shown:
            kept.append((kind, item))
            continue
        new = entries.from_elsewhere(old, value, at or now)
        entries.put(connection, assessment, old, new, f"undo.{operation}.{reverted}")
        reverted += 1
    return Undone(reverted, tuple(kept))


def _revealed_since(
    connection: Connection, assessment: str, operation: str, stored: Iterable[Entry]
) -> frozenset[str]:
    """Return the ids of the reviews that were revealed or signed off after an import."""
    revealed = {item for item, found in reviews_in(stored).items() if found.is_revealed}
    return reviews_changed_since(connection, assessment, operation) & revealed


def _replace_extra(connection: Connection, assessment: str, extra: str | None) -> str | None:
    """Store the file's unknown content; return the earlier content, or None if unchanged."""
    before = _extra(connection, assessment)
    if extra is None or extra == before:
        return None
    _write_extra(connection, assessment, extra)
    return before


def _extra(connection: Connection, assessment: str) -> str:
    found = select(assessments.c.extra).where(assessments.c.id == assessment)
    return str(connection.execute(found).scalar_one())


def _write_extra(connection: Connection, assessment: str, extra: str) -> None:
    this = assessments.c.id == assessment
    connection.execute(update(assessments).where(this).values(extra=extra))


def _row(
    connection: Connection, assessment: str, operation: str
) -> tuple[str, str | None, datetime | None] | None:
    columns = (imports.c.extra_before, imports.c.extra_after, imports.c.undone_at)
    this = and_(imports.c.assessment == assessment, imports.c.operation == operation)
    row = connection.execute(select(*columns).where(this)).first()
    return None if row is None else (row[0], row[1], row[2])
