"""Page that a read-only link opens: somebody's result, with nothing on it to change."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components import guard
from components.html import render
from components.result import gap_plot, gap_table, next_step, paging, radar, verdict
from components.texts_on_page import show_quiet
from components.transfer import downloads
from components.web import review_tab, session
from components.web.entry_access import read_access
from components.web.workspace import workspace_of
from skills.reports.report import Report
from skills.scoring.assessed import Assessed
from skills.sentences.addressee import somebody
from skills.sentences.project_checks import verified_marks
from skills.sentences.review import READ_ONLY, shared_text
from skills.store import NotFound
from skills.workspace.matrices import NoMatrix
from skills.workspace.shared_result import PARTS, SharedResult, shared_result

OWN: Final = "Level"
"""Name of the person's levels, since the reader is somebody else."""

THEM: Final = somebody(PARTS.name)
"""How the page refers to the person, as in the report."""

STEPS: Final = 3
"""Number of steps of the plan that are shown."""


def show() -> None:
    """Show the result that this browser may read."""
    link = review_tab.review()
    found = _require_result(link)
    report = found.report
    text = shared_text(report.title, report.aim, report.made_on)
    st.html(
        render(
            "shared_note.html",
            scope=READ_ONLY,
            text=text,
        )
    )
    if report.readiness is None:  # as on the person's own page
        st.html(
            render(
                "shared_verdict.html",
                verdict=report.verdict,
                basis=report.basis,
            )
        )
    else:
        _show_verdict(found)
        _show_steps(found)
        _show_skills(found.assessed)
    _show_notes(report)
    with st.container(horizontal=True):
        downloads.offer_shared(found.assessment.id, link, "Report (PDF)")
    show_quiet(report.foot)


def _require_result(link: str) -> SharedResult:
    """Return the result that this browser may read, or stop, without showing why it may not."""
    assessment_id, store, owner = session.wanted(), *session.own()
    if owner:  # a mentor at this device may not look at what its owner has opened here
        guard.require_device(each.assessment for each in store.assessments(owner))
    try:
        access = read_access(st.context.cookies, assessment_id, link)
        now = session.local(session.now())
        found = shared_result(workspace_of(access.owner), access, now)
    except (NotFound, NoMatrix):
        guard.stop_without_access()
    review_tab.keep_mentors_address(assessment_id, link)
    return found


def _show_verdict(result: SharedResult) -> None:
    assessed = result.assessed
    words, picture = st.columns([1, 1], gap="medium")
    with words:
        verdict.show(assessed, result.plan, result.assessment.hours, addressee=THEM)
    with picture:
        radar.show(assessed.matrix, assessed.readiness, OWN)


def _show_steps(result: SharedResult) -> None:
    assessed, plan = result.assessed, result.plan
    st.html(
        render("heading.html", title="Next steps", under="" if plan else result.report.plan_text)
    )
    if not plan:
        return
    with st.container(border=True, key="next-step"):
        for index in range(min(len(plan), STEPS)):
            next_step.show(assessed.matrix, assessed.readiness, plan, index, THEM)


def _show_skills(assessed: Assessed) -> None:
    matrix, gaps = assessed.matrix, assessed.readiness.ordered()
    st.html(
        render(
            "heading.html",
            title="All skills",
            under="Each level against its target, with the points of readiness that a gap costs.",
        )
    )
    gap_plot.show(matrix, paging.choose_part(gaps, "gaps", "Skills, costliest gap first"), OWN)
    with st.expander("As a table, with the reason for each target", key="table"):
        marks = verified_marks(matrix, assessed.verified)
        gap_table.show(matrix, paging.choose_part(gaps, "rows", "Skills"), OWN, verified=marks)


def _show_notes(report: Report) -> None:
    if not report.notes:
        return
    st.html(render("heading.html", title="Evidence and notes"))
    for each in report.notes:
        st.html(render("evidence.html", title=each.skill, note=each.text))
