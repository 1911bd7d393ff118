"""Say what is saved, and mark what is not."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.form.saving import Sheet, Slot
from components.form.statement import show_failure
from components.text import clock
from components.web import session

CHANGED: Final = "Another tab changed this meanwhile; here is the latest."


def show_status(sheet: Sheet, *more: str) -> None:
    """Show that all is saved, or that something is not, and what else there is to tell."""
    told = " ".join([_saved_line(sheet), *more])
    st.html(f'<p class="rr-saved" role="status">{told}</p>')


def mark(sheet: Sheet, slot: Slot) -> None:
    """Mark an entry that is not saved, or that another tab has changed."""
    if slot in sheet.failures:
        show_failure(sheet.failures[slot])
    elif slot in sheet.changed_elsewhere:
        st.caption(CHANGED)


def _saved_line(sheet: Sheet) -> str:
    if sheet.failures:
        return "<b>Not saved</b>, see above."
    if sheet.saved_at:
        return f"<b>✓ Saved</b> {clock(session.local(sheet.saved_at))}."
    return "<b>✓</b> Everything here is saved."
