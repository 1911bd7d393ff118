"""Use cases shared by pages and commands: they combine the store, the matrices and the scoring.

Everything here takes a `Workspace`, so that pages and commands choose the same matrix, compute the
same numbers and store the same rows. It depends on neither the UI nor the command line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.store import Store

ReadUpload = Callable[[Store, str, str], Matrix | None]
"""A function of store, owner and wording that returns the uploaded matrix, or None."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The store and matrices available to one owner.

    Attributes
    ----------
    library : the installed matrices.
    read_upload : reads an uploaded matrix; the app passes in a cached version.
    """

    store: Store
    owner: str
    library: Library
    read_upload: ReadUpload
