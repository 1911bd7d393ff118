"""Do in the browser what Streamlit has no call for: move focus, run again, keep Back short."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.web.scripts import ADDRESS_SCRIPT, FOCUS_SCRIPT, RECONNECT_SCRIPT


def prepare_browser() -> None:
    """Have the page run again by itself when its server is back, and "Back" lead back."""
    st.html(
        render(
            "<script>{{ reconnect | safe }}</script><script>{{ address | safe }}</script>",
            reconnect=RECONNECT_SCRIPT,
            address=ADDRESS_SCRIPT,
        ),
        unsafe_allow_javascript=True,
    )


def show_step_heading(title: str, *, eyebrow: str, step: str) -> None:
    """Show the heading of a step, and put the focus on it whenever `step` has changed."""
    st.html(
        render("step_heading.html", title=title, eyebrow=eyebrow, step=step, script=FOCUS_SCRIPT),
        unsafe_allow_javascript=True,
    )
