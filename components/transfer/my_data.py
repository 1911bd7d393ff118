"""Export and erase all data of a person."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from components.texts_on_page import show_quiet
from components.transfer import downloads
from components.web import session, tab_state
from components.web.workspace import erase_everything, workspace
from skills.sentences.pages import erasure_warning, no_matrix_for
from skills.store import Assessment
from skills.workspace.matrices import available_matrix


def show(every: Sequence[Assessment]) -> None:
    """Offer to export and to erase all data, if there is any."""
    if not every and not session.own_store().matrices(session.own_owner()):
        return
    st.html(render("heading.html", title="Your data"))
    with st.container(horizontal=True):
        offer_export(every, with_matrices=True)
        if st.button("Erase everything", key="erase-all"):
            _confirm(every)


def offer_export(every: Sequence[Assessment], *, with_matrices: bool = False) -> None:
    """Show a button that exports all that was entered, in files that can be imported.

    One assessment is a JSON file; several are a ZIP file with one for each.

    Parameters
    ----------
    with_matrices : include the person's own matrices.
    """
    known = [(found, available_matrix(workspace(), found)) for found in every]
    pairs = [(found, matrix) for found, matrix in known if matrix is not None]
    for found in (found for found, matrix in known if matrix is None):
        show_quiet(no_matrix_for(found.title))
    uploads = session.own_store().matrices(session.own_owner()) if with_matrices else ()
    if not pairs and not uploads:
        return
    if len(pairs) == 1 and not uploads:
        downloads.offer_file(pairs[0][0], "json", "Export (JSON)")
    else:
        downloads.offer_everything("Export everything (ZIP)")


@st.dialog("Erase everything?")
def _confirm(every: Sequence[Assessment]) -> None:
    own = len(session.own_store().matrices(session.own_owner()))
    st.markdown(erasure_warning(len(every), own))
    offer_export(every, with_matrices=True)
    if is_confirmed("Erase everything permanently", key="really-erase"):
        erase_everything()
        for found in every:
            session.forget(found.id)
        tab_state.flash("All your data has been erased.")
        st.rerun()


def is_confirmed(label: str, *, key: str) -> bool:
    """Ask for confirmation of something irreversible; the cancel button is the prominent one."""
    with st.container(horizontal=True):
        if st.button("Cancel", key=f"keep|{key}", type="primary"):
            st.rerun()
        return st.button(label, key=key)
