"""Browser features that Streamlit lacks: move the focus, rerun on reconnect, fix "Back"."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.web.scripts import (
    ADDRESS_SCRIPT,
    DOWNLOAD_SCRIPT,
    FOCUS_SCRIPT,
    HIDE_SCRIPT,
    KEYS_SCRIPT,
    LINK_SCRIPT,
    RECONNECT_SCRIPT,
)


def prepare_browser() -> None:
    """Rerun the page when its server is back; handle "Back", links and downloads."""
    st.html(
        render(
            "{% for each in scripts %}<script>{{ each | safe }}</script>{% endfor %}",
            scripts=(RECONNECT_SCRIPT, ADDRESS_SCRIPT, DOWNLOAD_SCRIPT, LINK_SCRIPT, KEYS_SCRIPT),
        ),
        unsafe_allow_javascript=True,
    )


def hide_parts_of_charts() -> None:
    """Make screen readers read the description of a Plotly chart instead of its labels."""
    st.html(
        render("<script>{{ script | safe }}</script>", script=HIDE_SCRIPT),
        unsafe_allow_javascript=True,
    )


def show_step_heading(title: str, *, eyebrow: str, step: str) -> None:
    """Show the heading of a step, and move the focus to it whenever `step` has changed."""
    st.html(
        render("step_heading.html", title=title, eyebrow=eyebrow, step=step, script=FOCUS_SCRIPT),
        unsafe_allow_javascript=True,
    )
