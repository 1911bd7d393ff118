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


class AgendaReason(StrEnum):
    """Why a skill is where it is on the agenda."""

    apart = "apart"
    near = "near"
    unrated = "unrated"
    alike = "alike"
    unknown = "unknown"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A skill on the agenda.

    Attributes
    ----------
    ratings : what each of the two says.
    score : the level from everything that counts so far.
    further : the levels of the skill by further mentors who rated it.
    """

    reason: AgendaReason
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
    agreement: Agreement, person: Assessed, further: Sequence[Assessed] = ()
) -> tuple[AgendaItem, ...]:
    """Return every target of the person, the most worth talking about first.

    First come the skills on which ratings are apart, by difference times weight; then must-haves
    near their target, the nearest first; then what only one has rated; then the rest, with what
    nobody has rated at the end. Of two that tie, the one in which the person wants to grow comes
    first.

    Parameters
    ----------
    further : the same targets by the ratings of each further mentor.
    """
    items = [_item(each, person, further) for each in agreement.skills]
    return tuple(sorted(items, key=lambda each: (*_place(each), each.skill not in person.wishes)))


def _item(ratings: SkillDifference, person: Assessed, further: Sequence[Assessed]) -> AgendaItem:
    skill = ratings.target.skill
    levels = [each.own_level(skill) for each in further]
    item = AgendaItem(
        AgendaReason.alike,
        ratings,
        person.scores[skill],
        tuple(each for each in levels if each is not None),
    )
    return replace(item, reason=_reason(item))


def _reason(item: AgendaItem) -> AgendaReason:
    target, level = item.ratings.target, item.score.level
    if item.apart is None:
        return AgendaReason.unrated if item.levels else AgendaReason.unknown
    if item.apart >= APART:
        return AgendaReason.apart
    is_near = level is not None and abs(level - target.level) <= NEAR
    return AgendaReason.near if target.must and is_near else AgendaReason.alike


def _place(item: AgendaItem) -> tuple[int, float]:
    target = item.ratings.target
    distance = abs((item.score.level or 0.0) - target.level)
    priority = (item.apart or 0.0) * target.weight
    within = distance if item.reason is AgendaReason.near else -priority
    return list(AgendaReason).index(item.reason), within
