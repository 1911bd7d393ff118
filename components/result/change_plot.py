"""Show the changes between two dates: a summary, a dot for each date, and the reasons."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.html import render
from components.texts_on_page import show_lead
from skills.reports.report_lines import Changes

SIGNS: Final = {"rose": "▲", "fell": "▼", "new": "＋", "gone": "–", "stale": "◷", "same": "="}


def show(changes: Changes, top: int) -> None:
    """Show every skill with a change to report, on a scale from 0 to `top`."""
    show_lead(changes.summary)
    if changes.lines:
        st.html(render("change_plot.html", lines=changes.lines, signs=SIGNS, top=top))
