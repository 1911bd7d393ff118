"""Invent people with known levels who rate themselves with known errors.

Everybody aims at one profile and stands near its targets, on any level from 0 to the top, not only
whole ones. The same people, with the same luck, go through every situation, so that situations
differ only in how people answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skills.entries.answers import Answers
from skills.matrix import Matrix, Profile, Skill, Statement
from skills.questionnaire.questions import (
    asked_skills,
    control_statement,
    controlled_skills,
    next_statement,
)

Floats = NDArray[np.float64]

SEED: Final = 20_261_123

BELOW: Final = 0.25
"""How far people stand below their targets on average, in levels: most who ask are on the way."""

BETWEEN: Final = 0.60
"""Standard deviation of what a person has more or less of in all skills, in levels."""

WITHIN: Final = 0.60
"""Standard deviation of a person's single skills around that, in levels."""

SPREAD: Final = float(np.hypot(BETWEEN, WITHIN))
"""Standard deviation of true levels around the mean of a skill, in levels."""

SHARED: Final = 0.30
"""Share of the error variance of ratings that is the same in all skills of a person."""

RATER: Final = 10
"""Distance between the purposes of chance of one rater and those of the next."""


@dataclass(frozen=True, slots=True)
class Situation:
    """How people rate themselves.

    Attributes
    ----------
    validity : correlation of the level people feel with the true one; 1 without error.
    leniency : mean of what they feel above the true level, in standard deviations of true levels.
    noise : standard deviation of the choice of an option, in options.
    lift : what they add to every answer out of agreeableness, in options.
    stretch : distance from the middle of the scale that is left of every answer.
    slips : share of answers turned round.
    careless : share of answers chosen blindly.
    is_drawn : whether errors draw them towards the target, which they have before their eyes.
    """

    name: str
    validity: float = 1.0
    leniency: float = 0.0
    noise: float = 0.5
    lift: float = 0.0
    stretch: float = 1.0
    slips: float = 0.0
    careless: float = 0.0
    is_drawn: bool = True


PUBLISHED: Final = Situation("published", validity=0.47, leniency=0.32)
BOLD: Final = Situation("bold", validity=0.47, leniency=0.8)
MODEST: Final = Situation("modest", validity=0.47, leniency=-0.4)
HONEST: Final = Situation("honest")
DUNNING_KRUGER: Final = Situation("Dunning-Kruger", validity=0.29, leniency=0.32)
ACQUIESCENT: Final = Situation("acquiescent", validity=0.47, lift=0.5)
CENTRAL: Final = Situation("central", validity=0.47, leniency=0.32, stretch=0.6)
CARELESS: Final = Situation("careless, 15%", careless=0.15)
SLIPS_10: Final = Situation("slips, 10%", noise=0.0, slips=0.1)
SLIPS_20: Final = Situation("slips, 20%", noise=0.0, slips=0.2)
RANDOM: Final = Situation("random", careless=1.0)

SITUATIONS: Final = (
    PUBLISHED,
    BOLD,
    MODEST,
    HONEST,
    DUNNING_KRUGER,
    ACQUIESCENT,
    CENTRAL,
    CARELESS,
    SLIPS_10,
    SLIPS_20,
)


