"""Store the values of a form's widgets, at the start of every run and before anything is drawn.

What cannot be stored now stays in the session, and is tried again at the start of each run.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final, TypedDict, cast

import streamlit as st

from components.web import session
from components.web.entry_access import access_to
from skills.entries.kinds import Kind
from skills.problems import StoreError
from skills.store import Conflict, NotFound, Saved
from skills.workspace.example_person import EXAMPLE

log = logging.getLogger("readiness_radar")

Slot = tuple[Kind, str]
"""Kind and item of an entry: ("answer", statement id), ("note", skill id), …"""


WEIGHED: Final[frozenset[Kind]] = frozenset({"note", "comment", "discussion", "agreed", "decided"})
"""The kinds of which a value that lost is shown, to choose: own words, and what two people decide
together. Of the others the latest click counts, and it is a click to change it back."""


class Widget(TypedDict):
    """The widget of an entry as a run drew it.

    Attributes
    ----------
    revision : the revision of the row it was drawn from.
    shown : the value it was drawn with, "" for none.
    options : the ids to choose from, or None for a text.
    """

    revision: int
    shown: str
    options: Sequence[str] | None


class Change(TypedDict):
    """A value to store, and why that failed, "" if it was not tried yet.

    Attributes
    ----------
    form_key : the key of the form, as in `components.web.entry_access`.
    """

    form_key: str
    slot: Slot
    revision: int
    value: str
    why: str


class Memory(TypedDict):
    """What the session remembers of the form drawn last.

    Attributes
    ----------
    widgets : by the entry they are for.
    unsaved : what could not be stored yet, in any assessment, by the key of its widget.
    conflicts : values that somebody else's change kept from being stored, by form and entry.
    marked : keys of what this run has shown as not saved.
    saved_at : when this run stored something, if it did.
    """

    form_key: str
    widgets: dict[Slot, Widget]
    unsaved: dict[str, Change]
    conflicts: dict[tuple[str, Slot], Change]
    marked: list[str]
    saved_at: datetime | None


_MEMORY: Final = "form"


def memory() -> Memory:
    """Return what this tab's session remembers, nothing at first."""
    try:
        return cast("Memory", st.session_state[_MEMORY])
    except KeyError:  # asking first whether it is there would cost each click as much again
        new = Memory(form_key="", widgets={}, unsaved={}, conflicts={}, marked=[], saved_at=None)
        st.session_state[_MEMORY] = new
        return new


def widget_key(form_key: str, slot: Slot, revision: int) -> str:
    """Return the key of an entry's widget, a new one whenever the widget has to be drawn anew."""
    return "|".join((*slot, form_key, str(revision)))


def store_pending() -> None:
    """Store what could not be stored earlier, and the current values of the widgets drawn last.

    A change to the example is never retried: its page says so where the widget is drawn.
    """
    remembered = memory()
    for each in list(remembered["unsaved"].values()):
        if each["form_key"] == EXAMPLE:
            forget(each)
    remembered["marked"], remembered["saved_at"] = [], None
    for key, each in (remembered["unsaved"] | _changed(remembered)).items():
        try:
            store(each)
        except NotFound:  # erased elsewhere, as the page will say
            remembered["unsaved"].pop(key, None)


def store(change: Change) -> Saved | Conflict | Change:
    """Store a value; return the change with the reason if it could not be stored, and remember it.

    Raises
    ------
    NotFound
        If the assessment has been erased.
    """
    remembered = memory()
    key = key_of(change)
    try:
        # A change belongs to the assessment it was made in, whatever the tab shows now.
        result = access_to(change["form_key"]).save(
            *change["slot"],
            change["value"],
            tab=session.tab(),
            widget_revision=change["revision"],
            operation=session.operation(),
        )
    except NotFound:
        raise
    except StoreError as error:
        remembered["unsaved"][key] = Change(**{**change, "why": str(error)})
        return remembered["unsaved"][key]
    remembered["unsaved"].pop(key, None)
    if isinstance(result, Conflict):
        _keep(change, result.entry.value or "")
    if isinstance(result, Saved):
        remembered["saved_at"] = result.entry.changed_at
    return result


def _keep(change: Change, stored: str) -> None:
    """Keep a value that lost against somebody else's, so that the person can choose."""
    if change["slot"][0] in WEIGHED and change["value"].strip() not in ("", stored.strip()):
        memory()["conflicts"][change["form_key"], change["slot"]] = change


def key_of(change: Change) -> str:
    """Return the key of the widget that a change comes from."""
    return widget_key(change["form_key"], change["slot"], change["revision"])


def forget(change: Change) -> None:
    """Stop trying to store a change."""
    memory()["unsaved"].pop(key_of(change), None)


def mark(change: Change) -> None:
    """Remember that this run shows a change as not saved."""
    memory()["marked"].append(key_of(change))


def unmarked() -> list[Change]:
    """Return what is not saved and not shown as such by this run."""
    remembered = memory()
    marked = remembered["marked"]
    return [each for key, each in remembered["unsaved"].items() if key not in marked]


def _changed(remembered: Memory) -> dict[str, Change]:
    changed = {}
    form_key = remembered["form_key"]
    widgets = {} if form_key == EXAMPLE else remembered["widgets"]
    for slot, widget in widgets.items():
        key = widget_key(form_key, slot, widget["revision"])
        value = _held(key, widget)
        if value is not None and value != widget["shown"]:
            changed[key] = Change(
                form_key=form_key, slot=slot, revision=widget["revision"], value=value, why=""
            )
    return changed


def _held(key: str, widget: Widget) -> str | None:
    """Return what a widget holds, or None if it is not there or holds what no page can send."""
    try:
        value = st.session_state.get(key)
    except (ValueError, TypeError, LookupError, AttributeError):
        log.warning("a forged value was ignored")
        return None
    is_offered = widget["options"] is None or value in widget["options"]
    return value if isinstance(value, str) and is_offered else None
