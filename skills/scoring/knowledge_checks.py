"""Choose and score knowledge checks: estimate a level from the answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from skills.matrix import Check, Matrix, Skill
from skills.scoring.levels import Estimate, estimate_check

LEAST_ANSWERS: Final = 3
"""Minimum number of answers for an estimate: with fewer, guessing would decide."""

PAUSE: Final = timedelta(days=7)
"""Time before a check can be retaken: the answers just explained would only be repeated."""

CheckEvent = tuple[str, str | None, datetime]
"""Check id, chosen option (None if cleared for a retake), and time."""

Given = Mapping[str, str]
"""Check id to chosen option; a missing check has not been answered."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the checks of one skill went.

    Attributes
    ----------
    right, answered, asked : numbers of checks.
    estimate : the estimated level; None with too few answers.
    """

    skill: str
    right: int
    answered: int
    asked: int
    estimate: Estimate | None

    @property
    def left(self) -> int:
        """Return the number of checks of the skill that are not answered yet."""
        return self.asked - self.answered

    @property
    def can_count(self) -> bool:
        """Return whether the skill has enough checks to estimate a level."""
        return self.asked >= LEAST_ANSWERS


@dataclass(frozen=True, slots=True)
class Attempt:
    """One time somebody took the checks of a skill.

    Attributes
    ----------
    last : time of its last answer.
    """

    right: int
    answered: int
    last: datetime


def attempts(skill: Skill, changes: Iterable[CheckEvent]) -> tuple[Attempt, ...]:
    """Return all attempts at the checks of a skill, latest first.

    Parameters
    ----------
    changes : every stored change to answers of checks, oldest first.
    """
    checks = {check.id: check for check in skill.checks}
    found: list[Attempt] = []
    given: dict[str, str] = {}
    last: datetime | None = None
    for item, option, moment in changes:
        if item not in checks:
            continue
        if option is not None:
            given[item], last = option, moment
        elif last is not None:
            found.append(_attempt(checks, given, last))
            given, last = {}, None
    if last is not None:
        found.append(_attempt(checks, given, last))
    return tuple(reversed(found))


def _attempt(checks: Mapping[str, Check], given: Given, last: datetime) -> Attempt:
    right = sum(is_right(checks[item], option) for item, option in given.items())
    return Attempt(right, len(given), last)


def shuffled(check: Check, seed: str) -> tuple[str, ...]:
    """Return the option ids of a check in a random order that is stable for the same seed."""
    return tuple(sorted(check.options, key=lambda option: _hash(seed, check.id, option)))


def next_check(skill: Skill, given: Given, seed: str) -> Check | None:
    """Return the check to ask next, easy ones first, or None if all are answered.

    Within a level, the order is random but stable for the same seed.
    """
    waiting = [each for each in skill.checks if each.id not in given]
    return min(waiting, key=lambda each: (each.level, _hash(seed, each.id, "")), default=None)


def is_right(check: Check, option: str) -> bool:
    """Return whether an option is the right one."""
    return option == check.right


def score_checks(skill: Skill, given: Given, *, top: int) -> Outcome:
    """Count the right answers and estimate a level from them.

    For each level, take the share of right answers, corrected for guessing, and add up the shares
    like the credits of statements. A level without answers takes the mean of its neighbours, with
    1 below the lowest and 0 above the highest.
    """
    answered = [each for each in skill.checks if each.id in given]
    right = sum(is_right(each, given[each.id]) for each in answered)
    estimate = None
    if len(answered) >= LEAST_ANSWERS:
        level = _level(answered, given, top)
        estimate = estimate_check(level, top=top, tasks=len(answered))
    return Outcome(skill.id, right, len(answered), len(skill.checks), estimate)


def estimates(matrix: Matrix, given: Given) -> Mapping[str, tuple[Estimate, ...]]:
    """Return the estimate from checks for each skill that has one, by skill id, for scoring."""
    outcomes = (score_checks(skill, given, top=matrix.top) for skill in matrix.skills.values())
    return {each.skill: (each.estimate,) for each in outcomes if each.estimate is not None}


def may_retake(last: datetime, now: datetime) -> bool:
    """Return whether enough time has passed to retake the checks of a skill."""
    return now - last >= PAUSE


def _level(answered: Sequence[Check], given: Given, top: int) -> float:
    shares = {
        level: _share([each for each in answered if each.level == level], given)
        for level in sorted({each.level for each in answered})
    }
    return sum(_at(level, shares) for level in range(1, top + 1))


def _share(checks: Sequence[Check], given: Given) -> float:
    """Return the share of right answers corrected for guessing, 0 to 1."""
    right = sum(is_right(each, given[each.id]) for each in checks)
    guessed = sum(1 / len(each.options) for each in checks)
    return max(0.0, (right - guessed) / (len(checks) - guessed))


def _at(level: int, shares: Mapping[int, float]) -> float:
    if level in shares:
        return shares[level]
    easier = [share for each, share in shares.items() if each < level]
    harder = [share for each, share in shares.items() if each > level]
    return ((easier[-1] if easier else 1.0) + (harder[0] if harder else 0.0)) / 2


def _hash(*parts: str) -> bytes:
    return sha256("|".join(parts).encode()).digest()
