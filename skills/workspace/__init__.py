"""Where store, matrices and arithmetic meet: what a page or a command does with an assessment.

Everything here takes a `Workspace`, so that pages and commands choose the same matrix, work out
the same numbers and store the same rows. It knows no screen and no command line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.store import Store

ReadUpload = Callable[[Store, str, str], Matrix | None]
"""Store, owner and wording to the matrix that the owner uploaded, None where there is none."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """What one owner works with.

    Attributes
    ----------
    library : the matrices of this installation.
    read_upload : reads an uploaded matrix; the app hands in one that remembers.
    """

    store: Store
    owner: str
    library: Library
    read_upload: ReadUpload
