"""The forms for qualifications and a person's own credentials; they never change a level."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.form import saving
from components.form.pending import Slot
from components.form.status import mark, show_status
from components.html import render
from components.result import credential_list
from components.text import labels, literal
from components.web import session
from components.web.workspace import workspace
from skills.entries.credentials import as_text
from skills.matrix import Matrix
from skills.store import Assessment
from skills.workspace.assessment import credentials

HOLDING_TITLES: Final = {
    "yes": "I have it",
    "in-progress": "Working on it",
    "no": "I do not have it",
}


def show_qualifications(assessment: Assessment, matrix: Matrix) -> None:
    """Ask which qualifications the person has; they never change a level."""
    slots: list[Slot] = [("qualification", each.id) for each in matrix.qualifications]
    form = saving.require_form(assessment, matrix, slots)
    st.html(
        render('<p class="rr-lead">These are shown beside your levels and never change them.</p>')
    )
    for each, slot in zip(matrix.qualifications, slots, strict=True):
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
        st.html(render('<p class="rr-quiet">{{ text }}</p>', text=each.about))
    form.close()
    show_status(form)
    _show_credentials(assessment, matrix)


def _show_credentials(assessment: Assessment, matrix: Matrix) -> None:
    st.html(render("heading.html", title="Your own degrees, certificates and experience"))
    own = credentials(workspace(), assessment)
    credential_list.show(own, session.local(session.now()).date())
    if own:
        shown = labels({item: each.title for item, each in own.items()})
        gone = st.menu_button(
            "Remove one",
            options=list(shown),
            format_func=lambda each: literal(shown.get(each, "")),
            key=f"remove|{assessment.id}",
            type="tertiary",
        )
        if gone is not None and gone in own:
            saving.clear(
                saving.require_form(assessment, matrix, [("credential", gone)]),
                ("credential", gone),
            )
            st.rerun()
    if session.draft("credential") in own:  # stored by a later run than the one that asked for it
        session.finish_draft("credential")
    with st.expander("Add one", key="add-credential"):
        item = session.draft("credential")
        made = credential_list.ask_new(key=item)
    if made is not None:
        form = saving.require_form(assessment, matrix, [("credential", item)])
        form.save(("credential", item), as_text(made))
        mark(form, ("credential", item))
        if ("credential", item) not in form.unsaved:
            session.finish_draft("credential")
            st.rerun()
