"""Find who could help whom, among people who agreed in their own file to be named.

Whoever is named tells others whether they are below or at a target. So that nobody else can be
worked out from that and the summary, names are given only where those without a name are nobody or
enough people, in everything that the summary shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np

from skills.cohorts.privacy import EVERYBODY, GroupPath, groups_around, stay_hidden
from skills.cohorts.question import People
from skills.matrix import Profile, Target
from skills.scoring.skill_gap import reaches

LEVEL: Final = ".level"
"""What the name of a column with the levels of a skill ends with."""

AHEAD: Final = 1
"""Levels by which somebody has to be ahead of a person to help them."""


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody who agreed to be named; skills without a level are not assessed.

    Attributes
    ----------
    columns : the columns of the scores in which they have a value.
    """

    name: str
    levels: Mapping[str, float]
    group: GroupPath = EVERYBODY
    columns: frozenset[str] = frozenset()


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
    for index in np.flatnonzero(people.names != ""):
        row = people.scores.iloc[index].dropna()
        levels = {e.removesuffix(LEVEL): float(row[e]) for e in row.index if e.endswith(LEVEL)}
        if levels:
            group = tuple(map(str, people.groups.iloc[index]))
            yield NamedPerson(str(people.names[index]), levels, group, frozenset(row.index))


def skills_with_names(
    named: Sequence[NamedPerson],
    people: Mapping[str, Mapping[GroupPath, int]],
    shown: Mapping[str, Collection[GroupPath]],
) -> frozenset[str]:
    """Return the skills in which names may be given: nobody else can be worked out from them.

    Parameters
    ----------
    people : for each column of the scores, the number of people with a value by group; under "",
        the number of all people.
    shown : for the same columns, the groups that are shown.
    """
    if not named:
        return frozenset()
    hidden = {each: _hides_others(named, each, people[each], shown[each]) for each in shown}
    if not all(is_hidden for column, is_hidden in hidden.items() if not column.endswith(LEVEL)):
        return frozenset()
    levels = (each for each, is_hidden in hidden.items() if is_hidden and each.endswith(LEVEL))
    return frozenset(each.removesuffix(LEVEL) for each in levels)


def _hides_others(
    named: Sequence[NamedPerson],
    column: str,
    people: Mapping[GroupPath, int],
    shown: Collection[GroupPath],
) -> bool:
    """Return whether those without a name stay hidden in one column."""
    known = [each.group for each in named if not column or column in each.columns]
    return stay_hidden(people, Counter(chain.from_iterable(map(groups_around, known))), shown)


def who_could_help(
    named: Sequence[NamedPerson], profile: Profile, skills: Collection[str]
) -> tuple[SkillHelp, ...]:
    """Return the skills in which somebody could help somebody, those with most people below first.

    A helper has reached the target and is a level ahead.

    Parameters
    ----------
    skills : ids of the skills in which names may be given.
    """
    targets = [each for each in profile.targets if each.skill in skills]
    found = [each for target in targets if (each := _help_in(target, named))]
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
