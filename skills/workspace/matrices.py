"""Which matrix an assessment, or a file that comes in, is read with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from skills.entries.assessment import Assessment
from skills.matrix import Matrix
from skills.matrix.reading import read_texts
from skills.problems import SkillsError
from skills.store import NotFound, Store
from skills.workspace import Workspace

if TYPE_CHECKING:
    from skills.importing.bundle import ExportBundle
    from skills.importing.read_result import ImportedData

MOST_MATRICES: Final = 20
"""Matrices one owner may upload; each may have 5 MB, and all are offered on the start page."""


class NoMatrix(SkillsError):  # noqa: N818 - reads as what the page says
    """Raised where the matrix of an assessment is not available."""

    def __init__(self, title: str) -> None:
        super().__init__(f"The matrix “{title}” is not here any more. Your answers are kept.")


class NoMatrixForFile(SkillsError):  # noqa: N818 - reads as what the page says
    """Raised where the matrix that a file was made with is not available."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"The file was made with the matrix “{title}”, which is not here. Upload that on the "
            "start page and come back, or choose an assessment for the file. Nothing was changed."
        )


class TooManyMatrices(SkillsError):  # noqa: N818 - reads as what the page says
    """Raised where an owner has uploaded as many matrices as allowed."""

    def __init__(self) -> None:
        super().__init__(
            f"You have {MOST_MATRICES} matrices of your own here, which is the most. Remove one "
            "under “My assessments”."
        )


@dataclass(frozen=True, slots=True)
class MatrixChoice:
    """The matrix for a new assessment.

    Attributes
    ----------
    files : names and texts of the matrix, where it has to be stored with the assessment.
    """

    matrix: Matrix
    files: tuple[tuple[str, str], ...] = ()


def read_upload(store: Store, owner: str, wording: str) -> Matrix | None:
    """Return a matrix as its owner uploaded it, None where there is none or it cannot be read."""
    try:
        files = store.load_matrix(owner, wording).files
    except NotFound:
        return None
    matrix = read_texts([(name, text.encode()) for name, text in files]).matrix
    # It is found by the stored wording also where this program computes another one.
    return None if matrix is None else replace(matrix, wording=wording)


def uploaded_matrix(workspace: Workspace, wording: str) -> Matrix | None:
    """Return a matrix that the owner uploaded, None where there is none."""
    return workspace.read_upload(workspace.store, workspace.owner, wording)


def matrix_of(workspace: Workspace, assessment: Assessment) -> Matrix:
    """Return the matrix of an assessment: the installed one, or the text once uploaded.

    Raises
    ------
    NoMatrix
        where neither is available any more; the answers stay stored.
    """
    matrix = available_matrix(workspace, assessment)
    if matrix is None:
        raise NoMatrix(assessment.matrix_title)
    return matrix


def available_matrix(workspace: Workspace, assessment: Assessment) -> Matrix | None:
    """Return the matrix of an assessment, None where it is not available any more."""
    installed = workspace.library.at_hand(assessment.matrix_id)
    if installed is not None and installed.wording == assessment.wording:
        return installed
    return uploaded_matrix(workspace, assessment.wording) or installed


def exact_matrix(workspace: Workspace, matrix_id: str, wording: str) -> Matrix | None:
    """Return the matrix with this wording, installed or uploaded, None where there is none."""
    installed = workspace.library.at_hand(matrix_id)
    if installed is not None and installed.wording == wording:
        return installed
    # What the app remembers of an upload may be gone from the database meanwhile.
    uploads = workspace.store.matrices(workspace.owner)
    is_here = any(each.wording == wording for each in uploads)
    return uploaded_matrix(workspace, wording) if is_here else None


def matrix_by_id(workspace: Workspace, matrix_id: str) -> Matrix | None:
    """Return the matrix with this id: the installed one, or the one uploaded last."""
    installed = workspace.library.at_hand(matrix_id)
    if installed is not None:
        return installed
    uploads = workspace.store.matrices(workspace.owner)
    wordings = [each.wording for each in uploads if each.matrix_id == matrix_id]
    return uploaded_matrix(workspace, wordings[0]) if wordings else None


def newer_matrix(workspace: Workspace, assessment: Assessment) -> Matrix | None:
    """Return the last uploaded version of an assessment's matrix, where that is another one."""
    uploads = workspace.store.matrices(workspace.owner)
    wordings = [each.wording for each in uploads if each.matrix_id == assessment.matrix_id]
    if assessment.wording not in wordings[1:]:
        return None
    return uploaded_matrix(workspace, wordings[0])


def matrix_for_import(workspace: Workspace, imported: ImportedData) -> MatrixChoice:
    """Return the matrix for a new assessment made from a file.

    The one with the file's own wording comes first, then the one the file carries along, then
    any other version of it.

    Raises
    ------
    NoMatrixForFile
        where there is none.
    """
    copy = imported.matrix_copy
    exact = exact_matrix(workspace, imported.matrix_id, copy.wording if copy else "")
    if exact is not None:
        return MatrixChoice(exact)
    carried = read_texts([(name, text.encode()) for name, text in imported.matrix_files]).matrix
    if carried is not None:
        return MatrixChoice(carried, imported.matrix_files)
    other = matrix_by_id(workspace, imported.matrix_id)
    if other is None:
        raise NoMatrixForFile(copy.title if copy else imported.matrix_id or "?")
    return MatrixChoice(other)


def matrices_in(bundle: ExportBundle) -> list[MatrixChoice]:
    """Return the person's own matrices in an export bundle, as far as they can be used."""
    found = [(files, read_texts(files).matrix) for files in bundle.matrices]
    return [
        MatrixChoice(matrix, tuple((name, data.decode("utf-8-sig")) for name, data in files))
        for files, matrix in found
        if matrix is not None
    ]


def require_room(workspace: Workspace, coming: int = 1) -> None:
    """Make sure that more matrices may be stored for this owner.

    Raises
    ------
    TooManyMatrices
        where the owner has as many as allowed.
    """
    if coming and len(workspace.store.matrices(workspace.owner)) + coming > MOST_MATRICES:
        raise TooManyMatrices


def store_matrix(workspace: Workspace, matrix: Matrix, files: Sequence[tuple[str, str]]) -> None:
    """Store a matrix of the owner's; one that is there with the same wording stays as it is."""
    workspace.store.save_matrix(
        workspace.owner,
        matrix_id=matrix.id,
        title=matrix.title,
        wording=matrix.wording,
        files=files,
    )
