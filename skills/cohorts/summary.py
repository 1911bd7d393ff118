"""What may be shown of a cohort: nothing about fewer than five people, nor what leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from skills.cohorts.helping import LEVEL, NamedPerson, skills_with_names
from skills.cohorts.privacy import EVERYBODY, LEAST, GroupPath, below_shown, groups_shown, merged
from skills.matrix import Matrix, Profile

CLASSES: Final = 10
"""Equal classes of readiness; people without one are a class below the first."""


@dataclass(slots=True)
class Counts:
    """What was counted, before it is decided what may be shown.

    Attributes
    ----------
    people : the number of people by group, for groups on all levels.
    without : people of whom no skill is assessed; they are counted nowhere else.
    values : for each column of the scores, its number of values and their sum by group.
    classes : for each profile, people without readiness and then those in each class.
    below : for each skill, the number of people below each target that a profile has.
    """

    people: Mapping[GroupPath, int]
    without: int
    values: Mapping[str, Mapping[GroupPath, tuple[int, float]]]
    classes: Mapping[str, Sequence[int]]
    below: Mapping[str, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class GroupMeans:
    """The means of one group, without those that may not be shown.

    Attributes
    ----------
    readiness : mean by profile, 0 to 1.
    levels : mean by skill.
    """

    group: GroupPath
    people: int
    readiness: Mapping[str, float]
    levels: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ReadinessClass:
    """People whose readiness lies between two shares; low is None if some have none yet."""

    low: float | None
    high: float
    people: int


@dataclass(frozen=True, slots=True)
class SharedGap:
    """A skill in which people are below a target; `people` is everybody if nearly all are."""

    skill: str
    target: int
    must: bool
    people: int


@dataclass(frozen=True, slots=True)
class ClosingProject:
    """A project, and how many of the shared gaps it closes, counted once for each person."""

    project: str
    gaps: int
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileSummary:
    """Where people stand against one profile; gaps and projects with most people first."""

    profile: str
    classes: tuple[ReadinessClass, ...]
    gaps: tuple[SharedGap, ...]
    projects: tuple[ClosingProject, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What is shown of a cohort.

    Attributes
    ----------
    people : 0 if there are too few to show anything.
    without : people of whom no skill is assessed, or None if there are some, but too few to say.
    groups : everybody first, then each group after the one around it.
    left_out : people in groups that are left out on any level, by the group around them.
    skills_with_names : ids of the skills in which those who agreed may be named.
    """

    people: int
    without: int | None
    groups: tuple[GroupMeans, ...] = ()
    left_out: Mapping[GroupPath, int] = field(default_factory=dict)
    profiles: tuple[ProfileSummary, ...] = ()
    skills_with_names: frozenset[str] = frozenset()


def summarise(
    counts: Counts,
    matrix: Matrix,
    profiles: Sequence[Profile],
    named: Sequence[NamedPerson] = (),
) -> Summary:
    """Return what may be shown of what was counted.

    Parameters
    ----------
    named : those who agreed to be named.
    """
    shown = groups_shown(counts.people)
    if not shown:
        return Summary(0, without=None)
    columns = _shown_by_column(counts, matrix, profiles, shown)
    people = {column: _people(counts, column) for column in columns}
    return Summary(
        counts.people[EVERYBODY],
        None if 0 < counts.without < LEAST else counts.without,
        tuple(_means(counts, matrix, profiles, columns, group) for group in sorted(shown)),
        _left_out(counts.people, shown),
        tuple(_summary_of(each, counts, matrix) for each in profiles),
        skills_with_names(named, people | {"": counts.people}, columns | {"": shown}),
    )


def _shown_by_column(
    counts: Counts, matrix: Matrix, profiles: Sequence[Profile], shown: frozenset[GroupPath]
) -> dict[str, frozenset[GroupPath]]:
    """Return for each column of the scores the groups whose mean may be shown."""
    found = {
        column: groups_shown(_people(counts, column), shown)
        for column in (f"{each}{LEVEL}" for each in matrix.skills)
    }
    for each in profiles:
        column = f"{each.id}.readiness"
        among = _with_all_skills(each, counts, found, shown)
        found[column] = groups_shown(_people(counts, column), among)
    return found


def _with_all_skills(
    profile: Profile,
    counts: Counts,
    levels: Mapping[str, frozenset[GroupPath]],
    shown: frozenset[GroupPath],
) -> frozenset[GroupPath]:
    """Return the groups in which no mean is withheld of a skill that readiness is made of.

    From the readiness of a group and the means of all its skills but one, that one follows.
    """
    weighted = [f"{each.skill}{LEVEL}" for each in profile.targets if each.weight > 0]
    people = {column: _people(counts, column) for column in weighted}
    return frozenset(
        group
        for group in shown
        if all(group in levels[each] or not people[each].get(group) for each in weighted)
    )


def _people(counts: Counts, column: str) -> Mapping[GroupPath, int]:
    """Return the number of people with a value in a column, by group."""
    return {group: count for group, (count, _) in counts.values[column].items()}


def _means(
    counts: Counts,
    matrix: Matrix,
    profiles: Sequence[Profile],
    columns: Mapping[str, frozenset[GroupPath]],
    group: GroupPath,
) -> GroupMeans:
    """Return the means of a group that may be shown."""

    def means(ids: Iterable[str], ending: str) -> Mapping[str, float]:
        shown = [each for each in ids if group in columns[f"{each}{ending}"]]
        sums = {each: counts.values[f"{each}{ending}"][group] for each in shown}
        return {each: total / count for each, (count, total) in sums.items()}

    readiness = means([each.id for each in profiles], ".readiness")
    return GroupMeans(group, counts.people[group], readiness, means(matrix.skills, LEVEL))


def _left_out(
    people: Mapping[GroupPath, int], shown: frozenset[GroupPath]
) -> Mapping[GroupPath, int]:
    """Return how many people of each group that is shown are in no shown group within it."""
    found = {}
    for group in sorted(shown):
        within = [each for each in people if each != EVERYBODY and each[:-1] == group]
        rest = sum(people[each] for each in within if each not in shown)
        if rest:
            found[group] = rest
    return found


def _summary_of(profile: Profile, counts: Counts, matrix: Matrix) -> ProfileSummary:
    gaps = _gaps(profile, counts)
    classes = [
        ReadinessClass(max(0, first - 1) / CLASSES if first else None, last / CLASSES, people)
        for first, last, people in merged(list(counts.classes[profile.id]))
    ]
    return ProfileSummary(profile.id, tuple(classes), gaps, _projects(gaps, matrix))


def _gaps(profile: Profile, counts: Counts) -> tuple[SharedGap, ...]:
    gaps = []
    for target in profile.targets:
        shown = below_shown(counts.below[target.skill], counts.people[EVERYBODY])
        gaps.append(SharedGap(target.skill, target.level, target.must, shown[target.level]))
    return tuple(sorted((each for each in gaps if each.people), key=lambda each: -each.people))


def _projects(gaps: Sequence[SharedGap], matrix: Matrix) -> tuple[ClosingProject, ...]:
    """Return the projects that close gaps, counted from nothing but the gaps that are shown."""
    found = []
    for project in matrix.projects:
        closed = [each for each in gaps if project.raises.get(each.skill, 0) >= each.target]
        if closed:
            people = sum(each.people for each in closed)
            skills = tuple(each.skill for each in closed)
            found.append((-people, project.hours, ClosingProject(project.id, people, skills)))
    return tuple(each for *_, each in sorted(found, key=lambda each: each[:2]))
