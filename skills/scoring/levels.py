"""Score a skill: estimate its level from answers, with a range and every step of the arithmetic.

According to one source, the level is the sum of height times credit over the statements. Several
sources are combined by inverse-variance weighting, and a verified project sets a lower bound.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from skills.entries.answers import Answers
from skills.entries.kinds import Mode
from skills.matrix import Matrix, Skill
from skills.scoring.statements import Basis, Step, Tally, count_steps, score_statements

SELF: Final = "self"
MENTOR: Final = "mentor"
CHECK: Final = "check"

SPREAD: Final = 0.24
"""Spread (standard deviation) of true levels between people, as a share of the scale's length.

Judgement: on a scale from 0 to 4, two people in three stand within one level of the mean.
"""

SELF_ERROR: Final = 0.26
"""Typical error of a self-rating on all statements, as a share of the scale's length.

``SPREAD * sqrt(2 * (1 - r))`` with r = .47 for can-do statements (Li and Zhang 2021, Language
Testing 38:189), together with a leniency of .38 spreads, on the safe side of the d = .32 between
self and supervisor (Heidemeier and Moser 2009, Journal of Applied Psychology 94:353).
"""

QUICK_SELF_ERROR: Final = 0.30
"""Typical error of a self-rating in quick mode; judgement: slightly less exact on half the data."""

MENTOR_ERROR: Final = 0.18
"""Typical error of one mentor, as a share of the scale's length.

``SPREAD * sqrt(2 * (1 - r))`` with r = sqrt(.52), from the agreement .52 between two supervisors
(Viswesvaran, Ones and Schmidt 1996, Journal of Applied Psychology 81:557).
"""

CHECK_VALIDITY: Final = 0.85
"""Correlation of an infinitely long knowledge check with the true level; judgement."""

CHECK_RELIABILITY: Final = 0.15
"""Reliability of a single task of a knowledge check; judgement, usual for mixed short tasks."""

VERIFIED_SLACK: Final = 0.10
"""Remaining error of the level of a verified project, as a share of the scale's length."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The level of one skill according to one source.

    Attributes
    ----------
    level, low, high : in levels; low and high count unanswered statements as 0 and as full credit.
    error : typical error of this kind of source, in levels, above 0; the same for every person.
    steps : the arithmetic behind `level`, empty for sources without statements.
    """

    source: str
    level: float
    low: float
    high: float
    error: float
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The level of one skill from all that is known.

    Attributes
    ----------
    level : in levels, None when not assessed.
    low, high : likely range of the level, from 0 to the top of the scale.
    error : typical error of the combined sources, in levels; None without any source.
    answered, covered, asked, set_aside : numbers of statements, as in `Tally`.
    verified : level of a verified project, or None.
    """

    skill: str
    level: float | None
    low: float
    high: float
    error: float | None
    answered: int
    covered: int
    asked: int
    set_aside: int
    estimates: tuple[Estimate, ...]
    verified: int | None

    @property
    def is_assessed(self) -> bool:
        """Return whether anything is known about the level."""
        return self.level is not None

    @property
    def is_applicable(self) -> bool:
        """Return whether the skill counts for this person.

        It does not if every statement was marked as not applicable and there is no other source.
        """
        return self.is_assessed or self.asked > 0 or self.set_aside == 0


def estimate_self(skill: Skill, answers: Answers, *, top: int, mode: Mode) -> Estimate | None:
    """Estimate a level from a person's own answers, or return None without any that counts."""
    share = SELF_ERROR if mode is Mode.full else QUICK_SELF_ERROR
    return _estimate(SELF, score_statements(skill, answers, mode), share * top)


def estimate_mentor(skill: Skill, answers: Answers, *, top: int) -> Estimate | None:
    """Estimate a level from a mentor's answers about a person, or return None without any."""
    return _estimate(MENTOR, score_statements(skill, answers, Mode.full), MENTOR_ERROR * top)


