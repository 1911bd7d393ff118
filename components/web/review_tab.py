"""What this tab knows of reviews: the one it shows, and a link that it has just created."""

from __future__ import annotations

import streamlit as st

from components.web import session


def review() -> str:
    """Return the id of the review that this tab shows, or ""."""
    return str(st.query_params.get("r") or st.session_state.get("review", ""))


def show_review(review_id: str) -> None:
    """Make this tab show a review; "" shows none."""
    st.session_state["review"] = review_id
    st.query_params.pop("r", None)
    if review_id:
        st.query_params["r"] = review_id


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
