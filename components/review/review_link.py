"""Links to a review or a result: create one, show it once, withdraw it."""

from __future__ import annotations

import secrets
from typing import Final

import streamlit as st

from components import guard
from components.html import render
from components.texts_on_page import show_quiet
from components.web import review_tab, session, tab_state
from components.web.mentor_links import link_address
from skills.entries.kinds import TITLE_LENGTH, Scope
from skills.problems import SkillsError
from skills.sentences.review import LINK_ONCE, READ_ONLY_LEAD, link_text
from skills.store import Assessment, ReviewLink
from skills.store.review_links import LINK_DAYS, MOST_LINK_DAYS

DAYS: Final = (7, LINK_DAYS, 30, MOST_LINK_DAYS)

READ_ONLY_DRAFT: Final = "read-only"
"""The draft of a read-only link; it must not share its id with the draft of a review."""


def ask_days(key: str) -> int:
    """Ask for how many days a link works."""
    return st.selectbox(
        "The link works for",
        DAYS,
        index=DAYS.index(LINK_DAYS),
        format_func=lambda each: f"{each} days",
        key=key,
        width=160,
    )


def add(assessment: Assessment, review_id: str, days: int, scope: Scope, label: str) -> None:
    """Create a link and keep its address, to be shown once.

    Parameters
    ----------
    scope, label : see `ReviewLink`.
    """
    token = secrets.token_urlsafe(32)
    session.store().add_review_link(
        session.owner(),
        assessment.id,
        review=review_id,
        token=token,
        days=days,
        scope=scope,
        label=label,
    )
    review_tab.keep_new_link(review_id, link_address(token))


def show_new(review_id: str) -> None:
    """Show a link that was just created; its secret is stored nowhere else."""
    link = review_tab.new_link(review_id)
    if link:
        st.code(link, language=None, wrap_lines=True)
        show_quiet(LINK_ONCE)


def status_text(link: ReviewLink) -> str:
    """Return what a link allows, until when, and when it was last used."""
    used = session.local(link.used_at) if link.used_at else None
    return link_text(link.scope, session.local(link.expires_at), used)


def offer_withdrawal(assessment: Assessment, review_id: str) -> None:
    """Offer to withdraw every link to a review, or a read-only one."""
    if st.button("Withdraw the link", key=f"revoke|{review_id}"):
        session.store().revoke_review_links(session.owner(), assessment.id, review_id)
        review_tab.forget_link()
        st.rerun()


def offer_new(assessment: Assessment, review_id: str, *, is_first: bool) -> None:
    """Offer another link to a review whose link was withdrawn, has expired, or never was."""
    label = "Create a link" if is_first else "Create a new link"
    if st.button(label, key=f"link|{review_id}"):
        add(assessment, review_id, LINK_DAYS, Scope.review, "")
        st.rerun()


def show_read_only(assessment: Assessment, link: ReviewLink) -> None:
    """Show a read-only link, with whom it is for, and offer to withdraw it."""
    with st.container(border=True, key=f"read-only-{link.review}"):
        st.html(render("review.html", name=link.label, status=[status_text(link)]))
        offer_withdrawal(assessment, link.review)
        show_new(link.review)


def offer_read_only(assessment: Assessment) -> None:
    """Offer a link by which somebody views the result, without a review."""
    with st.expander("Let someone view your result"):
        show_quiet(READ_ONLY_LEAD)
        reader = st.text_input("Their name", max_chars=TITLE_LENGTH, key="reader")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            days = ask_days("reader-days")
            is_chosen = st.button("Create a read-only link", key="new-read-only")
        if is_chosen and not reader.strip():
            st.error("Enter the name of the person this link is for.")
        elif is_chosen:
            _add_read_only(assessment, reader, days)


def _add_read_only(assessment: Assessment, reader: str, days: int) -> None:
    try:
        label = " ".join(reader.split())
        add(assessment, tab_state.draft(READ_ONLY_DRAFT), days, Scope.read, label)
    except SkillsError as error:
        guard.show_trouble(error)
        return
    tab_state.finish_draft(READ_ONLY_DRAFT)
    st.rerun()
