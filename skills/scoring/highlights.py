"""Choose what a result shows first: the gaps that matter most and the strengths."""

from __future__ import annotations

from typing import Final

from skills.scoring.readiness import Readiness, SkillGap

SHOWN: Final = 3
"""Number of gaps and of strengths shown first."""


def largest_gaps(readiness: Readiness, count: int = SHOWN) -> tuple[SkillGap, ...]:
    """Return the gaps that matter most: must-haves first, then by readiness loss."""
    gaps = [each for each in readiness.ordered() if each.is_gap]
    return tuple(sorted(gaps, key=lambda each: not each.is_missing_must)[:count])


def count_gaps(readiness: Readiness) -> int:
    """Return how many assessed skills are short of their target, or not shown to reach it."""
    return sum(each.is_gap for each in readiness.skill_gaps)


def strengths(readiness: Readiness, count: int = SHOWN) -> tuple[SkillGap, ...]:
    """Return the skills furthest above their targets; on a tie, the one with more weight first."""
    shown = [each for each in readiness.skill_gaps if each.is_shown and each.target.level > 0]
    return tuple(sorted(shown, key=_strength, reverse=True)[:count])


def _strength(each: SkillGap) -> tuple[float, float]:
    above = (each.score.level or 0.0) - each.target.level
    return (round(above, 1), each.target.weight)
