"""Measure how alike raters place people, where the same raters rated everybody.

Shrout and Fleiss 1979, Psychological Bulletin 86:420; McGraw and Wong 1996, Psychological Methods
1:30. People and raters are both taken as samples, and a rater who is always higher counts as
disagreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from skills.review.agreement import SAME, Interval, Ratings
from skills.review.f_distribution import f_quantile
from skills.review.many_raters import TAIL

LEAST: Final = -1.0
"""Where coefficients below 0 are cut off: the mean of raters who disagree has no lowest value."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """The sums over a table with a row for each person and a column for each rater.

    Attributes
    ----------
    by_rater : the sum of each column.
    rows_squared : the sum of the squared sums of the rows.
    squared : the sum of all squared values.
    """

    people: int
    by_rater: Ratings
    rows_squared: float
    squared: float

    def __add__(self, other: Crossed) -> Crossed:
        """Return the sums over the rows of both."""
        return Crossed(
            self.people + other.people,
            self.by_rater + other.by_rater,
            self.rows_squared + other.rows_squared,
            self.squared + other.squared,
        )


class Intraclass(NamedTuple):
    """The coefficients of one rater, ICC(2,1), and of the mean of all of them, ICC(2,k)."""

    single: Interval
    mean: Interval


class _MeanSquares(NamedTuple):
    people: float
    raters: float
    error: float


def crossed(rows: Ratings) -> Crossed:
    """Return the sums over a table without missing values."""
    sums = rows.sum(axis=1)
    return Crossed(len(rows), rows.sum(axis=0), float(sums @ sums), float((rows**2).sum()))


def intraclass(sums: Crossed) -> Intraclass | None:
    """Return both coefficients with 95% intervals, or None if they are not defined.

    They are not with fewer than two people or raters, or if people do not differ at all.
    """
    people, raters = sums.people, len(sums.by_rater)
    if people < 2 or raters < 2:  # noqa: PLR2004 - no variance of one
        return None
    squares = _mean_squares(sums)
    against = _against(squares, people, raters)
    if squares.people < SAME or squares.people + against < SAME:
        return None
    single = Interval(_single(squares, people, raters, 1), *_ends(squares, people, raters))
    return Intraclass(single, Interval(*(_of_mean(each, raters) for each in single)))


def _mean_squares(sums: Crossed) -> _MeanSquares:
    people, raters = sums.people, len(sums.by_rater)
    level = float(sums.by_rater.sum()) ** 2 / (people * raters)
    by_people = sums.rows_squared / raters - level
    by_raters = float(sums.by_rater @ sums.by_rater) / people - level
    error = sums.squared - level - by_people - by_raters
    return _MeanSquares(
        max(by_people, 0.0) / (people - 1),
        max(by_raters, 0.0) / (raters - 1),
        max(error, 0.0) / ((people - 1) * (raters - 1)),
    )


def _against(squares: _MeanSquares, people: int, raters: int) -> float:
    """Return what counts against agreement: error, and differences between raters."""
    return raters * squares.raters / people + (raters - 1 - raters / people) * squares.error


def _single(squares: _MeanSquares, people: int, raters: int, ratio: float) -> float:
    """Return the coefficient of one rater if error were larger by a ratio."""
    between = squares.people - ratio * squares.error
    return between / (squares.people + ratio * _against(squares, people, raters))


def _ends(squares: _MeanSquares, people: int, raters: int) -> tuple[float, float]:
    """Return the ends of the interval of the coefficient of one rater."""
    if _against(squares, people, raters) < SAME:
        return 1.0, 1.0
    freedom = _freedom(squares, people, raters)
    if freedom < 1 - SAME:  # raters disagree so much that nothing is known of their agreement
        return LEAST, 1.0
    down = f_quantile(TAIL, people - 1, freedom)
    up = f_quantile(TAIL, freedom, people - 1)
    ends = (_single(squares, people, raters, each) for each in (down, 1 / up))
    low, high = (max(each, LEAST) for each in ends)
    return low, high


def _freedom(squares: _MeanSquares, people: int, raters: int) -> float:
    """Return the approximate degrees of freedom of what counts against agreement."""
    value = _single(squares, people, raters, 1)
    between = raters * value * squares.raters
    within = (people * (1 + (raters - 1) * value) - raters * value) * squares.error
    spread = (people - 1) * between**2 + within**2
    return (raters - 1) * (people - 1) * (between + within) ** 2 / spread


def _of_mean(single: float, raters: int) -> float:
    """Return the coefficient of the mean of the raters from that of one of them."""
    part = 1 + (raters - 1) * single
    return max(raters * single / part, LEAST) if part > 0 else LEAST
