"""Rerun a page when somebody else has saved something that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.form.pending import Slot
from components.form.saving import FormState
from components.web.entry_access import access_to
from skills.entries.assessment import Entry
from skills.problems import StoreError

SECONDS: Final = 3
"""How often to look: soon enough while two people talk, and cheap enough for a server."""


def show(form: FormState, typed: Slot) -> None:
    """Look every few seconds whether anybody else saved something.

    It is a fragment of its own, without any widget, so that nothing else is drawn meanwhile and
    nothing that is being typed gets lost. After a restart it begins with the next click.

    Parameters
    ----------
    typed : the text on the page, in which somebody may be typing: if it was changed elsewhere,
        they are told only when theirs is stored.
    """
    _watch(form.assessment, form.tab, typed, _changes(form.entries, form.tab, typed))


@st.fragment(run_every=SECONDS)
def _watch(key: str, tab: str, typed: Slot, seen: int) -> None:
    try:
        now = _changes(access_to(key).entries(), tab, typed)
    except StoreError:
        return  # the next look or click will tell
    if now != seen:
        st.rerun()


def _changes(entries: Mapping[Slot, Entry], tab: str, typed: Slot) -> int:
    """Return a number that differs after every change made elsewhere, but for one entry."""
    others = (each for slot, each in entries.items() if each.tab != tab and slot != typed)
    return sum(each.revision for each in others)
