"""List, add and remove a person's own degrees, certificates and experience."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from components.html import render
from components.text import literal
from skills.entries.credentials import Credential, faults_in
from skills.entries.kinds import CREDENTIAL_KINDS, CREDENTIAL_TEXT_LENGTH

EARLIEST = date(1950, 1, 1)
LATEST = date(2100, 1, 1)


def show(credentials: Mapping[str, Credential], today: date) -> None:
    """Show each credential with kind, issuer, dates and link, and mark expired ones."""
    if credentials:
        st.html(render("credential_list.html", credentials=credentials.values(), today=today))


def ask_new(*, key: str) -> Credential | None:
    """Ask for a credential and return it once it is complete and confirmed."""
    with st.form(f"credential|{key}", border=False):
        title = st.text_input("Name", max_chars=CREDENTIAL_TEXT_LENGTH)
        kind = st.segmented_control(
            "Type", CREDENTIAL_KINDS, default=CREDENTIAL_KINDS[0], required=True
        )
        issuer = st.text_input("Issued by", max_chars=CREDENTIAL_TEXT_LENGTH)
        issued = st.date_input("Issued on", value=None, min_value=EARLIEST, max_value=LATEST)
        expires = st.date_input("Valid until", value=None, min_value=EARLIEST, max_value=LATEST)
        link = st.text_input("Link", placeholder="https://", max_chars=500)
        is_sent = st.form_submit_button("Add", type="primary")
    if not is_sent:
        return None
    made = Credential(
        (title or "").strip(), kind or "", (issuer or "").strip(), issued, expires, link or ""
    )
    for fault in faults_in(made):
        st.error(literal(fault))
    return None if faults_in(made) else made
