"""The status line of a form, and marks on entries that are not saved."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.form import pending
from components.form.pending import Slot
from components.form.saving import FormState
from components.form.statement import show_failure
from components.html import render
from components.text import clock
from components.web import session

CHANGED: Final = "Another tab changed this meanwhile; here is the latest."


def show_status(form: FormState, *more: str) -> None:
    """Show whether everything is saved, and further lines."""
    saved_at = clock(session.local(form.saved_at)) if form.saved_at else ""
    st.html(render("status.html", has_failed=bool(form.unsaved), saved_at=saved_at, more=more))


def mark(form: FormState, slot: Slot) -> None:
    """Mark an entry that is not saved, or that another tab has changed."""
    if slot in form.unsaved:
        show_failure(form.unsaved[slot]["why"])
        pending.mark(form.unsaved[slot])
    elif slot in form.changed_elsewhere:
        st.caption(CHANGED)
