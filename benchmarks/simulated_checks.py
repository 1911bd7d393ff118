"""Let simulated people answer knowledge checks: the better they are, the more they know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from benchmarks.simulated_people import Floats, Group
from skills.matrix import Check, Skill
from skills.scoring import knowledge_checks
from skills.scoring.knowledge_checks import CheckAnswers, next_check

STEEPNESS: Final = 2.0
"""How fast the chance to know a check rises with the true level, per level on the logit scale."""

BESIDE: Final = 0.4
"""Standard deviation between what a person knows of a skill and can do in it, in levels."""

DONT_KNOW: Final[str | None] = getattr(knowledge_checks, "DONT_KNOW", None)
"""The option "I don't know", or None while checks have none."""

CANDOUR: Final = 0.5
"""Share of the unknown checks left as "I don't know" instead of guessed."""

CHECKS: Final = ("none", "some", "all")
"""How many checks people answer."""

SOME_SKILLS, SOME_CHECKS = 3, 3
"""Who takes some checks takes this many, in every so-manieth skill."""


def answer_checks(group: Group, share: str, candour: float = CANDOUR) -> list[CheckAnswers]:
    """Return everybody's answers to checks: "none", "some" or "all" of them.

    Parameters
    ----------
    candour : share of the unknown ones left as "I don't know", as far as there is that option.
    """
    if share == "none":
        return [{} for _ in range(group.size)]
    checks = [each for skill in group.skills for each in skill.checks]
    given = _options(group, checks, candour)
    if share == "all":
        return given
    return [
        {name: answers[name] for name in _first_asked(group.skills, f"{group.seed}-{person}")}
        for person, answers in enumerate(given)
    ]


def guess_checks(group: Group) -> list[CheckAnswers]:
    """Return answers of people who guess every check."""
    ignorant = replace(group, levels=np.full_like(group.levels, -np.inf))
    return answer_checks(ignorant, "all", candour=0.0)


def chance_to_know(levels: Floats, item: int) -> Floats:
    """Return the chance to know a check: one half in the middle of the step to its level."""
    chance: Floats = 1 / (1 + np.exp(-STEEPNESS * (levels - item + 0.5)))
    return chance


def _options(group: Group, checks: Sequence[Check], candour: float) -> list[CheckAnswers]:
    column = {skill.id: at for at, skill in enumerate(group.skills)}
    owner = [skill.id for skill in group.skills for _ in skill.checks]
    chance = group.chance(3)
    knowledge = group.levels + chance.normal(0, BESIDE, group.levels.shape)
    people: list[dict[str, str]] = [{} for _ in range(group.size)]
    for check, skill in zip(checks, owner, strict=True):
        known = chance.random(group.size) < chance_to_know(knowledge[:, column[skill]], check.level)
        silent = chance.random(group.size) < (candour if DONT_KNOW else 0.0)
        names = tuple(check.options)
        guesses = chance.integers(len(names), size=group.size)
        for answers, knows, says, guess in zip(people, known, silent, guesses, strict=True):
            if knows:
                answers[check.id] = check.right
            else:
                answers[check.id] = DONT_KNOW if says and DONT_KNOW else names[guess]
    return list(people)


def _first_asked(skills: Sequence[Skill], seed: str) -> Iterator[str]:
    for skill in skills[::SOME_SKILLS]:
        asked: dict[str, str] = {}
        for _ in range(SOME_CHECKS):
            if check := next_check(skill, asked, seed):
                asked[check.id] = check.right
        yield from asked
