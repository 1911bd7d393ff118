"""Find the matrix for an assessment or an imported file, and manage uploaded matrices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from skills.entries.assessment import Assessment
from skills.matrix import Matrix
from skills.matrix.reading import read_texts
from skills.problems import Problem, SkillsError, first_error
from skills.sentences.problems import no_matrix_for_file
from skills.store import NotFound, Store
from skills.workspace import Workspace

if TYPE_CHECKING:
    from skills.importing.bundle import ExportBundle
    from skills.importing.read_result import ImportedData

MOST_MATRICES: Final = 20
"""Limit of uploaded matrices per owner; each may have 5 MB, and the start page lists them all."""


class NoMatrix(SkillsError):  # noqa: N818 - reads as what the page says
    """Raised where the matrix of an assessment is not available."""

    def __init__(self, title: str) -> None:
        super().__init__(f"The matrix “{title}” is no longer available. Your answers are saved.")


class NoMatrixForFile(SkillsError):  # noqa: N818 - reads as what the page says
    """Raised where the matrix that a file was made with is not available.

    Attributes
    ----------
    problem : the first problem in the file's own copy of it, or None if it has no copy.
    """

    def __init__(self, title: str, problem: Problem | None = None) -> None:
        self.title = title
        self.problem = problem
        super().__init__(no_matrix_for_file(title, problem))


class TooManyMatrices(SkillsError):  # noqa: N818 - reads as what the page says
    """Raised where an owner has uploaded as many matrices as allowed."""

    def __init__(self) -> None:
        super().__init__(
            f"You've reached the limit of {MOST_MATRICES} uploaded matrices. Delete one under "
            "“Assessments and data”."
        )


@dataclass(frozen=True, slots=True)
class MatrixChoice:
    """The matrix for a new assessment.

    Attributes
    ----------
    files : file names and texts, if the matrix must be stored along with the assessment.
    problem : the first problem in the file's own matrix, where another version replaces it.
    """

    matrix: Matrix
    files: tuple[tuple[str, str], ...] = ()
    problem: Problem | None = None


def read_upload(store: Store, owner: str, wording: str) -> Matrix | None:
    """Return an uploaded matrix, or None if there is none or it cannot be read any more."""
    try:
        files = store.load_matrix(owner, wording).files
    except NotFound:
        return None
    matrix = read_texts([(name, text.encode()) for name, text in files]).matrix
    # It is looked up by the stored wording, even if this version computes a different one.
    return None if matrix is None else replace(matrix, wording=wording)


def uploaded_matrix(workspace: Workspace, wording: str) -> Matrix | None:
    """Return a matrix that the owner uploaded, or None."""
    return workspace.read_upload(workspace.store, workspace.owner, wording)


def matrix_of(workspace: Workspace, assessment: Assessment) -> Matrix:
    """Return the matrix of an assessment: the installed or the uploaded one.

    Raises
    ------
    NoMatrix
        If neither is available any more; the answers stay stored.
    """
    matrix = available_matrix(workspace, assessment)
    if matrix is None:
        raise NoMatrix(assessment.matrix_title)
    return matrix


def available_matrix(workspace: Workspace, assessment: Assessment) -> Matrix | None:
    """Return the matrix of an assessment, or None if it is not available any more."""
    installed = workspace.library.get(assessment.matrix_id)
    if installed is not None and installed.wording == assessment.wording:
        return installed
    return uploaded_matrix(workspace, assessment.wording) or installed


def exact_matrix(workspace: Workspace, matrix_id: str, wording: str) -> Matrix | None:
    """Return the installed or uploaded matrix with this wording, or None."""
    installed = workspace.library.get(matrix_id)
    if installed is not None and installed.wording == wording:
        return installed
    # An upload in the app's cache may have been deleted from the database.
    uploads = workspace.store.matrices(workspace.owner)
    is_here = any(each.wording == wording for each in uploads)
    return uploaded_matrix(workspace, wording) if is_here else None


def matrix_by_id(workspace: Workspace, matrix_id: str) -> Matrix | None:
    """Return the matrix with this id: the installed one, or the latest upload, or None."""
    installed = workspace.library.get(matrix_id)
    if installed is not None:
        return installed
    uploads = workspace.store.matrices(workspace.owner)
    wordings = [each.wording for each in uploads if each.matrix_id == matrix_id]
    return uploaded_matrix(workspace, wordings[0]) if wordings else None


def newer_matrix(workspace: Workspace, assessment: Assessment) -> Matrix | None:
    """Return the latest upload of an assessment's matrix if it is a newer version, else None."""
    uploads = workspace.store.matrices(workspace.owner)
    wordings = [each.wording for each in uploads if each.matrix_id == assessment.matrix_id]
    if assessment.wording not in wordings[1:]:
        return None
    return uploaded_matrix(workspace, wordings[0])


def matrix_for_import(workspace: Workspace, imported: ImportedData) -> MatrixChoice:
    """Return the matrix for a new assessment from a file.

    In order of preference: the matrix with the file's own wording, the one contained in the file,
    any other version of it.

    Raises
    ------
    NoMatrixForFile
        If there is none.
    """
    copy = imported.matrix_copy
    exact = exact_matrix(workspace, imported.matrix_id, copy.wording if copy else "")
    if exact is not None:
        return MatrixChoice(exact)
    carried = read_texts([(name, text.encode()) for name, text in imported.matrix_files])
    if carried.matrix is not None:
        return MatrixChoice(carried.matrix, imported.matrix_files)
    problem = first_error(carried.problems)
    other = matrix_by_id(workspace, imported.matrix_id)
    if other is None:
        raise NoMatrixForFile(copy.title if copy else imported.matrix_id or "?", problem)
    return MatrixChoice(other, problem=problem)


def matrices_in(bundle: ExportBundle) -> tuple[list[MatrixChoice], list[Problem]]:
    """Return the usable matrices in an export bundle and the first problem in each of the rest."""
    usable, unread = [], []
    for folder, files in bundle.matrices:
        reading = read_texts(files)
        if reading.matrix is not None:
            texts = tuple((name, data.decode("utf-8-sig")) for name, data in files)
            usable.append(MatrixChoice(reading.matrix, texts))
        elif (problem := first_error(reading.problems)) is not None:
            file = str(PurePosixPath(folder, problem.place.file))
            unread.append(replace(problem, place=replace(problem.place, file=file)))
    return usable, unread


def require_room(workspace: Workspace, coming: int = 1) -> None:
    """Check that an owner may store this many more matrices.

    Raises
    ------
    TooManyMatrices
        If that would exceed the limit.
    """
    if coming and len(workspace.store.matrices(workspace.owner)) + coming > MOST_MATRICES:
        raise TooManyMatrices


def store_matrix(workspace: Workspace, matrix: Matrix, files: Sequence[tuple[str, str]]) -> None:
    """Store a matrix for the owner, unless one with the same wording is already stored."""
    workspace.store.save_matrix(
        workspace.owner,
        matrix_id=matrix.id,
        title=matrix.title,
        wording=matrix.wording,
        files=files,
    )
