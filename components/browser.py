"""Browser features that a run asks for: move the focus, hide the parts of a chart."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.web.scripts import FOCUS_SCRIPT, HIDE_SCRIPT


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
