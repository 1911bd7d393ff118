"""Find the matrix an assessment is about: one at hand, or one the person imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from components.web import session
from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.matrix.reading import read_texts
from skills.problems import SkillsError
from skills.settings import settings
from skills.store import Assessment, NotFound

MOST_MATRICES: Final = 20
"""Matrices a browser may upload; each may have 5 MB, and all are offered on the start page."""


class NoMatrix(SkillsError):  # noqa: N818 - reads as what the page says
    """Stop because the matrix of an assessment is not at hand."""

    def __init__(self, title: str) -> None:
        super().__init__(f"The matrix “{title}” is not here any more. Your answers are kept.")


class TooManyMatrices(SkillsError):  # noqa: N818 - reads as what the page says
    """Stop because a browser has as many matrices of its own as it may have."""

    def __init__(self) -> None:
        super().__init__(
            f"You have {MOST_MATRICES} matrices of your own here, which is the most. Remove one "
            "under “My assessments”."
        )


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Return the matrices at hand, shared by the whole server."""
    return Library(settings().matrices)


@st.cache_resource(show_spinner=False, max_entries=32)
def _read_uploaded(wording: str, owner: str) -> Matrix:
    files = session.store().load_matrix(owner, wording).files
    matrix = read_texts([(name, text.encode()) for name, text in files]).matrix
    if matrix is None:
        raise NotFound("matrix")
    # It is found by this wording also where a later program would compute another.
    return replace(matrix, wording=wording)


def _uploaded(wording: str, owner: str) -> Matrix | None:
    try:
        return _read_uploaded(wording, owner)
    except NotFound:  # raised rather than returned, so that a later upload is found
        return None


def matrix_of(assessment: Assessment) -> Matrix:
    """Return the matrix an assessment is about: the one at hand, or the text once uploaded.

    Raises
    ------
    NoMatrix
        where neither is there any more; the answers stay stored.
    """
    at_hand = library().at_hand(assessment.matrix_id)
    if at_hand is not None and at_hand.wording == assessment.wording:
        return at_hand
    matrix = _uploaded(assessment.wording, session.owner()) or at_hand
    if matrix is None:
        raise NoMatrix(assessment.matrix_title)
    return matrix


def exact_matrix(matrix_id: str, wording: str) -> Matrix | None:
    """Return the matrix of this wording, at hand or uploaded, None where it is not here."""
    at_hand = library().at_hand(matrix_id)
    if at_hand is not None and at_hand.wording == wording:
        return at_hand
    uploads = session.store().matrices(session.owner())
    is_here = any(each.wording == wording for each in uploads)
    return _uploaded(wording, session.owner()) if is_here else None


def uploaded_matrix(wording: str) -> Matrix | None:
    """Return a matrix this browser uploaded earlier."""
    return _uploaded(wording, session.owner())


def known_matrix(assessment: Assessment) -> Matrix | None:
    """Return the matrix of an assessment, None where it is not here any more."""
    try:
        return matrix_of(assessment)
    except NoMatrix:
        return None


def matrix_by_id(matrix_id: str) -> Matrix | None:
    """Return the matrix of this id: the one at hand, or the one the person uploaded last."""
    at_hand = library().at_hand(matrix_id)
    if at_hand is not None:
        return at_hand
    uploads = session.store().matrices(session.owner())
    return next(
        (
            _uploaded(each.wording, session.owner())
            for each in uploads
            if each.matrix_id == matrix_id
        ),
        None,
    )


def newer_matrix(assessment: Assessment) -> Matrix | None:
    """Return the version of an assessment's matrix uploaded last, where that is another one."""
    uploads = session.store().matrices(session.owner())
    wordings = [each.wording for each in uploads if each.matrix_id == assessment.matrix_id]
    if assessment.wording not in wordings[1:]:
        return None
    return _uploaded(wordings[0], session.owner())


def forget(wording: str) -> None:
    """Remove a matrix this browser uploaded, and what this server still knows of it.

    Raises
    ------
    StoreError
        where the database cannot remove it.
    """
    session.store().forget_matrix(session.owner(), wording)
    _read_uploaded.clear(wording, session.owner())


def erase_everything() -> None:
    """Erase all that belongs to this browser, and what this server still knows of it.

    Raises
    ------
    StoreError
        where the database cannot erase it.
    """
    owner = session.owner()
    uploads = session.store().matrices(owner)
    session.store().erase_owner(owner)
    for each in uploads:
        _read_uploaded.clear(each.wording, owner)


def require_room(coming: int = 1) -> None:
    """Make sure that more matrices may be stored for this browser.

    Raises
    ------
    TooManyMatrices
        where the browser has as many as it may have.
    """
    if coming and len(session.store().matrices(session.owner())) + coming > MOST_MATRICES:
        raise TooManyMatrices


def keep_matrix(matrix: Matrix, files: Sequence[tuple[str, bytes]]) -> None:
    """Store an uploaded matrix for this browser, so that it is here tomorrow too.

    Raises
    ------
    TooManyMatrices
        where the browser has as many as it may have.
    """
    require_room()
    session.store().save_matrix(
        session.owner(),
        matrix_id=matrix.id,
        title=matrix.title,
        wording=matrix.wording,
        files=[(name, content.decode("utf-8-sig")) for name, content in files],
    )
