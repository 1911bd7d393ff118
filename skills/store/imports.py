"""Import the contents of a file in one transaction, and undo an import."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, Unpack

from sqlalchemy import Connection, and_, bindparam, or_, select

from skills.entries.assessment import Assessment
from skills.entries.kinds import IncomingEntry
from skills.store import assessments as assessment_rows
from skills.store import entries
from skills.store.base import StorePart
from skills.store.import_validation import checked_import
from skills.store.import_writes import undo_import, write_import
from skills.store.tables import Rows, assessments, imports
from skills.store.tables import snapshots as snapshot_table
from skills.store.validation import moment_checked, owner_checked
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


def _columns(columns: Columns, created_at: datetime | None, now: datetime) -> dict[str, Any]:
    begun = now if created_at is None else moment_checked(created_at, now)
    return assessment_rows.checked(columns, begun, now)
