"""Sentences of the progress page.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from skills.records.milestones import Milestone, MilestoneKind
from skills.sentences.formats import day, listed, percent

WHEN_SAVED: Final = (
    "Once you've answered everything, we save a snapshot each day you open your result, and one "
    "with each sign-off of a review."
)

WHAT_COMES: Final = (
    "Here you'll see how your readiness and each level change over time, and what you have reached."
)

SAME_MOMENT: Final = "Choose two different snapshots."

UNCHANGED: Final = "Nothing has changed since the last snapshot."


def only_snapshot(at: datetime, readiness: float | None) -> str:
    """Return what the only snapshot shows, and when there will be a line; readiness is 0 to 1."""
    value = f", {percent(readiness)}" if readiness is not None else ""
    return (
        f"One snapshot so far: {day(at)}{value}. Come back after your next project: with a second "
        "snapshot, you'll see a chart."
    )


def names_of(moments: Sequence[datetime]) -> list[str]:
    """Return the day of each moment, with the time of day where a day has several."""
    days = Counter(each.date() for each in moments)
    return [day(at) if days[at.date()] == 1 else with_time(at) for at in moments]


def with_time(moment: datetime) -> str:
    """Return a day with its time: "12 November 2026, 18:30"."""
    return f"{day(moment)}, {moment:%H:%M}"


def milestone_text(milestone: Milestone) -> str:
    """Return what happened at a milestone."""
    titles = listed(milestone.titles)
    if milestone.kind is MilestoneKind.must_haves:
        return f"Must-have{'s' * (len(milestone.titles) > 1)} met: {titles}"
    if milestone.kind is MilestoneKind.ready:
        return f"Ready: {titles}"
    if milestone.kind is MilestoneKind.project:
        return f"Project done: {titles}"
    return "First verdict"
