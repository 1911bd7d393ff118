"""Page with the plan, and for each gap what else would close it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components import guard
from components.html import render
from components.result import paging, project_card, resource_list
from components.result.project_card import Card
from components.web.workspace import workspace
from skills.guidance.plan import PlanStep, make_plan
from skills.guidance.recommendations import (
    Suggestion,
    projects_for,
    projects_lead_to,
    rank_projects,
    resources_for,
)
from skills.matrix import Matrix
from skills.scoring.assessed import Assessed
from skills.scoring.readiness import SkillGap
from skills.sentences.formats import points
from skills.sentences.guidance import no_project_text
from skills.sentences.next_steps import plan_lead
from skills.sentences.pages import NO_FURTHER_PROJECT, projects_end, projects_lead
from skills.sentences.results import aim, target_status
from skills.store import Assessment
from skills.workspace.assessment import assess_stored

FIRST: Final = 5
"""Number of steps of the plan shown at first, as in a report; the others on demand."""

FEW: Final = 3
"""Number of projects of a skill shown at first; the others on demand."""


def show() -> None:
    """Show the plan of this tab's assessment, then the projects for each gap, costliest first."""
    assessment, matrix = guard.require_assessment()
    assessed = assess_stored(workspace(), assessment, matrix)
    readiness = assessed.readiness
    gaps = [each for each in readiness.ordered() if each.readiness_loss > 0]
    st.html(
        render(
            '<p class="rr-eyebrow">{{ aim }}</p>'
            '<h1 class="rr-title">Projects that close your gaps</h1>'
            '<p class="rr-lead">{{ lead }}</p>',
            aim=aim(matrix, assessment.profile),
            lead=projects_lead(readiness, len(gaps)),
        )
    )
    if not gaps and st.button("Continue answering", key="assess", type="primary"):
        st.switch_page(guard.pages()["assess"])
    plan = make_plan(matrix, readiness, assessed.scores)
    if gaps:
        _show_plan(assessment, assessed, plan)
    ranked = rank_projects(matrix, readiness, assessed.scores)
    for each in paging.choose_part(gaps, "closing", "Gaps, the costliest first"):
        _show_gap(assessment, matrix, each, _cards(matrix, plan, ranked, each.target.skill))


def _show_plan(assessment: Assessment, assessed: Assessed, plan: tuple[PlanStep, ...]) -> None:
    matrix, readiness = assessed.matrix, assessed.readiness
    lead = plan_lead(readiness, plan, len(plan)) or no_project_text(matrix, readiness)
    st.html(render("heading.html", title="Your plan", under=lead))
    shown = plan
    if len(plan) > FIRST + 1:
        wants_all = st.toggle(f"Show all {len(plan)} steps", key="all-steps")
        shown = plan if wants_all else plan[:FIRST]
    for each in shown:
        card = project_card.of_step(readiness, plan, each)
        key = f"plan|{each.project.id}"
        project_card.show(matrix, card, hours_a_week=assessment.hours, key=key)


def _cards(
    matrix: Matrix, plan: tuple[PlanStep, ...], ranked: tuple[Suggestion, ...], skill: str
) -> tuple[Card, ...]:
    """Return the cards of the projects that raise a skill: those of the plan, then the others."""
    found = {each.project.id: each for each in projects_for(skill, ranked)}
    planned = [each for each in plan if found.pop(each.project.id, None)]
    return (
        *(project_card.of_step_elsewhere(plan, each) for each in planned),
        *(project_card.of_suggestion(matrix, each) for each in found.values()),
    )


def _show_gap(
    assessment: Assessment, matrix: Matrix, each: SkillGap, cards: tuple[Card, ...]
) -> None:
    skill = matrix.skills[each.target.skill]
    cost = f"−{points(each.readiness_loss)} points, {target_status(each)}"
    st.html(render("heading.html", title=skill.title, under=cost))
    resource_list.show(resources_for(skill, each.score.level or 0.0, each.target.level))
    for one in _shown(skill.id, cards):
        key = f"{skill.id}|{one.project.id}"
        project_card.show(matrix, one, hours_a_week=assessment.hours, key=key)
    highest = projects_lead_to(matrix, skill.id)
    text = projects_end(highest, each.target.level) if highest < each.target.level else ""
    if not cards:
        text = NO_FURTHER_PROJECT
    if text:
        st.html(render('<p class="rr-quiet">{{ text }}</p>', text=text))


def _shown(skill: str, cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """Return the first few projects of a skill, or all if the person asked for them."""
    if len(cards) <= FEW + 1:
        return cards
    wants_all = st.toggle(f"Show all {len(cards)} projects", key=f"all|{skill}")
    return cards if wants_all else cards[:FEW]
