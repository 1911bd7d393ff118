"""What somebody sees who is not logged in, in place of a page with personal data."""

from __future__ import annotations

import logging

import streamlit as st

from components.html import render
from components.text import literal
from components.texts_on_page import show_title
from components.web import login, session
from components.web.addresses import address
from skills.sentences.login import (
    LOGIN_FAILED,
    LOGIN_NOT_SET_UP,
    NO_IDENTITY,
    OTHER_ADDRESS,
    PROVIDER_UNREACHABLE,
    WHY_LOG_IN,
    login_label,
)
from skills.workspace.example_person import EXAMPLE

log = logging.getLogger("readiness_radar")

_FAILURES = {login.FAILED: LOGIN_FAILED, login.UNREACHABLE: PROVIDER_UNREACHABLE}


def show() -> None:
    """Show the way to log in, or why there is none."""
    show_title("Log in", WHY_LOG_IN)
    if not login.is_usable():
        st.error(LOGIN_NOT_SET_UP)
    elif login.is_logged_in():
        _show_nameless()
    elif login.own_address():
        _show_other_address(login.own_address())
    else:
        _show_buttons()


def _show_nameless() -> None:
    log.error("login: the ID token has no iss or no sub")
    st.error(NO_IDENTITY)


def _show_other_address(own: str) -> None:
    st.html(
        render(
            "own_address.html",
            text=OTHER_ADDRESS,
            own=own,
        )
    )


def _show_buttons() -> None:
    failure = _FAILURES.get(session.login_failure())
    if failure:
        st.error(literal(failure))
    names = login.providers()
    with st.container(horizontal=True):
        for name in names:
            label = login_label(name if len(names) > 1 else "")
            if st.button(literal(label), key=f"log-in|{name}", type="primary"):
                login.start(name)
        st.html(
            render(
                "example_link.html",
                link=address("result", EXAMPLE),
            ),
            width="content",
        )
