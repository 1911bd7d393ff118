"""The level of a skill that a person and a mentor agree on, who decided it, and their notes."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.form import saving
from components.form.pending import Slot
from components.form.saving import FormState
from components.form.status import mark
from components.html import render
from components.web import session
from skills.entries.kinds import DECIDERS, NOTE_LENGTH
from skills.entries.review_entries import agreeable_levels
from skills.review.agenda import AgendaItem
from skills.sentences.review import agreed_option, decided_words

OPEN: Final = ""
"""The choice of a skill whose level is not agreed."""


def show(form: FormState, item: AgendaItem, *, by: str) -> None:
    """Ask for the agreed level of a skill and for notes, or show them where nothing can be changed.

    Parameters
    ----------
    by : who has this page open: `skills.entries.review_entries.OWNER`, or the id of the review.
    """
    if session.is_example():
        _show_agreed(form, item)
        return
    with st.container(horizontal=True):
        _ask_level(form, item)
        _ask_who(form, item, by=by)
    _ask_discussion(form, item)


def _show_agreed(form: FormState, item: AgendaItem) -> None:
    level = form.stored(("agreed", item.skill))
    by = form.stored(("decided", item.skill))
    st.html(
        render(
            "agreed_level.html",
            level=agreed_option(form.matrix, level) if level else "",
            decided=DECIDERS[by] if by else "",
            note=form.stored(("discussion", item.skill)) or "",
        )
    )


def _ask_level(form: FormState, item: AgendaItem) -> None:
    slot: Slot = ("agreed", item.skill)
    options = [OPEN, *agreeable_levels(form.matrix.top)]
    shown = form.shown(slot) or OPEN
    chosen = st.selectbox(
        "Agreed level",
        options,
        index=options.index(shown) if shown in options else 0,
        format_func=lambda each: agreed_option(form.matrix, each) if each else "Not agreed",
        key=form.key(slot),
    )
    if chosen == OPEN and form.shown(slot):
        saving.clear(form, slot)
        st.rerun()
    form.save(slot, chosen)
    mark(form, slot)


def _ask_who(form: FormState, item: AgendaItem, *, by: str) -> None:
    """Ask who decided an agreed level; without one, there is nothing to decide."""
    if not form.shown(("agreed", item.skill)):
        return
    slot: Slot = ("decided", item.skill)
    words = decided_words(by)
    options = list(words)
    shown = form.shown(slot) or options[0]
    chosen = st.selectbox(
        "Decided by",
        options,
        index=options.index(shown),
        format_func=lambda each: words[each],
        key=form.key(slot),
    )
    form.save(slot, chosen)
    mark(form, slot)


def _ask_discussion(form: FormState, item: AgendaItem) -> None:
    slot: Slot = ("discussion", item.skill)
    text = st.text_area(
        "Notes on this skill",
        value=form.shown(slot) or "",
        key=form.key(slot),
        help="What you agreed and why. Saved when you leave the field or press Ctrl+Enter. "
        f"At most {NOTE_LENGTH:,} characters.",
    )
    form.save(slot, text)
    mark(form, slot)
