"""Import the contents of a file as a new assessment or into an existing one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from skills.entries.assessment import Assessment
from skills.entries.kinds import TITLE_LENGTH, IncomingEntry
from skills.importing.placement import place_profile
from skills.importing.preview import ImportPreview, StoredValues, chosen, preview
from skills.importing.read_result import ImportedData
from skills.matrix import Matrix
from skills.records.to_json import as_json
from skills.sentences.results import aim
from skills.store import Columns, IncomingSnapshot
from skills.workspace import Workspace
from skills.workspace.export import read_state
from skills.workspace.matrices import MatrixChoice, store_matrix


def preview_import(
    workspace: Workspace,
    assessment: Assessment | None,
    imported: ImportedData,
    matrix: Matrix,
    files: Sequence[tuple[str, str]] = (),
) -> ImportPreview:
    """Return what importing a file would change in an assessment, or in a new one (None).

    Every check of the store runs here too, so that nobody agrees to what is refused afterwards.

    Parameters
    ----------
    files : names and texts of the files of the matrix, if it would be stored, too.

    Raises
    ------
    Refused
        If the store would refuse it.
    """
    store, owner = workspace.store, workspace.owner
    if assessment is None:
        if files:
            _check_matrix(workspace, matrix, files)
        found = preview(imported, {}, matrix)
        store.check_new(chosen(found), **_from_file(imported), **_columns(imported, matrix))
        return found
    entries = store.entries(owner, assessment.id).items()
    stored: StoredValues = {slot: (each.value, each.changed_at) for slot, each in entries}
    history = [read_state(each) for each in store.snapshots(owner, assessment.id)]
    found = preview(imported, stored, matrix, assessment=assessment, history=history)
    new = _snapshots(replace(imported, history=found.history))
    store.check_import(chosen(found), snapshots=new, extra=imported.extra or None)
    return found


def import_as_new(
    workspace: Workspace, imported: ImportedData, choice: MatrixChoice, *, operation: str
) -> Assessment:
    """Create an assessment with the contents of a file; idempotent for the same operation."""
    matrix = choice.matrix
    if choice.files:
        store_matrix(workspace, matrix, choice.files)
    return workspace.store.create_from(
        workspace.owner,
        incoming=chosen(preview(imported, {}, matrix), prefer="file"),
        operation=operation,
        **_from_file(imported),
        **_columns(imported, matrix),
    )


def import_into(
    workspace: Workspace,
    assessment: Assessment,
    imported: ImportedData,
    entries: Iterable[IncomingEntry],
    *,
    operation: str,
) -> int:
    """Import selected entries of a file into an assessment; return the number that changed."""
    return workspace.store.import_entries(
        workspace.owner,
        assessment.id,
        entries,
        snapshots=_snapshots(imported),
        extra=imported.extra or None,
        operation=operation,
    )


def _check_matrix(workspace: Workspace, matrix: Matrix, files: Sequence[tuple[str, str]]) -> None:
    workspace.store.check_matrix(
        workspace.owner,
        matrix_id=matrix.id,
        title=matrix.title,
        wording=matrix.wording,
        files=files,
    )


class _FromFile(TypedDict):
    snapshots: list[IncomingSnapshot]
    extra: str
    created_at: datetime | None


def _from_file(imported: ImportedData) -> _FromFile:
    return {
        "snapshots": _snapshots(imported),
        "extra": imported.extra,
        "created_at": imported.created_at,
    }


def _columns(imported: ImportedData, matrix: Matrix) -> Columns:
    """Return the columns of a new assessment."""
    profile = place_profile(imported.profile, matrix)
    return {
        "title": (imported.title or aim(matrix, profile))[:TITLE_LENGTH],
        "matrix_id": matrix.id,
        "matrix_title": matrix.title,
        "wording": matrix.wording,
        "structure": matrix.structure,
        "profile": profile,
        "mode": imported.mode,
        "hours": imported.hours,
        "next_on": imported.next_on,
    }


def _snapshots(imported: ImportedData) -> list[IncomingSnapshot]:
    return [
        IncomingSnapshot(
            record=as_json(each),
            profile=each.assessment.profile,
            wording=each.matrix.wording,
            structure=each.matrix.structure,
            taken_at=each.taken_at,
        )
        for each in imported.history
    ]
