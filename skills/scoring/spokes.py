"""The axes of a radar: one for each skill or, if there are too many, for each area."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

FEWEST: Final = 3
"""Number of axes below which a radar has no shape: one is a point, two are a line."""

MOST: Final = 40
"""Number of axes above which the radar of a workbook cannot be read; pictures have fewer."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """One axis of a radar.

    Attributes
    ----------
    area : title of the area of the skill.
    level : in levels, or None if not assessed.
    target : in levels, or 0 without a target.
    short : a shorter title for pictures, or "".
    low, high : likely range of the level.
    sources : what the level is based on, as in the estimates.
    checks : number of answered knowledge checks among them.
    other : the level by another rater, or None without one.
    verified : the level that a verified project shows, or None without one.
    """

    title: str
    area: str
    level: float | None
    target: float
    short: str = ""
    must: bool = False
    low: float = 0.0
    high: float = 0.0
    sources: tuple[str, ...] = ()
    checks: int = 0
    other: float | None = None
    verified: int | None = None

    @property
    def label(self) -> str:
        """Return the name to write at the end of the axis."""
        return self.short or self.title

    @property
    def is_short_of_target(self) -> bool:
        """Return whether the level is known and below its target."""
        return self.level is not None and self.level < self.target


@dataclass(frozen=True, slots=True)
class Radar:
    """The axes of a radar, in order; none if there is nothing that a radar could show."""

    spokes: tuple[Spoke, ...]
    is_by_area: bool = False


def choose_spokes(skills: Sequence[Spoke]) -> Radar:
    """Return the axes for a workbook: one per skill or, above `MOST` skills, one per area."""
    is_by_area = len(skills) > MOST
    spokes = by_area(skills) if is_by_area else tuple(skills)
    is_drawn = FEWEST <= len(spokes) <= MOST and any(each.level is not None for each in spokes)
    return Radar(spokes, is_by_area) if is_drawn else Radar(())


def by_area(skills: Sequence[Spoke]) -> tuple[Spoke, ...]:
    """Return one axis per area, in the order of their first skills."""
    return tuple(_mean(area, found) for area, found in grouped(skills).items())


def grouped(skills: Sequence[Spoke]) -> dict[str, list[Spoke]]:
    """Return the skills of each area, with areas in the order of their first skills."""
    areas: dict[str, list[Spoke]] = {}
    for each in skills:
        areas.setdefault(each.area, []).append(each)
    return areas


def _mean(area: str, skills: Sequence[Spoke]) -> Spoke:
    """Return an area as the means of its assessed skills.

    The target of a skill that was not assessed is left out, or the area would look further from
    its target than anybody knows.
    """
    assessed = [each for each in skills if each.level is not None]
    counted = assessed or skills

    def mean(values: Sequence[float]) -> float:
        return math.fsum(values) / len(values)

    return Spoke(
        area,
        area,
        mean([each.level or 0.0 for each in assessed]) if assessed else None,
        mean([each.target for each in counted]),
        low=mean([each.low for each in counted]),
        high=mean([each.high for each in counted]),
    )
