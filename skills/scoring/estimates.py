"""Estimate the level of one skill according to one source.

A source is oneself, a mentor, a knowledge check, what a person and a mentor have agreed, or a
verified project.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from skills.entries.answers import Answers
from skills.entries.kinds import Mode
from skills.matrix import Skill
from skills.scoring.statements import Basis, Step, score_statements

SELF: Final = "self"
MENTOR: Final = "mentor"
CHECK: Final = "check"
AGREED: Final = "agreed"
PROJECT: Final = "project"

SPREAD: Final = 0.24
"""Spread (standard deviation) of true levels between people, as a share of the scale's length.

Judgement: on a scale from 0 to 4, two people in three stand within one level of the mean.
"""

SELF_ERROR: Final = 0.26
"""Typical error of a self-rating, in full and quick mode, as a share of the scale's length.

``SPREAD * sqrt(2 * (1 - r))`` with r = .47 for can-do statements (Li and Zhang 2021, Language
Testing 38:189), together with a leniency of .38 spreads, on the safe side of the d = .32 between
self and supervisor (Heidemeier and Moser 2009, Journal of Applied Psychology 94:353). In simulated
quick assessments, the error is the same.
"""

MENTOR_ERROR: Final = 0.18
"""Typical error of one mentor, as a share of the scale's length.

``SPREAD * sqrt(2 * (1 - r))`` with r = sqrt(.52), from the agreement .52 between two supervisors
(Viswesvaran, Ones and Schmidt 1996, Journal of Applied Psychology 81:557).
"""

AGREED_ERROR: Final = MENTOR_ERROR
"""Typical error of an agreed level, as a share of the scale's length.

Self-rating and mentor together would give .15; but people round, talk each other round, and agree
above all where they were far apart. With .18, ranges of simulated people hold in about 9 of 10
cases (`benchmarks/README.md`).
"""

VERIFIED_SLACK: Final = 0.10
"""Remaining error of the level of a verified project, as a share of the scale's length."""

CHECK_VALIDITY: Final = 0.85
"""Correlation of an infinitely long knowledge check with the true level; judgement."""

CHECK_RELIABILITY: Final = 0.15
"""Reliability of a single task of a knowledge check; judgement, usual for mixed short tasks."""


@dataclass(frozen=True, slots=True)
class CheckStep:
    """How the checks of one level count.

    Attributes
    ----------
    right, wrong, unknown : numbers of answers; `unknown` are those of "I don't know".
    share : share of right answers, corrected for guessing; below 0 if worse than guessing. Without
        answers, the credit of the person's own answers at that level.
    is_rated : whether there are such own answers; if not, the next harder share counts.
    """

    level: int
    right: int
    wrong: int
    unknown: int
    share: float
    is_rated: bool = True

    @property
    def is_asked(self) -> bool:
        """Return whether any check of this level was answered."""
        return self.right + self.wrong + self.unknown > 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """The level of one skill according to one source.

    Attributes
    ----------
    level, low, high : in levels; low and high count what was not asked as 0 and as full credit.
    error : typical error of this kind of source, in levels, above 0; the same for every person.
    shown : the level that answers show, without what is only estimated.
    steps : the arithmetic behind `level`, empty for sources without statements.
    checks : the arithmetic of knowledge checks, empty for other sources.
    leniency : levels that were taken off `level` for the person's own leniency.
    is_adjusted : whether that leniency is known, even if it is 0 here.
    """

    source: str
    level: float
    low: float
    high: float
    error: float
    shown: float = 0.0
    steps: tuple[Step, ...] = ()
    checks: tuple[CheckStep, ...] = ()
    leniency: float = 0.0
    is_adjusted: bool = False

    @property
    def asked(self) -> int | None:
        """Return the highest level of an answered check, or None for other sources."""
        return max((each.level for each in self.checks if each.is_asked), default=None)

    @property
    def unadjusted_level(self) -> float:
        """Return the level before the person's own leniency was taken off."""
        return self.level + self.leniency


