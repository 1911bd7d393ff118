"""Say what agreed levels changed in a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from skills.scoring.assessed import Assessed
from skills.scoring.readiness import Readiness
from skills.scoring.rounding import round_down

TENTH: Final = 1
"""Decimal places of levels as shown, rounded down: what looks the same counts as unchanged."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What agreed levels changed.

    Attributes
    ----------
    before, after : readiness without and with them.
    lower, higher, same : numbers of skills agreed below, above and at the level without it.
    new : number of skills that had no level without it.
    shift : levels by which all other self-ratings count higher as a result, below 0 for lower: what
        was agreed also shows how leniently the person rates.
    """

    before: Readiness
    after: Readiness
    lower: int
    higher: int
    same: int
    shift: float
    new: int = 0


def effect_of_agreed(before: Assessed, after: Assessed) -> Effect | None:
    """Compare a result before and after agreed levels; return None if there are none."""
    if not after.agreed:
        return None
    levels = [(before.scores[skill].level, level) for skill, level in after.agreed.items()]
    shown = [(was if was is None else round_down(was, TENTH), now) for was, now in levels]
    lower = sum(was is not None and now < was for was, now in shown)
    higher = sum(was is not None and now > was for was, now in shown)
    new = sum(was is None for was, _ in shown)
    return Effect(
        before.readiness,
        after.readiness,
        lower,
        higher,
        same=len(levels) - lower - higher - new,
        shift=_taken_off(before) - _taken_off(after),
        new=new,
    )


def _taken_off(assessed: Assessed) -> float:
    return assessed.leniency.shift if assessed.is_adjusted else 0.0
