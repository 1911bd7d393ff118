"""Find what meets the requirements of projects, for a plan whose projects are not chosen yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from skills.guidance.prerequisites import Levels, Requirement
from skills.matrix import Project
from skills.scoring.skill_gap import reaches

Prerequisites = frozenset[frozenset[str]]
"""What a project waits for: at least one project of each of these sets."""

Way = tuple[frozenset[str], tuple[frozenset[str], ...]]
"""What meets a requirement: one project of the first set, or one of each of the other sets."""


def find_prerequisites(
    projects: Mapping[str, Project],
    named: Mapping[str, Project],
    wanted: Mapping[str, Sequence[Requirement]],
    levels: Levels,
) -> dict[str, Prerequisites]:
    """Return by id what each project waits for.

    A level is reached by a project that leads to it. A project that another one names is done, or
    done without once others reach all that it leads to.

    What surely waits for a requirement itself cannot meet it. Leaving that out changes no answer,
    but saves a search for cycles of projects that wait for each other.

    Parameters
    ----------
    projects : those that can be done sooner or later.
    named : all that others may name, by id.
    wanted : by id of each project, its requirements that are not met.
    """
    catalogue = _Catalogue(projects, named, levels)
    asked = {each for name in projects for each in wanted[name]}
    certain = {name: frozenset(wanted[name]) for name in projects}
    ways = catalogue.ways(asked, certain)
    certain = {name: _certain_requirements(name, wanted, ways) for name in projects}
    ways = catalogue.ways(asked, certain)
    return {
        name: frozenset(each for one in wanted[name] for each in _sets(name, ways[one]))
        for name in projects
    }


def restrict_to(kept: frozenset[str], prerequisites: Prerequisites) -> Prerequisites:
    """Leave out of what a project waits for the projects that are not kept."""
    return frozenset(each & kept for each in prerequisites)


def _sets(name: str, way: Way) -> Iterator[frozenset[str]]:
    """Yield the sets of which a project needs one each, given what meets a requirement of it."""
    one_of, each_of = way
    others = [each - {name} for each in each_of]
    if others and all(others):
        yield from (one_of | each for each in others)
    else:
        yield one_of - {name}


class _Catalogue:
    """The projects that can be done, and which of them lead to a level."""

    def __init__(
        self, projects: Mapping[str, Project], named: Mapping[str, Project], levels: Levels
    ) -> None:
        self._projects = projects
        self._named = named
        self._levels = levels
        self._raising: dict[tuple[str, int], set[str]] = defaultdict(set)
        for name, project in projects.items():
            for skill, highest in project.raises.items():
                for level in range(1, highest + 1):
                    self._raising[skill, level].add(name)

    def ways(
        self, asked: Iterable[Requirement], certain: Mapping[str, frozenset[Requirement]]
    ) -> dict[Requirement, Way]:
        """Return what meets each requirement, given what each project surely waits for."""
        waiting: dict[Requirement, set[str]] = defaultdict(set)
        for name, wanted in certain.items():
            for each in wanted:
                for one in [each] if isinstance(each, str) else _up_to(*each):
                    waiting[one].add(name)
        return {each: self._way(each, waiting[each]) for each in asked}

    def _way(self, wanted: Requirement, waiting: set[str]) -> Way:
        """Return what meets one requirement, without what waits for it."""
        if not isinstance(wanted, str):
            return frozenset(self._raising[wanted] - waiting), ()
        levels = [
            each
            for each in sorted(self._named[wanted].raises.items())
            if not reaches(self._levels.get(each[0]), each[1])
        ]
        covers = tuple(frozenset(self._raising[each] - waiting - {wanted}) for each in levels)
        # Nobody knows when a level is reached that is not assessed.
        is_known = all(self._levels.get(skill) is not None for skill, _ in levels)
        one_of = frozenset({wanted} & self._projects.keys())
        return one_of, covers if is_known and all(covers) else ()


def _up_to(skill: str, level: int) -> Iterator[tuple[str, int]]:
    """Yield the levels of a skill up to one; what waits for a level waits for those below it."""
    return ((skill, each) for each in range(1, level + 1))


def _certain_requirements(
    name: str, wanted: Mapping[str, Sequence[Requirement]], ways: Mapping[Requirement, Way]
) -> frozenset[Requirement]:
    """Return what a project waits for in every plan, directly or through required projects."""
    found: set[Requirement] = set()
    waiting = list(wanted[name])
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            if isinstance(each, str) and not ways[each][1]:
                waiting += wanted.get(each, ())
    return frozenset(found)