def estimate_self(skill: Skill, answers: Answers, *, top: int, mode: Mode) -> Estimate | None:
    """Estimate a level from a person's own answers, or return None without any that counts."""
    return _estimate(SELF, score_statements(skill, answers, mode), SELF_ERROR * top)


def estimate_mentor(skill: Skill, answers: Answers, *, top: int, mode: Mode) -> Estimate | None:
    """Estimate a level from a mentor's answers about a person, or return None without any."""
    return _estimate(MENTOR, score_statements(skill, answers, mode), MENTOR_ERROR * top)


def estimate_agreed(level: float, *, top: int) -> Estimate:
    """Return the estimate from a level that a person and a mentor agreed on, in levels."""
    level = _within(level, top)
    return Estimate(AGREED, level, level, level, error=AGREED_ERROR * top, shown=level)


def estimate_project(level: float, *, top: int) -> Estimate:
    """Return the estimate from a verified project; it is a lower bound, so nothing is averaged."""
    level = _within(level, top)
    return Estimate(PROJECT, level, level, level, error=VERIFIED_SLACK * top, shown=level)


def estimate_check(steps: Sequence[CheckStep], *, top: int) -> Estimate:
    """Return the estimate from knowledge checks, given a step for each level from 1 to the top.

    The shares are added up, and only the sum is kept between 0 and the top: answers worse than
    guessing at one level make up for lucky ones at another.
    """
    asked = [each for each in steps if each.is_asked]
    known = math.fsum(each.share for each in asked)
    tasks = sum(each.right + each.wrong + each.unknown for each in asked)
    return Estimate(
        CHECK,
        level=_within(math.fsum(each.share for each in steps), top),
        low=_within(known, top),
        high=_within(known + len(steps) - len(asked), top),
        error=check_error(tasks) * top,
        shown=_within(_shown_by_checks(steps), top),
        checks=tuple(steps),
    )


def _shown_by_checks(steps: Sequence[CheckStep]) -> float:
    """Return the level that checks show: a level without any shows what the next harder one does.

    Parameters
    ----------
    steps : easy to hard.
    """
    shown = harder = 0.0
    for each in reversed(steps):
        harder = each.share if each.is_asked else max(harder, 0.0)
        shown += harder
    return shown


def check_error(tasks: int) -> float:
    """Return the typical error of a knowledge check, as a share of the scale's length.

    Reliability grows with length by the Spearman-Brown formula.
    """
    reliability = CHECK_RELIABILITY * tasks / (1 + CHECK_RELIABILITY * (tasks - 1))
    return SPREAD * math.sqrt(2 * (1 - CHECK_VALIDITY * math.sqrt(reliability)))


def joint_error(estimates: Sequence[Estimate]) -> float | None:
    """Return the typical error of several sources together, in levels; None without any."""
    if not estimates:
        return None
    return 1 / math.sqrt(math.fsum(each.error**-2 for each in estimates))


def source_weights(estimates: Sequence[Estimate]) -> tuple[float, ...]:
    """Return the weight of each source in the combined level; the weights add up to 1.

    A weight goes by 1 / error², independent of the level, so a better answer never lowers the
    result.
    """
    weights = [each.error**-2 for each in estimates]
    return tuple(weight / math.fsum(weights) for weight in weights)


def weighted(estimates: Sequence[Estimate], values: Sequence[float]) -> float:
    """Return the mean of a value of each source, weighted by the sources."""
    weights = source_weights(estimates)
    return math.fsum(map(math.prod, zip(weights, values, strict=True)))


def _estimate(source: str, steps: tuple[Step, ...], error: float) -> Estimate | None:
    """Add up steps, or return None when none of them was answered."""
    if not any(step.basis is Basis.answered for step in steps):
        return None
    return Estimate(
        source,
        level=math.fsum(step.gained for step in steps),
        low=math.fsum(step.height * step.low for step in steps),
        high=math.fsum(step.height * step.high for step in steps),
        error=error,
        shown=math.fsum(step.height * step.shown for step in steps),
        steps=steps,
    )


def _within(level: float, top: int) -> float:
    return min(max(level, 0.0), float(top))
