"""Rows of the tables about a cohort: readiness, shared gaps, projects and mean levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from skills.cohorts.helping import NamedPerson, SkillHelp, who_could_help
from skills.cohorts.privacy import EVERYBODY
from skills.cohorts.summary import GroupMeans, ProfileSummary, Summary
from skills.matrix import Matrix, Profile
from skills.scoring.skill_gap import reaches
from skills.sentences.cohorts import (
    MOST_PROJECTS,
    NAMES_HIDDEN,
    NO_HELP,
    NOT_SHOWN,
    class_text,
    gap_text,
    group_name,
    named_text,
    project_text,
)
from skills.sentences.formats import capitalised, level, listed, percent, plural


class Bar(NamedTuple):
    """A row with a bar, whose length is a share of the longest possible, 0 to 1."""

    name: str
    text: str
    share: float
    is_must: bool = False


class Cell(NamedTuple):
    """A mean; `share` is 0 to 1 of the highest possible, None if it is not shown."""

    text: str
    share: float | None
    is_below: bool = False


class MeanRow(NamedTuple):
    """The means of one skill, or of readiness, in every group; `target` is "" without one."""

    name: str
    target: str
    is_must: bool
    cells: tuple[Cell, ...]


def average_text(summary: Summary, profile: Profile) -> str:
    """Say how ready everybody is on average, or "" if that is not shown."""
    everybody = next(each for each in summary.groups if each.group == EVERYBODY)
    mean = everybody.readiness.get(profile.id)
    return "" if mean is None else f"Mean readiness for {profile.title}: {percent(mean)}."


def class_bars(summary: ProfileSummary, everybody: int) -> list[Bar]:
    """Return a row for each class of readiness, the highest first."""
    return [
        Bar(
            capitalised(class_text(each)),
            plural(each.people, "person", "people"),
            each.people / everybody,
        )
        for each in reversed(summary.classes)
    ]


def gap_bars(summary: ProfileSummary, everybody: int, matrix: Matrix) -> list[Bar]:
    """Return a row for each gap that people share, with most people first."""
    return [
        Bar(
            matrix.skills[each.skill].title,
            gap_text(each, everybody),
            each.people / everybody,
            each.must,
        )
        for each in summary.gaps
    ]


def project_rows(
    summary: ProfileSummary, everybody: int, matrix: Matrix
) -> list[tuple[str, str, str]]:
    """Return title, hours and what it closes for the projects that close most gaps."""
    projects = matrix.projects_by_id
    return [
        (
            projects[each.project].title,
            plural(projects[each.project].hours, "hour"),
            capitalised(project_text(each, summary, everybody, matrix)),
        )
        for each in summary.projects[:MOST_PROJECTS]
    ]


def help_rows(skills: Sequence[SkillHelp], matrix: Matrix) -> list[tuple[str, str, str]]:
    """Return the skill, who could help, and who is below the target."""
    return [
        (matrix.skills[each.skill].title, listed(each.helpers), listed(each.below))
        for each in skills
    ]


def help_lines(
    named: Sequence[NamedPerson], summary: Summary, matrix: Matrix, profiles: Sequence[Profile]
) -> list[str]:
    """Return who could help whom, for each profile, as lines of text."""
    lines = ["Who could help whom", f"  {named_text(len(named), summary.people)}"]
    if not summary.skills_with_names:
        return [*lines, f"  {NAMES_HIDDEN}"] if named else lines
    for profile in profiles:
        rows = help_rows(who_could_help(named, profile, summary.skills_with_names), matrix)
        lines.append(f"  {matrix.role_of(profile.id).title}: {profile.title}")
        lines += [f"    {skill}: {helpers} could help {below}" for skill, helpers, below in rows]
        lines += [] if rows else [f"    {NO_HELP}"]
    return lines


def group_names(summary: Summary) -> list[tuple[str, str]]:
    """Return the name of each group with its number of people."""
    return [
        (group_name(each.group), plural(each.people, "person", "people")) for each in summary.groups
    ]


def mean_rows(summary: Summary, matrix: Matrix, profile: Profile) -> list[MeanRow]:
    """Return the mean readiness, and then the mean level of each skill, those with targets first.

    Skills are in the order of the matrix; there are no others if the profile has targets for all.
    """
    targets = {each.skill: each for each in profile.targets}
    rows = [MeanRow("Readiness", "", is_must=False, cells=_readiness(summary.groups, profile))]
    for skill in sorted(matrix.skills.values(), key=lambda each: each.id not in targets):
        target = targets.get(skill.id)
        rank = target.level if target else 0
        cells = tuple(_cell(e.levels.get(skill.id), rank, matrix.top) for e in summary.groups)
        is_must = bool(target and target.must)
        rows.append(MeanRow(skill.label, str(rank) if rank else "", is_must, cells))
    return rows


def _readiness(groups: Sequence[GroupMeans], profile: Profile) -> tuple[Cell, ...]:
    found: Iterator[float | None] = (each.readiness.get(profile.id) for each in groups)
    return tuple(
        Cell(NOT_SHOWN, None) if each is None else Cell(percent(each), each) for each in found
    )


def _cell(mean: float | None, target: int, top: int) -> Cell:
    if mean is None:
        return Cell(NOT_SHOWN, None)
    return Cell(level(mean), mean / top, is_below=not reaches(mean, target))
