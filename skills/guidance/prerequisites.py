"""Find which projects have to come before others, and the cheapest way to each of them."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from skills.matrix import Project
from skills.scoring.skill_gap import reaches

Levels = Mapping[str, float | None]
"""Skill id to its level, or None if it is not assessed."""

Requirement = str | tuple[str, int]
"""What a project waits for: the id of another one, or a skill with the level it needs."""


@dataclass(slots=True)
class Routes:
    """The cheapest way to every project that can be reached from where a person stands.

    Attributes
    ----------
    rank : id of each reachable project to its place in a valid order.
    before : id to the projects that the cheapest way does directly before it.
    """

    rank: dict[str, int] = field(default_factory=dict)
    before: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def chain(self, goal: str) -> tuple[str, ...]:
        """Return the ids of a project and all that come before it, in a valid order."""
        found, waiting = {goal}, [goal]
        while waiting:
            for each in self.before[waiting.pop()]:
                if each not in found:
                    found.add(each)
                    waiting.append(each)
        return tuple(sorted(found, key=self.rank.__getitem__))


def is_reached(project: Project, levels: Levels) -> bool:
    """Return whether every level that a project leads to is already reached."""
    return all(reaches(levels.get(skill), level) for skill, level in project.raises.items())


def find_settled(
    projects: Iterable[Project], statuses: Mapping[str, str], levels: Levels
) -> set[str]:
    """Return the ids of the projects that are done, or lead only to levels already reached."""
    return {
        each.id for each in projects if statuses.get(each.id) == "done" or is_reached(each, levels)
    }


def requirements(
    project: Project, levels: Levels, settled: Collection[str]
) -> tuple[Requirement, ...]:
    """Return what a project still waits for: projects that are not settled, levels not reached."""
    projects = [each for each in project.after if each not in settled]
    return (*projects, *unmet_needs(project, levels))


def unmet_needs(project: Project, levels: Levels) -> tuple[tuple[str, int], ...]:
    """Return the skills that a project needs at a level that is not reached, with that level."""
    needs = project.needs.items()
    return tuple(each for each in needs if not reaches(levels.get(each[0]), each[1]))


def find_routes(projects: Iterable[Project], levels: Levels, settled: Collection[str]) -> Routes:
    """Find the cheapest way, in hours, to each project that is not settled.

    This is Dijkstra's algorithm for requirements that must all be met (Knuth 1977): the projects
    are taken in the order of what they cost with everything before them, ties by id, and the first
    that meets a requirement is the cheapest to do so. Projects that wait for each other, and those
    that need a level nobody knows or leads to, are never taken.
    """
    routes = Routes()
    open_now = [each for each in projects if each.id not in settled]
    wanted = {each.id: set(requirements(each, levels, settled)) for each in open_now}
    by_id = {each.id: each for each in open_now}
    waiting = _waiting(wanted)
    cost = {each.id: each.hours for each in open_now}
    before: dict[str, dict[str, None]] = {each.id: {} for each in open_now}
    heap = [(cost[each], each) for each, left in wanted.items() if not left]
    heapq.heapify(heap)
    while heap:
        spent, name = heapq.heappop(heap)
        routes.rank[name], routes.before[name] = len(routes.rank), tuple(before[name])
        for met in _met_by(by_id[name], waiting, levels):
            for each in waiting.pop(met):
                wanted[each].discard(met)
                if name not in before[each]:
                    before[each][name] = None
                    cost[each] += spent
                if not wanted[each]:
                    heapq.heappush(heap, (cost[each], each))
    return routes


def can_follow(
    kept: Sequence[Project], chain: Sequence[Project], levels: Levels, settled: Collection[str]
) -> bool:
    """Return whether part of a chain can be done without the rest of it.

    What is left out is settled once all it leads to is reached.
    """
    now, done = dict(levels), set(settled)
    out = {each.id for each in chain} - {each.id for each in kept}
    left_out = [each for each in chain if each.id in out]
    for each in kept:
        if requirements(each, now, done):
            return False
        raise_levels(now, each.raises)
        done |= {each.id, *(one.id for one in left_out if is_reached(one, now))}
    return True


def raise_levels(levels: dict[str, float | None], raises: Mapping[str, int]) -> None:
    """Raise levels to what a project leads to, as scoring does once it is verified.

    A level that is not assessed stays unknown: the person may have it already, so no plan counts on
    a project for it.
    """
    for skill, level in raises.items():
        if (now := levels.get(skill)) is not None:
            levels[skill] = max(now, float(level))


def with_assumed_levels(
    levels: Levels, assumed_levels: Mapping[str, int]
) -> dict[str, float | None]:
    """Return levels raised to those that the person's done projects lead to.

    It counts for a level that is not assessed, too: the project that leads there is over.
    """
    return {
        **levels,
        **{each: max(levels.get(each) or 0.0, float(to)) for each, to in assumed_levels.items()},
    }


def _waiting(wanted: Mapping[str, set[Requirement]]) -> dict[Requirement, list[str]]:
    waiting: dict[Requirement, list[str]] = {}
    for name in sorted(wanted):
        for each in wanted[name]:
            waiting.setdefault(each, []).append(name)
    return waiting


def meets(project: Project, wanted: Requirement) -> bool:
    """Return whether a project does what another one waits for."""
    if isinstance(wanted, str):
        return project.id == wanted
    skill, level = wanted
    return project.raises.get(skill, 0) >= level


def _met_by(
    project: Project, waiting: Mapping[Requirement, object], levels: Levels
) -> list[Requirement]:
    """Return the requirements that others wait for and a project meets.

    It is not done for a level that is not assessed: the person may have it already.
    """
    met: list[Requirement] = [project.id] if project.id in waiting else []
    for skill, highest in project.raises.items():
        if levels.get(skill) is not None:
            found = ((skill, level) for level in range(1, highest + 1))
            met += [each for each in found if each in waiting]
    return met
