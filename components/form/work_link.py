"""Ask for a link to the work on a project, with a note: evidence that nobody checks here."""

from __future__ import annotations

import streamlit as st

from components.form import saving
from components.form.pending import Slot
from components.form.saving import FormState
from components.form.status import mark
from components.html import render
from components.text import literal
from components.web import session
from skills.entries.work_links import (
    WORK_NOTE_LENGTH,
    WorkLink,
    faults_in_link,
    link_as_text,
    read_link,
)
from skills.matrix import Project
from skills.sentences.project_checks import LINK_HINT, SELF_DECLARED


def show(form: FormState, project: Project) -> None:
    """Show the link and note that are stored, and ask for them."""
    slot: Slot = ("link", project.id)
    stored = read_link(form.shown(slot) or "")
    if session.is_example() and stored is None:
        return
    st.html(render("heading.html", title="Your work", under=LINK_HINT))
    if stored is not None:
        st.html(render("work_link.html", work=stored, basis=SELF_DECLARED))
    if session.is_example():
        return
    mark(form, slot)
    made = _ask(form, slot, stored or WorkLink())
    if made is None or made == (stored or WorkLink()):
        return
    if made == WorkLink():
        saving.clear(form, slot)
    else:
        form.save(slot, link_as_text(made))
    st.rerun()


def _ask(form: FormState, slot: Slot, shown: WorkLink) -> WorkLink | None:
    """Ask for link and note; return them once they are valid and confirmed."""
    key = "|".join((*slot, form.form_key, str(form.revision(slot))))
    with st.form(key, border=False):
        link = st.text_input(
            "Link", value=shown.link, placeholder="https://", max_chars=500, key=f"{key}|link"
        )
        note = st.text_area(
            "What is there to see?",
            value=shown.note,
            max_chars=WORK_NOTE_LENGTH,
            key=f"{key}|note",
        )
        is_sent = st.form_submit_button("Save")
    if not is_sent:
        return None
    made = WorkLink((link or "").strip(), (note or "").strip())
    if made == WorkLink():
        return made
    faults = faults_in_link(made)
    for fault in faults:
        st.error(literal(fault))
    return None if faults else made
