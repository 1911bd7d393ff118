"""Find the reasons for the change of a skill between two states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from skills.matrix import NOT_APPLICABLE
from skills.records.matrix_record import SkillCopy
from skills.records.record import Checked, SkillResult, State
from skills.scoring import AGREED, MENTOR, PROJECT, SELF
from skills.scoring.verdicts import TOLERANCE


class Cause(StrEnum):
    """A reason for the change of a skill between two states."""

    raised = "raised"
    lowered = "lowered"
    first = "first"
    cleared = "cleared"
    set_aside = "set-aside"
    taken_up = "taken-up"
    checked = "checked"
    checked_more = "checked-more"
    checked_again = "checked-again"
    check_cleared = "check-cleared"
    project = "project"
    project_gone = "project-gone"
    mentor = "mentor"
    mentor_gone = "mentor-gone"
    agreed = "agreed"
    agreed_gone = "agreed-gone"
    weight = "weight"
    leniency = "leniency"
    mode = "mode"
    added = "added"
    removed = "removed"
    reworded = "reworded"
    target = "target"
    unexplained = "unexplained"


LEVEL_STAYS: Final = frozenset({Cause.reworded, Cause.target})
"""Causes that are reported but do not change a level."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a change.

    Attributes
    ----------
    count : number of statements or checks concerned, or 0 if nothing is counted.
    ids : ids of these statements or checks; for `weight` the other sources that now count.
    before, now : number of right answers for checks, level for `target`.
    """

    cause: Cause
    count: int = 0
    ids: tuple[str, ...] = ()
    before: int | None = None
    now: int | None = None


@dataclass(frozen=True)
class Side:
    """One state, indexed for lookup by id.

    Attributes
    ----------
    leniency : levels taken off every self-rating.
    earned : credit of each option, by statement.
    asked : what a person saw before answering: text and option titles, by statement.
    chosen : chosen option by statement, if the matrix of that date offered it.
    dates : when statements and checks were answered, or None if unknown.
    top : the highest level.
    """

    results: Mapping[str, SkillResult]
    skills: Mapping[str, SkillCopy]
    mode: str
    leniency: float
    earned: Mapping[str, Mapping[str, float]]
    asked: Mapping[str, tuple[str, ...]]
    chosen: Mapping[str, str]
    checks: Mapping[str, Checked]
    dates: Mapping[str, datetime | None]
    top: int

    def statements(self, skill: str) -> tuple[str, ...]:
        """Return the ids of a skill's statements, easy to hard."""
        found = self.skills.get(skill)
        return tuple(each.id for each in found.statements) if found else ()

    def checked(self, skill: str) -> Mapping[str, Checked]:
        """Return the answered checks of a skill by id."""
        found = self.skills.get(skill)
        asked = found.checks if found else ()
        return {each.id: self.checks[each.id] for each in asked if each.id in self.checks}

    def newest(self, skill: str) -> datetime | None:
        """Return when the skill was last answered, or None if any date is missing."""
        given = [*self.statements(skill), *self.checked(skill)]
        dates = [self.dates[each] for each in given if each in self.dates]
        known = [each for each in dates if each is not None]
        return max(known, default=None) if len(known) == len(dates) else None


def side_of(state: State) -> Side:
    """Return a state indexed for comparison."""
    matrix = state.matrix
    scales = {each.id: each.options for each in matrix.scales}
    statements = {one.id: one for each in matrix.skills for one in each.statements}
    options = {each: scales.get(one.scale, ()) for each, one in statements.items()}
    earned = {each: {one.id: one.credit for one in found} for each, found in options.items()}
    given = {
        each.statement: each
        for each in state.answers
        if each.option == NOT_APPLICABLE or each.option in earned.get(each.statement, {})
    }
    checks = {each.check: each for each in state.checks}
    return Side(
        results={each.skill: each for each in state.result.skills} if state.result else {},
        skills={each.id: each for each in matrix.skills},
        mode=state.assessment.mode,
        leniency=state.result.leniency if state.result else 0.0,
        earned=earned,
        asked={
            each: (one.text, *(option.title for option in options[each]))
            for each, one in statements.items()
        },
        chosen={each: answer.option for each, answer in given.items()},
        checks=checks,
        dates={each: one.at for each, one in [*given.items(), *checks.items()]},
        top=max(each.rank for each in matrix.levels),
    )


