"""Browser features that a run asks for: move the focus, hide parts of a chart, refresh tabs."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.web import tab_state
from components.web.scripts import FOCUS_SCRIPT, HIDE_SCRIPT, REFRESH_SCRIPT
from skills.store import Store


def hide_parts_of_charts() -> None:
    """Make screen readers read the description of a Plotly chart instead of its labels."""
    _run(HIDE_SCRIPT)


def hand_over(store: Store, owner: str, assessment: str, review: str) -> None:
    """Hand this device over to the mentor of a review, or take it back if `review` is "".

    The next run makes every other tab of this browser rerun, so that none of them keeps showing
    what the mentor should not see.
    """
    store.hand_over(owner, assessment, review)
    tab_state.ask_for_refresh()


def refresh_other_tabs() -> None:
    """Make every other tab of this browser rerun, if the last run asked for it."""
    if tab_state.is_refresh_asked():
        _run(REFRESH_SCRIPT)


def show_step_heading(title: str, *, eyebrow: str, step: str) -> None:
    """Show the heading of a step, and move the focus to it whenever `step` has changed."""
    st.html(
        render("step_heading.html", title=title, eyebrow=eyebrow, step=step, script=FOCUS_SCRIPT),
        unsafe_allow_javascript=True,
    )


def _run(script: str) -> None:
    st.html(render("script.html", script=script), unsafe_allow_javascript=True)
