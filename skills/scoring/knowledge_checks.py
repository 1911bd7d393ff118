"""Ask knowledge checks in a stable order, and turn the answers into an estimate of a level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from skills.matrix import Check, Matrix, Skill
from skills.scoring.levels import Estimate, estimate_check

LEAST_ANSWERS: Final = 3
"""Answers below which a check says nothing about a level: guessing would decide."""

PAUSE: Final = timedelta(days=7)
"""Time before a check can be taken again: answers just explained would only be repeated."""

CheckEvent = tuple[str, str | None, datetime]
"""Check id, the option chosen (None when cleared to take it again), and when."""

Given = Mapping[str, str]
"""Check id to the option chosen; a check that is missing has not been answered."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the checks of one skill went.

    Attributes
    ----------
    right, answered, asked : numbers of checks.
    estimate : the level they speak for; None with too few answers.
    """

    skill: str
    right: int
    answered: int
    asked: int
    estimate: Estimate | None

    @property
    def left(self) -> int:
        """Return how many checks of the skill are not answered yet."""
        return self.asked - self.answered

    @property
    def can_count(self) -> bool:
        """Tell whether the skill has enough checks to say anything about a level."""
        return self.asked >= LEAST_ANSWERS


@dataclass(frozen=True, slots=True)
class Attempt:
    """One time somebody took the checks of a skill.

    Attributes
    ----------
    last : when its last answer was given.
    """

    right: int
    answered: int
    last: datetime


def attempts(skill: Skill, changes: Iterable[CheckEvent]) -> tuple[Attempt, ...]:
    """Return every time the checks of a skill were taken, the latest first.

    Parameters
    ----------
    changes : everything that was ever stored for checks, oldest first.
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
    """Return the option ids of a check in an order that is the same for the same seed."""
    return tuple(sorted(check.options, key=lambda option: _draw(seed, check.id, option)))


def next_check(skill: Skill, given: Given, seed: str) -> Check | None:
    """Return the check to ask next: easy ones first, those of a level in a stable order."""
    waiting = [each for each in skill.checks if each.id not in given]
    return min(waiting, key=lambda each: (each.level, _draw(seed, each.id, "")), default=None)


def is_right(check: Check, option: str) -> bool:
    """Tell whether an option is the right one."""
    return option == check.right


def score_checks(skill: Skill, given: Given, *, top: int) -> Outcome:
    """Count what was answered and estimate the level it speaks for.

    At each level the share answered rightly counts, less what guessing would give; the shares
    are added up like the credits of statements. A level without an answer takes the mean of its
    neighbours, with everything known below the lowest and nothing above the highest.
    """
    answered = [each for each in skill.checks if each.id in given]
    right = sum(is_right(each, given[each.id]) for each in answered)
    estimate = None
    if len(answered) >= LEAST_ANSWERS:
        level = _level(answered, given, top)
        estimate = estimate_check(level, top=top, tasks=len(answered))
    return Outcome(skill.id, right, len(answered), len(skill.checks), estimate)


def estimates(matrix: Matrix, given: Given) -> Mapping[str, tuple[Estimate, ...]]:
    """Return what the checks say about each skill, for scoring."""
    held = (score_checks(skill, given, top=matrix.top) for skill in matrix.skills.values())
    return {each.skill: (each.estimate,) for each in held if each.estimate is not None}


def may_retake(last: datetime, now: datetime) -> bool:
    """Tell whether enough time has passed to take the checks of a skill again."""
    return now - last >= PAUSE


def _level(answered: Sequence[Check], given: Given, top: int) -> float:
    shares = {
        level: _share([each for each in answered if each.level == level], given)
        for level in sorted({each.level for each in answered})
    }
    return sum(_at(level, shares) for level in range(1, top + 1))


def _share(checks: Sequence[Check], given: Given) -> float:
    """Return the share answered rightly beyond guessing, 0 to 1."""
    right = sum(is_right(each, given[each.id]) for each in checks)
    guessed = sum(1 / len(each.options) for each in checks)
    return max(0.0, (right - guessed) / (len(checks) - guessed))


def _at(level: int, shares: Mapping[int, float]) -> float:
    if level in shares:
        return shares[level]
    easier = [share for each, share in shares.items() if each < level]
    harder = [share for each, share in shares.items() if each > level]
    return ((easier[-1] if easier else 1.0) + (harder[0] if harder else 0.0)) / 2


def _draw(*parts: str) -> bytes:
    return sha256("|".join(parts).encode()).digest()
