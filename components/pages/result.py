"""Page with the result: verdict, charts, largest gaps, next steps."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components import guard
from components.html import render
from components.result import (
    credential_list,
    credit_list,
    day_timeline,
    gap_plot,
    gap_table,
    paging,
    project_card,
    qualification_list,
    radar,
    role_levels,
    role_list,
    score_breakdown,
    source_table,
    verdict,
)
from components.text import labels, literal
from components.transfer import downloads
from components.web import session
from components.web.workspace import workspace
from skills.guidance.plan import PlanStep, plan_for
from skills.guidance.recommendations import rank_projects
from skills.guidance.roles import rank_roles
from skills.guidance.working_day import assess_day, find_opening
from skills.matrix import Matrix
from skills.questionnaire.response_patterns import second_look
from skills.scoring import Score
from skills.scoring.assessed import Assessed
from skills.scoring.knowledge_checks import attempts
from skills.scoring.readiness import Readiness
from skills.scoring.verdicts import Verdict
from skills.sentences.answers import second_look as ask_to_look
from skills.sentences.answers import without_place
from skills.sentences.formats import day as written_day
from skills.sentences.guidance import no_project_text
from skills.sentences.next_steps import plan_lead
from skills.sentences.pages import SNAPSHOT_TOO_LARGE
from skills.store import Assessment, Refused
from skills.workspace.assessment import (
    aim_for,
    assess_stored,
    check_history,
    credentials,
    qualifications,
)

ADJUSTS = "adjusts"
"""Key of the switch that takes the person's leniency off; only what is shown changes."""

NEXT_STEPS = 3
"""Number of projects shown on this page; the rest is on the next page."""


def show() -> None:
    """Show the result of the current assessment of this tab."""
    assessment, matrix = guard.require_assessment()
    assessed = _assess(assessment, matrix)
    readiness = assessed.readiness
    _show_name(assessment)
    verdict.show(assessed)
    if assessed.leniency.skills:
        st.toggle("Adjust my ratings by my checks", value=True, key=ADJUSTS)
    if readiness.value is not None:
        _offer_report(assessment, assessed)
    _show_second_look(assessed)
    if readiness.value is None and readiness.asked:
        _show_way_back()
        return
    if readiness.value is not None:
        _show_pictures(matrix, readiness)
        _show_checks(assessment, assessed)
        plan = plan_for(assessed)
        _show_next_step(assessment, assessed, plan)
        _show_levels(assessment, assessed)
        _show_wider(assessment, matrix, assessed.scores, plan)
    _show_more(assessment, assessed)


def _assess(assessment: Assessment, matrix: Matrix) -> Assessed:
    """Compute the results; the person may look at them without their leniency taken off."""
    adjusts = bool(st.session_state.get(ADJUSTS, True))
    return assess_stored(workspace(), assessment, matrix, adjusts=adjusts)


def _offer_report(assessment: Assessment, assessed: Assessed) -> None:
    """Offer the report, and save a daily snapshot if every statement is answered.

    With too few answers for a verdict, the button to continue answering comes first.
    """
    readiness = assessed.readiness
    is_open = readiness.verdict is Verdict.unknown and readiness.asked > 0
    if readiness.coverage >= 1 and assessed.is_adjusted:
        _keep_day(assessment, assessed)
    with st.container(horizontal=True):
        if is_open:
            _offer_way_on()
        downloads.offer_file(assessment, "pdf", "Gap report (PDF)", is_primary=not is_open)
        if st.button("Other formats", key="formats"):
            st.switch_page(guard.pages()["report"])


def _keep_day(assessment: Assessment, assessed: Assessed) -> None:
    """Save the snapshot of today; if it is too large, try again only after a change."""
    state = (assessment.id, assessment.changed_at)
    if st.session_state.get("too-large") != state:
        try:
            downloads.assessment_files(assessment, assessed.matrix, assessed).keep_day()
        except Refused:
            st.session_state["too-large"] = state
    if st.session_state.get("too-large") == state:
        st.html(render('<p class="rr-quiet">{{ text }}</p>', text=SNAPSHOT_TOO_LARGE))


def _show_next_step(assessment: Assessment, assessed: Assessed, plan: tuple[PlanStep, ...]) -> None:
    """Show the first steps of the plan; without one, why, and what projects would need first."""
    matrix, readiness, hours = assessed.matrix, assessed.readiness, assessment.hours
    _heading("Your next step", plan_lead(readiness, plan, NEXT_STEPS))
    for each in plan[:NEXT_STEPS]:
        card = project_card.of_step(readiness, plan, each)
        project_card.show(matrix, card, hours_a_week=hours, key=f"next|{each.project.id}")
    others = () if plan else rank_projects(matrix, readiness, assessed.scores, assessed.projects)
    if not plan:
        st.html(
            render('<p class="rr-quiet">{{ text }}</p>', text=no_project_text(matrix, readiness))
        )
    for one in others[:NEXT_STEPS]:
        card = project_card.of_suggestion(matrix, one)
        project_card.show(matrix, card, hours_a_week=hours, key=f"next|{one.project.id}")
    if (plan or others) and st.button("The whole plan", key="projects", type="primary"):
        st.switch_page(guard.pages()["plan"])


