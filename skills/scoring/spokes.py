"""Choose the axes of a radar: one for each skill or, if there are too many, for each area."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

FEWEST: Final = 3
"""Number of axes below which a radar has no shape: one is a point, two are a line."""

MOST: Final = 40
"""Number of axes above which their numbers run into each other."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """One axis of a radar.

    Attributes
    ----------
    area : title of the area of the skill.
    level : in levels, or None if not assessed.
    target : in levels, or 0 without a target.
    """

    title: str
    area: str
    level: float | None
    target: float


@dataclass(frozen=True, slots=True)
class Radar:
    """The axes of a radar, in order; none if there is nothing that a radar could show."""

    spokes: tuple[Spoke, ...]
    is_by_area: bool = False


def choose_spokes(skills: Sequence[Spoke]) -> Radar:
    """Return the radar of some skills: one axis a skill, above `MOST` skills one an area."""
    is_by_area = len(skills) > MOST
    spokes = _by_area(skills) if is_by_area else tuple(skills)
    is_drawn = FEWEST <= len(spokes) <= MOST and any(each.level is not None for each in spokes)
    return Radar(spokes, is_by_area) if is_drawn else Radar(())


def _by_area(skills: Sequence[Spoke]) -> tuple[Spoke, ...]:
    areas: dict[str, list[Spoke]] = {}
    for each in skills:
        areas.setdefault(each.area, []).append(each)
    return tuple(_mean(area, found) for area, found in areas.items())


def _mean(area: str, skills: Sequence[Spoke]) -> Spoke:
    """Return an area as the means of its assessed skills.

    The target of a skill that was not assessed is left out, or the area would look further from
    its target than anybody knows.
    """
    assessed = [each for each in skills if each.level is not None]
    counted = assessed or skills
    level = math.fsum(each.level or 0.0 for each in assessed) / len(assessed) if assessed else None
    return Spoke(area, area, level, math.fsum(each.target for each in counted) / len(counted))