def reasons(skill: str, earlier: Side, later: Side) -> Iterator[Reason]:
    """Yield the reasons for a skill's change between two states, level changes first."""
    yield from _answers_changed(skill, earlier, later)
    yield from _checks_changed(earlier.checked(skill), later.checked(skill))
    then, current = earlier.results.get(skill), later.results.get(skill)
    if then and current:
        yield from _sources_changed(set(then.sources), set(current.sources))
        if earlier.mode != later.mode and is_moved(then, current):
            yield Reason(Cause.mode)
        is_rated = SELF in then.sources and SELF in current.sources
        is_other = abs(earlier.leniency - later.leniency) > TOLERANCE
        if is_rated and is_other and is_moved(then, current):
            yield Reason(Cause.leniency)
    yield from _statements_changed(skill, earlier, later)
    before, now = then.target if then else None, current.target if current else None
    if before != now:
        yield Reason(Cause.target, before=before, now=now)


def _answers_changed(skill: str, earlier: Side, later: Side) -> Iterator[Reason]:
    found: dict[Cause, list[str]] = {}
    for each in later.statements(skill):
        cause = _answer_changed(each, earlier, later) if each in earlier.asked else None
        if cause is not None:
            found.setdefault(cause, []).append(each)
    for cause in Cause:
        if cause in found:
            yield Reason(cause, len(found[cause]), tuple(found[cause]))


def _answer_changed(statement: str, earlier: Side, later: Side) -> Cause | None:
    before, now = earlier.chosen.get(statement), later.chosen.get(statement)
    if before == now:
        return None
    if before is None or now is None:
        return Cause.first if before is None else Cause.cleared
    if NOT_APPLICABLE in (before, now):
        return Cause.set_aside if now == NOT_APPLICABLE else Cause.taken_up
    change = later.earned[statement][now] - earlier.earned[statement][before]
    if change == 0:
        return None
    return Cause.raised if change > 0 else Cause.lowered


def _checks_changed(before: Mapping[str, Checked], now: Mapping[str, Checked]) -> Iterator[Reason]:
    if before == now:
        return
    if not before:
        cause = Cause.checked
    elif not now:
        cause = Cause.check_cleared
    else:
        is_kept = all(now.get(each) == checked for each, checked in before.items())
        cause = Cause.checked_more if is_kept else Cause.checked_again
    yield Reason(cause, len(now or before), tuple(now or before), _right(before), _right(now))


def _right(checks: Mapping[str, Checked]) -> int | None:
    """Return the number of right answers, or None if that was not recorded."""
    known = [each.is_right for each in checks.values() if each.is_right is not None]
    return sum(known) if len(known) == len(checks) else None


def _sources_changed(before: set[str], now: set[str]) -> Iterator[Reason]:
    for source, came, went in (
        (PROJECT, Cause.project, Cause.project_gone),
        (MENTOR, Cause.mentor, Cause.mentor_gone),
        (AGREED, Cause.agreed, Cause.agreed_gone),
    ):
        if (source in before) != (source in now):
            yield Reason(came if source in now else went)
    if SELF in before & now and before - {PROJECT} != now - {PROJECT}:
        yield Reason(Cause.weight, ids=tuple(sorted(now - {SELF, PROJECT})))


def is_moved(before: SkillResult, now: SkillResult) -> bool:
    """Return whether level or range differ."""
    if before.level is None or now.level is None:
        return before.level is not now.level
    pairs = ((before.level, now.level), (before.low, now.low), (before.high, now.high))
    return any(abs(one - other) > TOLERANCE for one, other in pairs)


def _statements_changed(skill: str, earlier: Side, later: Side) -> Iterator[Reason]:
    before, now = earlier.statements(skill), later.statements(skill)
    found = {
        Cause.added: [each for each in now if each not in earlier.asked],
        Cause.removed: [each for each in before if each not in later.asked],
        Cause.reworded: [
            each for each in now if earlier.asked.get(each, later.asked[each]) != later.asked[each]
        ],
    }
    for cause, ids in found.items():
        if ids:
            yield Reason(cause, len(ids), tuple(ids))
