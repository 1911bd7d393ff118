"""Compare two states of one assessment: what rose, what fell, and why.

Levels and readiness are as recorded on their dates; nothing is recomputed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from skills.records.change_reasons import LEVEL_STAYS, Cause, Reason, Side, reasons, side_of
from skills.records.readiness_change import ChangeRange, change_range
from skills.records.record import State
from skills.scoring.verdicts import TOLERANCE

FRESH: Final = timedelta(days=365)
"""Age up to which an answer counts as current: after more than 365 days without use, skills have
decayed by d = 1.4 (Arthur, Bennett, Stanush and McNelly 1998, Human Performance 11:57)."""

LEAST: Final = 0.05
"""Smallest difference that counts, in levels; half of the tenth that is shown."""


class Obstacle(StrEnum):
    """Why two states cannot be compared."""

    matrix = "matrix"
    structure = "structure"
    result = "result"


class ChangeKind(StrEnum):
    """How the level of one skill changed; `new` and `gone`: assessed only now, or only before."""

    rose = "rose"
    fell = "fell"
    new = "new"
    gone = "gone"
    stale = "stale"
    same = "same"


@dataclass(frozen=True, slots=True)
class SkillChange:
    """Change of one skill.

    Attributes
    ----------
    before, now : levels, or None if not assessed.
    newest : when an answer or check of the skill was last given, or None if any date is missing.
    is_stale : whether that is longer ago than `FRESH`, even if the level changed.
    """

    skill: str
    title: str
    change: ChangeKind
    before: float | None
    now: float | None
    target_before: int | None
    target_now: int | None
    newest: datetime | None
    is_stale: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class StateSummary:
    """The result of one state; `readiness`, `low` and `high` are shares of 0 to 1.

    Attributes
    ----------
    aim : role and level in words.
    has_result : False if the state has no result.
    """

    at: datetime
    profile: str
    aim: str
    mode: str
    has_result: bool
    readiness: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Comparison of two states.

    Attributes
    ----------
    obstacle : why they cannot be compared, or None if they can.
    points : change of readiness in points; None if it is unknown on either date, or the
        profiles differ.
    least, most : likely range of that change, in points; 0 without one.
    is_mixed : whether that range is wide mostly because of other evidence than before.
    lines : skills in matrix order; empty if there is an obstacle.
    """

    before: StateSummary
    now: StateSummary
    obstacle: Obstacle | None
    same_wording: bool
    points: float | None
    least: float = 0.0
    most: float = 0.0
    lines: tuple[SkillChange, ...] = ()
    is_mixed: bool = False

    @property
    def is_comparable(self) -> bool:
        """Return whether the numbers of both dates are comparable."""
        return self.obstacle is None

    @property
    def is_clear(self) -> bool:
        """Return whether the likely range of the change leaves out that nothing has changed."""
        return self.points is not None and (self.least > TOLERANCE or self.most < -TOLERANCE)


def compare_states(before: State, now: State) -> Comparison:
    """Compare two states, with all moments in the time zone of the later one."""
    zone = now.taken_at.tzinfo
    then, current = _summary_of(before, zone), _summary_of(now, zone)
    obstacle = _obstacle(before, now)
    earlier, later = side_of(before), side_of(now)
    points, span = _change_of_readiness(then, current, earlier, later, obstacle)
    skills = dict.fromkeys([*later.skills, *later.results, *earlier.skills, *earlier.results])
    return Comparison(
        before=then,
        now=current,
        obstacle=obstacle,
        same_wording=before.matrix.wording == now.matrix.wording,
        points=points,
        least=span.least * 100,
        most=span.most * 100,
        is_mixed=span.is_mixed,
        lines=()
        if obstacle
        else tuple(_line(each, earlier, later, now.taken_at) for each in skills),
    )


def last_different(now: State, earlier: Sequence[State]) -> State | None:
    """Return the state to compare with: the last one that differs, so not a twin of today's.

    Dates do not count as a difference.

    Parameters
    ----------
    earlier : oldest first. If all are alike the oldest is returned, since nothing has changed from
        then on; None if there are none.
    """
    entered = _entered(now)
    differing = (each for each in reversed(earlier) if _entered(each) != entered)
    return next(differing, earlier[0] if earlier else None)


def _entered(state: State) -> tuple[object, ...]:
    """Return what was entered and what came of it, in any order and without dates."""
    return (
        {(each.statement, each.option) for each in state.answers},
        {(each.check, each.option) for each in state.checks},
        {(each.qualification, each.holds) for each in state.qualifications},
        {(each.skill, each.text) for each in state.notes},
        state.result,
    )


def _summary_of(state: State, zone: tzinfo | None) -> StateSummary:
    result = state.result
    profile = result.profile if result else state.assessment.profile
    aims = {each.id: f"{each.role_title}, {each.title}" for each in state.matrix.profiles}
    return StateSummary(
        at=state.taken_at.astimezone(zone),
        profile=profile,
        aim=aims.get(profile, profile),
        mode=state.assessment.mode,
        has_result=result is not None,
        readiness=result.readiness if result else None,
        low=result.low if result else 0.0,
        high=result.high if result else 1.0,
    )


def _obstacle(before: State, now: State) -> Obstacle | None:
    if before.matrix.id != now.matrix.id:
        return Obstacle.matrix
    if before.matrix.structure != now.matrix.structure:
        return Obstacle.structure
    return Obstacle.result if before.result is None or now.result is None else None


def _change_of_readiness(
    then: StateSummary, current: StateSummary, earlier: Side, later: Side, obstacle: Obstacle | None
) -> tuple[float | None, ChangeRange]:
    """Return the change of readiness in points with its likely range, or None without one."""
    before, now = then.readiness, current.readiness
    if obstacle or before is None or now is None or then.profile != current.profile:
        return None, ChangeRange(0.0, 0.0)
    return (now - before) * 100, change_range(earlier, later, before, now)


def _line(skill: str, earlier: Side, later: Side, today: datetime) -> SkillChange:
    then, result = earlier.results.get(skill), later.results.get(skill)
    before, now = then.level if then else None, result.level if result else None
    newest = later.newest(skill)
    is_stale = now is not None and newest is not None and today - newest > FRESH
    change = _change(before, now)
    found = tuple(reasons(skill, earlier, later))
    if change is not ChangeKind.same and LEVEL_STAYS.issuperset(each.cause for each in found):
        found = (Reason(Cause.unexplained), *found)
    named = later.skills.get(skill) or earlier.skills.get(skill)
    return SkillChange(
        skill=skill,
        title=named.title if named else skill,
        change=ChangeKind.stale if change is ChangeKind.same and is_stale else change,
        before=before,
        now=now,
        target_before=then.target if then else None,
        target_now=result.target if result else None,
        newest=newest and newest.astimezone(today.tzinfo),
        is_stale=is_stale,
        reasons=found,
    )


def _change(before: float | None, now: float | None) -> ChangeKind:
    if before is None or now is None:
        return (
            ChangeKind.same
            if before is now
            else ChangeKind.new
            if before is None
            else ChangeKind.gone
        )
    if abs(now - before) < LEAST - TOLERANCE:
        return ChangeKind.same
    return ChangeKind.rose if now > before else ChangeKind.fell