def estimate_check(level: float, *, top: int, tasks: int) -> Estimate:
    """Return the estimate for a level measured by a knowledge check of at least 1 task."""
    return Estimate(CHECK, level, level, level, check_error(tasks) * top)


def check_error(tasks: int) -> float:
    """Return the typical error of a knowledge check, as a share of the scale's length.

    Reliability grows with length by the Spearman-Brown formula.
    """
    reliability = CHECK_RELIABILITY * tasks / (1 + CHECK_RELIABILITY * (tasks - 1))
    return SPREAD * math.sqrt(2 * (1 - CHECK_VALIDITY * math.sqrt(reliability)))


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
        steps=steps,
    )


def combine(
    skill: Skill,
    estimates: Sequence[Estimate],
    *,
    top: int,
    tally: Tally,
    verified: int | None = None,
) -> Score:
    """Combine the estimates of several sources for a skill.

    The weight of a source is 1 / error², independent of its level, so a better answer never lowers
    the result.
    """
    floor = min(verified, top) if verified else None
    error = _joint_error(estimates)
    level, low, high = _weigh(estimates, error, floor, top)
    return Score(
        skill=skill.id,
        level=level,
        low=low,
        high=high,
        error=error,
        answered=tally.answered,
        covered=tally.covered,
        asked=tally.asked,
        set_aside=tally.set_aside,
        estimates=tuple(estimates),
        verified=floor,
    )


def source_weights(estimates: Sequence[Estimate]) -> tuple[float, ...]:
    """Return the weight of each source in the combined level; the weights add up to 1."""
    weights = [each.error**-2 for each in estimates]
    return tuple(weight / math.fsum(weights) for weight in weights)


def _joint_error(estimates: Sequence[Estimate]) -> float | None:
    """Return the typical error of the combined sources, in levels."""
    if not estimates:
        return None
    return 1 / math.sqrt(math.fsum(each.error**-2 for each in estimates))


def _weigh(
    estimates: Sequence[Estimate], error: float | None, floor: int | None, top: int
) -> tuple[float | None, float, float]:
    """Return level, low and high of the weighted mean, bounded below by a verified level."""
    slack = VERIFIED_SLACK * top
    at_least = 0.0 if floor is None else max(floor - slack, 0.0)
    if error is None:
        return (None if floor is None else float(floor)), at_least, float(top)
    weights = source_weights(estimates)

    def mean(values: Sequence[float]) -> float:
        return math.fsum(map(math.prod, zip(weights, values, strict=True)))

    level = max(mean([each.level for each in estimates]), floor or 0.0)
    low = max(mean([each.low for each in estimates]) - error, at_least)
    high = mean([each.high for each in estimates]) + error
    if floor is not None:
        high = max(high, floor + slack)
    return min(level, top), min(low, top), min(high, top)


def score_skill(  # noqa: PLR0913 - each is another kind of evidence
    skill: Skill,
    answers: Answers,
    *,
    top: int,
    mode: Mode = Mode.full,
    others: Sequence[Estimate] = (),
    verified: int | None = None,
) -> Score:
    """Score one skill from a person's own answers, other sources and a verified level."""
    own = estimate_self(skill, answers, top=top, mode=mode)
    steps = own.steps if own else score_statements(skill, answers, mode)
    estimates = [*([own] if own else []), *others]
    return combine(skill, estimates, top=top, tally=count_steps(steps), verified=verified)


def score_skills(
    matrix: Matrix,
    answers: Answers,
    *,
    mode: Mode = Mode.full,
    others: Mapping[str, Sequence[Estimate]] | None = None,
    verified: Mapping[str, int] | None = None,
) -> Mapping[str, Score]:
    """Score every skill of a matrix by id; `others` and `verified` go by skill id."""
    others, verified = others or {}, verified or {}
    return {
        skill.id: score_skill(
            skill,
            answers,
            top=matrix.top,
            mode=mode,
            others=others.get(skill.id, ()),
            verified=verified.get(skill.id),
        )
        for skill in matrix.skills.values()
    }
