"""Choose the next steps: a plan with dates, and topics for a talk with a mentor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from skills.guidance.recommendations import Suggestion, rank_projects
from skills.matrix import Matrix
from skills.questionnaire.response_patterns import second_look
from skills.reports.report import PlanLine
from skills.scoring import CHECK, SELF, Score
from skills.scoring.assessed import Assessed
from skills.scoring.readiness import Readiness
from skills.sentences.answers import second_look as ask_to_look
from skills.sentences.guidance import no_project_text
from skills.sentences.next_steps import (
    NEXT_PROJECT,
    NO_PROJECTS,
    ask_about_losses,
    ask_about_musts,
    ask_about_unseen,
    ask_why_apart,
    lifts_text,
    plan_basis,
)
from skills.sentences.verdicts import missing_musts

PROJECTS: Final = 5
"""Maximum number of projects in a plan; nobody finishes more before the next assessment."""

FURTHEST: Final = 3653
"""Maximum number of days for which a plan has dates: nobody plans beyond ten years."""

FAR: Final = 1.0
"""Difference in levels between self-rating and checks that makes them a topic."""


def plan_lines(
    matrix: Matrix,
    readiness: Readiness,
    scores: Mapping[str, Score],
    hours: float | None,
    today: date,
) -> tuple[PlanLine, ...]:
    """Return the projects that can be started now and add most, scheduled one after the other."""
    lines: list[PlanLine] = []
    spent = 0.0
    opened = [each for each in rank_projects(matrix, readiness, scores) if each.is_open]
    for each in opened[:PROJECTS]:
        start, end = _span(spent, each.project.hours, hours, today)
        spent += each.project.hours
        lines.append(_line(matrix, each, start, end))
    return tuple(lines)


def plan_text(
    matrix: Matrix,
    plan: tuple[PlanLine, ...],
    hours: float | None,
    readiness: Readiness,
) -> str:
    """Return the explanation of a plan, or why there is none."""
    if not matrix.projects:
        return NO_PROJECTS
    if not plan:
        return no_project_text(matrix, readiness)
    return plan_basis(hours if plan[0].end else None)


def agenda(assessed: Assessed) -> tuple[str, ...]:
    """Return the topics for a talk with a mentor, most important first."""
    matrix, readiness = assessed.matrix, assessed.readiness
    titles = {each.id: each.title for each in matrix.skills.values()}
    missing = [titles[each] for each in missing_musts(readiness).short]
    lost = [titles[each.target.skill] for each in readiness.ordered() if each.readiness_loss > 0][
        :3
    ]
    unseen = [titles[each.target.skill] for each in readiness.skill_gaps if _is_open(each.score)]
    found = [
        ask_about_musts(missing),
        ask_about_losses(lost),
        *_far_apart(matrix, readiness),
        *_unusual(assessed),
        ask_about_unseen(unseen),
        NEXT_PROJECT,
    ]
    return tuple(each for each in found if each)


def _is_open(score: Score) -> bool:
    return score.is_applicable and not score.is_assessed


def _far_apart(matrix: Matrix, readiness: Readiness) -> list[str]:
    found = []
    for each in readiness.skill_gaps:
        said = {one.source: one.given for one in each.score.estimates}
        if SELF in said and CHECK in said and abs(said[SELF] - said[CHECK]) >= FAR:
            title = matrix.skills[each.target.skill].title
            found.append(ask_why_apart(title, said[SELF], said[CHECK]))
    return found


def _unusual(assessed: Assessed) -> list[str]:
    patterns = second_look(assessed.matrix, assessed.profile, assessed.answers, assessed.mode)
    return [ask_to_look(assessed.matrix, each) for each in patterns]


def _span(
    spent: float, hours: float, hours_a_week: float | None, today: date
) -> tuple[date | None, date | None]:
    if not hours_a_week or (spent + hours) * 7 / hours_a_week > FURTHEST:
        return None, None
    start = today + timedelta(days=int(spent / hours_a_week * 7))
    return start, today + timedelta(days=-(-(spent + hours) * 7 // hours_a_week))


def _line(matrix: Matrix, each: Suggestion, start: date | None, end: date | None) -> PlanLine:
    return PlanLine(
        title=each.project.title,
        about=each.project.about,
        raises=lifts_text(matrix, each.lifts),
        hours=each.project.hours,
        gain=each.gain * 100,
        start=start,
        end=end,
        deliver=each.project.deliver,
        accept=each.project.accept,
    )
