"""Choose what a result shows first: the gaps that matter most and the strengths."""

from __future__ import annotations

from typing import Final

from skills.scoring.readiness import Readiness, SkillGap

SHOWN: Final = 3
"""Number of gaps and of strengths shown first."""


def largest_gaps(readiness: Readiness, count: int = SHOWN) -> tuple[SkillGap, ...]:
    """Return the gaps that matter most: must-haves first, then by readiness loss."""
    gaps = [each for each in readiness.ordered() if _is_gap(each)]
    return tuple(sorted(gaps, key=lambda each: not _is_missing_must(each))[:count])


def count_gaps(readiness: Readiness) -> int:
    """Return how many assessed skills are short of their target, or not shown to reach it."""
    return sum(map(_is_gap, readiness.skill_gaps))


def strengths(readiness: Readiness, count: int = SHOWN) -> tuple[SkillGap, ...]:
    """Return the skills furthest above their targets; on a tie, the one with more weight first."""
    shown = [each for each in readiness.skill_gaps if each.is_shown and each.target.level > 0]
    return tuple(sorted(shown, key=_strength, reverse=True)[:count])


def _is_missing_must(each: SkillGap) -> bool:
    return each.target.must and not each.is_shown


def _is_gap(each: SkillGap) -> bool:
    is_short = each.readiness_loss > 0 or _is_missing_must(each)
    return each.score.is_assessed and is_short


def _strength(each: SkillGap) -> tuple[float, float]:
    above = (each.score.level or 0.0) - each.target.level
    return (round(above, 1), each.target.weight)
