"""Measure how alike two people rate the same skills, beyond chance, and who rates higher.

Ratings are credits of statements that both answered, 0 to 1. Neither rater is taken to be right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skills.matrix import Target
from skills.scoring.assessed import Assessed

FEWEST: Final = 32
"""Fewest statements rated by both for a coefficient: twice the square of the usual four options,
below which its large-sample interval is too narrow (Cicchetti 1981, Applied Psychological
Measurement 5:101)."""

FEWEST_SKILLS: Final = 3
"""Fewest skills rated by both for a mean difference."""

NORMAL_95: Final = 1.959963984540054
"""Standard errors on either side of a value in a 95% interval of the normal distribution."""

SAME: Final = 1e-9
"""Difference in credit below which two ratings are the same."""

Ratings = NDArray[np.float64]


class Interval(NamedTuple):
    """A value with its 95% interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SkillDifference:
    """The levels of one skill by each rater's own answers.

    Attributes
    ----------
    first, second : levels, or None where a rater answered nothing about the skill.
    """

    target: Target
    first: float | None
    second: float | None

    @property
    def difference(self) -> float | None:
        """Return how many levels the second rater is above the first, or None if one is missing."""
        if self.first is None or self.second is None:
            return None
        return self.second - self.first

    @property
    def priority(self) -> float:
        """Return how much there is to talk about: the size of the difference times the weight."""
        return abs(self.difference or 0.0) * self.target.weight


@dataclass(frozen=True, slots=True)
class Agreement:
    """How alike two people rate.

    Attributes
    ----------
    rated : number of statements that both rated.
    same : number of these that both rated alike.
    kappa : quadratic weighted kappa, -1 to 1, 0 as by chance; None with fewer than `FEWEST`
        statements, or if nothing varies.
    difference : mean of the second rater's levels minus the first's; None with fewer than
        `FEWEST_SKILLS` skills that both rated.
    skills : every target, the most to talk about first.
    """

    rated: int
    same: int
    kappa: Interval | None
    difference: float | None
    skills: tuple[SkillDifference, ...]


def compare_raters(first: Assessed, second: Assessed) -> Agreement:
    """Return how two people agree on the targets of the first; both have the same matrix."""
    one, other = _shared(first, second)
    skills = _differences(first, second)
    return Agreement(
        rated=len(one),
        same=int(np.count_nonzero(np.abs(one - other) < SAME)),
        kappa=quadratic_kappa(one, other) if len(one) >= FEWEST else None,
        difference=mean_difference(skills),
        skills=skills,
    )


def quadratic_kappa(
    first: Sequence[float] | Ratings, second: Sequence[float] | Ratings
) -> Interval | None:
    """Return the quadratic weighted kappa of paired ratings, or None if it is not defined.

    Ratings may be any numbers on one scale: for categories at equal distances this is Cohen's
    weighted kappa. The interval is that for large samples (Fleiss, Cohen and Everitt 1969,
    Psychological Bulletin 72:323), cut off at -1 and 1.
    """
    one, other = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    apart = (one[:, None] - other[None, :]) ** 2
    by_chance = float(apart.mean()) if one.size else 0.0
    if by_chance <= 0:
        return None
    observed = np.diagonal(apart)
    kappa = 1 - float(observed.mean()) / by_chance
    # Distances in place of weights: the formula does not change if all weights are scaled.
    expected = apart.mean(axis=1) + apart.mean(axis=0)
    spread = float(((observed - expected * (1 - kappa)) ** 2).mean())
    variance = (spread - (by_chance * (1 - kappa)) ** 2) / by_chance**2
    return _interval(kappa, float(np.sqrt(max(variance, 0.0) / one.size)))


def mean_difference(skills: Sequence[SkillDifference]) -> float | None:
    """Return how many levels the second rater is above the first on average, or None.

    None means that both rated fewer than `FEWEST_SKILLS` skills.
    """
    found = [each.difference for each in skills if each.difference is not None]
    return fmean(found) if len(found) >= FEWEST_SKILLS else None


def own_credits(rater: Assessed) -> dict[str, float]:
    """Return the credit of each statement that somebody rated, without those set aside."""
    found = {
        each: rater.matrix.statements[each].scale.credit(choice)
        for each, choice in rater.answers.items()
    }
    return {each: credit for each, credit in found.items() if credit is not None}


def _interval(value: float, error: float) -> Interval:
    reach = NORMAL_95 * error
    return Interval(value, max(value - reach, -1.0), min(value + reach, 1.0))


def _shared(first: Assessed, second: Assessed) -> tuple[Ratings, Ratings]:
    """Return the credits of the statements that both rated, without those set aside."""
    one, other = own_credits(first), own_credits(second)
    both = [each for each in first.matrix.statements if each in one and each in other]
    return np.array([one[each] for each in both]), np.array([other[each] for each in both])


def _differences(first: Assessed, second: Assessed) -> tuple[SkillDifference, ...]:
    found = (
        SkillDifference(each, first.own_level(each.skill), second.own_level(each.skill))
        for each in first.profile.targets
    )
    return tuple(sorted(found, key=lambda each: -each.priority))
