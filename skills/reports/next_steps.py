"""Choose the next steps: a plan with dates, and talking points for a mentor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from skills.entries.plan_limits import PlanLimits
from skills.guidance.plan import Plan
from skills.guidance.plan_reasons import lost_without
from skills.guidance.plan_steps import PlanStep
from skills.guidance.schedule import Span, has_dates, spans
from skills.matrix import Matrix
from skills.questionnaire.response_patterns import second_look
from skills.records.record import Record
from skills.reports.project_facts import day_of
from skills.reports.report_lines import PlanLine
from skills.scoring import CHECK, SELF, Score
from skills.scoring.assessed import Assessed
from skills.scoring.highlights import costly_gaps
from skills.scoring.readiness import Readiness
from skills.sentences.addressee import YOU, Addressee
from skills.sentences.answers import second_look as ask_to_look
from skills.sentences.must_haves import missing_musts
from skills.sentences.next_steps import (
    NEXT_PROJECT,
    NO_PROJECTS,
    ask_about_losses,
    ask_about_musts,
    ask_about_unseen,
    ask_why_apart,
    dates_basis,
    is_stated,
    lifts_text,
    plan_basis,
    rise,
    shown_total,
    step_total,
)
from skills.sentences.no_plan import no_plan_text
from skills.sentences.plan_page import reasons_text, status_text
from skills.sentences.plan_proof import outlook_text, proof_text

PROJECTS: Final = 5
"""Maximum number of projects in a plan; nobody finishes more before the next assessment."""

FAR: Final = 1.0
"""Difference in levels between self-rating and checks that makes them a topic."""


def plan_lines(
    matrix: Matrix,
    readiness: Readiness,
    plan: Sequence[PlanStep],
    limits: PlanLimits,
    today: date,
) -> tuple[PlanLine, ...]:
    """Return the first steps of a plan, scheduled one after the other."""
    shown = plan[:PROJECTS]
    dates = spans([each.project.hours for each in shown], limits, today)
    return tuple(
        _line(matrix, readiness, plan, each, span) for each, span in zip(shown, dates, strict=True)
    )


def plan_reasons(
    assessed: Assessed, plan: Plan, record: Record, addressee: Addressee = YOU
) -> Mapping[str, str]:
    """Return by project of a plan since when it has its status, and why it is in the plan."""
    lost = lost_without(assessed, plan)
    since = {
        each.project: status_text(each.status, day_of(each.at, record)) for each in record.projects
    }
    return {
        step.project.id: " ".join(
            filter(
                None,
                (
                    since.get(step.project.id),
                    reasons_text(plan.steps, step, lost[step.project.id], addressee),
                ),
            )
        )
        for step in plan.steps
    }


def plan_text(  # noqa: PLR0913 - the facts of a plan, and who reads of it
    matrix: Matrix,
    readiness: Readiness,
    plan: Plan,
    limits: PlanLimits,
    addressee: Addressee = YOU,
    *,
    after: Readiness | None = None,
    is_brief: bool = False,
) -> str:
    """Return the explanation of a plan, how good it is unless brief, or why there is none.

    Parameters
    ----------
    after : readiness after the plan, whose range is stated unless it is brief.
    """
    if not matrix.projects:
        return NO_PROJECTS
    if not plan.steps:
        return no_plan_text(matrix, readiness, plan, limits, addressee)
    hours = limits.hours_a_week
    found = (
        plan_basis(readiness, plan.steps, PROJECTS, addressee),
        "" if is_brief or not after else outlook_text(readiness, after, addressee),
        "" if is_brief else proof_text(matrix, readiness, plan, limits, addressee),
        dates_basis(hours if has_dates(plan.steps[0].project.hours, hours) else None),
    )
    return " ".join(filter(None, found))


def talking_points(assessed: Assessed, addressee: Addressee = YOU) -> tuple[str, ...]:
    """Return what to talk about with a mentor, most important first."""
    matrix, readiness = assessed.matrix, assessed.readiness
    titles = {each.id: each.title for each in matrix.skills.values()}
    missing = [titles[each] for each in missing_musts(readiness).short]
    lost = [titles[each.target.skill] for each in costly_gaps(readiness)]
    unseen = [titles[each.target.skill] for each in readiness.skill_gaps if _is_open(each.score)]
    found = [
        ask_about_musts(missing),
        ask_about_losses(lost),
        *_far_apart(matrix, readiness),
        *_unusual(assessed, addressee),
        ask_about_unseen(unseen),
        NEXT_PROJECT,
    ]
    return tuple(each for each in found if each)


def _is_open(score: Score) -> bool:
    return score.is_applicable and not score.is_assessed


def _far_apart(matrix: Matrix, readiness: Readiness) -> list[str]:
    found = []
    for each in readiness.skill_gaps:
        given = {one.source: one.unadjusted_level for one in each.score.estimates}
        if SELF in given and CHECK in given and abs(given[SELF] - given[CHECK]) >= FAR:
            title = matrix.skills[each.target.skill].title
            found.append(ask_why_apart(title, given[SELF], given[CHECK]))
    return found


def _unusual(assessed: Assessed, addressee: Addressee) -> list[str]:
    patterns = second_look(assessed.matrix, assessed.profile, assessed.answers, assessed.mode)
    return [ask_to_look(assessed.matrix, each, addressee) for each in patterns]


def _line(
    matrix: Matrix, readiness: Readiness, plan: Sequence[PlanStep], step: PlanStep, span: Span
) -> PlanLine:
    return PlanLine(
        project=step.project.id,
        title=step.project.title,
        about=step.project.about,
        raises=lifts_text(matrix, step.lifts),
        hours=step.project.hours,
        gain=rise(step),
        total=shown_total(step.after) if is_stated(readiness) else None,
        gain_text=" · ".join(filter(None, (step_total(readiness, plan, step), step.status))),
        start=span[0],
        end=span[1],
        deliver=step.project.deliver,
        accept=step.project.accept,
    )
