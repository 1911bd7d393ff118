"""Buttons to plan, start, finish and drop a project, and to undo that; each press is saved at once.

A button's key contains the status and revision it was drawn with. If another tab has written since,
or a second click arrives, that button is gone and the press is ignored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import streamlit as st

from components.browser import show_step_heading
from components.form import saving
from components.form.pending import Slot
from components.form.saving import FormState
from components.html import render
from components.text import labels, literal
from components.web import session, tab_state
from skills.entries.project_attempts import read_attempts
from skills.entries.project_statuses import Marked
from skills.matrix import Project
from skills.sentences.plan_page import ACTIONS, undo_label

CHANGED: Final = "project-status"
"""The switch that is on between a change of status and the next drawing of a page."""


def show_heading(form: FormState, title: str, *, eyebrow: str) -> None:
    """Show the heading of a page; after a change of status the focus moves to it.

    The button that was pressed is gone then. On any other way to the page the focus stays.
    """
    if tab_state.is_on(CHANGED):
        tab_state.turn(CHANGED, on=False)
        show_step_heading(title, eyebrow=eyebrow, step=f"status {_revision(form)}")
        return
    st.html(
        render(
            "status_heading.html",
            eyebrow=eyebrow,
            title=title,
        )
    )


def show_buttons(
    form: FormState, project: Project, trail: Sequence[Marked], *, can_plan: bool = False
) -> None:
    """Show the buttons of a project: change its status, or undo the last change.

    The main one is what comes next: to start it or, once it is started or its check is passed, to
    mark it as done.

    Parameters
    ----------
    can_plan : whether to offer to do it next, as long as it is neither begun nor over.
    """
    if session.is_example():
        return
    status = form.stored(_slot(project.id))
    passed = is_passed(form, project)
    with st.container(horizontal=True, key=f"status-{project.id}"):
        if status not in ("started", "done") and not passed:
            _offer(form, project, "started", is_main=True)
        if can_plan and status is None:
            _offer(form, project, "planned")
        if status != "done":
            _offer(form, project, "done", is_main=passed or status == "started")
        if status is not None:
            show_undo(form, project, trail)
        _offer(form, project, "dropped")


def is_passed(form: FormState, project: Project) -> bool:
    """Return whether the check of a project is passed, and the pass still counts."""
    found = read_attempts(form.stored(("verification", project.id)) or "")
    return found is not None and found.is_passed and not found.is_expired(session.today())


def show_start(form: FormState, project: Project) -> bool:
    """Offer to start a project; return whether it has just been started."""
    if session.is_example():
        return False
    key = _key(form, "begin", project.id)
    if not st.button(ACTIONS["started"], key=key, type="primary"):
        return False
    slot = _slot(project.id)
    form.save(slot, "started")
    return slot not in form.unsaved


def show_undo(form: FormState, project: Project, trail: Sequence[Marked]) -> None:
    """Offer to restore the previous status, if there was one, or to clear it."""
    if session.is_example():
        return
    before = trail[-2].status if len(trail) > 1 else None
    label = undo_label(form.stored(_slot(project.id)), before)
    if st.button(label, key=_key(form, "undo", project.id), type="tertiary"):
        _mark(form, project.id, before)


def show_menu(form: FormState, project: Project, *actions: str) -> None:
    """Show a menu to change the status of a project that is not current."""
    if session.is_example():
        return
    chosen = st.menu_button(
        "Start, finish or drop",
        options=list(actions),
        format_func=lambda each: ACTIONS.get(each, ""),
        key=_key(form, "menu", project.id),
    )
    if chosen in actions:
        _mark(form, project.id, chosen)


def show_choice(form: FormState, label: str, projects: Sequence[Project], key: str) -> None:
    """Show a menu to choose one of several projects to do next."""
    if session.is_example():
        return
    shown = labels({each.id: each.title for each in projects})
    chosen = st.menu_button(
        label,
        options=list(shown),
        format_func=lambda each: literal(shown.get(each, "")),
        key=f"{key}|{form.form_key}",
    )
    if chosen in shown:
        _mark(form, chosen, "planned")


def _offer(form: FormState, project: Project, status: str, *, is_main: bool = False) -> None:
    kind: Literal["primary", "secondary"] = "primary" if is_main else "secondary"
    if st.button(ACTIONS[status], key=_key(form, status, project.id), type=kind):
        _mark(form, project.id, status)


def _mark(form: FormState, project: str, status: str | None) -> None:
    tab_state.turn(_just_done(form, project), on=status == "done")
    if status is None:
        saving.clear(form, _slot(project))
    else:
        form.save(_slot(project), status)
    tab_state.turn(CHANGED, on=True)
    st.rerun()


def is_just_done(form: FormState, project: Project) -> bool:
    """Return whether a project was marked as done in this tab, and still is."""
    is_done = form.stored(_slot(project.id)) == "done"
    return is_done and tab_state.is_on(_just_done(form, project.id))


def _just_done(form: FormState, project: str) -> str:
    return f"just-done|{form.form_key}|{project}"


def _revision(form: FormState) -> int:
    """Return a number that grows with every change of a project's status."""
    return sum(each.revision for (kind, _), each in form.entries.items() if kind == "project")


def _slot(project: str) -> Slot:
    return "project", project


def _key(form: FormState, action: str, project: str) -> str:
    slot = _slot(project)
    return "|".join((action, project, form.stored(slot) or "", str(form.revision(slot))))
