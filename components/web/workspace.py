"""The workspace of this browser, and the matrices cached by the whole server."""

from __future__ import annotations

import streamlit as st

from components.web import session
from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.settings import settings
from skills.store import NotFound, Store
from skills.workspace import Workspace
from skills.workspace.matrices import read_upload


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Return the installed matrices, shared by the whole server."""
    return Library(settings().matrices)


@st.cache_resource(show_spinner=False, max_entries=32)
def _remembered(wording: str, owner: str, _store: Store, _read: Matrix | None = None) -> Matrix:
    matrix = _read or read_upload(_store, owner, wording)
    if matrix is None:
        raise NotFound("matrix")  # raised rather than returned, so that a later upload is found
    return matrix


def _read_upload(store: Store, owner: str, wording: str) -> Matrix | None:
    try:
        return _remembered(wording, owner, store)
    except NotFound:
        return None


def remember(matrix: Matrix) -> None:
    """Put a matrix that was just read and stored into the cache, so that it is not read again."""
    _remembered(matrix.wording, session.owner(), session.store(), matrix)


def workspace() -> Workspace:
    """Return the workspace of this browser's owner."""
    return workspace_of(session.owner())


def workspace_of(owner: str) -> Workspace:
    """Return the workspace of an owner; may be called outside a page, too."""
    return Workspace(session.store(), owner, library(), _read_upload)


def forget_matrix(wording: str) -> None:
    """Remove a matrix that this browser uploaded, also from the cache.

    Raises
    ------
    StoreError
        If the database cannot remove it.
    """
    store, owner = session.store(), session.owner()
    store.forget_matrix(owner, wording)
    _remembered.clear(wording, owner, store)


def erase_everything() -> None:
    """Erase all data of this browser's owner, also from the cache.

    Raises
    ------
    StoreError
        If the database cannot erase it.
    """
    store, owner = session.store(), session.owner()
    uploads = store.matrices(owner)
    store.erase_owner(owner)
    for each in uploads:
        _remembered.clear(each.wording, owner, store)
