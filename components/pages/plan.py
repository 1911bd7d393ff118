"""Plan page: what to do this week, what comes next, and what else closes each gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components import guard
from components.browser import show_step_heading
from components.form import plan_limits, project_status, saving
from components.form.choices import ask_hours
from components.form.saving import FormState
from components.html import render
from components.result import paging, plan_calendar, project_card, resource_list, what_if
from components.text import literal
from components.web import session
from components.web.addresses import address
from components.web.workspace import workspace
from skills.entries.project_statuses import Marked
from skills.entries.review_entries import actions_in, reviews_in
from skills.guidance.plan import Plan, plan_for
from skills.guidance.plan_parts import GapHelp, PlanParts, sort_projects
from skills.guidance.plan_reasons import lost_without
from skills.guidance.plan_steps import PlanStep
from skills.matrix import Matrix, Project
from skills.problems import SkillsError
from skills.scoring.assessed import Assessed, assess_entries
from skills.sentences.formats import day
from skills.sentences.guidance import no_project_text
from skills.sentences.next_steps import place, plan_basis
from skills.sentences.plan_changes import change_text
from skills.sentences.plan_page import (
    ACTIONS,
    DONE_CHANGES_NOTHING,
    FINDING,
    NEEDS_PACE,
    NO_GAP,
    NOTHING_ASSESSED,
    blocked_text,
    end_text,
    gap_line,
    listed_text,
    plan_summary,
    since_text,
    way_text,
    week_text,
)
from skills.sentences.plan_proof import later_text, out_of_hours, proof_text
from skills.sentences.results import aim
from skills.sentences.review import SOME_MENTOR, action_details, action_text
from skills.store import Assessment
from skills.workspace.assessment import project_trails
from skills.workspace.plan_history import changed_plan

FIRST: Final = 6
"""Number of further steps of the plan shown at first; the rest are shown on demand."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The data from which all parts of the page are drawn."""

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


def show() -> None:
    """Show the plan of this tab's assessment, then each gap, costliest first."""
    assessment, matrix = guard.require_assessment()
    form = saving.require_form(assessment.id, matrix)
    assessed = assess_entries(assessment, tuple(form.entries.values()), matrix, session.today())
    with st.spinner(FINDING):
        plan = plan_for(assessed, session.today())
    parts = sort_projects(assessed, plan)
    lost = lost_without(assessed, plan)
    page = _Page(assessment, assessed, plan, lost, form, _trails(assessed, assessment))
    _show_head(page, parts)
    _show_agreed(page)
    if parts.now:
        _show_now(page, parts.now)
    _show_blocked(page, parts)
    if parts.then:
        _show_then(page, parts.then)
    if plan.later:
        _show_later(page)
    _show_changes(page)
    if len(plan.steps) > 1 and assessment.hours:
        plan_calendar.show(plan, assessment.hours, session.today())
    if parts.gaps:
        what_if.show(assessed, parts, key=assessment.id)
    if parts.gaps:
        _show_gaps(page, parts.gaps)
    _show_past(page, parts)


def _trails(assessed: Assessed, assessment: Assessment) -> Mapping[str, Sequence[Marked]]:
    """Return the statuses of each project, with times in the person's own time zone."""
    if not assessed.projects:
        return {}
    found = project_trails(workspace(), assessment)
    return {
        project: [Marked(each.status, session.local(each.at)) for each in trail]
        for project, trail in found.items()
    }


def _show_head(page: _Page, parts: PlanParts) -> None:
    assessment, readiness = page.assessment, page.assessed.readiness
    # The pressed button is gone after a change of status, so the focus moves to the top.
    step = f"plan {project_status.revision(page.form)}"
    show_step_heading("Your plan", eyebrow=aim(page.matrix, assessment.profile), step=step)
    st.html(render('<p class="rr-lead">{{ lead }}</p>', lead=_lead(page, parts)))
    if readiness.value is None or not parts.gaps:
        if st.button("Continue answering", key="assess", type="primary"):
            st.switch_page(guard.pages()["assess"])
        return
    if proof := proof_text(page.matrix, readiness, page.plan, page.assessed.limits):
        st.html(render('<p class="rr-quiet">{{ text }}</p>', text=proof))
    if not session.is_example():
        _ask_limits(page)


def _ask_limits(page: _Page) -> None:
    """Ask what the plan has to keep to."""
    assessment = page.assessment
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
        st.html(render('<p class="rr-quiet">{{ text }}</p>', text=NEEDS_PACE))


def _show_agreed(page: _Page) -> None:
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
        )
    )


def _lead(page: _Page, parts: PlanParts) -> str:
    readiness = page.assessed.readiness
    if readiness.value is None:
        return NOTHING_ASSESSED
    if not parts.gaps:
        return NO_GAP
    summary = plan_summary(readiness, page.plan.steps, page.assessment.hours)
    return (
        summary
        or out_of_hours(page.plan, page.assessed.limits)
        or no_project_text(page.matrix, readiness)
    )


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


def _show_now(page: _Page, projects: Sequence[Project]) -> None:
    st.html(render("heading.html", title="This week"))
    hours = page.assessment.hours
    for each in projects:
        trail = page.trails.get(each.id, ())
        card = _card(page, each)
        with st.container(border=True):
            st.html(
                render(
                    '<h3 class="rr-h3">{{ title }}</h3><p class="rr-quiet">{{ line }}</p>'
                    "{% if more %}<p>{{ more }}</p>{% endif %}",
                    title=each.title,
                    line=" · ".join(project_card.line(page.matrix, card)),
                    more=" ".join(filter(None, (since_text(trail), week_text(each, hours)))),
                )
            )
            project_status.show_buttons(page.form, each, trail)
            with st.expander("What to do", key=f"now|{each.id}"):
                project_card.show_brief(page.matrix, card, hours_a_week=hours)
            _show_way(page, each)


