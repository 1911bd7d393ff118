"""Say what is saved, and mark what is not."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.form.saving import FormState, Slot
from components.form.statement import show_failure
from components.text import clock
from components.web import session

CHANGED: Final = "Another tab changed this meanwhile; here is the latest."


def show_status(form: FormState, *more: str) -> None:
    """Show that all is saved, or that something is not, and what else there is to tell."""
    text = " ".join([_saved_line(form), *more])
    st.html(f'<p class="rr-saved" role="status">{text}</p>')


def mark(form: FormState, slot: Slot) -> None:
    """Mark an entry that is not saved, or that another tab has changed."""
    if slot in form.failures:
        show_failure(form.failures[slot])
    elif slot in form.changed_elsewhere:
        st.caption(CHANGED)


def _saved_line(form: FormState) -> str:
    if form.failures:
        return "<b>Not saved</b>, see above."
    if form.saved_at:
        return f"<b>✓ Saved</b> {clock(session.local(form.saved_at))}."
    return "<b>✓</b> Everything here is saved."
