"""Find who could help whom, among people who agreed in their own file to be named.

Whoever is named tells others whether they are below or at a target. So that nobody else can be
worked out from that and the summary, names are given only if those without a name are nobody or
enough people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from skills.cohorts.privacy import LEAST
from skills.cohorts.question import People
from skills.matrix import Profile, Target
from skills.scoring.readiness import reaches

AHEAD: Final = 1
"""Levels by which somebody has to be ahead of a person to help them."""


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody who agreed to be named; skills without a level are not assessed."""

    name: str
    levels: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SkillHelp:
    """Who could help whom in one skill; every helper can help at least one of those below."""

    skill: str
    target: int
    helpers: tuple[str, ...]
    below: tuple[str, ...]


def named_in(people: People) -> Iterator[NamedPerson]:
    """Yield those of a block who agreed to be named; without any level, they are not counted."""
    if people.names is None:
        return
    ending = ".level"
    columns = [each for each in people.scores if each.endswith(ending)]
    for at in np.flatnonzero(people.names != ""):
        found = people.scores[columns].iloc[at].dropna()
        levels = {name.removesuffix(ending): float(level) for name, level in found.items()}
        if levels:
            yield NamedPerson(str(people.names[at]), levels)


def may_be_named(named: int, people: int) -> bool:
    """Return whether names may be given: nobody else can be worked out from them.

    Parameters
    ----------
    named, people : how many agreed to be named, and how many there are.
    """
    return named > 0 and (people == named or people - named >= LEAST)


def who_could_help(named: Sequence[NamedPerson], profile: Profile) -> tuple[SkillHelp, ...]:
    """Return the skills in which somebody could help somebody, those with most people below first.

    A helper has reached the target and is a level ahead.
    """
    found = [each for target in profile.targets if (each := _help_in(target, named))]
    return tuple(sorted(found, key=lambda each: -len(each.below)))


def _help_in(target: Target, named: Sequence[NamedPerson]) -> SkillHelp | None:
    levels = [(e.name, e.levels[target.skill]) for e in named if target.skill in e.levels]
    reached = [(name, level) for name, level in levels if reaches(level, target.level)]
    below = [(name, level) for name, level in levels if not reaches(level, target.level)]
    helpers = tuple(name for name, level in reached if any(_is_ahead(level, e) for _, e in below))
    helped = tuple(name for name, level in below if any(_is_ahead(e, level) for _, e in reached))
    return SkillHelp(target.skill, target.level, helpers, helped) if helpers else None


def _is_ahead(level: float, other: float) -> bool:
    return reaches(level, other + AHEAD)
