"""The steps of a plan: what is in hand, what comes after that, and what is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.form import done_card, project_status
from components.form.saving import FormState
from components.html import render
from components.result import project_card
from components.texts_on_page import show_quiet
from components.web import tab_state
from components.web.addresses import address
from skills.entries.project_statuses import Marked
from skills.guidance.plan import Plan
from skills.guidance.plan_parts import PlanParts
from skills.guidance.plan_steps import PlanStep
from skills.matrix import Matrix, Project
from skills.scoring.assessed import Assessed
from skills.sentences.next_steps import plan_basis
from skills.sentences.plan_page import (
    ACTIONS,
    DONE_CHANGES_NOTHING,
    project_link_label,
    since_text,
    unplaced_text,
    week_text,
)
from skills.sentences.plan_proof import later_text
from skills.store import Assessment

LATEST: Final = 3
"""Maximum number of projects done in earlier visits that are shown with what is in hand."""

FIRST: Final = 6
"""Number of further steps of the plan shown at first; the rest are shown on demand."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """The data from which all parts of the plan are drawn."""

    assessment: Assessment
    assessed: Assessed
    plan: Plan
    lost: Mapping[str, float]
    form: FormState
    trails: Mapping[str, Sequence[Marked]]

    @property
    def matrix(self) -> Matrix:
        """Return the matrix of the assessment."""
        return self.assessed.matrix


def in_hand(view: PlanView, parts: PlanParts) -> list[Project]:
    """Return what is in hand and what was until it was done, each in the place it had before.

    So no other project moves under a button that has just been pressed. What is done stays until
    its skills are rated again, but of what an earlier visit has left only the latest.
    """
    name = f"in-hand|{view.assessment.id}"
    latest = [each.id for each in parts.done if each.id in parts.unrated][-LATEST:]
    done = [e for e in parts.done if e.id in latest or project_status.is_just_done(view.form, e)]
    before = tab_state.kept_order(name)
    positions = {each: position for position, each in enumerate(before)}
    found = sorted([*done, *parts.now], key=lambda each: positions.get(each.id, len(before)))
    tab_state.keep_order(name, [each.id for each in found])
    return found


def show_now(view: PlanView, parts: PlanParts, projects: Sequence[Project]) -> None:
    """Show what is in hand, with its buttons and its brief, and what is done of it."""
    st.html(render("heading.html", title="Now"))
    for each in projects:
        with st.container(border=True):
            if each in parts.done:
                _show_done(view, each, parts.unrated.get(each.id, ()))
            else:
                _show_current(view, each)


def _show_done(view: PlanView, project: Project, skills: Sequence[str]) -> None:
    """Show one project that is done in the place where it was in hand.

    "Undo" stands at the other end than the buttons of a project in hand, so that a second press
    where "Mark as done" was does nothing.
    """
    trail = view.trails.get(project.id, ())
    done_card.show(view.form, project, skills, trail)
    with _row(project):
        _show_way(view, project)
        project_status.show_undo(view.form, project, trail)


def _row(project: Project) -> DeltaGenerator:
    """Return a row for a line of text with a button behind it, on one height."""
    return st.container(horizontal=True, vertical_alignment="center", key=f"row-{project.id}")


def _show_current(view: PlanView, project: Project) -> None:
    """Show one project in hand with its buttons and its brief."""
    hours, trail = view.assessment.hours, view.trails.get(project.id, ())
    card = _card(view, project)
    st.html(
        render(
            "plan_heading.html",
            title=project.title,
            line=" · ".join(project_card.line(view.matrix, card)),
            more=" ".join(filter(None, (since_text(trail), week_text(project, hours)))),
        )
    )
    project_status.show_buttons(view.form, project, trail)
    with st.expander("What to do", key=f"now|{project.id}"):
        project_card.show_brief(view.matrix, card, hours_a_week=hours)
    _show_way(view, project)


def _show_way(view: PlanView, project: Project) -> None:
    """Link to the project's own page, with its data, its check and what there is to show."""
    st.html(
        render(
            "plan_more_link.html",
            title=project.title,
            link=address("project", view.assessment.id, project=project.id),
            text=project_link_label(project),
        )
    )


def show_unplaced(view: PlanView, parts: PlanParts) -> None:
    """Show what the person planned but is not in the plan, and why, with a way back."""
    for project, text in ((each.project, unplaced_text(each)) for each in parts.unplaced):
        with _row(project):
            st.html(
                render(
                    "plan_not_in.html",
                    text=text,
                    title=project.title,
                )
            )
            project_status.show_undo(view.form, project, view.trails.get(project.id, ()))


def _card(view: PlanView, project: Project) -> project_card.Card:
    lost = view.lost.get(project.id, 0.0)
    return project_card.of_planned(view.assessed.readiness, view.plan, project, lost)


def show_then(view: PlanView, steps: Sequence[PlanStep]) -> None:
    """Show the further steps of the plan, each folded."""
    basis = plan_basis(view.assessed.readiness, view.plan.steps, len(view.plan.steps))
    st.html(render("heading.html", title="After that", under=basis))
    shown = steps
    if len(steps) > FIRST + 1:
        wants_all = st.toggle(f"Show all {len(steps)} steps", key="all-steps")
        shown = steps if wants_all else steps[:FIRST]
    for each in shown:
        card = _card(view, each.project)
        with project_card.fold(view.matrix, card, key=f"plan|{each.project.id}"):
            project_card.show_brief(view.matrix, card, hours_a_week=view.assessment.hours)
            _show_way(view, each.project)
            _offer_changes(view, each)


def _offer_changes(view: PlanView, step: PlanStep) -> None:
    is_planned = step.status == "planned"
    with st.container(horizontal=True):
        if is_planned:
            trail = view.trails.get(step.project.id, ())
            project_status.show_undo(view.form, step.project, trail)
        actions = [each for each in ACTIONS if not (is_planned and each == "planned")]
        project_status.show_menu(view.form, step.project, *actions)


def show_later(view: PlanView) -> None:
    """Show what more hours would add, in a collapsed section."""
    title = f"With more time ({len(view.plan.later)})"
    with st.expander(title, key="later"):
        text = later_text(view.assessed.readiness, view.plan)
        show_quiet(text)
        cards = [_card(view, each.project) for each in view.plan.later]
        project_card.show_list(view.matrix, cards, hours_a_week=view.assessment.hours)


def show_past(view: PlanView, parts: PlanParts, shown: Sequence[Project]) -> None:
    """Show the done and dropped projects that are not shown above, collapsed."""
    done = [each for each in parts.done if each not in shown]
    for title, projects in (("Done", done), ("Dropped", parts.dropped)):
        if projects:
            with st.expander(f"{title} ({len(projects)})", key=title.lower()):
                for each in projects:
                    with st.container():
                        _show_past_one(view, each, parts.unrated.get(each.id, ()))
                if title == "Done":
                    show_quiet(DONE_CHANGES_NOTHING)


def _show_past_one(view: PlanView, project: Project, skills: Sequence[str]) -> None:
    trail = view.trails.get(project.id, ())
    st.html(
        render(
            "plan_past.html",
            title=project.title,
            since=since_text(trail),
        )
    )
    done_card.show_request(view.form, project, skills)
    _show_way(view, project)
    project_status.show_undo(view.form, project, trail)
