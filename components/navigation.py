"""The frame around every page: name, the four places, Share and the menu."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.html import render
from components.web import login, session
from components.web.addresses import address, addresses
from skills.version import PROGRAM

PLACES: Final = {"assess": "Assess", "result": "Result", "plan": "Plan", "progress": "Progress"}
"""The places of an assessment, in the order in which a person visits them."""

BELONGS_TO: Final = {"checks": "assess", "project": "plan"}
"""The place to highlight for each page that has no place of its own."""

FOR_OTHERS: Final = frozenset({"mentor", "shared"})
"""The pages for somebody who sees nothing else of the person."""

WIDE: Final = frozenset({"start", "result", "shared", "cohort"})
"""The pages that use the full width of a laptop; the others are as wide as a line of text."""


def links() -> Mapping[str, str]:
    """Return the address of every page, for the assessment that this tab shows."""
    return addresses(session.wanted())


def show_frame(page: str) -> None:
    """Show the frame; `page` is the name of the open page."""
    here = BELONGS_TO.get(page, page)
    if page in FOR_OTHERS:
        st.html(render("mentor_frame.html", is_wide=page in WIDE, is_form=page == "mentor"))
        return
    st.html(
        render(
            "frame.html",
            places=PLACES,
            links=links(),
            here=here,
            is_wide=page in WIDE,
            log_in=address("start") if login.is_on() and not login.is_logged_in() else "",
            log_out=login.logout_address() if login.is_logged_in() else "",
            program=PROGRAM,
        )
    )
