"""Whose entries a page reads and writes: this browser's own, or those that a link gave access to.

A form names them by a key: the id of an assessment, or for a mentor the ids of assessment and
review. Every run asks the database again whether access is still allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.web import session
from skills.entries.review_entries import SEPARATOR
from skills.store import NotFound
from skills.workspace.access import Access, MentorAccess, OwnAccess, ReadAccess, access_by_grant

COOKIE: Final = "readiness_radar_review_"
"""Beginning of the name of the cookie with a grant; the id of the review or link follows."""


def mentors_key(assessment: str, review: str) -> str:
    """Return the key of a mentor's form."""
    return f"{assessment}{SEPARATOR}{review}"


def assessment_of(key: str) -> str:
    """Return the id of the assessment that the key of a form names."""
    return key.partition(SEPARATOR)[0]


def access_to(key: str) -> Access:
    """Return the access that the key of a form names.

    Raises
    ------
    NotFound
        If this browser has no access to that review now.
    """
    assessment, _, review = key.partition(SEPARATOR)
    if review:
        return _given_access(assessment, review)
    return OwnAccess(*session.place_of(assessment), assessment)


def mentor_access(assessment: str, review: str) -> MentorAccess:
    """Return a mentor's access to a review, whichever way they have it.

    That is a device handed over, a copy of their own, or an opened link.

    Raises
    ------
    NotFound
        If this browser has none now.
    """
    access = _given_access(assessment, review)
    if not isinstance(access, MentorAccess):
        raise NotFound("review")
    return access


def read_access(cookies: Mapping[str, str], assessment: str, link: str) -> ReadAccess:
    """Return the access that a read-only link gave to whoever has these cookies.

    Raises
    ------
    NotFound
        If there is none now.
    """
    access = _granted_access(cookies, assessment, link)
    if not isinstance(access, ReadAccess):
        raise NotFound("result")
    return access


def _given_access(assessment: str, review: str) -> MentorAccess | ReadAccess:
    if _is_own(assessment, review):
        return MentorAccess(*session.own(), assessment, review)
    return _granted_access(st.context.cookies, assessment, review)


def _granted_access(
    cookies: Mapping[str, str], assessment: str, review: str
) -> MentorAccess | ReadAccess:
    found = session.own_store().granted(cookies.get(f"{COOKIE}{review}", ""))
    if (found.assessment, found.review) != (assessment, review):
        raise NotFound("review")
    return access_by_grant(session.own_store(), found)


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
