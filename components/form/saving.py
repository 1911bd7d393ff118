"""Synchronise widgets with the database: every choice shown is stored, or marked as not saved.

Each run first stores what the widgets of the last run hold by now (`store_pending`), then reads the
rows, and only then draws: what a page shows comes from the rows, and a run that fails halfway has
lost nothing. Nothing is saved in widget callbacks, since Streamlit drops them on quick clicks and
after a restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import streamlit as st

from components.form import pending
from components.form.pending import Change, Memory, Slot, Widget
from components.web import session
from components.web.entry_access import access_to, assessment_of
from skills.entries.answers import Answers, carry_answers
from skills.entries.kinds import Kind
from skills.entries.rules import is_value, values_of
from skills.matrix import Matrix
from skills.store import Conflict, Entry, NotFound, Saved


@dataclass(slots=True)
class FormState:
    """The widgets of a page beside the stored rows of one assessment.

    Attributes
    ----------
    form_key : the key of the form, as in `components.web.entry_access`.
    unsaved : values that could not be stored; the page must mark them.
    changed_elsewhere : entries that another tab has written since this one drew them.
    memory : what the session remembers of the form drawn last.
    """

    form_key: str
    matrix: Matrix
    entries: Mapping[Slot, Entry]
    tab: str
    unsaved: dict[Slot, Change]
    changed_elsewhere: set[Slot] = field(default_factory=set)
    widgets: dict[Slot, Widget] = field(default_factory=dict)
    memory: Memory = field(default_factory=pending.memory)

    @property
    def assessment_id(self) -> str:
        """Return the id of the assessment that the form writes to."""
        return assessment_of(self.form_key)

    def values(self, kind: Kind) -> Mapping[str, str | None]:
        """Return every stored value of a kind by its item, None where it was cleared."""
        return {item: each.value for (of, item), each in self.entries.items() if of == kind}

    @property
    def has_conflict(self) -> bool:
        """Return whether a conflict between two edits on this page is still unresolved."""
        return any((self.form_key, slot) in self.memory["conflicts"] for slot in self.widgets)

    @property
    def answers(self) -> Answers:
        """Return the stored answers, migrated to the matrix."""
        return carry_answers(self.values("answer"), self.matrix).answers

    @property
    def saved_at(self) -> datetime | None:
        """Return when this run last stored something."""
        return self.memory["saved_at"]

    @property
    def last_widgets(self) -> dict[Slot, Widget]:
        """Return the widgets of this form that the last run drew."""
        is_same = self.memory["form_key"] == self.form_key
        return self.memory["widgets"] if is_same else {}

    def stored(self, slot: Slot) -> str | None:
        """Return the stored value, or None if there is none or it is invalid in this matrix."""
        entry = self.entries.get(slot)
        if entry is None or not is_value(self.matrix, *slot, entry.value):
            return None
        return entry.value

    def shown(self, slot: Slot) -> str | None:
        """Return the value to draw: the one that could not be stored, or else the stored one."""
        unsaved = self.unsaved.get(slot)
        return unsaved["value"] if unsaved else self.stored(slot)

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
        last = self.last_widgets.get(slot)
        if last and last["revision"] < revision:
            self.changed_elsewhere.add(slot)
        self.widgets[slot] = Widget(
            revision=revision,
            shown=self.shown(slot) or "",
            options=[*values_of(self.matrix, *slot)] or None,
        )
        return pending.widget_key(self.form_key, slot, revision)

    def save(self, slot: Slot, value: object) -> str | None:
        """Store a value that became known only when its widget was drawn; return what it shows.

        After a restart the browser sends values which the server cannot read before it draws their
        widgets. All others were stored at the start of the run. A value of another type was forged.
        """
        shown, offered = self.shown(slot), values_of(self.matrix, *slot)
        if not isinstance(value, str) or value == (shown or ""):
            return shown
        if offered and value not in offered:
            return shown
        change = Change(
            form_key=self.form_key,
            slot=slot,
            revision=self.revision(slot),
            value=value,
            why="",
        )
        try:
            result = pending.store(change)
        except NotFound:
            st.rerun()  # the whole page, which reports it and draws nothing else
        if isinstance(result, Conflict):
            st.rerun()
        if isinstance(result, Saved):
            self.entries = {**self.entries, slot: result.entry}
        else:
            self.unsaved[slot] = result
        if slot in self.widgets:
            self.widgets[slot]["shown"] = value
        return value

    def close(self) -> None:
        """Remember what was drawn, so that the next run can store what it holds by then."""
        self.memory["form_key"], self.memory["widgets"] = self.form_key, self.widgets


def require_form(key: str, matrix: Matrix) -> FormState:
    """Return the stored rows of a form, or rerun the page, which reports that they are gone.

    One question to the database, which may be far away, brings all that a page asks or counts.

    Parameters
    ----------
    key : of the form, as in `components.web.entry_access`; an owner's is the id of the assessment.

    Raises
    ------
    StoreError
        If the rows cannot be read.
    """
    try:
        return form_of(key, matrix, access_to(key).entries())
    except NotFound:
        st.rerun()  # the whole page, which reports it and draws nothing else


def form_of(key: str, matrix: Matrix, entries: Mapping[Slot, Entry]) -> FormState:
    """Return a form of rows that are read already."""
    unsaved = {
        each["slot"]: each
        for each in pending.memory()["unsaved"].values()
        if each["form_key"] == key
    }
    return FormState(key, matrix, entries, session.tab(), unsaved)


def clear(form: FormState, slot: Slot) -> None:
    """Clear a stored value and make every tab redraw its widget."""
    if slot in form.unsaved:
        pending.forget(form.unsaved.pop(slot))
    if form.stored(slot) is None:
        return
    replace_value(form, slot, None)


def replace_value(form: FormState, slot: Slot, value: str | None) -> None:
    """Store a value over any other, None to clear it, and make every tab redraw its widget."""
    access_to(form.form_key).save(
        *slot,
        value,
        tab=form.tab,
        widget_revision=form.revision(slot),
        operation=session.operation(),
        redraw=True,
    )
    form.last_widgets.pop(slot, None)
