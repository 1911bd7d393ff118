"""Let mentors rate simulated people, and let both agree on levels where they are apart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean
from types import MappingProxyType
from typing import Final

import numpy as np

from benchmarks.outcomes import ROUNDING, Row, Told, judge
from benchmarks.simulated_checks import CANDOUR
from benchmarks.simulated_people import Floats, Group, Situation, answer_all, halve
from benchmarks.verdicts import check_answers, compare_with_truth, groups, shipped, truths
from skills.entries.answers import Answers
from skills.entries.kinds import MENTOR_MODE, Mode
from skills.entries.review_entries import LEVEL_STEP
from skills.review.agenda import AgendaReason, agenda
from skills.review.agreement import compare_raters
from skills.scoring.assessed import Assessed, assess
from skills.scoring.knowledge_checks import CheckAnswers
from skills.scoring.levels import Score

MENTOR: Final = Situation("mentor", validity=0.785, is_drawn=False)
"""How a mentor rates: the levels recorded by two mentors correlate by .52 (Viswesvaran, Ones and
Schmidt 1996), and each with the true ones by sqrt(.52) = .72. The level they feel is nearer the
true one, since choosing an option and quick mode take their part. On average they are neither
lenient nor severe."""

HASTY: Final = Situation("hasty mentor", validity=math.sqrt(0.52), is_drawn=False)
"""The same with sqrt(.52) for the level they feel: recorded levels of two correlate by .43."""

TALK_ERROR: Final = 0.25
"""Standard deviation of what a talk adds to the level of all sources together, in levels: an
assumption, nobody has measured it."""

HOLDING: Final = 0.9
"""Share of true levels that a range is meant to hold."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Who rates a person, beside the person.

    Attributes
    ----------
    mentors : number of mentors, with their ratings revealed.
    checks : "none", "some" or "all".
    talked : reasons for which a skill is talked about with the first mentor until a level is
        agreed.
    mentor : how mentors rate.
    """

    name: str
    mentors: int = 0
    checks: str = "none"
    talked: frozenset[AgendaReason] = frozenset()
    mentor: Situation = MENTOR


APART: Final = frozenset({AgendaReason.apart})

VARIANTS: Final = (
    Variant("self"),
    Variant("self, checks", checks="all"),
    Variant("self, mentor", mentors=1),
    Variant("self, mentor, agreed", mentors=1, talked=APART),
    Variant("self, mentor, checks", mentors=1, checks="all"),
    Variant("self, mentor, checks, agreed", mentors=1, checks="all", talked=APART),
    Variant("self, two mentors", mentors=2),
)

FURTHER: Final = (
    Variant("self, mentor, all agreed", mentors=1, talked=frozenset(AgendaReason)),
    Variant(
        "self, mentor, checks, all agreed", mentors=1, checks="all", talked=frozenset(AgendaReason)
    ),
    Variant("self, hasty mentor", mentors=1, mentor=HASTY),
    Variant("self, hasty mentor, agreed", mentors=1, talked=APART, mentor=HASTY),
)
"""What else might happen: the two talk about every skill, or the mentor errs more."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A level that was agreed.

    Attributes
    ----------
    before, after : distance with sign of the combined and of the agreed level from the true one, in
        levels.
    was_held, is_held : whether the range held the true level before, and whether it does now.
    """

    before: float
    after: float
    was_held: bool
    is_held: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What the product says of one person with mentors.

    Attributes
    ----------
    talks : one for each skill with an agreed level.
    """

    told: Told
    talks: tuple[Talk, ...]


@dataclass(frozen=True, slots=True)
class Talks:
    """What agreeing changed, in the skills with an agreed level.

    Attributes
    ----------
    share : percentage of skills with an agreed level.
    before, after : root of the mean squared distance from the true level, in levels.
    bias : mean distance with sign of the agreed levels, in levels.
    was_held, is_held : percentage of true levels within their ranges.
    reach : distance from the agreed level within which 9 of 10 true levels are, in levels.
    """

    share: float
    before: float
    after: float
    bias: float
    was_held: float
    is_held: float
    reach: float


def measure_reviewed(
    situation: Situation, mode: Mode, variant: Variant, people: int = 3_000
) -> tuple[Row, Talks | None]:
    """Send people and mentors through the product; return how it did and what agreeing changed."""
    return summarise(groups(people), review(groups(people), situation, mode, variant))


