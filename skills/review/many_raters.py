"""Measure how alike any number of people rate, where not everybody rates everything.

What is rated is a unit: a statement about one person. Every coefficient here comes from one table
of coincidences, which says how often two values were given to the same unit. It is added up person
by person, so memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, sqrt
from typing import Final

import numpy as np

from skills.review.agreement import SAME, Interval, Ratings
from skills.review.f_distribution import t_quantile

TAIL: Final = 0.975
"""Share of a distribution below the upper end of a 95% interval."""


class Distance(StrEnum):
    """How far apart two values are: 1 if they differ, by their order, or by their difference."""

    nominal = "nominal"
    ordinal = "ordinal"
    interval = "interval"


STEP: Final = 1e-5
"""Share of all pairs by which a number of pairs is changed to find a slope."""


@dataclass(frozen=True, slots=True)
class Coincidences:
    """How often two values were given to the same unit, added up over people.

    Attributes
    ----------
    values : the credits that there are, lowest first.
    people : the number of people with units that two or more rated.
    units : the number of these units.
    pairs : the sum of the table of each person, above and on its diagonal.
    squares : the sum of the products of these numbers with each other, person by person.
    """

    values: tuple[float, ...]
    people: int
    units: int
    pairs: Ratings
    squares: Ratings

    def __add__(self, other: Coincidences) -> Coincidences:
        """Return the coincidences of the people of both, who have to be different people."""
        return Coincidences(
            self.values,
            self.people + other.people,
            self.units + other.units,
            self.pairs + other.pairs,
            self.squares + other.squares,
        )


def no_coincidences(values: Sequence[float]) -> Coincidences:
    """Return the coincidences of nobody."""
    size = len(values) * (len(values) + 1) // 2
    return Coincidences(tuple(values), 0, 0, np.zeros(size), np.zeros((size, size)))


def coincidences(values: Sequence[float], units: Sequence[Sequence[int]]) -> Coincidences:
    """Return the coincidences of one person.

    Parameters
    ----------
    values : the credits that there are, lowest first.
    units : for each unit the positions of its ratings among the values, in any order; those with
        fewer than two ratings say nothing about agreement and do not count.
    """
    rated = [each for each in units if len(each) > 1]
    if not rated:
        return no_coincidences(values)
    counts = np.array([np.bincount(each, minlength=len(values)) for each in rated], dtype=float)
    shares = counts / (counts.sum(axis=1, keepdims=True) - 1)
    table = shares.T @ counts - np.diag(shares.sum(axis=0))
    pairs = table[np.triu_indices(len(values))]
    return Coincidences(tuple(values), 1, len(rated), pairs, np.outer(pairs, pairs))


def alpha(counts: Coincidences, distance: Distance) -> Interval | None:
    """Return Krippendorff's alpha, or None if it is not defined because nothing varies.

    Krippendorff 2011, Computing Krippendorff's Alpha-Reliability. 0 is as by chance, 1 is full
    agreement. The interval takes people, not units, as independent: the linearised logarithm of
    the disagreement, with a t distribution.
    """
    return _beyond_chance(counts, distance, spare=1)


def fleiss_kappa(counts: Coincidences) -> Interval | None:
    """Return the kappa of Fleiss, or None if nothing varies; all units need equally many ratings.

    Fleiss 1971, Psychological Bulletin 76:378. The interval is as that of `alpha`.
    """
    return _beyond_chance(counts, Distance.nominal, spare=0)


def _beyond_chance(counts: Coincidences, distance: Distance, spare: int) -> Interval | None:
    """Return one minus the disagreement that there is, as a share of that expected by chance.

    Parameters
    ----------
    spare : 1 if no rating is paired with itself by chance, 0 if it may be.
    """
    observed, expected = _disagreement(counts, counts.pairs, distance, spare)
    if expected < SAME:
        return None
    if observed < SAME:
        return Interval(1.0, 1.0, 1.0)
    ratio = observed / expected
    reach = exp(_error(counts, distance, spare) * t_quantile(TAIL, max(counts.people - 1, 1)))
    return Interval(1 - ratio, max(1 - ratio * reach, -1.0), 1 - ratio / reach)


def _error(counts: Coincidences, distance: Distance, spare: int) -> float:
    """Return the standard error of the logarithm of observed by expected disagreement."""
    observed, expected = _disagreement(counts, counts.pairs, distance, spare)
    step = float(counts.pairs.sum()) * STEP
    slopes = np.empty_like(counts.pairs)
    for index in range(len(slopes)):
        moved = np.zeros_like(slopes)
        moved[index] = step
        above = _disagreement(counts, counts.pairs + moved, distance, spare)
        below = _disagreement(counts, counts.pairs - moved, distance, spare)
        changes = [(a - b) / (2 * step) for a, b in zip(above, below, strict=True)]
        slopes[index] = changes[0] / observed - changes[1] / expected
    spread = float(slopes @ counts.squares @ slopes - (slopes @ counts.pairs) ** 2 / counts.people)
    return sqrt(max(spread, 0.0) * counts.people / max(counts.people - 1, 1))


def _disagreement(
    counts: Coincidences, pairs: Ratings, distance: Distance, spare: int
) -> tuple[float, float]:
    """Return the mean squared distance within units, and that expected by chance."""
    size = len(counts.values)
    table = np.zeros((size, size))
    upper = np.triu_indices(size)
    table[upper] = pairs
    table.T[upper] = pairs
    margins = table.sum(axis=1)
    apart = _squared(distance, np.asarray(counts.values), margins)
    total = float(margins.sum())
    if total <= spare:
        return 0.0, 0.0
    return (
        float((table * apart).sum()) / total,
        float(margins @ apart @ margins) / (total * (total - spare)),
    )


def _squared(distance: Distance, values: Ratings, margins: Ratings) -> Ratings:
    """Return the squared distance of every value to every other."""
    if distance is Distance.nominal:
        return 1.0 - np.eye(len(values))
    places = values
    if distance is Distance.ordinal:
        # Half of its own ratings stand below a value, and all those of lower values: as a share,
        # which scales both disagreements alike, so that the sizes stay near 1.
        places = (np.cumsum(margins) - margins / 2) / max(margins.sum(), 1.0)
    squared: Ratings = (places[:, None] - places[None, :]) ** 2
    return squared
