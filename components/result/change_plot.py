"""Show what changed between two moments: a sentence, a dot for each end, and the reasons."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.html import render
from skills.reports.report import Changes

SIGNS: Final = {"rose": "▲", "fell": "▼", "new": "＋", "gone": "–", "stale": "◷", "same": "="}


def show(changes: Changes, top: int) -> None:
    """Show every skill of which there is something to tell, on a scale from 0 to `top`."""
    st.html(render('<p class="rr-lead">{{ text }}</p>', text=changes.summary))
    if changes.lines:
        st.html(render("change_plot.html", lines=changes.lines, signs=SIGNS, top=top))
