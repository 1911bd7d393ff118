"""Synchronise widgets with the database: every choice shown is stored, or marked as not saved.

Nothing is saved in widget callbacks, since Streamlit drops them on quick clicks and after a
restart. Instead, every run compares each widget with its row and stores the difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, cast

import streamlit as st

from components.form.statement import show_failure
from components.web import session
from components.web.workspace import workspace
from skills.entries.kinds import Kind
from skills.entries.rules import is_value
from skills.matrix import Matrix
from skills.problems import SkillsError, StoreError
from skills.store import Assessment, Conflict, Entry, NotFound, Saved
from skills.workspace.matrices import matrix_of

Slot = tuple[Kind, str]
"""Kind and item of an entry: ("answer", statement id), ("note", skill id), …"""

_DRAWN: Final = "drawn"
_WAITING: Final = "waiting"

Waiting = dict[str, list[Any]]
"""Widget key to assessment, name of the entry, revision it was rendered from, and value."""


@dataclass(slots=True)
class FormState:
    """The widgets of one group beside the stored rows of one assessment.

    Attributes
    ----------
    failures : why an entry could not be stored; the page must mark it.
    changed_elsewhere : entries that another tab has written since this one rendered them.
    saved_at : when this run last stored something.
    """

    assessment: str
    matrix: Matrix
    entries: Mapping[Slot, Entry]
    tab: str
    failures: dict[Slot, str] = field(default_factory=dict)
    changed_elsewhere: set[Slot] = field(default_factory=set)
    saved_at: datetime | None = None
    drawn: dict[str, int] = field(default_factory=dict)

    def stored(self, slot: Slot) -> str | None:
        """Return the stored value, or None if there is none or it is invalid in this matrix."""
        entry = self.entries.get(slot)
        if entry is None or not is_value(self.matrix, *slot, entry.value):
            return None
        return entry.value

    def revision(self, slot: Slot) -> int:
        """Return the revision for the key of this tab's widget."""
        entry = self.entries.get(slot)
        return entry.widget_revision(self.tab) if entry else 0

    def key(self, slot: Slot) -> str:
        """Return the widget key for an entry.

        It changes when another tab has written the entry: the value in this tab is then outdated,
        Streamlit drops it, and the widget starts from the stored value.
        """
        revision = self.revision(slot)
        if 0 <= _last_drawn(self.assessment).get(_name(slot), -1) < revision:
            self.changed_elsewhere.add(slot)
        self.drawn[_name(slot)] = revision
        return _key(self.assessment, _name(slot), revision)

    def save(self, slot: Slot, value: str | None) -> str | None:
        """Store a valid value if it differs from the row; return the value stored afterwards."""
        if value is None or value == (self.stored(slot) or ""):
            return self.stored(slot)
        if not is_value(self.matrix, *slot, value):
            return self.stored(slot)
        try:
            result = _save(self, slot, value)
        except StoreError as error:
            self.failures[slot] = str(error)
            return self.stored(slot)
        if isinstance(result, Conflict):
            st.rerun()
        self.saved_at = result.entry.changed_at
        return result.entry.value

    def close(self) -> None:
        """Remember the rendered widgets, so that a last click before leaving is still stored."""
        st.session_state[_DRAWN] = {"assessment": self.assessment, "revisions": self.drawn}


def finish_last_page() -> None:
    """Store the last clicks on the page just left, before Streamlit drops its widgets.

    Values that cannot be stored now are reported, kept, and retried on the next page change.
    """
    waiting: Waiting = st.session_state.pop(_WAITING, {}) | _clicked_last()
    by_assessment = {assessment for assessment, *_ in waiting.values()}
    for assessment in by_assessment:
        _finish({key: each for key, each in waiting.items() if each[0] == assessment})


def _clicked_last() -> Waiting:
    assessment = st.session_state.get(_DRAWN, {}).get("assessment", "")
    drawn = {
        _key(assessment, name, revision): [assessment, name, revision]
        for name, revision in _last_drawn(assessment).items()
    }
    shown = {key: [*each, st.session_state.get(key)] for key, each in drawn.items()}
    return {key: each for key, each in shown.items() if each[-1] is not None}


def _finish(waiting: Waiting) -> None:
    assessment = next(iter(waiting.values()))[0]
    slots = {key: _slot(name) for key, (_, name, *_rest) in waiting.items()}
    try:
        found = session.store().assessment(session.owner(), assessment)
        form = load_form(found, matrix_of(workspace(), found), [*slots.values()])
    except SkillsError:
        return
    for key, (*_, revision, value) in waiting.items():
        if form.revision(slots[key]) == revision:
            form.save(slots[key], value)
    lost = {key: each for key, each in waiting.items() if slots[key] in form.failures}
    if lost:
        st.session_state[_WAITING] = st.session_state.get(_WAITING, {}) | lost
        show_failure(next(iter(form.failures.values())))


def load_form(assessment: Assessment, matrix: Matrix, slots: Sequence[Slot]) -> FormState:
    """Load the stored rows for a group of widgets.

    Raises
    ------
    StoreError
        If the rows cannot be read.
    """
    items = [item for _, item in slots]
    entries = session.store().entries(session.owner(), assessment.id, items=items)
    return FormState(assessment.id, matrix, entries, session.tab())


def require_form(assessment: Assessment, matrix: Matrix, slots: Sequence[Slot]) -> FormState:
    """Return the form of a group, or rerun the page, which reports that the assessment is gone."""
    try:
        return load_form(assessment, matrix, slots)
    except NotFound:
        st.rerun()  # the whole page, which reports it and renders nothing else


def clear(form: FormState, slot: Slot) -> None:
    """Clear a stored value and make every tab re-render it."""
    if form.stored(slot) is None:
        return
    _save(form, slot, None, redraw=True)
    _last_drawn(form.assessment).pop(_name(slot), None)


def _save(
    form: FormState, slot: Slot, value: str | None, *, redraw: bool = False
) -> Saved | Conflict:
    return session.store().save(
        session.owner(),
        form.assessment,
        *slot,
        value,
        tab=form.tab,
        drawn=form.revision(slot),
        operation=session.operation(),
        redraw=redraw,
    )


def _last_drawn(assessment: str) -> dict[str, int]:
    last = st.session_state.get(_DRAWN, {})
    revisions: dict[str, int] = last.get("revisions", {})
    return revisions if last.get("assessment") == assessment else {}


def _name(slot: Slot) -> str:
    return "|".join(slot)


def _slot(name: str) -> Slot:
    kind, item = name.split("|")
    return cast("Kind", kind), item


def _key(assessment: str, name: str, revision: int) -> str:
    return f"{name}|{assessment}|{revision}"
