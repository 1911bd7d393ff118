"""Import the contents of a file in one transaction, and undo an import."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, Unpack

from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select, update

from skills.entries.assessment import Assessment, Entry
from skills.entries.kinds import IncomingEntry, Kind
from skills.entries.review_entries import review_of, reviews_in
from skills.store import assessments as assessment_rows
from skills.store import entries, snapshots
from skills.store.base import StorePart
from skills.store.import_checks import Import, checked_import
from skills.store.import_events import reviews_changed_since, written
from skills.store.tables import Rows, assessments, imports
from skills.store.tables import snapshots as snapshot_table
from skills.store.validation import NotFound, moment_checked, owner_checked
from skills.store.values import (
    Columns,
    Imported,
    IncomingSnapshot,
    Undone,
)

_IMPORTED_SNAPSHOTS: Final = (
    select(snapshot_table.c.id)
    .where(
        snapshot_table.c.assessment == imports.c.assessment,
        snapshot_table.c.operation == imports.c.operation,
    )
    .exists()
)
_STANDS: Final = and_(
    imports.c.assessment == assessments.c.id,
    imports.c.undone_at.is_(None),
    or_(imports.c.entries > 0, imports.c.extra_after.is_not(None), _IMPORTED_SNAPSHOTS),
)
STANDING: Final = (
    select(imports.c.operation, imports.c.at, imports.c.entries)
    .select_from(assessments.outerjoin(imports, _STANDS))
    .where(assessments.c.id == bindparam("assessment"), assessments.c.owner == bindparam("owner"))
    .order_by(imports.c.number.desc(), imports.c.operation)
)


def as_imports(rows: Rows) -> tuple[Imported, ...]:
    """Return the imports in rows of `STANDING`, newest first.

    Raises
    ------
    NotFound
        If the assessment is not there.
    """
    return tuple(Imported(*row) for row in entries.owned(rows) if row[0] is not None)


def begun_by(connection: Connection, owner: str, operation: str) -> str | None:
    """Return the id of the owner's assessment that an import created or changed, or None."""
    joined = assessments.join(imports, imports.c.assessment == assessments.c.id)
    found = select(assessments.c.id).select_from(joined)
    return connection.execute(
        found.where(assessments.c.owner == owner, imports.c.operation == operation)
    ).scalar()


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


class Imports(StorePart):
    """The part of the `Store` for imports, each in one transaction, and their undo."""

    def import_entries(  # noqa: PLR0913 - these are the things a file holds
        self,
        owner: str,
        assessment: str,
        incoming: Iterable[IncomingEntry],
        *,
        snapshots: Iterable[IncomingSnapshot] = (),
        extra: str | None = None,
        review: str = "",
        operation: str,
    ) -> int:
        """Write values that differ from the stored ones; return the number of changed entries.

        Every tab re-renders the entries written. Other entries stay as they are, and snapshots
        that are already stored are not added again. A stored review keeps its reveal, its
        sign-off, its ratings and its comments.

        Parameters
        ----------
        incoming : of two values for the same entry the last one counts; an unknown or future time
            counts as now.
        extra : replaces the unknown content saved from an earlier file; None leaves it.
        review : the stored review whose mentor sent the file: its ratings and comments change.
        operation : random idempotency key of this import, up to 64 letters, digits, - and _; a
            repeated one changes nothing, even if the import has been undone since.

        Raises
        ------
        Refused
            If a value cannot be stored; nothing was changed then.
        """
        checked = checked_import(incoming, snapshots, extra, operation, self._clock())
        imported = replace(checked, review=review)

        def write(connection: Connection) -> int:
            entries.lock(connection, owner, assessment)
            return write_import(connection, assessment, imported, self._new_id)

        return self._database.write(write)

    def check_import(
        self,
        incoming: Iterable[IncomingEntry],
        *,
        snapshots: Iterable[IncomingSnapshot] = (),
        extra: str | None = None,
    ) -> None:
        """Check, for a preview, what `import_entries` would store; nothing is written.

        Raises
        ------
        Refused
            If a value cannot be stored.
        """
        checked_import(incoming, snapshots, extra, "preview", self._clock())

    def check_new(
        self,
        incoming: Iterable[IncomingEntry],
        *,
        snapshots: Iterable[IncomingSnapshot] = (),
        extra: str = "",
        created_at: datetime | None = None,
        **columns: Unpack[Columns],
    ) -> None:
        """Check, for a preview, what `create_from` would store; nothing is written.

        Raises
        ------
        Refused
            If a value cannot be stored.
        """
        self.check_import(incoming, snapshots=snapshots, extra=extra)
        _columns(columns, created_at, self._clock())

    def create_from(  # noqa: PLR0913 - these are the things a file holds
        self,
        owner: str,
        *,
        incoming: Iterable[IncomingEntry],
        snapshots: Iterable[IncomingSnapshot] = (),
        extra: str = "",
        operation: str,
        created_at: datetime | None = None,
        **columns: Unpack[Columns],
    ) -> Assessment:
        """Create an assessment with the contents of a file; see `import_entries`.

        Returns the existing assessment if the owner's operation is repeated.

        Parameters
        ----------
        created_at : now if not given or in the future.

        Raises
        ------
        Refused
            If a value cannot be stored; nothing was changed then.
        """
        now = self._clock()
        imported = checked_import(incoming, snapshots, extra, operation, now)
        values = _columns(columns, created_at, now)
        owner_checked(owner)

        def create(connection: Connection) -> Assessment:
            known = begun_by(connection, owner, imported.operation)
            if known is not None:
                return assessment_rows.one(connection, owner, known)
            made = assessment_rows.add(connection, owner, values, self._new_id)
            write_import(connection, made.id, imported, self._new_id)
            return assessment_rows.one(connection, owner, made.id)

        return self._database.write(create)

    def undo_import(self, owner: str, assessment: str, operation: str) -> Undone:
        """Restore the values that entries had before an import, and when they were given.

        Entries changed since, and those of a review revealed or signed off since, keep their value
        and are listed in the result. Snapshots from the
        import are removed, and the file's unknown content is reverted unless a later import has
        replaced it. Every tab re-renders the reverted entries; undoing twice changes nothing.

        Raises
        ------
        NotFound
            If the assessment has no such import.
        """
        now = self._clock()

        def undo(connection: Connection) -> Undone:
            entries.lock(connection, owner, assessment)
            return undo_import(connection, assessment, operation, now)

        return self._database.write(undo, wipe=True)

    def imports(self, owner: str, assessment: str) -> tuple[Imported, ...]:
        """Return the imports that changed something and have not been undone, newest first."""
        return as_imports(self._rows(STANDING, owner, assessment))


def _next_number(connection: Connection, assessment: str) -> int:
    """Return a number that puts an import after all others; a clock may be set back."""
    last = select(func.coalesce(func.max(imports.c.number), 0))
    return int(connection.execute(last.where(imports.c.assessment == assessment)).scalar_one()) + 1


def _columns(columns: Columns, created_at: datetime | None, now: datetime) -> dict[str, Any]:
    begun = now if created_at is None else moment_checked(created_at, now)
    return assessment_rows.checked(columns, begun, now)


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
