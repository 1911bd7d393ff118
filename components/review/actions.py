"""The actions that a person and a mentor agree on: add, tick off and remove them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from components.form import saving
from components.form.pending import Slot
from components.form.saving import FormState
from components.form.status import mark
from components.html import render
from components.text import labels
from components.texts_on_page import show_quiet
from components.web import session, tab_state
from skills.entries.kinds import CREDENTIAL_TEXT_LENGTH
from skills.entries.review_entries import Action, actions_in, as_action, written
from skills.matrix import Matrix
from skills.sentences.review import action_details, action_text, decided_words, stays_planned
from skills.workspace.access import PLANNED
from skills.workspace.reviews import Talk

NO_PROJECT: Final = ""
DRAFT: Final = "action"
DROPPED: Final = "dropped"


def show(form: FormState, talk: Talk, skill: str, *, by: str) -> None:
    """Show the agreed actions, and a form to add one for a skill.

    Parameters
    ----------
    by : who has this page open: `skills.entries.review_entries.OWNER`, or the id of the review.
    """
    st.html(render("heading.html", title="What comes next"))
    actions = actions_in(form.entries.values())
    today = session.today()
    mentor, person = talk.review.mentor, decided_words(by)["self"]
    for item, each in actions.items():
        with st.container(horizontal=True, vertical_alignment="center", key=f"action-{item}"):
            st.html(
                render(
                    "action.html",
                    text=action_text(form.matrix, each),
                    details=action_details(form.matrix, each, mentor, today),
                    is_done=each.is_done,
                )
            )
            if session.is_example():
                continue
            label = "Mark as not done" if each.is_done else "Mark as done"
            if st.button(label, key=f"tick|{item}", type="tertiary"):
                _save(form, item, replace(each, is_done=not each.is_done))
            if st.button("Remove", key=f"drop|{item}", type="tertiary"):
                _remove(form, item, each)
    if not session.is_example():
        _offer_new(form, actions, skill, {"self": person, "mentor": mentor})


def _offer_new(
    form: FormState, actions: Collection[str], skill: str, names: Mapping[str, str]
) -> None:
    message = tab_state.flashed()
    if message:
        show_quiet(message, is_status=True)
    if tab_state.draft(DRAFT) in actions:  # stored by a later run than the one that asked for it
        tab_state.finish_draft(DRAFT)
    with st.expander("Add an action", key="add-action"):
        show_quiet(f"For {form.matrix.skills[skill].title}.")
        item = tab_state.draft(DRAFT)
        made = _ask_new(form.matrix, skill, names, item)
    if made is not None:
        tab_state.finish_draft(DRAFT)
        _plan_project(form, made.project)
        _save(form, item, made)


def _save(form: FormState, item: str, action: Action) -> None:
    slot: Slot = ("action", item)
    form.save(slot, written(action))
    mark(form, slot)
    if slot not in form.unsaved:
        st.rerun()


def _plan_project(form: FormState, project: str) -> None:
    """Put an agreed project into the person's plan, unless it is under way or done."""
    if project and form.stored(("project", project)) in {None, DROPPED}:
        form.save(("project", project), PLANNED)


def _remove(form: FormState, item: str, action: Action) -> None:
    """Remove an action; its project keeps its status, since it may be wanted anyway."""
    saving.clear(form, ("action", item))
    if form.stored(("project", action.project)) == PLANNED:
        tab_state.flash(stays_planned(form.matrix.project_title(action.project)))
    st.rerun()


def _ask_new(matrix: Matrix, skill: str, names: Mapping[str, str], item: str) -> Action | None:
    """Ask for an action, and return it once it is complete and confirmed.

    Parameters
    ----------
    names : what to call the person and the mentor.
    """
    projects = _projects(matrix, skill)
    with st.form(f"action|{item}", border=False):
        project = st.selectbox(
            "Learning project",
            list(projects),
            format_func=lambda each: projects[each],
        )
        text = st.text_input("What to do", max_chars=CREDENTIAL_TEXT_LENGTH)
        with st.container(horizontal=True):
            assignee = st.selectbox(
                "Who",
                list(names),
                format_func=lambda each: names[each],
            )
            due = st.date_input("Due by", value=None, format="YYYY-MM-DD")
        is_sent = st.form_submit_button("Add", type="primary")
    if not is_sent:
        return None
    made = Action(skill, project or "", (text or "").strip(), assignee or "self", due)
    if as_action(written(made)) is None:
        st.error("Choose a project or say what to do.")
        return None
    return made


def _projects(matrix: Matrix, skill: str) -> Mapping[str, str]:
    """Return the projects to choose from with their titles, those for the skill first."""
    ranked = sorted(matrix.projects, key=lambda each: skill not in each.raises)
    titles = {each.id: each.title for each in ranked}
    return labels({NO_PROJECT: "None: describe it below", **titles})
