"""Put the skills in the order in which a person and a mentor should talk about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from skills.review.agreement import Agreement, SkillDifference
from skills.scoring.assessed import Assessed
from skills.scoring.levels import Score

APART: Final = 0.75
"""Smallest difference between two ratings that is worth talking about, in levels: two careful
raters may differ by less than that anyway."""

NEAR: Final = 0.5
"""Distance from its target within which a must-have may go either way, in levels."""


class PointReason(StrEnum):
    """Why a skill is where it is on the agenda."""

    apart = "apart"
    near = "near"
    unrated = "unrated"
    alike = "alike"
    unknown = "unknown"


@dataclass(frozen=True, slots=True)
class Point:
    """A skill on the agenda.

    Attributes
    ----------
    ratings : what each of the two says.
    score : the level from everything that counts so far.
    further : the levels of the skill by further mentors who rated it.
    """

    reason: PointReason
    ratings: SkillDifference
    score: Score
    further: tuple[float, ...] = ()

    @property
    def skill(self) -> str:
        """Return the id of the skill."""
        return self.ratings.target.skill

    @property
    def levels(self) -> tuple[float, ...]:
        """Return the levels by everybody who rated the skill, lowest first."""
        both = (self.ratings.first, self.ratings.second)
        return tuple(sorted([*(each for each in both if each is not None), *self.further]))

    @property
    def apart(self) -> float | None:
        """Return how far apart the ratings are, in levels, or None with fewer than two."""
        levels = self.levels
        return levels[-1] - levels[0] if len(levels) > 1 else None


def agenda(
    found: Agreement, person: Assessed, further: Sequence[Assessed] = ()
) -> tuple[Point, ...]:
    """Return every target of the person, the most worth talking about first.

    First come the skills on which ratings are apart, by difference times weight; then must-haves
    near their target, the nearest first; then what only one has rated; then the rest, with what
    nobody has rated at the end. Of two that tie, the one in which the person wants to grow comes
    first.

    Parameters
    ----------
    further : the same targets by the ratings of each further mentor.
    """
    points = [_point(each, person, further) for each in found.skills]
    return tuple(sorted(points, key=lambda each: (*_place(each), each.skill not in person.wishes)))


def _point(ratings: SkillDifference, person: Assessed, further: Sequence[Assessed]) -> Point:
    skill = ratings.target.skill
    levels = [each.own_level(skill) for each in further]
    point = Point(
        PointReason.alike,
        ratings,
        person.scores[skill],
        tuple(each for each in levels if each is not None),
    )
    return replace(point, reason=_reason(point))


def _reason(point: Point) -> PointReason:
    target, level = point.ratings.target, point.score.level
    if point.apart is None:
        return PointReason.unrated if point.levels else PointReason.unknown
    if point.apart >= APART:
        return PointReason.apart
    is_near = level is not None and abs(level - target.level) <= NEAR
    return PointReason.near if target.must and is_near else PointReason.alike


def _place(point: Point) -> tuple[int, float]:
    target = point.ratings.target
    distance = abs((point.score.level or 0.0) - target.level)
    priority = (point.apart or 0.0) * target.weight
    within = distance if point.reason is PointReason.near else -priority
    return list(PointReason).index(point.reason), within
