"""The words of the list of learning projects."""

from __future__ import annotations

from typing import Final

from skills.matrix import Project
from skills.sentences.formats import number, plural

HEADINGS: Final = ("project", "check", "time", "pass mark", "title")


def cells_of(project: Project) -> tuple[str, ...]:
    """Return the line of a project, in the order of the headings."""
    return (
        project.id,
        _check(project),
        plural(project.hours, "hour"),
        _pass_mark(project),
        project.title,
    )


def _check(project: Project) -> str:
    if project.pack or project.table:
        return "predictions" if project.pack else "table"
    if project.document:
        return "structure"
    return "questions" if project.questions else "none"


def _pass_mark(project: Project) -> str:
    if project.questions or project.table:
        return "all answers right" if project.questions else "all rules met"
    baseline = project.baseline
    if baseline is None:
        return "none"
    words = "at least" if baseline.better == "higher" else "at most"
    return f"{baseline.metric} {words} {number(baseline.passing)}"
