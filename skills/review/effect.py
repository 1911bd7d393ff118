"""Say what agreed levels changed in a result."""

from __future__ import annotations

from dataclasses import dataclass

from skills.scoring.assessed import Assessed
from skills.scoring.readiness import Readiness

TENTH = 1
"""Decimal places of levels as shown: a smaller difference counts as none."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What agreed levels changed.

    Attributes
    ----------
    before, after : readiness without and with them.
    lower, higher, same : numbers of skills agreed below, above and at the level without it; a skill
        without a level counts as higher.
    shift : levels by which all other self-ratings count higher as a result, below 0 for lower: what
        was agreed also shows how leniently the person rates.
    """

    before: Readiness
    after: Readiness
    lower: int
    higher: int
    same: int
    shift: float


def effect_of_agreed(before: Assessed, after: Assessed) -> Effect | None:
    """Compare a result before and after agreed levels; return None if there are none."""
    if not after.agreed:
        return None
    levels = [(before.scores[skill].level, level) for skill, level in after.agreed.items()]
    lower = sum(was is not None and round(now - was, TENTH) < 0 for was, now in levels)
    higher = sum(was is None or round(now - was, TENTH) > 0 for was, now in levels)
    return Effect(
        before.readiness,
        after.readiness,
        lower,
        higher,
        same=len(levels) - lower - higher,
        shift=_taken_off(before) - _taken_off(after),
    )


def _taken_off(found: Assessed) -> float:
    return found.leniency.shift if found.is_adjusted else 0.0
