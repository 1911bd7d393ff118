"""Plan page: what to do this week, what comes next, and what else closes each gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components import guard
from components.form import plan_limits, plan_list, project_status, saving
from components.form.choices import ask_hours
from components.html import render
from components.result import (
    answering_links,
    paging,
    plan_calendar,
    project_card,
    resource_list,
    what_if,
)
from components.text import literal
from components.texts_on_page import show_lead, show_link, show_quiet
from components.web import session, tab_state
from components.web.addresses import address
from components.web.workspace import workspace
from skills.entries.project_statuses import Marked
from skills.entries.review_entries import actions_in, reviews_in
from skills.guidance.plan import plan_for
from skills.guidance.plan_changes import as_earlier, plan_changes
from skills.guidance.plan_outlook import readiness_after
from skills.guidance.plan_parts import GapHelp, PlanParts, sort_projects
from skills.guidance.plan_reasons import lost_without
from skills.problems import SkillsError
from skills.scoring.assessed import Assessed, assess_entries
from skills.sentences.no_plan import no_plan_text
from skills.sentences.overview import answering_label
from skills.sentences.plan_changes import change_text, changed_label
from skills.sentences.plan_page import (
    FINDING,
    NEEDS_PACE,
    NO_GAP,
    NOTHING_ASSESSED,
    OTHER_ROLE,
    end_text,
    gap_line,
    listed_text,
    out_of_reach_text,
    plan_summary,
)
from skills.sentences.plan_proof import musts_left_text, outlook_text, proof_text
from skills.sentences.results import aim
from skills.sentences.review import SOME_MENTOR, action_details, action_text
from skills.store import Assessment
from skills.workspace.assessment import project_trails
from skills.workspace.plan_history import changed_plan


def show() -> None:
    """Show the plan of this tab's assessment, then each gap, costliest first."""
    assessment, matrix = guard.require_assessment()
    form = saving.require_form(assessment.id, matrix)
    assessed = assess_entries(assessment, tuple(form.entries.values()), matrix, session.today())
    with st.spinner(FINDING):
        plan = plan_for(assessed, session.today())
    parts = sort_projects(assessed, plan)
    lost = lost_without(assessed, plan)
    page = plan_list.PlanView(assessment, assessed, plan, lost, form, _trails(assessed, assessment))
    _show_head(page, parts)
    _show_agreed(page)
    if in_hand := plan_list.in_hand(page, parts):
        plan_list.show_now(page, parts, in_hand)
    plan_list.show_unplaced(page, parts)
    if parts.then:
        plan_list.show_then(page, parts.then)
    if plan.later:
        plan_list.show_later(page)
    _show_changes(page)
    if len(plan.steps) > 1 and assessment.hours:
        plan_calendar.show(plan, assessed.limits, session.today())
    what_if.show(assessed, parts, key=assessment.id)
    if parts.gaps:
        _show_gaps(page, parts.gaps)
    plan_list.show_past(page, parts, in_hand)


def _trails(assessed: Assessed, assessment: Assessment) -> Mapping[str, Sequence[Marked]]:
    """Return the statuses of each project, with times in the person's own time zone."""
    if not assessed.project_statuses:
        return {}
    found = project_trails(workspace(), assessment)
    return {
        project: [Marked(each.status, session.local(each.at)) for each in trail]
        for project, trail in found.items()
    }


def _show_head(page: plan_list.PlanView, parts: PlanParts) -> None:
    assessment, readiness = page.assessment, page.assessed.readiness
    eyebrow = aim(page.matrix, assessment.profile)
    project_status.show_heading(page.form, "Your plan", eyebrow=eyebrow)
    show_lead(_lead(page, parts))
    if readiness.value is None or not (page.plan.steps or parts.gaps):
        if st.button(answering_label(readiness), key="assess", type="primary"):
            session.go_to_skill("")
            st.switch_page(guard.pages()["assess"])
        return
    answering_links.show_estimated(assessment, page.matrix, readiness)
    for text in filter(None, _how_good(page)):
        show_quiet(text)
    if not session.is_example():
        _ask_limits(page)