def _show_way(page: _Page, project: Project) -> None:
    """Link to the project's own page, with its data, its check and what there is to show."""
    st.html(
        render(
            '<p><a class="rr-go rr-link" href="{{ link }}">{{ text }}</a></p>',
            link=address("project", page.assessment.id, project=project.id),
            text=way_text(project),
        )
    )


def _show_blocked(page: _Page, parts: PlanParts) -> None:
    """Show what the person planned but cannot reach, with a way back."""
    for project, dropped in parts.blocked:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(render("<p>{{ text }}</p>", text=blocked_text(project, dropped)))
            project_status.show_undo(page.form, project, page.trails.get(project.id, ()))


def _card(page: _Page, project: Project) -> project_card.Card:
    steps = (*page.plan.steps, *page.plan.later)
    number = place(steps, project.id)
    if not number:
        return project_card.of_project(project)
    lost = page.lost.get(project.id, 0.0)
    return project_card.of_step(page.assessed.readiness, steps, steps[number - 1], lost)


def _show_then(page: _Page, steps: Sequence[PlanStep]) -> None:
    basis = plan_basis(page.assessed.readiness, page.plan.steps, len(page.plan.steps))
    st.html(render("heading.html", title="After that", under=basis))
    shown = steps
    if len(steps) > FIRST + 1:
        wants_all = st.toggle(f"Show all {len(steps)} steps", key="all-steps")
        shown = steps if wants_all else steps[:FIRST]
    for each in shown:
        card = _card(page, each.project)
        with project_card.fold(page.matrix, card, key=f"plan|{each.project.id}"):
            project_card.show_brief(page.matrix, card, hours_a_week=page.assessment.hours)
            _show_way(page, each.project)
            _offer_changes(page, each)


def _offer_changes(page: _Page, step: PlanStep) -> None:
    is_planned = step.status == "planned"
    with st.container(horizontal=True):
        if is_planned:
            trail = page.trails.get(step.project.id, ())
            project_status.show_undo(page.form, step.project, trail)
        actions = [each for each in ACTIONS if not (is_planned and each == "planned")]
        project_status.show_menu(page.form, step.project, *actions)


def _show_later(page: _Page) -> None:
    """Show what more hours would bring, collapsed."""
    title = f"With more time ({len(page.plan.later)})"
    with st.expander(title, key="later"):
        text = later_text(page.assessed.readiness, page.plan)
        st.html(render('<p class="rr-quiet">{{ text }}</p>', text=text))
        cards = [_card(page, each.project) for each in page.plan.later]
        project_card.show_list(page.matrix, cards, hours_a_week=page.assessment.hours)


def _show_changes(page: _Page) -> None:
    """Show what changed in the plan since an earlier day, collapsed."""
    now = session.local(session.now())
    found = changed_plan(workspace(), page.assessment, page.assessed, page.plan, now)
    if found is None:
        return
    with st.expander(f"Changed since {day(found.since)} ({len(found.changes)})", key="changed"):
        texts = [change_text(page.matrix, each) for each in found.changes]
        st.html(render("plan_changes.html", texts=texts))


def _show_gaps(page: _Page, gaps: Sequence[GapHelp]) -> None:
    under = "Learning resources for each gap, and projects that aren't in your plan."
    st.html(render("heading.html", title="Gap by gap", under=under))
    for each in paging.choose_part(gaps, "closing", "Gaps, biggest first"):
        skill = page.matrix.skills[each.gap.target.skill]
        with st.expander(f"**{literal(skill.title)}** · {gap_line(each)}", key=f"gap|{skill.id}"):
            resource_list.show(each.resources)
            cards = [project_card.of_suggestion(page.matrix, one) for one in each.others]
            project_card.show_list(page.matrix, cards, hours_a_week=page.assessment.hours)
            for text in (listed_text((*page.plan.steps, *page.plan.later), each), end_text(each)):
                if text:
                    st.html(render('<p class="rr-quiet">{{ text }}</p>', text=text))
            if each.others:
                others = [one.project for one in each.others]
                project_status.show_choice(page.form, "Do one of these next", others, skill.id)


def _show_past(page: _Page, parts: PlanParts) -> None:
    """Show the done and dropped projects, collapsed."""
    for title, projects in (("Done", parts.done), ("Dropped", parts.dropped)):
        if projects:
            with st.expander(f"{title} ({len(projects)})", key=title.lower()):
                for each in projects:
                    _show_past_one(page, each, is_done=title == "Done")
                if title == "Done":
                    st.html(render('<p class="rr-quiet">{{ t }}</p>', t=DONE_CHANGES_NOTHING))


def _show_past_one(page: _Page, project: Project, *, is_done: bool) -> None:
    trail = page.trails.get(project.id, ())
    st.html(
        render(
            '<p><b>{{ title }}</b> <span class="rr-quiet">{{ since }}</span></p>',
            title=project.title,
            since=since_text(trail),
        )
    )
    _show_way(page, project)
    with st.container(horizontal=True):
        if (
            is_done
            and not session.is_example()
            and st.button("Rate these skills again", key=f"rate|{project.id}")
        ):
            session.go_to_skill(next(iter(project.raises)))
            st.switch_page(guard.pages()["assess"])
        project_status.show_undo(page.form, project, trail)
