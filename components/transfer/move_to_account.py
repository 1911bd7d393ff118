"""Offer to move what this browser had before logging in to the person's account."""

from __future__ import annotations

import streamlit as st

from components import guard
from components.text import literal
from components.web import login, session, tab_state
from components.web.workspace import move_to_account
from skills.sentences.login import left_in_browser, moved_to_account


def show() -> None:
    """Offer the move if there is anything to move; on a shared computer it may be another's."""
    browser = session.browser_owner() if login.is_on() else ""
    if not browser:
        return
    store = session.own_store()
    assessments, matrices = len(store.assessments(browser)), len(store.matrices(browser))
    if not assessments and not matrices:
        return
    with st.container(border=True, key="left-in-browser"):
        st.markdown(literal(left_in_browser(assessments, matrices)))
        if st.button("Move to my account", key="move-to-account"):
            move_to_account()
            tab_state.flash(moved_to_account(assessments, matrices))
            st.switch_page(guard.pages()["assessments"])