def _how_good(page: plan_list.PlanView) -> tuple[str, ...]:
    """Return how sure it is where the plan leads, and that no other one is better."""
    readiness, plan = page.assessed.readiness, page.plan
    if not plan.steps:
        return ()
    after = readiness_after(page.assessed, plan.steps)
    return (
        outlook_text(readiness, after),
        musts_left_text(page.matrix, after),
        proof_text(page.matrix, readiness, plan, page.assessed.limits),
    )


def _ask_limits(page: plan_list.PlanView) -> None:
    """Ask what the plan has to keep to."""
    assessment = page.assessment
    with st.container(key="plan-limits"):
        pace, end, area = st.columns(3)
    with pace:
        key = f"hours|{assessment.id}|{assessment.hours}"
        hours = ask_hours(assessment.hours, key=key)
    if (hours or 0) != (assessment.hours or 0):
        _store_hours(assessment, hours)
    with end:
        plan_limits.ask_until(page.form, session.today())
    with area:
        plan_limits.ask_area(page.form)
    if page.assessed.limits.until and not hours:
        show_quiet(NEEDS_PACE)
    if len(page.matrix.profiles) > 1:
        show_link(OTHER_ROLE, address("result", assessment.id))


def _show_agreed(page: plan_list.PlanView) -> None:
    """Show the actions agreed with mentors that are not done yet."""
    entries, today = page.form.entries.values(), session.today()
    names = {each.mentor for each in reviews_in(entries).values()}
    mentor = names.pop() if len(names) == 1 else SOME_MENTOR
    open_actions = [each for each in actions_in(entries).values() if not each.is_done]
    if not open_actions:
        return
    st.html(
        render(
            "action_list.html",
            mentor=mentor,
            actions=[
                (action_text(page.matrix, each), action_details(page.matrix, each, mentor, today))
                for each in open_actions
            ],
            link=address("review", page.assessment.id),
            can_change=not session.is_example(),
        )
    )


def _lead(page: plan_list.PlanView, parts: PlanParts) -> str:
    readiness = page.assessed.readiness
    if readiness.value is None:
        return NOTHING_ASSESSED
    if not (page.plan.steps or parts.gaps):
        return NO_GAP
    summary = plan_summary(readiness, page.plan.steps, page.assessment.hours)
    return summary or no_plan_text(page.matrix, readiness, page.plan, page.assessed.limits)


def _store_hours(assessment: Assessment, hours: float | None) -> None:
    try:
        session.store().update_settings(
            session.owner(),
            assessment.id,
            profile=assessment.profile,
            mode=assessment.mode,
            hours=hours,
        )
    except SkillsError as error:
        guard.show_trouble(error)
    else:
        st.rerun()


def _show_changes(page: plan_list.PlanView) -> None:
    """Show what changed in the plan, collapsed: since the last look, or since an earlier day."""
    target = (page.assessment.profile, page.matrix.structure)
    shown = as_earlier(page.plan, page.assessed)
    before = tab_state.see_plan(page.assessment.id, target, shown).before
    since, changes = None, before and plan_changes(before, page.plan, page.assessed)
    if not changes:
        now = session.local(session.now())
        found = changed_plan(workspace(), page.assessment, page.assessed, page.plan, now)
        if found is None:
            return
        since, changes = found.since, found.changes
    with st.expander(changed_label(since, len(changes)), key="changed"):
        texts = [change_text(page.matrix, each) for each in changes]
        st.html(render("plan_changes.html", texts=texts))


def _show_gaps(page: plan_list.PlanView, gaps: Sequence[GapHelp]) -> None:
    under = "Learning resources for each gap, and projects that aren't in your plan."
    st.html(render("heading.html", title="Gap by gap", under=under))
    if text := out_of_reach_text(page.matrix, gaps):
        show_quiet(text)
    for each in paging.choose_part(gaps, "closing", "Gaps, biggest first"):
        skill = page.matrix.skills[each.gap.target.skill]
        with st.expander(f"**{literal(skill.title)}** · {gap_line(each)}", key=f"gap|{skill.id}"):
            resource_list.show(each.resources)
            cards = [project_card.of_recommendation(page.matrix, one) for one in each.others]
            project_card.show_list(page.matrix, cards, hours_a_week=page.assessment.hours)
            for text in (listed_text((*page.plan.steps, *page.plan.later), each), end_text(each)):
                if text:
                    show_quiet(text)
            if each.others:
                others = [one.project for one in each.others]
                project_status.show_choice(page.form, "Do one of these next", others, skill.id)
