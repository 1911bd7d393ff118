"""What this tab knows of reviews: the one it shows, a link it has just created, and practice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import streamlit as st

from components.web import session
from components.web.addresses import RATE_AGAIN

LONGEST_TALK: Final = timedelta(hours=4)
"""Opening a talk later than this starts a new one."""


@dataclass(slots=True)
class Practice:
    """A mentor's practice ratings, which are kept here alone and never stored.

    Attributes
    ----------
    ratings : chosen options by full statement id, for each dossier by its id.
    compared : ids of the dossiers that the mentor has compared with the reference.
    """

    review: str
    ratings: dict[str, dict[str, str]] = field(default_factory=dict)
    compared: set[str] = field(default_factory=set)


def review() -> str:
    """Return the id of the review that this tab shows, or ""."""
    return str(st.query_params.get("r") or st.session_state.get("review", ""))


def show_review(review_id: str) -> None:
    """Make this tab show a review; "" shows none."""
    st.session_state["review"] = review_id
    st.query_params.pop("r", None)
    if review_id:
        st.query_params["r"] = review_id


def rates_again() -> bool:
    """Return whether a mentor changes ratings in this tab that are revealed.

    The address says so, so that the browser's Back leads to both ratings again.
    """
    return RATE_AGAIN in st.query_params


def rate_again(skill_id: str) -> None:
    """Let a mentor change revealed ratings, starting with a skill."""
    st.session_state["skill"] = skill_id
    st.query_params.update({RATE_AGAIN: "again", "skill": skill_id})


def stop_rating() -> None:
    """Lead a mentor back to both ratings."""
    st.session_state["skill"] = ""
    st.query_params.pop(RATE_AGAIN, None)
    st.query_params.pop("skill", None)


@st.cache_data(ttl=LONGEST_TALK, max_entries=10_000, show_spinner=False)
def talk_began(review_id: str) -> datetime:  # noqa: ARG001 - each review has its own time
    """Return when anybody first opened the talk about a review, in UTC, for `LONGEST_TALK`.

    It is the same on both sides and after a reload; after a restart of the server it begins anew.
    """
    return session.now()


def keep_new_link(review_id: str, link: str) -> None:
    """Remember the link to a review that was just created; its secret is stored nowhere else."""
    st.session_state["link-created"] = {review_id: link}


def new_link(review_id: str) -> str:
    """Return the link to a review that this tab created last, or ""."""
    made: dict[str, str] = st.session_state.get("link-created", {})
    return made.get(review_id, "")


def forget_link() -> None:
    """Forget the link that was just created."""
    st.session_state.pop("link-created", None)


def keep_mentors_address(assessment_id: str, review_id: str) -> None:
    """Put a mentor's review and the tab into the address, to continue after a server restart."""
    session.keep_address(assessment_id)
    if st.query_params.get("r") != review_id:
        st.query_params["r"] = review_id


def practice(review_id: str) -> Practice:
    """Return the practice of a review's mentor in this tab; that of any other is forgotten."""
    found = st.session_state.get("practice")
    if not isinstance(found, Practice) or found.review != review_id:
        found = st.session_state["practice"] = Practice(review_id)
    return found


def forget_practice() -> None:
    """Forget all practice ratings, so that nobody else finds them in this tab."""
    st.session_state.pop("practice", None)
