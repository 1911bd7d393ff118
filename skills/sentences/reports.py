"""Sentences shared by all report formats: headings, explanations of figures, the footer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from skills.records.table_format import ANSWERS, NOTES
from skills.scoring.spokes import MOST
from skills.scoring.verdicts import READY
from skills.sentences.formats import capitalised, day, days, exact_level, level, percent, plural

SECTIONS: Final[Mapping[str, str]] = {
    "glance": "At a glance",
    "gaps": "Skills, biggest gap first",
    "musts": "Must-haves",
    "talking_points": "What to talk about",
    "agreed": "Agreed with a mentor",
    "actions": "Agreed actions",
    "plan": "What to do next",
    "over": "Projects done and dropped",
    "skills": "Skill by skill",
    "changes": "What changed",
    "history": "Readiness over time",
    "role_levels": "Levels of this role",
    "day": "The working day",
    "qualifications": "Qualifications",
    "credentials": "Degrees, certificates, experience",
    "verified": "Learning projects checked against a baseline",
    "links": "Links to work on learning projects, not checked",
    "comments": "Comments from mentors",
    "notes": NOTES,
    "terms": "How readiness adds up",
    "sums": "How each level adds up",
    "answers": ANSWERS,
    "credits": "Sources",
}
"""Heading of each section of a report, the same in every format."""

_ON_A_CV: Final = {"glance": "Skills and levels", "gaps": "Skills, strongest first"}

READINESS_EXPLAINED: Final = (
    "Readiness is the weighted mean of how much of each target is met. "
    "Only assessed skills count; a level above its target counts as the target. "
    "Levels and percentages are rounded down, so nothing looks reached that isn't."
)

NOT_COMPARABLE: Final = "different version of the matrix, not comparable"


def headings(*, has_targets: bool) -> Mapping[str, str]:
    """Return the heading of each section, with targets or, on a CV, without."""
    return SECTIONS if has_targets else {**SECTIONS, **_ON_A_CV}


def more_skills(count: int) -> str:
    """Return how many more skills the full report has, or "" if there are none."""
    return f"And {plural(count, 'more skill')}, in the full report." if count > 0 else ""


def by_area(*, has_targets: bool) -> str:
    """Return what the axes of a radar of areas stand for, with targets or, on a CV, without."""
    against = " against the mean of their targets" if has_targets else ""
    return (
        f"With more than {MOST} skills, each number stands for an area: the mean level of its "
        f"assessed skills{against}."
    )


def of_target(value: float | None, target: float) -> str:
    """Format a level with its target, if there is one."""
    text = level(value)
    return text if value is None or not target else f"{text} · target {level(target)}"


def by_target(value: float | None, target: int) -> str:
    """Format what a skill adds to readiness as a division, level by target.

    The level has two decimals: with one, the same division would seem to add different points.
    """
    return f"{level(value) if value is None else exact_level(value)} ÷ {target}"


def effort(hours: float, gain: str, start: date | None, end: date | None) -> str:
    """Return the hours of a project, what it adds, and its dates if known."""
    parts = [plural(hours, "hour"), gain]
    if start and end:
        parts.append(days(start, end))
    return " · ".join(parts)


def to_tick(title: str, hours: float, end: date | None) -> str:
    """Return a project as one line of a checklist."""
    due = f", by {day(end)}" if end else ""
    return f"{title} ({plural(hours, 'hour')}{due})"


def cost(target_status: str, points_lost: float | None, *, is_met: bool) -> str:
    """Format the readiness a skill loses, for the end of its line in the plot."""
    if is_met:
        return "✓ met"
    return target_status if not points_lost else f"−{points_lost:.1f}"


def source_text(source: str, level_text: str) -> str:
    """Return the level that a source leads to."""
    return f"{capitalised(source)}: level {level_text}"


def ready_from() -> str:
    """Return the readiness that the verdict “ready” needs, as a percentage."""
    return percent(READY)


def answers_of(span: tuple[date, date] | None) -> str:
    """Return the dates of the oldest and newest answer in words, or "" if unknown."""
    if span is None:
        return ""
    first, last = span
    return f"answers from {days(first, last)}"


def stale_text(oldest: date) -> str:
    """Warn of answers that are a year old or older."""
    return (
        f"Some of these answers are at least a year old, the oldest from {day(oldest)}: they may "
        "be out of date."
    )


def foot(matrix: str, fingerprint: str, answered: str, made: date) -> str:
    """Return the footer: the matrix, its fingerprint, and the dates of answers and report.

    Parameters
    ----------
    answered : as `answers_of` returns it.
    """
    parts = [f"{matrix}, fingerprint {fingerprint[:12]}", answered, f"created on {day(made)}"]
    return " · ".join(each for each in parts if each)