def summarise(people: Sequence[Group], reviewed: Sequence[Reviewed]) -> tuple[Row, Talks | None]:
    """Return how well the product did, and what agreeing changed, or None if nothing was agreed."""
    talks = [each for one in reviewed for each in one.talks]
    row = judge([one.told for one in reviewed])
    if not talks:
        return row, None
    return row, Talks(
        share=100 * len(talks) / sum(each.levels.size for each in people),
        before=math.sqrt(fmean(each.before**2 for each in talks)),
        after=math.sqrt(fmean(each.after**2 for each in talks)),
        bias=fmean(each.after for each in talks),
        was_held=100 * fmean(each.was_held for each in talks),
        is_held=100 * fmean(each.is_held for each in talks),
        reach=float(np.quantile([abs(each.after) for each in talks], HOLDING)),
    )


@cache
def review(
    people: tuple[Group, ...], situation: Situation, mode: Mode, variant: Variant
) -> tuple[Reviewed, ...]:
    """Return what the product says of everybody once their mentors' ratings are revealed."""
    return tuple(
        each for group in people for each in _review_group(group, situation, mode, variant)
    )


@cache
def mentor_answers(group: Group, mentor: Situation, number: int) -> list[Answers]:
    """Return what one mentor answers about everybody when asked as the product asks mentors.

    Parameters
    ----------
    number : 1 for the first mentor; each errs independently.
    """
    every = answer_all(group, mentor, number)
    return [halve(group.skills, answers, has_controls=False) for answers in every]


def _review_group(
    group: Group, situation: Situation, mode: Mode, variant: Variant
) -> list[Reviewed]:
    true, given = truths(group), check_answers(group, variant.checks, CANDOUR)
    numbers = range(1, variant.mentors + 1)
    by_mentor = [mentor_answers(group, variant.mentor, number) for number in numbers]
    errors = group.chance(4).normal(0, TALK_ERROR, group.levels.shape)
    reviewed = []
    for person, answers in enumerate(answer_all(group, situation)):
        shown = answers if mode is Mode.full else halve(group.skills, answers)
        own = (shown, given[person])
        ratings = [each[person] for each in by_mentor]
        found = _assess(group, mode, own, ratings)
        talks: tuple[Talk, ...] = ()
        if variant.talked:
            before, agreed = found, agree(group, found, ratings[0], variant, errors[person])
            found = _assess(group, mode, own, ratings, agreed)
            talks = _talks(group, person, before, found)
        told = compare_with_truth(group, person, found, true[person])
        reviewed.append(Reviewed(told, talks))
    return reviewed


def agree(
    group: Group,
    person: Assessed,
    ratings: Answers,
    variant: Variant,
    errors: Floats,
) -> dict[str, float]:
    """Return the levels that a person and a mentor agree on, by skill id.

    They begin from the level of all sources together, which the page shows, err a little, and
    choose the nearest level that can be agreed.

    Parameters
    ----------
    person : with the mentor's ratings revealed.
    errors : of the talk about each skill of the group, in levels.
    """
    mentor = assess(person.matrix, ratings, {}, profile=group.profile.id, mode=MENTOR_MODE)
    items = agenda(compare_raters(person, mentor), person)
    error = dict(zip((each.id for each in group.skills), errors.tolist(), strict=True))
    return {
        each.skill: nearest_level((each.score.level or 0.0) + error[each.skill], person.matrix.top)
        for each in items
        if each.reason in variant.talked
    }


def nearest_level(level: float, top: int) -> float:
    """Return the nearest level that can be agreed."""
    return float(np.clip(np.rint(level / LEVEL_STEP) * LEVEL_STEP, 0, top))


def _assess(
    group: Group,
    mode: Mode,
    own: tuple[Answers, CheckAnswers],
    ratings: Sequence[Answers],
    agreed: Mapping[str, float] = MappingProxyType({}),
) -> Assessed:
    """Send one person's answers, with those to checks, and mentors' ratings through the product."""
    answers, checks = own
    return assess(
        shipped(),
        answers,
        checks,
        profile=group.profile.id,
        mode=mode,
        ratings=ratings,
        agreed=agreed,
    )


def _talks(group: Group, person: int, before: Assessed, after: Assessed) -> tuple[Talk, ...]:
    true = dict(zip((each.id for each in group.skills), group.levels[person].tolist(), strict=True))
    return tuple(
        Talk(
            before=_off(before.scores[skill], true[skill]),
            after=_off(after.scores[skill], true[skill]),
            was_held=_is_held(before.scores[skill], true[skill]),
            is_held=_is_held(after.scores[skill], true[skill]),
        )
        for skill in after.agreed
    )


def _off(score: Score, true: float) -> float:
    return (score.level or 0.0) - true


def _is_held(score: Score, true: float) -> bool:
    return score.low - ROUNDING <= true <= score.high + ROUNDING
