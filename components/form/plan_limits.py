"""The widgets for the limits of a plan: the last day and the only area; each is saved at once."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from components.form import saving
from components.form.pending import Slot
from components.form.saving import FormState
from skills.entries.plan_limits import AREA, UNTIL, as_day
from skills.guidance.schedule import last_day
from skills.sentences.plan_page import ANY_AREA, NO_END, OTHER_DAY, end_choice

WEEKS: Final = (2, 4, 8, 12, 26, 52)
"""Weeks from today to choose from."""

_UNTIL: Final[Slot] = ("limit", UNTIL)
_AREA: Final[Slot] = ("limit", AREA)


def ask_until(form: FormState, today: date) -> None:
    """Ask for the last day of the plan: in some weeks, or any day."""
    stored = form.stored(_UNTIL) or ""
    last_days = (last_day(each, today) for each in WEEKS)
    ends = sorted({*map(str, last_days), stored} - {""})
    chosen = st.selectbox(
        "Finish by",
        ["", *ends, OTHER_DAY],
        index=ends.index(stored) + 1 if stored else 0,
        format_func=lambda each: _end(each, today),
        key=_key(form, _UNTIL),
    )
    stored_day = as_day(stored)
    if chosen == OTHER_DAY:
        found = st.date_input(
            "End date",
            value=stored_day if stored_day and stored_day >= today else None,
            min_value=today,
            format="YYYY-MM-DD",
            key=f"{_key(form, _UNTIL)}|day",
        )
        chosen = f"{found}" if isinstance(found, date) else stored
    _save(form, _UNTIL, chosen)


def ask_area(form: FormState) -> None:
    """Ask whether the plan should raise all skills or only those of one area."""
    titles = {"": ANY_AREA} | {each.id: each.title for each in form.matrix.areas}
    stored = form.stored(_AREA) or ""
    chosen = st.selectbox(
        "Skills to raise",
        list(titles),
        index=list(titles).index(stored),
        format_func=lambda each: titles.get(each, ""),
        key=_key(form, _AREA),
    )
    _save(form, _AREA, chosen)


def _end(chosen: str, today: date) -> str:
    end = as_day(chosen)
    if end is None:
        return OTHER_DAY if chosen == OTHER_DAY else NO_END
    return end_choice(end, today)


def _save(form: FormState, slot: Slot, value: str) -> None:
    """Store a choice, or clear it, and draw the plan anew."""
    if value == (form.stored(slot) or ""):
        return
    if value:
        form.save(slot, value)
    else:
        saving.clear(form, slot)
    st.rerun()


def _key(form: FormState, slot: Slot) -> str:
    """Return a key that changes once another tab has written, so that this one shows it, too."""
    return "|".join((*slot, form.assessment, str(form.revision(slot))))
