"""The status line of a form, and marks on entries that are not saved."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.form import pending, saving
from components.form.pending import Slot
from components.form.saving import FormState
from components.form.statement import show_failure
from components.html import render
from components.text import clock
from components.web import session
from skills.questionnaire.questions import Progress
from skills.sentences.entry_labels import Labels
from skills.sentences.pages import all_done, answered_of

CHANGED: Final = "This was changed elsewhere. Here's the latest version."


def show_status(form: FormState, done: Progress, *, text: str = "", result_link: str = "") -> None:
    """Show whether everything is saved, and how far the person has got.

    Parameters
    ----------
    text : how far they have got, in words; "" for the usual ones.
    result_link : address of the result, to show once everything is answered, or "".
    """
    saved_at = clock(session.local(form.saved_at)) if form.saved_at else ""
    is_done = done.is_finished
    st.html(
        render(
            "status.html",
            has_failed=bool(form.unsaved) or form.has_conflict,
            saved_at=saved_at,
            share=done.share,
            text=text or (all_done(done) if is_done else answered_of(done)),
            result_link=result_link if is_done else "",
        )
    )


def mark(form: FormState, slot: Slot) -> None:
    """Mark an entry that is not saved, or that another tab has changed."""
    if slot in form.unsaved:
        show_failure(form.unsaved[slot]["why"])
        pending.mark(form.unsaved[slot])
    elif slot in form.changed_elsewhere:
        st.caption(CHANGED)
    _offer_own(form, slot)


def _offer_own(form: FormState, slot: Slot) -> None:
    """Show a value that lost to somebody else's change, and offer to use it instead."""
    conflicts = form.memory["conflicts"]
    own = conflicts.get((form.form_key, slot))
    if own is None:
        return
    with st.container(key=f"conflict|{'|'.join(slot)}"):
        text = Labels([form.matrix]).value(*slot, own["value"])
        st.html(render("conflict.html", text=text))
        with st.container(horizontal=True):
            is_chosen = st.button("Use mine instead", key=f"mine|{'|'.join(slot)}")
            is_dropped = st.button("Discard mine", key=f"theirs|{'|'.join(slot)}", type="tertiary")
    if is_chosen or is_dropped:
        conflicts.pop((form.form_key, slot), None)
        if is_chosen:
            saving.replace_value(form, slot, own["value"])
        st.rerun()
