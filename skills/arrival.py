"""Bring what a file holds into the store: as a new assessment, or into one that is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from skills.dossier import read_state
from skills.importing.bundle import ExportBundle
from skills.importing.preview import Preview, Stored, chosen, preview
from skills.importing.result import ImportedData
from skills.importing.result import Incoming as Entered
from skills.matrix import Matrix
from skills.matrix.reading import read_texts
from skills.records.as_json import as_json
from skills.sentences.results import aim
from skills.store import TITLE_LIMIT, Assessment, Incoming, IncomingSnapshot, Store


def preview_for(
    store: Store, owner: str, assessment: Assessment | None, imported: ImportedData, matrix: Matrix
) -> Preview:
    """Return what bringing a file in would change; None stands for a new assessment."""
    if assessment is None:
        return preview(imported, {}, matrix)
    entries = store.entries(owner, assessment.id).items()
    stored: Stored = {slot: (each.value, each.changed_at) for slot, each in entries}
    history = [read_state(each) for each in store.snapshots(owner, assessment.id)]
    return preview(imported, stored, matrix, assessment=assessment, history=history)


@dataclass(frozen=True, slots=True)
class Basis:
    """Hold the matrix for a new assessment.

    Attributes
    ----------
    files : names and texts of the matrix, where it has to be kept with the assessment.
    """

    matrix: Matrix
    files: tuple[tuple[str, str], ...] = ()


def basis_for(
    imported: ImportedData, *, exact: Matrix | None, other: Matrix | None
) -> Basis | None:
    """Return the matrix that a file was made with, None where there is none.

    Parameters
    ----------
    exact, other : what is here in the wording of the file, and in any; before the latter comes
        the matrix that the file carries along.
    """
    if exact is not None:
        return Basis(exact)
    carried = read_texts([(name, text.encode()) for name, text in imported.matrix_files]).matrix
    if carried is not None:
        return Basis(carried, imported.matrix_files)
    return None if other is None else Basis(other)


def matrices_in(bundle: ExportBundle) -> list[Basis]:
    """Return the person's own matrices in an archive, as far as they can be used."""
    found = [(files, read_texts(files).matrix) for files in bundle.matrices]
    return [
        Basis(matrix, tuple((name, data.decode("utf-8-sig")) for name, data in files))
        for files, matrix in found
        if matrix is not None
    ]


def keep_matrix(store: Store, owner: str, basis: Basis) -> None:
    """Store the person's own matrix; one that is there in these words stays as it is."""
    store.save_matrix(
        owner,
        matrix_id=basis.matrix.id,
        title=basis.matrix.title,
        wording=basis.matrix.wording,
        files=basis.files,
    )


def import_as_new(
    store: Store, owner: str, imported: ImportedData, basis: Basis, *, operation: str
) -> Assessment:
    """Begin an assessment with all that a file brings; a repeated operation begins no other."""
    matrix = basis.matrix
    if basis.files:
        keep_matrix(store, owner, basis)
    profile = (
        imported.profile if imported.profile in matrix.profiles else next(iter(matrix.profiles))
    )
    return store.create_from(
        owner,
        incoming=_incoming(chosen(preview(imported, {}, matrix), prefer="file")),
        snapshots=_snapshots(imported),
        extra=imported.extra,
        operation=operation,
        created_at=imported.created_at,
        title=(imported.title or aim(matrix, profile))[:TITLE_LIMIT],
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        profile=profile,
        mode=imported.mode,
        hours=imported.hours,
        next_on=imported.next_on,
    )


def import_into(  # noqa: PLR0913 - whose, into what, what, and how
    store: Store,
    owner: str,
    assessment: Assessment,
    imported: ImportedData,
    entries: Iterable[Entered],
    *,
    operation: str,
) -> int:
    """Write chosen entries of a file into an assessment; return how many changed."""
    return store.import_entries(
        owner,
        assessment.id,
        _incoming(entries),
        snapshots=_snapshots(imported),
        extra=imported.extra or None,
        operation=operation,
    )


def _incoming(entries: Iterable[Entered]) -> list[Incoming]:
    return [Incoming(each.kind, each.item, each.value, each.at) for each in entries]


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