def _show_wider(
    assessment: Assessment,
    matrix: Matrix,
    scores: Mapping[str, Score],
    plan: tuple[PlanStep, ...],
) -> None:
    """Show what the same levels mean for other roles and for a working day."""
    if len(matrix.roles) > 1:
        _heading("The roles", "The same answers against the next level of every role.")
        role_list.show(matrix, rank_roles(matrix, scores), matrix.profiles[assessment.profile])
    if matrix.day:
        _heading("A working day", "How far the levels you have now would carry you through it.")
        day = assess_day(matrix, scores)
        day_timeline.show(matrix, day, find_opening(matrix, scores, plan))


def _show_name(assessment: Assessment) -> None:
    st.html(
        render(
            '<p class="rr-eyebrow">{{ title }} · {{ changed | day }}</p>',
            title=assessment.title,
            changed=session.local(assessment.changed_at),
        )
    )


def _show_second_look(assessed: Assessed) -> None:
    found = second_look(assessed.matrix, assessed.profile, assessed.answers, assessed.mode)
    for pattern in found:
        sentence = ask_to_look(assessed.matrix, pattern)
        st.html(render('<div class="rr-note"><p>{{ text }}</p></div>', text=sentence))


def _show_way_back() -> None:
    st.html(render('<p class="rr-lead">Answer a few statements, and your result appears here.</p>'))
    _offer_way_on()


def _offer_way_on() -> None:
    if st.button("Continue answering", key="assess", type="primary"):
        st.switch_page(guard.pages()["assess"])


def _show_pictures(matrix: Matrix, readiness: Readiness) -> None:
    found = radar.of(matrix, readiness)
    if found.spokes:
        _heading("The picture")
        radar.show(matrix, readiness, found)
    _heading("What costs most", "Points of readiness each gap takes away.")
    shown = paging.choose_part(readiness.ordered(), "gaps", "Skills, the costliest gap first")
    gap_plot.show(matrix, shown)
    with st.expander("The same as a table, with the reason for each target", key="table"):
        gap_table.show(matrix, shown)


def _show_checks(assessment: Assessment, assessed: Assessed) -> None:
    matrix, readiness, given = assessed.matrix, assessed.readiness, assessed.checks
    asked = [each for each in readiness.ordered() if matrix.skills[each.target.skill].checks]
    if not asked:
        return
    _heading("Your rating and the checks", "A check confirms or questions what you said yourself.")
    changes = check_history(workspace(), assessment) if given else ()
    outcomes, dates = {}, {}
    for skill in (matrix.skills[each.target.skill] for each in asked):
        if any(each.id in given for each in skill.checks):
            outcomes[skill.id] = assessed.outcome(skill.id)
            taken = attempts(skill, changes)
            dates[skill.id] = ", before that ".join(
                written_day(session.local(each.last)) for each in taken
            )
    if outcomes:
        shown = paging.choose_part(asked, "checked", "Skills with checks")
        source_table.show(matrix, shown, outcomes, dates)
    else:
        st.markdown("Everything so far is self-reported. Short checks make the range narrower.")
    if st.button("Take knowledge checks", key="checks"):
        st.switch_page(guard.pages()["checks"])


def _show_levels(assessment: Assessment, assessed: Assessed) -> None:
    matrix = assessed.matrix
    role = matrix.role_of(assessment.profile)
    _heading("The levels of this role", "The same answers against each level.")
    role_levels.show(matrix, assessed.levels, assessment.profile)
    titles = labels({profile.id: profile.title for profile in role.profiles})
    chosen = st.segmented_control(
        "Aim for",
        list(titles),
        default=assessment.profile,
        required=True,
        format_func=lambda each: literal(titles.get(each, "")),
        key=f"aim|{assessment.id}|{assessment.profile}",
    )
    if chosen in titles and chosen != assessment.profile:
        aim_for(workspace(), assessment, matrix, chosen)
        st.rerun()


def _show_more(assessment: Assessment, assessed: Assessed) -> None:
    matrix, readiness, carried = assessed.matrix, assessed.readiness, assessed.carried
    if matrix.qualifications:
        _heading("Beside the skills")
        known = qualifications(workspace(), assessment)
        qualification_list.show(matrix, assessment.profile, known)
        credential_list.show(
            credentials(workspace(), assessment), session.local(session.now()).date()
        )
    _heading("How this was worked out")
    with st.expander("Readiness, added up", key="sum"):
        score_breakdown.show_readiness(matrix, readiness)
    counted = {each.target.skill: each for each in readiness.ordered() if each.score.is_assessed}
    titles = labels({each: matrix.skills[each].title for each in counted})
    chosen = st.selectbox(
        "Show the arithmetic of a skill",
        list(titles),
        index=None,
        placeholder="Choose a skill",
        format_func=lambda each: titles[each],
        key="explain",
    )
    if chosen in counted:
        score_breakdown.show_skill(matrix, counted[chosen])
    credit_list.show(matrix)
    if carried.orphaned:
        sentence = without_place(carried)
        st.html(render('<div class="rr-note"><p>{{ text }}</p></div>', text=sentence))


def _heading(title: str, under: str = "") -> None:
    st.html(render("heading.html", title=title, under=under))
