"""Ask for the name by which a person agrees to be shown in the summary of a cohort."""

from __future__ import annotations

import streamlit as st

from components.form import saving
from components.form.pending import Slot
from components.form.saving import FormState
from components.form.status import mark
from components.text import literal
from components.texts_on_page import show_quiet
from skills.entries.kinds import COHORT, COHORT_NAME_LENGTH
from skills.entries.rules import is_value
from skills.sentences.cohorts import CONSENT, NAME_REFUSED

SLOT: Slot = ("consent", COHORT)


def show(form: FormState) -> None:
    """Ask for the name, which is stored once it is confirmed."""
    stored = form.shown(SLOT) or ""
    show_quiet(CONSENT)
    mark(form, SLOT)
    key = "|".join((*SLOT, form.form_key, str(form.revision(SLOT))))
    with st.form(key, border=False):
        name = st.text_input(
            "Name to show in a cohort",
            value=stored,
            max_chars=COHORT_NAME_LENGTH,
            key=f"{key}|name",
        )
        is_sent = st.form_submit_button("Save")
    wanted = (name or "").strip()
    if not is_sent or wanted == stored:
        return
    if not wanted:
        saving.clear(form, SLOT)
    elif is_value(form.matrix, *SLOT, wanted):
        form.save(SLOT, wanted)
    else:
        st.error(literal(NAME_REFUSED))
        return
    st.rerun()
