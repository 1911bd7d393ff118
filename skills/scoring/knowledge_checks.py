"""Choose and score knowledge checks: estimate a level from the answers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from skills.entries.answers import Answers
from skills.entries.kinds import Mode
from skills.matrix import DONT_KNOW, Check, Matrix, Skill
from skills.scoring.estimates import CheckStep, Estimate, estimate_check
from skills.scoring.statements import Basis, Step, score_statements

LEAST_ANSWERS: Final = 3
"""Minimum number of answers for an estimate: with fewer, guessing would decide."""

PAUSE: Final = timedelta(days=7)
"""Time before a check can be retaken: the answers just explained would only be repeated."""

CheckEvent = tuple[str, str | None, datetime]
"""Check id, chosen option (None if cleared for a retake), and time."""

CheckAnswers = Mapping[str, str]
"""Check id to chosen option or `DONT_KNOW`; a missing check has not been answered."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the checks of one skill went.

    Attributes
    ----------
    right, unknown, answered, asked : numbers of checks; `unknown` of those answered with "I don't
        know".
    estimate : the estimated level; None with too few answers.
    """

    skill: str
    right: int
    answered: int
    asked: int
    estimate: Estimate | None
    unknown: int = 0

    @property
    def left(self) -> int:
        """Return the number of checks of the skill that are not answered yet."""
        return self.asked - self.answered

    @property
    def can_count(self) -> bool:
        """Return whether the skill has enough checks to estimate a level."""
        return self.asked >= LEAST_ANSWERS


@dataclass(frozen=True, slots=True)
class CheckRound:
    """One run through the checks of a skill, until they were cleared for a retake.

    Attributes
    ----------
    last : time of its last answer.
    """

    right: int
    answered: int
    last: datetime


def check_rounds(skill: Skill, changes: Iterable[CheckEvent]) -> tuple[CheckRound, ...]:
    """Return every round of the checks of a skill, latest first.

    Parameters
    ----------
    changes : every stored change to answers of checks, oldest first.
    """
    checks = {check.id: check for check in skill.checks}
    found: list[CheckRound] = []
    check_answers: dict[str, str] = {}
    last: datetime | None = None
    for item, option, moment in changes:
        if item not in checks:
            continue
        if option is not None:
            check_answers[item], last = option, moment
        elif last is not None:
            found.append(_check_round(checks, check_answers, last))
            check_answers, last = {}, None
    if last is not None:
        found.append(_check_round(checks, check_answers, last))
    return tuple(reversed(found))


def _check_round(
    checks: Mapping[str, Check], check_answers: CheckAnswers, last: datetime
) -> CheckRound:
    right = sum(is_right(checks[item], option) for item, option in check_answers.items())
    return CheckRound(right, len(check_answers), last)


def shuffled(check: Check, seed: str) -> tuple[str, ...]:
    """Return the option ids of a check in a random order that is stable for the same seed."""
    return tuple(sorted(check.options, key=lambda option: _hash(seed, check.id, option)))


def next_check(skill: Skill, check_answers: CheckAnswers, seed: str) -> Check | None:
    """Return the check to ask next, easy ones first, or None if all are answered.

    Within a level, the order is random but stable for the same seed.
    """
    waiting = [each for each in skill.checks if each.id not in check_answers]
    return min(waiting, key=lambda each: (each.level, _hash(seed, each.id, "")), default=None)


def is_right(check: Check, option: str) -> bool:
    """Return whether an option is the right one."""
    return option == check.right


def score_checks(
    skill: Skill, check_answers: CheckAnswers, *, top: int, own: Sequence[Step] = ()
) -> Outcome:
    """Count the right answers and estimate a level from them.

    For each level, take the share of right answers, corrected for guessing, and add up the shares
    like the credits of statements. A level without answers says nothing for or against a person: it
    takes their own rating, and widens the range.

    Parameters
    ----------
    own : the steps of the person's own answers to the skill's statements, empty without any. Then
        a level without answers takes the share of the next harder one, or 0 above the hardest.
    """
    answered = [each for each in skill.checks if each.id in check_answers]
    estimate = None
    if len(answered) >= LEAST_ANSWERS:
        estimate = estimate_check(_steps(answered, check_answers, top, own), top=top)
    return Outcome(
        skill.id,
        right=sum(is_right(each, check_answers[each.id]) for each in answered),
        answered=len(answered),
        asked=len(skill.checks),
        estimate=estimate,
        unknown=sum(check_answers[each.id] == DONT_KNOW for each in answered),
    )


def estimates(
    matrix: Matrix, check_answers: CheckAnswers, answers: Answers, *, mode: Mode
) -> Mapping[str, tuple[Estimate, ...]]:
    """Return the estimate from checks for each skill that has one, by skill id, for scoring.

    Parameters
    ----------
    answers : the person's own, for the levels without an answered check.
    """
    found = {}
    for skill in matrix.skills.values():
        if any(each.id in check_answers for each in skill.checks):
            own = own_steps(skill, answers, mode=mode)
            outcome = score_checks(skill, check_answers, top=matrix.top, own=own)
            if outcome.estimate is not None:
                found[skill.id] = (outcome.estimate,)
    return found


def own_steps(skill: Skill, answers: Answers, *, mode: Mode) -> tuple[Step, ...]:
    """Return the steps of a person's own answers to a skill, or none if nothing is answered."""
    steps = score_statements(skill, answers, mode)
    return steps if any(each.basis is Basis.answered for each in steps) else ()


def may_retake(last: datetime, now: datetime) -> bool:
    """Return whether enough time has passed to retake the checks of a skill."""
    return now - last >= PAUSE


def _steps(
    answered: Sequence[Check], check_answers: CheckAnswers, top: int, own: Sequence[Step]
) -> tuple[CheckStep, ...]:
    """Return how each level from 1 to the top counts."""
    steps: list[CheckStep] = []
    for level in range(top, 0, -1):
        asked = [each for each in answered if each.level == level]
        if asked:
            steps.append(_step(level, asked, check_answers))
        else:
            # What is wrong at one level takes nothing off another that was not asked.
            harder = max(steps[-1].share, 0.0) if steps else 0.0
            share = _own_share(level, own) if own else harder
            steps.append(CheckStep(level, 0, 0, 0, share, is_rated=bool(own)))
    return tuple(reversed(steps))


def _step(level: int, asked: Sequence[Check], check_answers: CheckAnswers) -> CheckStep:
    """Return the share of right answers at one level, corrected for guessing.

    Of k options, a guess is right once in k times; so each wrong answer takes off 1 / (k - 1).
    """
    right = sum(is_right(each, check_answers[each.id]) for each in asked)
    unknown = sum(check_answers[each.id] == DONT_KNOW for each in asked)
    guessed = math.fsum(
        1 / (len(each.options) - 1)
        for each in asked
        if check_answers[each.id] != DONT_KNOW and not is_right(each, check_answers[each.id])
    )
    wrong = len(asked) - right - unknown
    return CheckStep(level, right, wrong, unknown, share=(right - guessed) / len(asked))


def _own_share(level: int, own: Sequence[Step]) -> float:
    """Return the credit of a person's own answers at a level, or at the next higher one asked."""
    higher = [each.level for each in own if each.level >= level]
    if not higher:
        return 0.0
    here = [each.credit for each in own if each.level == min(higher)]
    return math.fsum(here) / len(here)


def _hash(*parts: str) -> bytes:
    return sha256("|".join(parts).encode()).digest()
