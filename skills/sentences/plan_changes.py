"""Sentences about what changed in a plan.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from skills.guidance.plan_changes import ChangeReason, PlanChange
from skills.matrix import Matrix
from skills.sentences.formats import day

_WHY: Final[Mapping[ChangeReason, str]] = {
    ChangeReason.done: "you've marked it as done",
    ChangeReason.dropped: "you've dropped it",
    ChangeReason.reached: "you've reached what it leads to",
    ChangeReason.covered: "what you've marked as done already takes you as far",
    ChangeReason.less_time: "it no longer fits in the hours left",
    ChangeReason.replaced: "other projects get you further in the same time",
    ChangeReason.chosen: "you've chosen it",
    ChangeReason.better: "it now gets you further",
}


def changed_label(since: date | None, count: int) -> str:
    """Return since when a plan has changed: since a day, or since the person last looked at it."""
    return f"Changed since {day(since) if since else 'you last looked'} ({count})"


def change_text(matrix: Matrix, change: PlanChange) -> str:
    """Return what happened to a project, and why."""
    word = "New" if change.is_new else "No longer in your plan"
    if change.reason is ChangeReason.lower_level:
        why = f"your level in {matrix.skills[change.skill].title} is lower than it was"
    else:
        why = _WHY[change.reason]
    return f"{word}: “{change.project.title}”, because {why}."
