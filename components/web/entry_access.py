"""Whose entries a form reads and writes: this browser's own, or those of a mentor's review.

A form names them by a key: the id of an assessment, or for a mentor the ids of assessment and
review. Every run asks the database again whether access is still allowed.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.web import session
from skills.entries.review_entries import SEPARATOR
from skills.store import NotFound
from skills.workspace.access import Access, MentorAccess, OwnAccess

COOKIE: Final = "readiness_radar_review_"
"""Beginning of the name of the cookie with the grant for a review; the review's id follows."""


def mentors_key(assessment: str, review: str) -> str:
    """Return the key of a mentor's form."""
    return f"{assessment}{SEPARATOR}{review}"


def access_to(key: str) -> Access:
    """Return the access that the key of a form names.

    Raises
    ------
    NotFound
        If this browser has no access to that review now.
    """
    assessment, _, review = key.partition(SEPARATOR)
    if review:
        return mentor_access(assessment, review)
    return OwnAccess(*session.place_of(assessment), assessment)


def mentor_access(assessment: str, review: str) -> MentorAccess:
    """Return a mentor's access to a review, whichever way they have it.

    That is a device handed over, a copy of their own, or an opened link.

    Raises
    ------
    NotFound
        If this browser has none now.
    """
    if _is_own(assessment, review):
        return MentorAccess(*session.own(), assessment, review)
    grant = st.context.cookies.get(f"{COOKIE}{review}", "")
    found = session.own_store().granted(grant)
    if (found.assessment, found.review) != (assessment, review):
        raise NotFound("review")
    return MentorAccess(session.own_store(), found.owner, assessment, review)


def _is_own(assessment: str, review: str) -> bool:
    """Return whether this browser's own assessment is with this mentor, or is a mentor's copy."""
    store, owner = session.own()
    if not owner:
        return False
    try:
        if store.assessment(owner, assessment).handed_to != review:
            return False
        return ("review", review) in store.entries(owner, assessment, "review", [review])
    except NotFound:
        return False
