"""Page with the learning projects for each gap."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components import guard
from components.html import render
from components.result import paging, project_card, resource_list
from components.web.workspace import workspace
from skills.guidance.recommendations import (
    Suggestion,
    projects_for,
    projects_lead_to,
    rank_projects,
    resources_for,
)
from skills.matrix import Matrix, Skill
from skills.scoring.readiness import SkillGap
from skills.sentences.formats import points
from skills.sentences.pages import NO_FURTHER_PROJECT, projects_end, projects_lead
from skills.sentences.results import aim, target_status
from skills.store import Assessment
from skills.workspace.assessment import assess_stored

FEW: Final = 3
"""Number of projects of a skill shown at first; the others on demand."""


def show() -> None:
    """Show the projects for each gap of this tab's assessment, largest readiness loss first."""
    assessment, matrix = guard.require_assessment()
    assessed = assess_stored(workspace(), assessment, matrix)
    readiness = assessed.readiness
    suggestions = rank_projects(matrix, readiness, assessed.scores)
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
    for each in paging.choose_part(gaps, "closing", "Gaps, the costliest first"):
        _show_gap(matrix, assessment, each, projects_for(each.target.skill, suggestions))


def _show_gap(
    matrix: Matrix, assessment: Assessment, each: SkillGap, suggestions: tuple[Suggestion, ...]
) -> None:
    skill = matrix.skills[each.target.skill]
    cost = f"−{points(each.readiness_loss)} points, {target_status(each)}"
    st.html(render("heading.html", title=skill.title, under=cost))
    resource_list.show(resources_for(skill, each.score.level or 0.0, each.target.level))
    for one in _shown(skill, suggestions):
        key = f"{skill.id}|{one.project.id}"
        project_card.show(matrix, one, hours_a_week=assessment.hours, key=key)
    highest = projects_lead_to(matrix, skill.id)
    if not suggestions:
        st.html(render('<p class="rr-quiet">{{ text }}</p>', text=NO_FURTHER_PROJECT))
    elif highest < each.target.level:
        st.html(
            render(
                '<p class="rr-quiet">{{ text }}</p>',
                text=projects_end(highest, each.target.level),
            )
        )


def _shown(skill: Skill, suggestions: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """Return the first few projects of a skill, or all if the person asked for them."""
    if len(suggestions) <= FEW + 1:
        return suggestions
    wants_all = st.toggle(f"Show all {len(suggestions)} projects", key=f"all|{skill.id}")
    return suggestions if wants_all else suggestions[:FEW]
