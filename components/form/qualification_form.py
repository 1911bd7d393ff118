"""The forms for qualifications and a person's own credentials; they never change a level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.form import saving
from components.form.pending import Slot
from components.form.saving import FormState
from components.form.status import mark
from components.html import render
from components.result import credential_list
from components.text import labels, literal
from components.texts_on_page import show_quiet
from components.web import session, tab_state
from skills.entries.credentials import Credential, as_text, read_credentials

HOLDING_TITLES: Final = {
    "yes": "I have it",
    "in-progress": "Working on it",
    "no": "I don't have it",
}


def show_qualifications(form: FormState) -> None:
    """Ask which qualifications the person has; they never change a level."""
    st.html(render("qualification_lead.html"))
    for each in form.matrix.qualifications:
        slot: Slot = ("qualification", each.id)
        chosen = st.segmented_control(
            literal(each.title),
            options=list(HOLDING_TITLES),
            default=form.shown(slot),
            required=True,
            format_func=HOLDING_TITLES.__getitem__,
            key=form.key(slot),
            width="stretch",
        )
        form.save(slot, chosen if isinstance(chosen, str) else None)
        mark(form, slot)
        show_quiet(each.about)
    form.close()
    _show_credentials(form)


def _show_credentials(form: FormState) -> None:
    st.html(render("heading.html", title="Your own degrees, certificates and experience"))
    own = read_credentials(form.values("credential"))
    credential_list.show(own, session.today())
    if own:
        _offer_removing(form, own)
    if tab_state.draft("credential") in own:  # stored by a later run than the one that asked for it
        tab_state.finish_draft("credential")
    with st.expander("Add one", key="add-credential"):
        item = tab_state.draft("credential")
        made = credential_list.ask_new(key=item)
    if made is None:
        return
    slot: Slot = ("credential", item)
    form.save(slot, as_text(made))
    mark(form, slot)
    if slot not in form.unsaved:
        tab_state.finish_draft("credential")
        st.rerun()


def _offer_removing(form: FormState, own: Mapping[str, Credential]) -> None:
    shown = labels({item: each.title for item, each in own.items()})
    gone = st.menu_button(
        "Remove one",
        options=list(shown),
        format_func=lambda each: literal(shown.get(each, "")),
        key=f"remove|{form.form_key}",
        type="tertiary",
    )
    if gone is not None and gone in own:
        saving.clear(form, ("credential", gone))
        st.rerun()
