"""Result page: the overview first, everything else one tab away."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components import guard
from components.form import project_status, saving
from components.form.saving import FormState
from components.html import render
from components.result import (
    aim_switch,
    all_skills,
    answering_links,
    day_timeline,
    highlights,
    next_step,
    project_card,
    radar,
    role_levels,
    role_list,
    scoring_tab,
    verdict,
)
from components.texts_on_page import show_note, show_quiet
from components.transfer import downloads
from components.web import session, tab_state
from components.web.addresses import address
from skills.guidance.plan import plan_for
from skills.guidance.plan_steps import PlanStep
from skills.guidance.recommendations import rank_projects
from skills.guidance.roles import rank_roles
from skills.guidance.working_day import assess_day, find_opening
from skills.matrix import Project
from skills.questionnaire.response_patterns import second_look
from skills.scoring.assessed import Assessed, assess_entries
from skills.scoring.verdicts import Verdict
from skills.sentences.answers import second_look as ask_to_look
from skills.sentences.no_plan import no_plan_text
from skills.sentences.overview import answering_label
from skills.sentences.pages import SNAPSHOT_TOO_LARGE
from skills.store import Assessment, Refused

VIEW: Final = "view"
"""Key of the tabs, and the name of their query parameter."""

OVERVIEW: Final = "Overview"
ALL_SKILLS: Final = "All skills"
OTHER_ROLES: Final = "Other roles"
DAY: Final = "A day"
SCORING: Final = "How it's scored"

FEW: Final = 3
"""Number of projects shown where there is no plan."""


def show() -> None:
    """Show the result of the current assessment of this tab."""
    assessment, matrix = guard.require_assessment()
    form = saving.require_form(assessment.id, matrix)
    entries = tuple(form.entries.values())
    assessed = assess_entries(
        assessment, entries, matrix, session.today(), adjust_leniency=scoring_tab.adjusts()
    )
    readiness = assessed.readiness
    aim_switch.show(assessment, matrix)
    is_complete = readiness.value is not None and readiness.is_complete
    if is_complete and assessed.is_adjusted and not session.is_example():
        _keep_day(assessment, assessed)
    if readiness.value is None or readiness.verdict is Verdict.unknown:
        _show_preview(assessed)
        return
    plan = plan_for(assessed, session.today()).steps
    _show_tabs(assessment, form, assessed, plan)


def forget_view() -> None:
    """Forget which tab was open when the page is left, so that it opens on the overview again."""
    tab_state.forget_widget(VIEW)


def _show_tabs(
    assessment: Assessment, form: FormState, assessed: Assessed, plan: tuple[PlanStep, ...]
) -> None:
    """Show the tabs; only the open one is rendered, and the address names it."""
    matrix = assessed.matrix
    titles = [OVERVIEW, ALL_SKILLS, OTHER_ROLES, *([DAY] if matrix.day else []), SCORING]
    tabs = st.tabs(titles, key=VIEW, on_change="rerun", bind="query-params")
    for title, each in zip(titles, tabs, strict=True):
        if each.open:
            with each:
                _show_tab(title, assessment, form, assessed, plan)


def _show_tab(
    title: str,
    assessment: Assessment,
    form: FormState,
    assessed: Assessed,
    plan: tuple[PlanStep, ...],
) -> None:
    if title == OVERVIEW:
        _show_overview(assessment, form, assessed, plan)
        return
    st.html(render("hidden_title.html", title=title))
    if title == ALL_SKILLS:
        all_skills.show(assessment, assessed)
    elif title == OTHER_ROLES:
        _show_roles(assessment, assessed)
    elif title == DAY:
        day = assess_day(assessed.matrix, assessed.scores)
        opening = find_opening(assessed.matrix, assessed.scores, plan, assessed.assumed_levels)
        day_timeline.show(assessed.matrix, day, opening)
    else:
        scoring_tab.show(assessed)


def _show_overview(
    assessment: Assessment, form: FormState, assessed: Assessed, plan: tuple[PlanStep, ...]
) -> None:
    matrix, readiness = assessed.matrix, assessed.readiness
    has_checks = any(matrix.skills[each.target.skill].checks for each in readiness.skill_gaps)
    link = "" if readiness.is_confirmed or not has_checks else address("checks", assessment.id)
    words, picture = st.columns([1, 1], gap="medium")
    with words:
        verdict.show(assessed, plan, assessment.hours, checks_link=link)
    with picture:
        radar.show(matrix, readiness)
    _show_next(assessment, form, assessed, plan)
    all_link = f"{address('result', assessment.id)}&view=All+skills"
    ways = answering_links.answering(assessment, readiness)
    highlights.show(matrix, readiness, all_link=all_link, answering=ways)
    _show_second_look(assessed)


def _show_next(
    assessment: Assessment, form: FormState, assessed: Assessed, plan: tuple[PlanStep, ...]
) -> None:
    """Show the first step of the plan or, without one, why and what projects would need first."""
    matrix, readiness = assessed.matrix, assessed.readiness
    with st.container(border=True, key="next-step"):
        estimated = answering_links.show_estimated(assessment, matrix, readiness, musts_only=False)
        if plan:
            with st.container(horizontal=True, vertical_alignment="center"):
                next_step.show(matrix, readiness, plan)
                _offer_start(form, plan[0].project)
            return
        others = {each.target.skill for each in readiness.skill_gaps if each.is_gap} - estimated
        if others or not estimated:
            empty = plan_for(assessed, session.today())
            text = no_plan_text(matrix, readiness, empty, assessed.limits)
            show_quiet(text)
        ranked = rank_projects(
            matrix, readiness, assessed.scores, assessed.project_statuses, assessed.assumed_levels
        )
        for one in ranked[:FEW]:
            card = project_card.of_recommendation(matrix, one)
            key = f"next|{one.project.id}"
            project_card.show(matrix, card, hours_a_week=assessment.hours, key=key)


def _offer_start(form: FormState, project: Project) -> None:
    """Offer to start the first project of the plan or, once it is started, to go to the plan."""
    is_started = form.stored(("project", project.id)) == "started"
    if is_started or session.is_example():
        if st.button("Open your plan", key="to-plan", type="primary"):
            st.switch_page(guard.pages()["plan"])
    elif project_status.show_start(form, project):
        st.switch_page(guard.pages()["plan"])


def _show_roles(assessment: Assessment, assessed: Assessed) -> None:
    matrix = assessed.matrix
    st.html(
        render(
            "heading.html",
            title="The levels of this role",
            under="How your answers compare with each level.",
        )
    )
    role_levels.show(matrix, assessed.role_readiness, assessment.profile)
    if len(matrix.roles) > 1:
        st.html(
            render(
                "heading.html",
                title="Other roles",
                under="How your answers compare with the next level of every role.",
            )
        )
        fits = rank_roles(matrix, assessed.scores)
        role_list.show(matrix, fits, matrix.profiles[assessment.profile])


def _show_preview(assessed: Assessed) -> None:
    """Show how far the person is from a first verdict, on one screen."""
    gaps = assessed.readiness.skill_gaps
    open_skills = [each.target.skill for each in gaps if each.score.tally.left]
    verdict.show_preview(assessed, open_skills)
    if st.button(answering_label(assessed.readiness), key="assess", type="primary"):
        session.go_to_skill("")
        st.switch_page(guard.pages()["assess"])
    _show_second_look(assessed)
    scoring_tab.show_without_place(assessed.carried)


def _show_second_look(assessed: Assessed) -> None:
    found = second_look(assessed.matrix, assessed.profile, assessed.answers, assessed.mode)
    for pattern in found:
        sentence = ask_to_look(assessed.matrix, pattern)
        show_note(sentence)


def _keep_day(assessment: Assessment, assessed: Assessed) -> None:
    """Save today's snapshot; if it is too large, try again only after a change."""
    state = (assessment.id, assessment.changed_at)
    if not tab_state.is_too_large(state):
        try:
            downloads.assessment_files(assessment, assessed.matrix, assessed).keep_day()
        except Refused:
            tab_state.keep_too_large(state)
    if tab_state.is_too_large(state):
        show_quiet(SNAPSHOT_TOO_LARGE)
