"""The tab with every skill: gaps, targets reached, checks, qualifications."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.result import (
    answering_links,
    credential_list,
    gap_plot,
    gap_table,
    paging,
    qualification_list,
    radar,
    source_table,
)
from components.texts_on_page import show_link
from components.web import session
from components.web.addresses import address
from components.web.workspace import workspace
from skills.scoring.assessed import Assessed
from skills.scoring.estimates import SELF
from skills.scoring.highlights import all_gaps
from skills.scoring.knowledge_checks import check_rounds
from skills.sentences.formats import day as written_day
from skills.sentences.knowledge_checks import NO_CHECKS_TAKEN, SELF_RATED_ONLY
from skills.sentences.project_checks import (
    EVIDENCE,
    SELF_DECLARED,
    project_text,
    verified_marks,
)
from skills.store import Assessment
from skills.workspace.assessment import check_history, credentials, qualifications, work_links


def show(assessment: Assessment, assessed: Assessed) -> None:
    """Show every skill against its target, then what else the person has entered."""
    matrix, readiness = assessed.matrix, assessed.readiness
    _show_gaps(assessment, assessed)
    with st.expander("As a table, with the reason for each target", key="table"):
        rows = paging.choose_part(readiness.ordered(), "rows", "Skills")
        gap_table.show(matrix, rows, verified=verified_marks(matrix, assessed.verified))
    radar.offer(matrix, readiness)
    _show_checks(assessment, assessed)
    _show_projects(assessment, assessed)
    if matrix.qualifications:
        _heading("Qualifications", "Shown with your result. They don't affect your score.")
        known = qualifications(workspace(), assessment)
        qualification_list.show(matrix, assessment.profile, known)
        today = session.today()
        credential_list.show(credentials(workspace(), assessment), today)


def _show_gaps(assessment: Assessment, assessed: Assessed) -> None:
    """Show the gaps that the overview counts, then every other skill."""
    matrix, readiness = assessed.matrix, assessed.readiness
    ways = answering_links.answering(assessment, readiness)
    gaps = all_gaps(readiness)
    others = [each for each in readiness.ordered() if not each.is_gap]
    met = [each for each in others if each.is_reached]
    left = [each for each in others if not each.is_reached]
    if gaps:
        _heading("Your gaps", "How many points each gap costs you.")
        shown = paging.choose_part(gaps, "gaps", "Skills, costliest gap first")
        gap_plot.show(matrix, shown, answering=ways)
    if left:
        _heading("Not counted", "Not assessed, set aside, or without a weight in this role.")
        gap_plot.show(matrix, paging.choose_part(left, "left", "Skills"), answering=ways)
    if met:
        with st.expander(f"{len(met)} at or above the target", key="met"):
            gap_plot.show(matrix, paging.choose_part(met, "met-part", "Skills"), answering=ways)


def _show_checks(assessment: Assessment, assessed: Assessed) -> None:
    matrix, readiness, check_answers = assessed.matrix, assessed.readiness, assessed.checks
    asked = [each for each in readiness.ordered() if matrix.skills[each.target.skill].checks]
    if not asked:
        return
    _heading("Knowledge checks", "Quick questions that confirm or challenge your rating.")
    changes = check_history(workspace(), assessment) if check_answers else ()
    outcomes, dates = {}, {}
    for skill in (matrix.skills[each.target.skill] for each in asked):
        if any(each.id in check_answers for each in skill.checks):
            outcomes[skill.id] = assessed.outcome(skill.id)
            taken = check_rounds(skill, changes)
            dates[skill.id] = ", before that ".join(
                written_day(session.local(each.last)) for each in taken
            )
    if outcomes:
        shown = paging.choose_part(asked, "checked", "Skills with checks")
        source_table.show(matrix, shown, outcomes, dates)
    else:
        st.markdown(NO_CHECKS_TAKEN if set(readiness.sources) - {SELF} else SELF_RATED_ONLY)
    show_link("Take knowledge checks", address("checks", assessment.id))


def _show_projects(assessment: Assessment, assessed: Assessed) -> None:
    """Show each project that was checked or has a link, with a way to its page."""
    matrix, today = assessed.matrix, session.today()
    works = work_links(workspace(), assessment)
    rows = [
        (
            each.title,
            address("project", assessment.id, project=each.id),
            project_text(matrix, each.id, assessed.attempts.get(each.id), today),
            works.get(each.id),
        )
        for each in sorted(matrix.projects, key=lambda one: one.id not in assessed.attempts)
        if each.id in assessed.attempts or each.id in works
    ]
    if rows:
        _heading("Evidence from projects", EVIDENCE)
        st.html(render("project_evidence.html", rows=rows, basis=SELF_DECLARED))


def _heading(title: str, under: str = "") -> None:
    st.html(render("heading.html", title=title, under=under))
