"""The views of a radar that a person can switch between, each with few enough axes to name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from skills.matrix import Matrix, Skill
from skills.scoring.readiness import Readiness
from skills.scoring.skill_gap import SkillGap
from skills.scoring.spokes import FEWEST, Spoke, by_area, grouped

MOST_OF_ALL: Final = 20
"""Number of axes above which their names do not fit around a picture."""

MOST_OF_A_PART: Final = 12
"""Number of axes above which a part of the skills is no easier to read than all of them."""

ALL: Final = "all"
MUSTS: Final = "must-haves"
AREAS: Final = "areas"


@dataclass(frozen=True, slots=True)
class View:
    """One choice of axes, with those of an area side by side.

    Attributes
    ----------
    id : `ALL`, `MUSTS`, `AREAS`, or "area-2" for the skills of the second area.
    area : title of the area whose skills the axes are, or "".
    spokes : the axes, clockwise from the top.
    """

    id: str
    spokes: tuple[Spoke, ...]
    area: str = ""

    @property
    def is_by_area(self) -> bool:
        """Return whether each axis is the mean of an area."""
        return self.id == AREAS


NOTHING: Final = View("", ())
"""The view if nothing can be drawn."""


def spokes_of(matrix: Matrix, readiness: Readiness) -> tuple[Spoke, ...]:
    """Return an axis for each skill of a profile, in the order of the matrix."""
    order = {skill: position for position, skill in enumerate(matrix.skills)}
    areas = {each.id: each.title for each in matrix.areas}
    found = sorted(readiness.skill_gaps, key=lambda each: order[each.target.skill])
    return tuple(_spoke(matrix.skills[each.target.skill], areas, each) for each in found)


def _spoke(skill: Skill, areas: Mapping[str, str], gap: SkillGap) -> Spoke:
    return Spoke(
        skill.title,
        areas[skill.area],
        gap.score.level,
        gap.target.level,
        short=skill.short,
        must=gap.target.must,
        low=gap.score.low,
        high=gap.score.high,
        sources=gap.sources,
        checks=gap.checks,
        verified=gap.score.verified,
    )


def spokes_of_raters(
    matrix: Matrix, pairs: Mapping[str, tuple[float | None, float | None]]
) -> tuple[Spoke, ...]:
    """Return an axis for each skill that two people rated, in the order of the matrix.

    Parameters
    ----------
    pairs : skill id to the levels by the person and by the other rater, None without a rating.
    """
    areas = {each.id: each.title for each in matrix.areas}
    return tuple(
        Spoke(
            skill.title,
            areas[skill.area],
            pairs[skill.id][0],
            0,
            short=skill.short,
            other=pairs[skill.id][1],
        )
        for skill in matrix.skills.values()
        if skill.id in pairs
    )


def radar_views(skills: Sequence[Spoke]) -> tuple[View, ...]:
    """Return the views of some skills, in the order in which to offer them.

    A view has enough axes for a shape and few enough for names, at least one of them assessed, and
    shows something that no view before it shows.

    Parameters
    ----------
    skills : in the order of the matrix.
    """
    views: list[View] = []
    for view, most in _candidates(skills):
        is_drawn = FEWEST <= len(view.spokes) <= most
        is_new = all(view.spokes != each.spokes for each in views)
        if is_drawn and is_new and any(each.level is not None for each in view.spokes):
            views.append(view)
    return tuple(views)


def default_view(views: Sequence[View]) -> View:
    """Return the view to begin with: all skills, else must-haves, else areas, else the first."""
    for wanted in (ALL, MUSTS, AREAS):
        for each in views:
            if each.id == wanted:
                return each
    return views[0] if views else NOTHING


def _candidates(skills: Sequence[Spoke]) -> Iterator[tuple[View, int]]:
    """Yield every possible view with the largest number of axes allowed in it."""
    areas = grouped(skills)
    ordered = tuple(each for found in areas.values() for each in found)
    yield View(ALL, ordered), MOST_OF_ALL
    yield View(MUSTS, tuple(each for each in ordered if each.must)), MOST_OF_A_PART
    for number, (area, found) in enumerate(areas.items(), 1):
        yield View(f"area-{number}", tuple(found), area), MOST_OF_A_PART
    yield View(AREAS, by_area(ordered)), MOST_OF_ALL
