"""Estimate how leniently a person rates, and take that off their own ratings.

Where a skill has a self-rating and another source, the two can be compared. A difference found over
several skills is likely to be in the other ratings too, so it comes off all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from skills.scoring.estimates import Estimate, weighted

CAUTION: Final = 4
"""Skills without a difference that are counted with the compared ones, so that few say little.

About the variance of one difference over that of people's leniency, (1.04² + .8²) / .65² in levels
of 0 to 4. In simulations, 2 to 8 lead to much the same error.
"""


Pair = tuple[Estimate, tuple[Estimate, ...]]
"""The self-rating of a skill, and the estimates of its other sources, at least one."""


@dataclass(frozen=True, slots=True)
class Leniency:
    """How much higher a person rates than other sources.

    Attributes
    ----------
    skills : number of skills compared.
    difference : mean of self-rating minus other sources over these, in levels.
    shift : levels to take off every self-rating; below 0 for somebody who rates modestly.
    sources : what the self-ratings were compared with, sorted, as in `Estimate`.
    """

    skills: int = 0
    difference: float = 0.0
    shift: float = 0.0
    sources: tuple[str, ...] = ()


NONE: Final = Leniency()
"""No adjustment: there is nothing to compare, or the person asked for unadjusted numbers."""


def measure_leniency(pairs: Iterable[Pair]) -> Leniency:
    """Compare self-ratings with the other sources on the same skills."""
    found, sources = [], set[str]()
    for own, others in pairs:
        found.append(own.level - weighted(others, [each.level for each in others]))
        sources |= {each.source for each in others}
    if not found:
        return NONE
    total, count = math.fsum(found), len(found)
    return Leniency(count, total / count, total / (count + CAUTION), tuple(sorted(sources)))


def with_projects(leniency: Leniency, pairs: Sequence[Pair], projects: Sequence[Pair]) -> Leniency:
    """Return the leniency that counts if verified projects are compared with self-ratings, too.

    A verified project is only a lower bound. So the mean difference of such skills is an upper
    bound of a person's leniency: it can show that they rate modestly, and never more.

    Parameters
    ----------
    leniency : by the other sources, from `pairs`.
    projects : the self-rating of a skill without other sources, given after the project was
        verified, and the level of the project.
    """
    if math.fsum(own.level - found.level for own, (found, *_) in projects) >= 0:
        return leniency
    return min(leniency, measure_leniency([*pairs, *projects]), key=lambda each: each.shift)


def adjust(own: Estimate, leniency: Leniency, *, top: int) -> Estimate:
    """Return a self-rating without a person's leniency, kept on the scale."""
    if not leniency.skills:
        return own

    def shifted(level: float) -> float:
        return min(max(level - leniency.shift, 0.0), float(top))

    level = shifted(own.level)
    return replace(
        own,
        level=level,
        low=shifted(own.low),
        high=shifted(own.high),
        shown=shifted(own.shown),
        leniency=own.level - level,
        is_adjusted=True,
    )
