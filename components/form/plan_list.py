"""The steps of a plan: what is in hand, what comes after that, and what is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components import guard
from components.form import project_status
from components.form.saving import FormState
from components.html import render
from components.result import project_card
from components.web import session
from components.web.addresses import address
from skills.entries.project_statuses import Marked
from skills.guidance.plan import Plan
from skills.guidance.plan_parts import PlanParts
from skills.guidance.plan_steps import PlanStep
from skills.matrix import Matrix, Project
from skills.scoring.assessed import Assessed
from skills.sentences.next_steps import place, plan_basis
from skills.sentences.plan_page import (
    ACTIONS,
    DONE_CHANGES_NOTHING,
    blocked_text,
    project_link_label,
    since_text,
    week_text,
)
from skills.sentences.plan_proof import later_text
from skills.store import Assessment

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


def show_now(view: PlanView, projects: Sequence[Project]) -> None:
    """Show what is in hand, with its buttons and its brief."""
    st.html(render("heading.html", title="This week"))
    hours = view.assessment.hours
    for each in projects:
        trail = view.trails.get(each.id, ())
        card = _card(view, each)
        with st.container(border=True):
            st.html(
                render(
                    '<h3 class="rr-h3">{{ title }}</h3><p class="rr-quiet">{{ line }}</p>'
                    "{% if more %}<p>{{ more }}</p>{% endif %}",
                    title=each.title,
                    line=" · ".join(project_card.line(view.matrix, card)),
                    more=" ".join(filter(None, (since_text(trail), week_text(each, hours)))),
                )
            )
            project_status.show_buttons(view.form, each, trail)
            with st.expander("What to do", key=f"now|{each.id}"):
                project_card.show_brief(view.matrix, card, hours_a_week=hours)
            _show_way(view, each)


def _show_way(view: PlanView, project: Project) -> None:
    """Link to the project's own page, with its data, its check and what there is to show."""
    st.html(
        render(
            "<p><span data-about hidden>{{ title }}</span>"
            '<a class="rr-go rr-link" href="{{ link }}">{{ text }}</a></p>',
            title=project.title,
            link=address("project", view.assessment.id, project=project.id),
            text=project_link_label(project),
        )
    )


def show_blocked(view: PlanView, parts: PlanParts) -> None:
    """Show what the person planned but cannot reach, with a way back."""
    for project, dropped in parts.blocked:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                render(
                    "<p>{{ text }}<span data-about hidden>{{ title }}</span></p>",
                    text=blocked_text(project, dropped),
                    title=project.title,
                )
            )
            project_status.show_undo(view.form, project, view.trails.get(project.id, ()))


def _card(view: PlanView, project: Project) -> project_card.Card:
    steps = (*view.plan.steps, *view.plan.later)
    number = place(steps, project.id)
    if not number:
        return project_card.of_project(project)
    lost = view.lost.get(project.id, 0.0)
    return project_card.of_step(view.assessed.readiness, steps, steps[number - 1], lost)


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
        st.html(render('<p class="rr-quiet">{{ text }}</p>', text=text))
        cards = [_card(view, each.project) for each in view.plan.later]
        project_card.show_list(view.matrix, cards, hours_a_week=view.assessment.hours)


def show_past(view: PlanView, parts: PlanParts) -> None:
    """Show the done and dropped projects, collapsed."""
    for title, projects in (("Done", parts.done), ("Dropped", parts.dropped)):
        if projects:
            with st.expander(f"{title} ({len(projects)})", key=title.lower()):
                for each in projects:
                    with st.container():
                        _show_past_one(view, each, is_done=title == "Done")
                if title == "Done":
                    st.html(render('<p class="rr-quiet">{{ t }}</p>', t=DONE_CHANGES_NOTHING))


def _show_past_one(view: PlanView, project: Project, *, is_done: bool) -> None:
    trail = view.trails.get(project.id, ())
    st.html(
        render(
            '<p><b>{{ title }}</b> <span class="rr-quiet">{{ since }}</span></p>',
            title=project.title,
            since=since_text(trail),
        )
    )
    _show_way(view, project)
    with st.container(horizontal=True):
        if (
            is_done
            and not session.is_example()
            and st.button("Rate these skills again", key=f"rate|{project.id}")
        ):
            session.go_to_skill(next(iter(project.raises)))
            st.switch_page(guard.pages()["assess"])
        project_status.show_undo(view.form, project, trail)
