"""Put the skills in the order in which a person and a mentor should talk about them."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Point:
    """A skill on the agenda.

    Attributes
    ----------
    ratings : what each of the two says.
    score : the level from everything that counts so far.
    """

    reason: PointReason
    ratings: SkillDifference
    score: Score

    @property
    def skill(self) -> str:
        """Return the id of the skill."""
        return self.ratings.target.skill


def agenda(found: Agreement, person: Assessed) -> tuple[Point, ...]:
    """Return every target of the person, the most worth talking about first.

    First come the skills on which the two are apart, by difference times weight; then must-haves
    near their target, the nearest first; then what one of them has not rated; then the rest. Of two
    that tie, the one in which the person wants to grow comes first.
    """
    points = [_point(each, person) for each in found.skills]
    return tuple(sorted(points, key=lambda each: (*_place(each), each.skill not in person.wishes)))


def _point(ratings: SkillDifference, person: Assessed) -> Point:
    score = person.scores[ratings.target.skill]
    return Point(_reason(ratings, score), ratings, score)


def _reason(ratings: SkillDifference, score: Score) -> PointReason:
    if ratings.difference is None:
        return PointReason.unrated
    if abs(ratings.difference) >= APART:
        return PointReason.apart
    is_near = score.level is not None and abs(score.level - ratings.target.level) <= NEAR
    return PointReason.near if ratings.target.must and is_near else PointReason.alike


def _place(point: Point) -> tuple[int, float]:
    distance = abs((point.score.level or 0.0) - point.ratings.target.level)
    within = distance if point.reason is PointReason.near else -point.ratings.priority
    return list(PointReason).index(point.reason), within
