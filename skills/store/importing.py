"""Offer imports; the part of the `Store` that is about them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Unpack

from sqlalchemy import Connection

from skills.store import assessments, entries, imports
from skills.store.part import Part
from skills.store.texts import moment_checked, owner_checked
from skills.store.values import (
    Assessment,
    Columns,
    Imported,
    Incoming,
    IncomingSnapshot,
    Undone,
)


class Imports(Part):
    """Bring in what files hold, each file in one transaction, and take it back again."""

    def bring_in(  # noqa: PLR0913 - these are the things a file holds
        self,
        owner: str,
        assessment: str,
        incoming: Iterable[Incoming],
        *,
        snapshots: Iterable[IncomingSnapshot] = (),
        extra: str | None = None,
        operation: str,
    ) -> int:
        """Write values that differ from the stored ones; return how many entries changed.

        Every tab draws what was written anew. Entries that are not named stay as they are, and
        snapshots that are known are not added again.

        Parameters
        ----------
        incoming : of two values for the same entry the last counts; what was said at no known
            time or in the future counts as said now.
        extra : replaces what is kept of an earlier file; None leaves it.
        operation : random name of this import, up to 64 letters, digits, - and _; when it comes
            again nothing changes, also when the import was undone since.

        Raises
        ------
        Refused
            where a value cannot be stored; then nothing was.
        """
        brought = imports.checked(incoming, snapshots, extra, operation, self._clock())

        def bring(connection: Connection) -> int:
            entries.lock(connection, owner, assessment)
            return imports.bring(connection, assessment, brought, self._new_id)

        return self._database.write(bring)

    def create_from(  # noqa: PLR0913 - these are the things a file holds
        self,
        owner: str,
        *,
        incoming: Iterable[Incoming],
        snapshots: Iterable[IncomingSnapshot] = (),
        extra: str = "",
        operation: str,
        created_at: datetime | None = None,
        **columns: Unpack[Columns],
    ) -> Assessment:
        """Begin an assessment with all that a file holds; see `bring_in`.

        Returns the one begun before where the owner's operation comes again.

        Parameters
        ----------
        created_at : now where not given or in the future.

        Raises
        ------
        Refused
            where a value cannot be stored; then nothing was.
        """
        now = self._clock()
        brought = imports.checked(incoming, snapshots, extra, operation, now)
        begun = now if created_at is None else moment_checked(created_at, now)
        values = assessments.checked(columns, begun, now)
        owner_checked(owner)

        def create(connection: Connection) -> Assessment:
            known = imports.begun_by(connection, owner, brought.operation)
            if known is not None:
                return assessments.one(connection, owner, known)
            made = assessments.add(connection, owner, values, self._new_id)
            imports.bring(connection, made.id, brought, self._new_id)
            return assessments.one(connection, owner, made.id)

        return self._database.write(create)

    def undo_import(self, owner: str, assessment: str, operation: str) -> Undone:
        """Give entries the values back that they had before an import.

        Entries changed since keep what they have and are named. The snapshots which the import
        brought are removed, and what is kept of the file is as before unless a later import
        replaced it. Every tab draws what was reverted anew; doing it twice changes nothing.

        Raises
        ------
        NotFound
            where the assessment has no such import.
        """
        now = self._clock()

        def undo(connection: Connection) -> Undone:
            entries.lock(connection, owner, assessment)
            return imports.undo(connection, assessment, operation, now)

        return self._database.write(undo, wipe=True)

    def imports(self, owner: str, assessment: str) -> tuple[Imported, ...]:
        """Return the imports that changed something and were not undone, newest first."""
        return imports.as_imports(self._rows(imports.STANDING, owner, assessment))
