"""Sentences about where a group of people stands, and about what is left out to protect them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skills.cohorts.privacy import EVERYBODY, LEAST, GroupPath
from skills.cohorts.summary import (
    ClosingProject,
    GroupMeans,
    ProfileSummary,
    ReadinessClass,
    SharedGap,
    Summary,
)
from skills.matrix import Matrix
from skills.sentences.formats import level, listed, percent, rounded

MOST_PROJECTS = 5
"""Projects that are listed; the others close fewer gaps."""

TOO_FEW = f"Fewer than {LEAST} people have answers, so nothing is shown about them."

NOT_SHOWN = "not shown"

GAPS_CLOSED = "Gaps closed (one per person and skill)"
"""The unit of what a project closes, as the name of a column."""

NAMES_HIDDEN = (
    f"Names are not shown: in some part of this summary, fewer than {LEAST} people are unnamed, so "
    "showing names would reveal something about them, too. Fewer or larger groups may help."
)

NO_HELP = "Nobody named here is a full level ahead of anybody else named here."

CONSENT = (
    "Anyone who adds your exported file to a cohort can then see this name beside the skills in "
    "which you could help somebody, or somebody could help you. It leaves the app only in files "
    "you export. Leave it empty to stay unnamed."
)

NAME_REFUSED = "The name has characters that can't be shown. Type it again without them."


def named_text(named: int, people: int) -> str:
    """Say how many people agreed to be named."""
    return f"{named:,} of {people:,} agreed in their own file to be named."


def summary_lines(summary: Summary, matrix: Matrix) -> list[str]:
    """Return a summary as lines of text."""
    if not summary.people:
        return [TOO_FEW]
    lines = [people_text(summary), *_profile_lines(summary, matrix)]
    lines += ["", "Mean levels and readiness", *_group_lines(summary, matrix)]
    return [*lines, "", *left_out_texts(summary)]


def people_text(summary: Summary) -> str:
    """Say how many people are counted, and how many have no answers."""
    counted = f"{summary.people:,} people counted."
    if summary.without is None:
        return f"{counted} Fewer than {LEAST} others have no answers."
    if summary.without:
        return f"{counted} {summary.without:,} others have no answers."
    return counted


def class_text(readiness_class: ReadinessClass) -> str:
    """Name a class of readiness; the last one has those at 100%, too."""
    if readiness_class.low is None:
        up_to = "up to" if readiness_class.high == 1 else "below"
        return (
            f"none yet, or {up_to} {percent(readiness_class.high)}"
            if readiness_class.high
            else "none yet"
        )
    if readiness_class.high == 1:
        return f"{percent(readiness_class.low)} or more"
    return f"{percent(readiness_class.low)} to below {percent(readiness_class.high)}"


def gap_text(gap: SharedGap, everybody: int) -> str:
    """Say how many people are below the target of a skill."""
    if gap.people == everybody:
        return f"nearly all are below {gap.target}"
    share = rounded(gap.people / everybody)
    return f"{gap.people:,} of {everybody:,} ({share}) are below {gap.target}"


def project_text(
    project: ClosingProject, summary: ProfileSummary, everybody: int, matrix: Matrix
) -> str:
    """Say how many gaps a project closes, and in which skills; "nearly all" is no exact number."""
    skills = listed([matrix.skills[each].label for each in project.skills])
    nearly_all = {each.skill for each in summary.gaps if each.people == everybody}
    about = "" if nearly_all.isdisjoint(project.skills) else "about "
    return f"closes {about}{project.gaps:,} gaps: {skills}"


def group_name(group: GroupPath) -> str:
    """Name a group with the groups around it."""
    if group == EVERYBODY:
        return "Everybody"
    return " / ".join(each or "no value" for each in group)


def left_out_texts(summary: Summary) -> Iterator[str]:
    """Say what is left out, and why."""
    yield (
        f"Nothing is shown about fewer than {LEAST} people, nor anything that would reveal it by "
        "adding or subtracting. Readiness bands are merged, and groups left out, until enough "
        f"people are in them; means may be left out where fewer than {LEAST} people have a value."
    )
    for group, people in summary.left_out.items():
        around = "" if group == EVERYBODY else f" within {group_name(group)}"
        yield f"{people:,} people are in groups{around} that are left out."


def _profile_lines(summary: Summary, matrix: Matrix) -> Iterator[str]:
    for each in summary.profiles:
        role, profile = matrix.role_of(each.profile), matrix.profiles[each.profile]
        yield from ("", f"{role.title}: {profile.title}", "  Readiness")
        yield from _aligned([(class_text(one), f"{one.people:,}") for one in each.classes], "    ")
        yield from _gap_lines(each, summary.people, matrix)


def _gap_lines(profile: ProfileSummary, everybody: int, matrix: Matrix) -> Iterator[str]:
    if not profile.gaps:
        yield f"  No gap is shared by {LEAST} or more people."
        return
    yield "  Most common gaps"
    gaps = [
        (matrix.skills[e.skill].title + (" (must-have)" if e.must else ""), gap_text(e, everybody))
        for e in profile.gaps
    ]
    yield from _aligned(gaps, "    ")
    if profile.projects:
        yield "  Projects that close the most gaps"
    projects = [
        (matrix.project_title(each.project), project_text(each, profile, everybody, matrix))
        for each in profile.projects[:MOST_PROJECTS]
    ]
    yield from _aligned(projects, "    ")


def _group_lines(summary: Summary, matrix: Matrix) -> Iterator[str]:
    for each in summary.groups:
        yield f"  {group_name(each.group)}: {each.people:,} people"
        yield from _aligned([*_means(each, summary, matrix)], "    ")


def _means(means: GroupMeans, summary: Summary, matrix: Matrix) -> Iterator[tuple[str, str]]:
    for each in summary.profiles:
        value = means.readiness.get(each.profile)
        name = f"Readiness, {matrix.profiles[each.profile].title}"
        yield name, NOT_SHOWN if value is None else percent(value)
    for skill in matrix.skills.values():
        value = means.levels.get(skill.id)
        yield skill.title, NOT_SHOWN if value is None else level(value)


def _aligned(rows: Sequence[tuple[str, str]], indent: str) -> Iterator[str]:
    width = max((len(name) for name, _ in rows), default=0)
    for name, text in rows:
        yield f"{indent}{name:<{width}}  {text}"
