"""Choose what a result shows first: the biggest gaps and the strengths."""

from __future__ import annotations

from typing import Final

from skills.scoring.readiness import Readiness
from skills.scoring.skill_gap import SkillGap

SHOWN: Final = 3
"""Number of gaps and of strengths shown first."""


def largest_gaps(readiness: Readiness, count: int = SHOWN) -> tuple[SkillGap, ...]:
    """Return the gaps that cost most readiness, in the order of every list of gaps."""
    return all_gaps(readiness)[:count]


def all_gaps(readiness: Readiness) -> tuple[SkillGap, ...]:
    """Return the assessed skills not shown to reach their target, costliest first."""
    return tuple(each for each in readiness.ordered() if each.is_gap)


def costly_gaps(readiness: Readiness, count: int = SHOWN) -> tuple[SkillGap, ...]:
    """Return the biggest gaps to name in a sentence: those whose level is below the target."""
    return tuple(each for each in all_gaps(readiness) if not each.is_met)[:count]


def strengths(readiness: Readiness, count: int = SHOWN) -> tuple[SkillGap, ...]:
    """Return the skills furthest above their targets; on a tie, the one with more weight first."""
    shown = [each for each in readiness.skill_gaps if each.is_shown and each.target.level > 0]
    return tuple(sorted(shown, key=_strength, reverse=True)[:count])


def _strength(gap: SkillGap) -> tuple[float, float]:
    above = (gap.score.level or 0.0) - gap.target.level
    return (round(above, 1), gap.target.weight)
