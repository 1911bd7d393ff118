"""Create snapshots and records from the entries and results of an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from skills.entries.assessment import Assessment, Entry
from skills.entries.kinds import Mode
from skills.entries.plan_limits import limits_of
from skills.entries.project_statuses import in_order
from skills.guidance.plan import plan_for
from skills.matrix import Matrix
from skills.records.entry_lists import sort_entries
from skills.records.matrix_copy import copy_matrix
from skills.records.record import About, Planned, Record, Result, SkillResult, State
from skills.scoring import Score
from skills.scoring.assessed import Assessed, assess, assess_entries
from skills.scoring.skill_gap import SkillGap
from skills.version import VERSION

PLANNED: Final = 30
"""Maximum number of projects in a record; more than anybody plans at once."""


def take_state(
    assessment: Assessment, entries: Sequence[Entry], matrix: Matrix, now: datetime
) -> State:
    """Return the current state of an assessment, for a snapshot."""
    assessed = assess_entries(assessment, entries, matrix, now.date())
    return state_of(assessment, entries, assessed, now)


def take_record(
    assessment: Assessment,
    entries: Sequence[Entry],
    matrix: Matrix,
    now: datetime,
    history: Iterable[State] = (),
) -> Record:
    """Return the record of an assessment, for a file or a report."""
    assessed = assess_entries(assessment, entries, matrix, now.date())
    return record_of(state_of(assessment, entries, assessed, now), assessed, history)


def assess_record(record: State, matrix: Matrix) -> Assessed:
    """Compute levels and readiness from the entries in a record, under a matrix, for its day."""
    return assess(
        matrix,
        {each.statement: each.option for each in record.answers},
        {each.check: each.option for each in record.checks},
        profile=record.assessment.profile,
        mode=Mode(record.assessment.mode),
        project_statuses=in_order((each.project, each.status, each.at) for each in record.projects),
        marked_at={each.project: each.at for each in record.projects if each.at},
        attempts={each.project: each.attempts for each in record.verifications},
        today=record.taken_at.date(),
        answered_at={each.statement: each.at for each in record.answers if each.at},
        ratings=[
            {each.statement: each.option for each in record.ratings if each.review == review.id}
            for review in record.reviews
            if review.revealed_at is not None
        ],
        agreed={each.skill: each.level for each in record.agreements if each.level is not None},
        wishes=frozenset(each.skill for each in record.wishes if each.wish == "yes"),
        limits=limits_of(record.assessment.hours, {e.limit: e.value for e in record.limits}),
    )


def state_of(
    assessment: Assessment, entries: Iterable[Entry], assessed: Assessed, now: datetime
) -> State:
    """Return the current state of an assessment, given its results."""
    lists = sort_entries(entries, assessed.matrix)
    checked = {each.check for each in lists.checks}
    return State(
        taken_at=now,
        assessment=_about(assessment),
        matrix=copy_matrix(assessed.matrix, assessment.profile, checked),
        answers=lists.answers,
        notes=lists.notes,
        qualifications=lists.qualifications,
        checks=lists.checks,
        credentials=lists.credentials,
        projects=lists.projects,
        verifications=lists.verifications,
        links=lists.links,
        wishes=lists.wishes,
        limits=lists.limits,
        consents=lists.consents,
        reviews=lists.review.reviews,
        ratings=lists.review.ratings,
        comments=lists.review.comments,
        agreements=lists.review.agreements,
        actions=lists.review.actions,
        result=result_of(assessed),
    )


def record_of(state: State, assessed: Assessed, history: Iterable[State] = ()) -> Record:
    """Return the record of a state, with the plan that would raise its readiness."""
    plan = _plan(assessed, state.taken_at.date())
    parts: dict[str, Any] = dict(state)
    return Record(**parts, program_version=VERSION, plan=plan, history=tuple(history))


def _about(assessment: Assessment) -> About:
    return About(
        id=assessment.id,
        title=assessment.title,
        created_at=assessment.created_at,
        changed_at=assessment.changed_at,
        profile=assessment.profile,
        mode="quick" if assessment.mode == Mode.quick else "full",
        hours=assessment.hours,
        next_on=date.fromisoformat(assessment.next_on) if assessment.next_on else None,
    )


def result_of(assessed: Assessed) -> Result:
    """Return the results: readiness, and level and target of every skill."""
    readiness, scores = assessed.readiness, assessed.scores
    skill_gaps = {each.target.skill: each for each in readiness.skill_gaps}
    return Result(
        profile=readiness.profile,
        readiness=readiness.value,
        low=readiness.low,
        high=readiness.high,
        coverage=readiness.coverage,
        answered=readiness.answered,
        covered=readiness.covered,
        asked=readiness.asked,
        set_aside=readiness.set_aside,
        verdict=readiness.verdict.value,
        missing_musts=readiness.missing_musts,
        sources=readiness.sources,
        leniency=assessed.leniency.shift if assessed.is_adjusted else 0.0,
        skills=tuple(_skill_result(each, skill_gaps.get(skill)) for skill, each in scores.items()),
    )


def _skill_result(score: Score, standing: SkillGap | None) -> SkillResult:
    return SkillResult(
        skill=score.skill,
        level=score.level,
        low=score.low,
        high=score.high,
        target=standing.target.level if standing else None,
        weight=standing.target.weight if standing else 0.0,
        must=standing.target.must if standing else False,
        gap=standing.gap if standing else None,
        lost=standing.readiness_loss if standing else 0.0,
        sources=score.sources,
    )


def _plan(assessed: Assessed, today: date) -> tuple[Planned, ...]:
    return tuple(
        Planned(
            project=each.project.id,
            title=each.project.title,
            hours=each.project.hours,
            gain=each.gain,
            raises={skill: to for skill, _, to in each.lifts},
        )
        for each in plan_for(assessed, today).steps[:PLANNED]
    )
