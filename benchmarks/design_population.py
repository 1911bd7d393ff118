"""Combine sources in the population that the aim for levels after agreement comes from.

Its 15 skills are in the middle of a scale from 0 to 5, sources are levels without a questionnaire,
spread like the true ones and correlate with them by their validity. Self-ratings alone are off by
1.25 levels there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from benchmarks.outcomes import ROUNDING
from benchmarks.simulated_mentors import TALK_ERROR, nearest_level
from benchmarks.simulated_people import SEED, SHARED, Floats, Group, Situation
from benchmarks.verdicts import PROFILES, shipped
from skills.questionnaire.questions import asked_skills
from skills.review.agenda import APART
from skills.scoring.estimates import (
    AGREED,
    CHECK,
    MENTOR,
    MENTOR_ERROR,
    SELF,
    SELF_ERROR,
    SPREAD,
    Estimate,
    check_error,
    estimate_agreed,
)
from skills.scoring.leniency import NONE, adjust, measure_leniency
from skills.scoring.levels import Score, combine
from skills.scoring.statements import Tally

TOP, SKILLS = 5, 15

TASKS: Final = 12
"""Tasks of a knowledge check for which the product assumes the validity of checks here, .70."""

SELF_VALIDITY, LENIENCY, CHECK_VALIDITY = 0.47, 0.38, 0.70
"""Of the population: correlations with the true level, and standard deviations above it."""

SITUATION: Final = Situation(
    "population of the aim", validity=SELF_VALIDITY, leniency=LENIENCY, is_drawn=False
)
"""How its people rate themselves where they do answer a questionnaire."""


@dataclass(frozen=True, slots=True)
class Population:
    """What may differ from the population of the aim.

    Attributes
    ----------
    mentor : correlation of a mentor's level with the true one.
    shared : share of the error variance that is the same in all skills of a person.
    is_adjusted : whether people's own leniency is taken off, as the product does.
    """

    name: str
    mentor: float = 0.75
    shared: float = 0.0
    is_adjusted: bool = True


POPULATIONS: Final = (
    Population("as in the aim, fixed weights only", is_adjusted=False),
    Population("as in the aim"),
    Population("with halo", shared=SHARED),
    Population("with halo, mentor .72", mentor=0.72, shared=SHARED),
)


@dataclass(frozen=True, slots=True)
class Sources:
    """Which sources a person has.

    Attributes
    ----------
    aim : root of the mean squared error that was found for these sources when the aim was set, in
        levels of 0 to 5; None if it was not looked at.
    is_agreed : whether skills on which self and first mentor are apart get an agreed level.
    talk_error : what the talk adds, as `TALK_ERROR`.
    """

    name: str
    has_checks: bool = False
    mentors: int = 0
    is_agreed: bool = False
    aim: float | None = None
    talk_error: float = TALK_ERROR


SOURCES: Final = (
    Sources("self", aim=1.25),
    Sources("self, checks", has_checks=True, aim=0.80),
    Sources("self, mentor", mentors=1, aim=0.76),
    Sources("self, mentor, agreed", mentors=1, is_agreed=True),
    Sources("self, mentor, checks", has_checks=True, mentors=1, aim=0.64),
    Sources("self, mentor, checks, agreed", has_checks=True, mentors=1, is_agreed=True),
    Sources("the same, talks without error", True, 1, is_agreed=True, talk_error=0.0),
    Sources("self, two mentors", mentors=2),
    Sources("self, two mentors, checks", has_checks=True, mentors=2),
    Sources("self, two mentors, checks, agreed", has_checks=True, mentors=2, is_agreed=True),
)


@dataclass(frozen=True, slots=True)
class Level:
    """How a level compares with the true one.

    Attributes
    ----------
    rmse : root of the mean squared distance, in levels of 0 to 5.
    bias : mean distance with sign, in levels of 0 to 5.
    held : percentage of true levels within their ranges.
    """

    rmse: float
    bias: float
    held: float


def combine_levels(population: Population, sources: Sources, people: int = 3_000) -> Level:
    """Combine the sources of everybody as the product does, and compare with the truth."""
    drawn = _draw(population, people)
    off, held = [], []
    for person, true in enumerate(drawn["true"].tolist()):
        for score, level in zip(_scores(drawn, person, population, sources), true, strict=True):
            off.append((score.level or 0.0) - level)
            held.append(score.low - ROUNDING <= level <= score.high + ROUNDING)
    return Level(float(np.sqrt(np.mean(np.square(off)))), float(np.mean(off)), 100 * np.mean(held))


@cache
def _draw(population: Population, people: int) -> dict[str, Floats]:
    """Return true levels and those of every source, a row a person, and errors of talks."""
    chance = np.random.default_rng([SEED, 5])
    shape = (people, SKILLS)
    true = chance.normal(0, 1, shape)
    spread = SPREAD * TOP

    def on_scale(standard: Floats) -> Floats:
        return np.clip(TOP / 2 + spread * standard, 0, TOP)

    def rate(validity: float, shared: float, leniency: float = 0.0) -> Floats:
        halo, single = chance.normal(0, 1, (people, 1)), chance.normal(0, 1, shape)
        error = np.sqrt(shared) * halo + np.sqrt(1 - shared) * single
        return on_scale(validity * true + np.sqrt(1 - validity**2) * error + leniency)

    return {
        "true": on_scale(true),
        "self": rate(SELF_VALIDITY, population.shared, LENIENCY),
        "check": rate(CHECK_VALIDITY, 0.0),
        "mentor 1": rate(population.mentor, population.shared),
        "mentor 2": rate(population.mentor, population.shared),
        "talk": chance.normal(0, 1, shape),
    }


def _scores(
    drawn: dict[str, Floats], person: int, population: Population, sources: Sources
) -> list[Score]:
    """Return the score of each skill of one person, combined by the product's own code."""
    own = [_estimate(SELF, each, SELF_ERROR) for each in drawn["self"][person]]
    others: list[list[Estimate]] = [[] for _ in own]
    kinds = [("check", CHECK, check_error(TASKS))] if sources.has_checks else []
    kinds += [(f"mentor {each + 1}", MENTOR, MENTOR_ERROR) for each in range(sources.mentors)]
    for name, source, error in kinds:
        for found, level in zip(others, drawn[name][person], strict=True):
            found.append(_estimate(source, level, error))
    if sources.is_agreed:
        before = _together(own, others, population)
        apart = np.abs(drawn["mentor 1"][person] - drawn["self"][person]) >= APART
        for skill in np.flatnonzero(apart).tolist():
            error = sources.talk_error * drawn["talk"][person, skill]
            level = nearest_level((before[skill].level or 0.0) + error, TOP)
            others[skill] = [estimate_agreed(level, top=TOP)]
    return _together(own, others, population)


