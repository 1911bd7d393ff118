"""Rerun a page when somebody else has saved something that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.form.pending import Slot
from components.form.saving import FormState
from components.texts_on_page import show_quiet
from components.web.entry_access import access_to
from skills.entries.assessment import Entry
from skills.problems import StoreError
from skills.sentences.talk import CHANGED_NOTE
from skills.store import NotFound

SECONDS: Final = 3
"""How often to look: soon enough while two people talk, and cheap enough for a server."""


def show(form: FormState, typed: Slot, container: DeltaGenerator) -> None:
    """Check every few seconds whether anybody else has saved something.

    It is a fragment of its own, so that nothing else is drawn meanwhile and nothing that is being
    typed gets lost. After a restart it begins with the next click.

    Parameters
    ----------
    typed : the text on the page, in which somebody may be typing: if it was changed elsewhere,
        the page says so and shows the other text only when asked to.
    container : where that is shown.
    """
    seen = _changes(form.entries, form.tab, typed)
    with container:
        _watch(form.form_key, form.tab, typed, form.revision(typed), seen)


@st.fragment(run_every=SECONDS)
def follow(key: str, state: Callable[[Iterable[Entry]], object], seen: object) -> None:
    """Check every few seconds, and run the page again once a state of its entries has changed.

    Parameters
    ----------
    key : as for `access_to`.
    state : what to look at in the entries.
    seen : that state, as the page shows it.
    """
    try:
        entries = access_to(key).entries()
    except NotFound:
        st.rerun()  # the whole page, which says so and draws nothing else
    except StoreError:
        return  # the next look or click will show
    if state(entries.values()) != seen:
        st.rerun()


@st.fragment(run_every=SECONDS)
def _watch(key: str, tab: str, typed: Slot, widget_revision: int, seen: int) -> None:
    try:
        entries = access_to(key).entries()
    except NotFound:
        st.rerun()
    except StoreError:
        return  # the next look or click will show
    text = entries.get(typed)
    if text is not None and text.widget_revision(tab) > widget_revision:
        _offer_text(typed)  # drawing the page now would replace the field and what is typed in it
    elif _changes(entries, tab, typed) != seen:
        st.rerun()


def _offer_text(typed: Slot) -> None:
    """Offer to show a text that was changed elsewhere.

    Whatever was typed here is stored first, as when leaving the field, so a differing text is
    shown beside the other one.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="changed-elsewhere"):
        show_quiet(CHANGED_NOTE, is_status=True)
        if st.button("Show it", key=f"show-changed|{typed[1]}", type="tertiary"):
            st.rerun()


def _changes(entries: Mapping[Slot, Entry], tab: str, typed: Slot) -> int:
    """Return a number that differs after every change made elsewhere, but for one entry."""
    others = (each for slot, each in entries.items() if each.tab != tab and slot != typed)
    return sum(each.revision for each in others)
