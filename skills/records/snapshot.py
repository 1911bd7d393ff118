"""Take down an assessment as it stands: what was entered, and what the numbers say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol

from skills.entries.answers import Answers, carry_answers, is_value
from skills.entries.credentials import read_credential
from skills.guidance.recommendations import rank_projects
from skills.matrix import Matrix
from skills.records.matrix_copy import copy_matrix
from skills.records.record import (
    About,
    Answer,
    Checked,
    CredentialEntered,
    Holding,
    Note,
    Planned,
    Record,
    Result,
    SkillResult,
    State,
)
from skills.scoring import Mode, Score, score_skills
from skills.scoring.knowledge_checks import estimates, is_right
from skills.scoring.readiness import PROJECT, Readiness, SkillGap, compare
from skills.version import VERSION

PLANNED: Final = 30
"""Projects listed in a record; more than anybody plans at once."""


class StoredAssessment(Protocol):
    """Describe an assessment, as the store gives it."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def profile(self) -> str: ...  # noqa: D102
    @property
    def mode(self) -> str: ...  # noqa: D102
    @property
    def hours(self) -> float | None: ...  # noqa: D102
    @property
    def created_at(self) -> datetime: ...  # noqa: D102
    @property
    def changed_at(self) -> datetime: ...  # noqa: D102
    @property
    def next_on(self) -> str: ...  # noqa: D102


class StoredEntry(Protocol):
    """Hold one stored value, as the store gives it."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def item(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> str | None: ...  # noqa: D102
    @property
    def changed_at(self) -> datetime | None: ...  # noqa: D102


@dataclass(frozen=True)
class Entries:
    """Hold what was entered, by what it is about; only what still has a value."""

    answers: tuple[Answer, ...]
    notes: tuple[Note, ...]
    qualifications: tuple[Holding, ...]
    checks: tuple[Checked, ...]
    credentials: tuple[CredentialEntered, ...]


def take_state(
    assessment: StoredAssessment, entries: Iterable[StoredEntry], matrix: Matrix, now: datetime
) -> State:
    """Return an assessment as it stands now, for a snapshot."""
    taken = sort_entries(entries, matrix)
    scores = scores_of(matrix, taken, Mode(assessment.mode))
    readiness = compare(matrix, matrix.profiles[assessment.profile], scores)
    return State(
        taken_at=now,
        assessment=_about(assessment),
        matrix=copy_matrix(matrix, assessment.profile, {each.check for each in taken.checks}),
        answers=taken.answers,
        notes=taken.notes,
        qualifications=taken.qualifications,
        checks=taken.checks,
        credentials=taken.credentials,
        result=result_of(readiness, scores),
    )


def take_record(
    assessment: StoredAssessment,
    entries: Sequence[StoredEntry],
    matrix: Matrix,
    now: datetime,
    history: Iterable[State] = (),
) -> Record:
    """Return all of an assessment, for a file or a report."""
    state = take_state(assessment, entries, matrix, now)
    scores = scores_of(matrix, sort_entries(entries, matrix), Mode(assessment.mode))
    readiness = compare(matrix, matrix.profiles[assessment.profile], scores)
    plan = _plan(matrix, readiness, scores)
    parts: dict[str, Any] = dict(state)
    return Record(**parts, program_version=VERSION, plan=plan, history=tuple(history))


def scores_of(matrix: Matrix, taken: Entries, mode: Mode) -> Mapping[str, Score]:
    """Return the level of every skill from all that was entered."""
    answers = answers_of(taken.answers, matrix)
    given = {each.check: each.option for each in taken.checks}
    return score_skills(matrix, answers, mode=mode, others=estimates(matrix, given))


def answers_of(answers: Iterable[Answer], matrix: Matrix) -> Answers:
    """Return the answers that a matrix has a place for, by statement."""
    return carry_answers({each.statement: each.option for each in answers}, matrix).answers


def entries_of(state: State) -> Entries:
    """Return what was entered, as a record holds it."""
    return Entries(
        state.answers, state.notes, state.qualifications, state.checks, state.credentials
    )


def sort_entries(entries: Iterable[StoredEntry], matrix: Matrix) -> Entries:
    """Sort stored entries by kind; answers without a place in the matrix are kept."""
    by_kind: dict[str, dict[str, tuple[str, datetime | None]]] = {}
    for each in entries:
        if each.value is not None:
            by_kind.setdefault(each.kind, {})[each.item] = (each.value, each.changed_at)
    return Entries(
        answers=tuple(
            Answer(statement=item, option=value, at=at)
            for item, (value, at) in by_kind.get("answer", {}).items()
        ),
        notes=tuple(
            Note(skill=item, text=value, at=at)
            for item, (value, at) in by_kind.get("note", {}).items()
        ),
        qualifications=tuple(
            Holding(qualification=item, holds=value, at=at)
            for item, (value, at) in by_kind.get("qualification", {}).items()
        ),
        checks=tuple(_checked(by_kind.get("check", {}), matrix)),
        credentials=tuple(_credentials(by_kind.get("credential", {}))),
    )


def _checked(
    stored: Mapping[str, tuple[str, datetime | None]], matrix: Matrix
) -> Iterable[Checked]:
    checks = {each.id: each for skill in matrix.skills.values() for each in skill.checks}
    for item, (option, at) in stored.items():
        if is_value(matrix, "check", item, option):
            right = is_right(checks[item], option)
            yield Checked(check=item, option=option, at=at, is_right=right)


def _credentials(
    stored: Mapping[str, tuple[str, datetime | None]],
) -> Iterable[CredentialEntered]:
    for item, (text, at) in stored.items():
        each = read_credential(text)
        if each is not None:
            yield CredentialEntered(
                id=item,
                title=each.title,
                kind=each.kind,
                issuer=each.issuer,
                issued=each.issued,
                expires=each.expires,
                link=each.link,
                at=at,
            )


def _about(assessment: StoredAssessment) -> About:
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


def result_of(readiness: Readiness, scores: Mapping[str, Score]) -> Result:
    """Return the numbers of the day: readiness, and where every skill stands."""
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
        skills=tuple(_skill_result(each, skill_gaps.get(skill)) for skill, each in scores.items()),
    )


def _skill_result(score: Score, standing: SkillGap | None) -> SkillResult:
    sources = [each.source for each in score.estimates]
    if score.verified is not None:
        sources.append(PROJECT)
    return SkillResult(
        skill=score.skill,
        level=score.level,
        low=score.low,
        high=score.high,
        target=standing.target.level if standing else None,
        weight=standing.target.weight if standing else 0.0,
        must=standing.target.must if standing else False,
        gap=standing.gap if standing else None,
        lost=standing.lost if standing else 0.0,
        sources=tuple(sources),
    )


def _plan(matrix: Matrix, readiness: Readiness, scores: Mapping[str, Score]) -> tuple[Planned, ...]:
    return tuple(
        Planned(
            project=each.project.id,
            title=each.project.title,
            hours=each.project.hours,
            gain=each.gain,
            raises={skill: to for skill, _, to in each.lifts},
        )
        for each in rank_projects(matrix, readiness, scores)[:PLANNED]
    )
