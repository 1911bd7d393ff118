"""State the problem that the plan solves: which projects to do within a number of hours.

A project leads to levels whatever the level before, so what counts is which levels the chosen
projects reach, not how often. `PlanProblem` says so in numbers, for `plan_optimum`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from skills.guidance.plan_prerequisites import Prerequisites, find_prerequisites, restrict_to
from skills.guidance.prerequisites import (
    Levels,
    is_reached,
    raise_levels,
    requirements,
)
from skills.matrix import Project, Target
from skills.scoring.skill_gap import reaches

UNIT: Final = 1e-6
"""The smallest readiness that counts, 0 to 1: a ten-thousandth of a point."""


@dataclass(frozen=True, slots=True)
class LevelStep:
    """A step up in a skill, from the level that projects reach below it, on the way to its target.

    Attributes
    ----------
    gain : readiness that reaching it adds, in `UNIT`.
    closes_must : whether it is the target of a must-have.
    wished_gain : hundredths of a level, if the person wants to grow in the skill, else 0.
    reached_by : ids of the projects that reach it.
    """

    gain: int
    closes_must: bool
    wished_gain: int
    reached_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """Which projects reach the most within a number of hours.

    Attributes
    ----------
    minutes : by id, in alphabetical order, of all projects that can be reached and may be of use.
    level_steps : all that they reach on the way to the targets.
    prerequisites : by id of a project, what it waits for, if it waits for anything.
    limit : minutes at most, or None without a limit.
    """

    minutes: Mapping[str, int]
    level_steps: tuple[LevelStep, ...]
    prerequisites: Mapping[str, Prerequisites]
    limit: int | None


@dataclass(frozen=True, slots=True)
class PlanStart:
    """Where a person stands before the projects of a plan are chosen.

    Attributes
    ----------
    projects : those that could still be done.
    settled : ids of projects that nothing needs to wait for any more.
    gain_per_level : readiness that a level of a skill adds, by skill id.
    wishes : ids of the skills in which the person wants to grow.
    """

    projects: Sequence[Project]
    levels: Levels
    settled: Collection[str]
    targets: Mapping[str, Target]
    gain_per_level: Mapping[str, float]
    wishes: Collection[str]


def build_problem(start: PlanStart, hours: float | None) -> PlanProblem:
    """Return the problem for a person and a number of hours, without what cannot matter."""
    projects = _reachable(start)
    level_steps = _level_steps(start, projects)
    prerequisites = find_prerequisites(
        projects,
        {each.id: each for each in start.projects},
        {e: requirements(projects[e], start.levels, start.settled) for e in projects},
        start.levels,
    )
    useful = _wanted(prerequisites, {each for step in level_steps for each in step.reached_by})
    prerequisites = {each: restrict_to(useful, prerequisites[each]) for each in useful}
    kept = _undominated({each: projects[each].hours for each in useful}, level_steps, prerequisites)
    return PlanProblem(
        minutes={each: round(projects[each].hours * 60) for each in sorted(kept)},
        level_steps=tuple(replace(each, reached_by=each.reached_by & kept) for each in level_steps),
        prerequisites={
            each: restrict_to(kept, prerequisites[each])
            for each in sorted(kept)
            if prerequisites[each]
        },
        limit=None if hours is None else int(round(hours * 60, 6)),
    )


def find_unstartable(start: PlanStart, chosen: Iterable[Project]) -> Mapping[str, Project]:
    """Return the projects, by id, that could never be started if only these were done."""
    levels, settled = dict(start.levels), set(start.settled)
    others = [each for each in start.projects if each.id not in settled]
    left = {each.id: each for each in chosen}
    while ready := [each for each in left.values() if not requirements(each, levels, settled)]:
        for each in ready:
            raise_levels(levels, each.raises)
            settled.add(left.pop(each.id).id)
        settled |= {each.id for each in others if is_reached(each, levels)}
    return left


def _reachable(start: PlanStart) -> dict[str, Project]:
    """Return the projects whose prerequisites can be met, by id."""
    unstartable = find_unstartable(start, start.projects)
    return {each.id: each for each in start.projects if each.id not in unstartable}


def _level_steps(start: PlanStart, projects: Mapping[str, Project]) -> tuple[LevelStep, ...]:
    """Return the steps on the way to each target that projects reach."""
    found: list[LevelStep] = []
    for target in start.targets.values():
        reached = {
            each.id: min(each.raises[target.skill], target.level)
            for each in projects.values()
            if target.skill in each.raises
        }
        found += _skill_steps(start, target, reached)
    return tuple(found)


def _skill_steps(
    start: PlanStart, target: Target, reached: Mapping[str, int]
) -> Iterator[LevelStep]:
    """Yield the steps in one skill, given the level that each project leads to."""
    now = start.levels.get(target.skill)
    for level in sorted(set(reached.values())):
        if now is None or reaches(now, level):
            continue
        gain = round(start.gain_per_level[target.skill] * (level - now) / UNIT)
        closes_must = target.must and level == target.level
        if gain or closes_must:
            wished_gain = round((level - now) * 100) if target.skill in start.wishes else 0
            reached_by = frozenset(each for each, to in reached.items() if to >= level)
            yield LevelStep(gain, closes_must, wished_gain, reached_by)
            now = level


def _wanted(prerequisites: Mapping[str, Prerequisites], useful: Collection[str]) -> frozenset[str]:
    """Return the useful projects and those that they may wait for, directly or indirectly."""
    found = set(useful)
    waiting = list(found)
    while waiting:
        new = frozenset().union(*prerequisites[waiting.pop()]) - found
        found |= new
        waiting += new
    return frozenset(found)


def _undominated(
    hours: Mapping[str, float],
    level_steps: Sequence[LevelStep],
    prerequisites: Mapping[str, Prerequisites],
) -> frozenset[str]:
    """Return the projects without those that another one replaces in no more hours.

    Another project replaces one if it reaches all of its level steps, is in all sets of which
    others need one, and waits for nothing that the first does not wait for.
    """
    parts = frozenset[frozenset[str]]().union(*prerequisites.values())
    bits = {each: 1 << index for index, each in enumerate(parts)}
    needed = {name: sum(bits[each] for each in prerequisites[name]) for name in hours}
    membership, smallest = _memberships(hours, [*(each.reached_by for each in level_steps), *parts])

    def replaces(other: str, name: str) -> bool:
        if membership[name] & ~membership[other] or needed[other] & ~needed[name]:
            return False
        is_same = membership[name] == membership[other] and needed[name] == needed[other]
        return hours[other] < hours[name] or (
            hours[other] == hours[name] and (not is_same or other < name)
        )

    return frozenset(
        name
        for name, rivals in smallest.items()
        if not any(other != name and replaces(other, name) for other in rivals)
    )


def _memberships(
    names: Iterable[str], sets: Sequence[frozenset[str]]
) -> tuple[dict[str, int], dict[str, frozenset[str]]]:
    """Return of which sets each project is a member, as bits, and the smallest of them.

    A project that is in none has no smallest set.
    """
    membership = dict.fromkeys(names, 0)
    smallest: dict[str, frozenset[str]] = {}
    for index, each in sorted(enumerate(sets), key=lambda pair: len(pair[1])):
        for name in each:
            membership[name] |= 1 << index
            smallest.setdefault(name, each)
    return membership, smallest