def _together(
    own: Sequence[Estimate], others: Sequence[Sequence[Estimate]], population: Population
) -> list[Score]:
    """Return the score of each skill; an agreed level stands alone."""
    pairs = [(one, tuple(more)) for one, more in zip(own, others, strict=True) if more]
    leniency = measure_leniency(pairs) if population.is_adjusted else NONE
    return [
        _combine(
            more
            if any(each.source == AGREED for each in more)
            else [adjust(one, leniency, top=TOP), *more]
        )
        for one, more in zip(own, others, strict=True)
    ]


def _estimate(source: str, level: float, error: float) -> Estimate:
    return Estimate(source, float(level), float(level), float(level), error=error * TOP)


def _combine(estimates: Sequence[Estimate]) -> Score:
    skill = next(iter(shipped().skills.values()))
    return combine(skill, estimates, top=TOP, tally=Tally(0, 0, 0, 0, 0))


@cache
def asked_groups(people: int) -> tuple[Group, ...]:
    """Return people of the same spread who answer the product's questionnaire.

    Their levels are around the middle of its scale in every skill.
    """
    matrix = shipped()
    spread = SPREAD * matrix.top
    groups = []
    for place, name in enumerate(PROFILES):
        skills = asked_skills(matrix, matrix.profiles[name])
        chance = np.random.default_rng([SEED + place, 5])
        means = np.full(len(skills), matrix.top / 2)
        levels = means + chance.normal(0, spread, (people // len(PROFILES), len(skills)))
        levels = np.clip(levels, 0, matrix.top)
        groups.append(
            Group(matrix.profiles[name], skills, SEED + place, levels, means, spread=spread)
        )
    return tuple(groups)
