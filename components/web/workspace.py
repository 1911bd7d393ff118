"""The workspace of this browser, and the matrices cached by the whole server."""

from __future__ import annotations

import streamlit as st

from components.web import example, session
from components.web.installed import library
from skills.matrix import Matrix
from skills.store import NotFound, Store
from skills.workspace import Workspace
from skills.workspace.example_person import EXAMPLE
from skills.workspace.matrices import read_upload

__all__ = [
    "erase_everything",
    "forget_matrix",
    "library",
    "move_to_account",
    "remember",
    "workspace",
    "workspace_for",
    "workspace_of",
]


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
    """Put a matrix that was just read and stored into the cache, so that it is not read again.

    It takes the place of an earlier text with the same wording.
    """
    store, owner = session.own()
    _remembered.clear(matrix.wording, owner, store)
    _remembered(matrix.wording, owner, store, matrix)


def workspace() -> Workspace:
    """Return the workspace of what this tab shows: the person's own, or that of the example."""
    return session.shown_example() or workspace_of(session.own_owner())


def workspace_of(owner: str) -> Workspace:
    """Return the workspace of an owner; may be called outside a page, too."""
    return Workspace(session.own_store(), owner, library(), _read_upload)


def workspace_for(owner: str, assessment_id: str) -> Workspace:
    """Return the workspace of an assessment, the example's or an owner's; outside a page, too."""
    found = example.workspace_at(session.now()) if assessment_id == EXAMPLE else None
    return found or workspace_of(owner)


def forget_matrix(wording: str) -> None:
    """Remove a matrix that this person uploaded, also from the cache.

    Raises
    ------
    StoreError
        If the database cannot remove it.
    """
    store, owner = session.own()
    store.forget_matrix(owner, wording)
    _remembered.clear(wording, owner, store)


def erase_everything() -> None:
    """Erase all data of this person, also from the cache.

    Raises
    ------
    StoreError
        If the database cannot erase it.
    """
    store, owner = session.own()
    uploads = store.matrices(owner)
    store.erase_owner(owner)
    for each in uploads:
        _remembered.clear(each.wording, owner, store)


def move_to_account() -> None:
    """Move all that this browser had before logging in to the person's account.

    Raises
    ------
    StoreError
        If the database cannot move it.
    """
    (store, owner), browser = session.own(), session.browser_owner()
    uploads = store.matrices(browser)
    store.move_owner(browser, owner)
    for each in uploads:
        _remembered.clear(each.wording, browser, store)
