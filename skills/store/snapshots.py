"""Save the state of an assessment at a point in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, and_, bindparam, delete, insert, select

from skills.entries.kinds import TITLE_LENGTH
from skills.problems import StoreError
from skills.store import entries, tombstones
from skills.store.base import StorePart
from skills.store.tables import Rows, assessments, snapshots
from skills.store.validation import (
    RECORD_LIMIT,
    NotFound,
    moment_checked,
    named,
    storable,
)
from skills.store.values import IncomingSnapshot, Snapshot

_COLUMNS: Final = (
    snapshots.c.id,
    snapshots.c.taken_at,
    snapshots.c.profile,
    snapshots.c.wording,
    snapshots.c.structure,
    snapshots.c.record,
    snapshots.c.operation,
)

_OF_ASSESSMENT: Final = (
    select(*_COLUMNS)
    .select_from(assessments.outerjoin(snapshots, snapshots.c.assessment == assessments.c.id))
    .where(assessments.c.id == bindparam("assessment"), assessments.c.owner == bindparam("owner"))
    .order_by(snapshots.c.taken_at, snapshots.c.id)
)

LATEST: Final = 5
"""Number of snapshots to read where only the latest matter; each may be large."""

_LATEST_OF_ASSESSMENT: Final = (
    _OF_ASSESSMENT.order_by(None)
    .order_by(snapshots.c.taken_at.desc(), snapshots.c.id.desc())
    .limit(LATEST)
)


class Snapshots(StorePart):
    """The part of the `Store` for snapshots of assessments."""

    def add_snapshot(  # noqa: PLR0913 - these are the columns
        self,
        owner: str,
        assessment: str,
        *,
        record: str,
        profile: str,
        wording: str,
        structure: str,
        taken_at: datetime | None = None,
    ) -> Snapshot:
        """Save a snapshot; the same record at the same time is saved once.

        Parameters
        ----------
        record : JSON text, which the store does not interpret.
        taken_at : now if not given or in the future.

        Raises
        ------
        Refused
            If a value cannot be stored.
        """
        now = self._clock()
        taken = IncomingSnapshot(record, profile, wording, structure, taken_at or now)
        snapshot = checked(taken, now)

        def write(connection: Connection) -> Snapshot:
            entries.lock(connection, owner, assessment)
            return add(connection, assessment, snapshot, "", self._new_id)

        return self._database.write(write)

    def snapshots(self, owner: str, assessment: str) -> tuple[Snapshot, ...]:
        """Return all snapshots of an assessment, oldest first."""
        return _as_snapshots(self._rows(_OF_ASSESSMENT, owner, assessment))

    def latest_snapshots(self, owner: str, assessment: str) -> tuple[Snapshot, ...]:
        """Return the last few snapshots of an assessment, latest first."""
        return _as_snapshots(self._rows(_LATEST_OF_ASSESSMENT, owner, assessment))

    def forget_snapshot(self, owner: str, assessment: str, snapshot: str) -> None:
        """Erase a snapshot; no trace stays readable in the files.

        Raises
        ------
        NotFound
            If the assessment has no such snapshot.
        """
        now = self._clock()

        def forget(connection: Connection) -> None:
            entries.lock(connection, owner, assessment)
            one = and_(snapshots.c.id == snapshot, snapshots.c.assessment == assessment)
            if connection.execute(delete(snapshots).where(one)).rowcount == 0:
                raise NotFound("snapshot")
            tombstones.record_erasure(connection, [tombstones.hash_of_snapshot(snapshot)], now)

        self._database.write(forget, wipe=True)


def checked(incoming: IncomingSnapshot, now: datetime) -> IncomingSnapshot:
    """Validate a snapshot.

    Raises
    ------
    Refused
        If a value cannot be stored.
    """
    return IncomingSnapshot(
        record=named(incoming.record, "The record", RECORD_LIMIT),
        profile=storable(incoming.profile, TITLE_LENGTH, "The profile"),
        wording=named(incoming.wording, "The fingerprint of the matrix"),
        structure=named(incoming.structure, "The fingerprint of the matrix"),
        taken_at=moment_checked(incoming.taken_at, now),
    )


def add(
    connection: Connection,
    assessment: str,
    incoming: IncomingSnapshot,
    operation: str,
    new_id: Callable[[], str],
) -> Snapshot:
    """Add a snapshot to a locked assessment, or return an identical one that is stored."""
    same = and_(
        snapshots.c.assessment == assessment,
        snapshots.c.taken_at == incoming.taken_at,
        snapshots.c.record == incoming.record,
    )
    known = connection.execute(select(*_COLUMNS).where(same)).first()
    if known is not None:
        return Snapshot(*known)
    made = Snapshot(
        _unused(connection, new_id),
        incoming.taken_at,
        incoming.profile,
        incoming.wording,
        incoming.structure,
        incoming.record,
        operation,
    )
    values = {column.name: getattr(made, column.name) for column in _COLUMNS}
    connection.execute(insert(snapshots).values(assessment=assessment, **values))
    return made


def forget_imported(connection: Connection, assessment: str, operation: str) -> None:
    """Delete the snapshots that an import added."""
    imported = and_(snapshots.c.assessment == assessment, snapshots.c.operation == operation)
    connection.execute(delete(snapshots).where(imported))


def _as_snapshots(rows: Rows) -> tuple[Snapshot, ...]:
    return tuple(Snapshot(*row) for row in entries.owned(rows) if row[0] is not None)


def _unused(connection: Connection, new_id: Callable[[], str]) -> str:
    for _ in range(3):
        found = new_id()
        taken = select(snapshots.c.id).where(snapshots.c.id == found)
        if connection.execute(taken).first() is None:
            return found
    raise StoreError("The generated ids are all in use.")
