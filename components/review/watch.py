"""Rerun a page when somebody else has saved something that it shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import streamlit as st

from components.form.saving import FormState
from components.web.entry_access import access_to
from skills.entries.assessment import Entry
from skills.problems import StoreError

SECONDS: Final = 3
"""How often to look: soon enough while two people talk, and cheap enough for a server."""


def show(form: FormState) -> None:
    """Look every few seconds whether anybody else saved something.

    It is a fragment of its own, without any widget, so that nothing else is drawn meanwhile and
    nothing that is being typed gets lost. After a restart it begins with the next click.
    """
    _watch(form.assessment, form.tab, _changes(form.entries.values(), form.tab))


@st.fragment(run_every=SECONDS)
def _watch(key: str, tab: str, seen: int) -> None:
    try:
        now = _changes(access_to(key).entries().values(), tab)
    except StoreError:
        return  # the next look or click will tell
    if now != seen:
        st.rerun()


def _changes(entries: Iterable[Entry], tab: str) -> int:
    """Return a number that differs after every change made elsewhere."""
    return sum(each.revision for each in entries if each.tab != tab)