@dataclass(frozen=True, eq=False)
class Group:
    """People who aim at one profile.

    Attributes
    ----------
    seed : fixes everything about them.
    levels : true levels, one row for each person and one column for each skill.
    means, spread : mean of each skill and standard deviation around it, in levels.
    """

    profile: Profile
    skills: tuple[Skill, ...]
    seed: int
    levels: Floats
    means: Floats
    spread: float = SPREAD

    @property
    def size(self) -> int:
        """Return the number of people."""
        return len(self.levels)

    def chance(self, purpose: int) -> np.random.Generator:
        """Return the source of chance for one purpose, the same in every situation."""
        return np.random.default_rng([self.seed, purpose])

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Return every statement of the profile, skill by skill, easy to hard."""
        return tuple(each for skill in self.skills for each in skill.statements)


def invent_group(matrix: Matrix, profile: Profile, people: int, seed: int = SEED) -> Group:
    """Return people near the targets of a profile."""
    skills = asked_skills(matrix, profile)
    targets = {target.skill: target.level for target in profile.targets}
    means = np.array([targets[skill.id] for skill in skills]) - BELOW
    chance = np.random.default_rng([seed, 0])
    own = chance.normal(0, BETWEEN, (people, 1))
    levels = means + own + chance.normal(0, WITHIN, (people, len(skills)))
    return Group(profile, skills, seed, np.clip(levels, 0, matrix.top), means)


def specialists(group: Group, top: int) -> Group:
    """Return the same people with every skill at 0 or at the top."""
    levels = np.where(group.levels > group.means, float(top), 0.0)
    return Group(group.profile, group.skills, group.seed, levels, group.means)


def felt_levels(group: Group, situation: Situation, rater: int = 0) -> Floats:
    """Return the levels people believe to have, or a rater believes them to have.

    They spread as much as the true ones, correlate with them by the validity, and may be drawn
    towards the target.

    Parameters
    ----------
    rater : 0 for oneself; everybody else errs independently.
    """
    chance = group.chance(1 + RATER * rater)
    shared = chance.normal(0, 1, (group.size, 1))
    single = chance.normal(0, 1, group.levels.shape)
    error = np.sqrt(SHARED) * shared + np.sqrt(1 - SHARED) * single
    true = (group.levels - group.means) / group.spread
    felt = situation.validity * true + np.sqrt(1 - situation.validity**2) * error
    bend = (1 - situation.validity) * BELOW if situation.is_drawn else 0.0
    found: Floats = group.means + bend + group.spread * (felt + situation.leniency)
    return found


def answer_all(group: Group, situation: Situation, rater: int = 0) -> list[Answers]:
    """Return everybody's answer to every statement of the profile, or a rater's about everybody."""
    felt = felt_levels(group, situation, rater)
    chance = group.chance(2 + RATER * rater)
    shape = (group.size, len(group.statements))
    noise, luck = chance.normal(0, situation.noise, shape), chance.random(shape)
    blind = chance.random(shape)
    last = np.array([len(each.scale.options) - 1 for each in group.statements])
    credit = 0.5 + (_credits(group, felt) - 0.5) * situation.stretch
    option = np.clip(np.rint(credit * last + situation.lift + noise), 0, last)
    option = np.where(luck < situation.slips, last - option, option)
    option = np.where(luck < situation.careless, np.floor(blind * (last + 1)), option).astype(int)
    names = [[option.id for option in each.scale.options] for each in group.statements]
    ids = [each.id for each in group.statements]
    return [
        {item: options[one] for item, options, one in zip(ids, names, row, strict=True)}
        for row in option.tolist()
    ]


def true_credits(skill: Skill, levels: Floats) -> Floats:
    """Return the share mastered of each statement (last axis): it rises over its own step."""
    ranks = sorted({0, *(each.level for each in skill.statements)})
    below = {high: low for low, high in pairwise(ranks)}
    start = np.array([below[each.level] for each in skill.statements])
    end = np.array([each.level for each in skill.statements])
    share: Floats = np.clip((levels[..., None] - start) / (end - start), 0, 1)
    return share


def _credits(group: Group, levels: Floats) -> Floats:
    columns = [true_credits(skill, levels[:, at]) for at, skill in enumerate(group.skills)]
    return np.concatenate(columns, axis=1)


def halve(skills: Sequence[Skill], answers: Answers, *, has_controls: bool = True) -> Answers:
    """Return those of a person's answers that quick mode would have asked for.

    Parameters
    ----------
    has_controls : whether some implied statements are asked too; mentors are not asked any.
    """
    asked: dict[str, str] = {}
    controlled = controlled_skills(skills) if has_controls else frozenset()
    for skill in skills:
        choices = tuple(answers.get(each.id) for each in skill.statements)
        is_controlled = skill.id in controlled
        names = _asked(_Same(skill), choices, is_controlled=is_controlled)
        asked |= {name: answers[name] for name in names}
    return asked


class _Same:
    """A skill that is equal to itself only: fast to look up."""

    def __init__(self, skill: Skill) -> None:
        self.skill = skill

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.skill is other.skill

    def __hash__(self) -> int:
        return id(self.skill)


@cache
def _asked(one: _Same, choices: tuple[str | None, ...], *, is_controlled: bool) -> tuple[str, ...]:
    """Return the statements asked until nothing is left or one is not answered."""
    would = dict(zip((each.id for each in one.skill.statements), choices, strict=True))
    answers: dict[str, str] = {}
    while statement := next_statement(one.skill, answers):
        choice = would[statement.id]
        if choice is None:
            break
        answers[statement.id] = choice
    control = control_statement(one.skill, answers) if is_controlled else None
    if control and would[control.id] is not None:
        return (*answers, control.id)
    return tuple(answers)
