"""Browser features that Streamlit lacks: move the focus, rerun on reconnect, fix "Back"."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.web.scripts import ADDRESS_SCRIPT, FOCUS_SCRIPT, RECONNECT_SCRIPT


def prepare_browser() -> None:
    """Rerun the page when its server is back, and make "Back" leave a page in one step."""
    st.html(
        render(
            "<script>{{ reconnect | safe }}</script><script>{{ address | safe }}</script>",
            reconnect=RECONNECT_SCRIPT,
            address=ADDRESS_SCRIPT,
        ),
        unsafe_allow_javascript=True,
    )


def show_step_heading(title: str, *, eyebrow: str, step: str) -> None:
    """Show the heading of a step, and move the focus to it whenever `step` has changed."""
    st.html(
        render("step_heading.html", title=title, eyebrow=eyebrow, step=step, script=FOCUS_SCRIPT),
        unsafe_allow_javascript=True,
    )
