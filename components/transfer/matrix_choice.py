"""Find the matrix by which an assessment that comes in a file is shown here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components import matrices
from skills.problems import SkillsError
from skills.store import Assessment

if TYPE_CHECKING:
    from skills.arrival import Basis
    from skills.importing.result import ImportedData


class NoMatrixHere(SkillsError):  # noqa: N818 - reads as what the page says
    """Stop because the matrix that a file was made with is not here."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"The file was made with the matrix “{title}”, which is not here. Upload that on the "
            "start page and come back, or choose an assessment for the file. Nothing was changed."
        )


def basis_of(assessment: Assessment | None, imported: ImportedData) -> Basis:
    """Return the matrix of an assessment or, for a new one, the one that fits a file.

    Raises
    ------
    NoMatrixHere
        where there is none.
    """
    from skills.arrival import Basis, basis_for  # noqa: PLC0415 - only who brings a file pays

    if assessment is not None:
        return Basis(matrices.matrix_of(assessment))
    wording = imported.then.wording if imported.then else ""
    exact = matrices.exact_matrix(imported.matrix_id, wording)
    basis = basis_for(imported, exact=exact, other=matrices.matrix_by_id(imported.matrix_id))
    if basis is None:
        raise NoMatrixHere(imported.then.title if imported.then else imported.matrix_id or "?")
    return basis
