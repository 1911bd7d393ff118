"""Bring what a file holds into the store: as a new assessment, or into one that is there."""

from __future__ import annotations

from collections.abc import Iterable

from skills.dossier import read_state
from skills.matrix import Matrix
from skills.records.as_json import as_json
from skills.records.previewing import Preview, Stored, chosen, preview
from skills.records.reading import Brought
from skills.records.reading import Incoming as Entered
from skills.store import TITLE_LIMIT, Assessment, Incoming, IncomingSnapshot, Store
from skills.telling import aim


def preview_for(
    store: Store, owner: str, found: Assessment | None, brought: Brought, matrix: Matrix
) -> Preview:
    """Return what bringing a file in would change; None stands for a new assessment."""
    if found is None:
        return preview(brought, {}, matrix)
    entries = store.entries(owner, found.id).items()
    stored: Stored = {slot: (each.value, each.changed_at) for slot, each in entries}
    history = [read_state(each) for each in store.snapshots(owner, found.id)]
    return preview(brought, stored, matrix, found=found, history=history)


def begin_from(
    store: Store, owner: str, brought: Brought, matrix: Matrix, *, operation: str
) -> Assessment:
    """Begin an assessment with all that a file brings."""
    profile = brought.profile if brought.profile in matrix.profiles else next(iter(matrix.profiles))
    return store.create_from(
        owner,
        incoming=_incoming(chosen(preview(brought, {}, matrix), prefer="file")),
        snapshots=_snapshots(brought),
        extra=brought.extra,
        operation=operation,
        created_at=brought.created_at,
        title=(brought.title or aim(matrix, profile))[:TITLE_LIMIT],
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        profile=profile,
        mode=brought.mode,
        hours=brought.hours,
        next_on=brought.next_on,
    )


def bring_into(  # noqa: PLR0913 - whose, into what, what, and how
    store: Store,
    owner: str,
    found: Assessment,
    brought: Brought,
    entries: Iterable[Entered],
    *,
    operation: str,
) -> int:
    """Write chosen entries of a file into an assessment; return how many changed."""
    return store.bring_in(
        owner,
        found.id,
        _incoming(entries),
        snapshots=_snapshots(brought),
        extra=brought.extra or None,
        operation=operation,
    )


def _incoming(entries: Iterable[Entered]) -> list[Incoming]:
    return [Incoming(each.kind, each.item, each.value, each.at) for each in entries]


def _snapshots(brought: Brought) -> list[IncomingSnapshot]:
    return [
        IncomingSnapshot(
            record=as_json(each),
            profile=each.assessment.profile,
            wording=each.matrix.wording,
            structure=each.matrix.structure,
            taken_at=each.taken_at,
        )
        for each in brought.history
    ]
