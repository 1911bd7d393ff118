"""Sentences for a CV: which levels are reached, and what they are based on.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from skills.scoring.leniency import Leniency
from skills.scoring.readiness import Readiness
from skills.sentences.formats import day, listed, plural
from skills.sentences.leniency import LEAST, amount
from skills.sentences.verdicts import implied

SOURCE_WORDS: Final = {
    "self": "self-ratings",
    "check": "knowledge checks",
    "mentor": "a mentor's rating",
    "agreed": "levels agreed with a mentor",
    "project": "verified projects",
}

HELD_WORDS: Final = {"yes": "held", "in-progress": "in progress"}
"""Words for the qualifications that a CV lists; it leaves out all others."""


def sources_text(sources: Sequence[str]) -> str:
    """Name the sources a level is based on."""
    return listed([SOURCE_WORDS.get(each, each) for each in sources])


def answered_text(readiness: Readiness, span: tuple[date, date] | None) -> str:
    """Return how many statements are answered, and when: from the oldest to the newest answer."""
    text = f"{readiness.answered} of {plural(readiness.asked, 'statement')} answered"
    if span is not None:
        first, last = span
        text += f" on {day(first)}" if first == last else f" between {day(first)} and {day(last)}"
    if readiness.covered > readiness.answered:
        text += f", {implied(readiness)}"
    return f"{text}."


def scope_text(aim: str, first_level: str) -> str:
    """Return which skills are listed."""
    return (
        f"This page lists the skills needed for {aim} that are at level 1 ({first_level}) or above."
    )


def rests_text(usual: str, *, is_mixed: bool) -> str:
    """Return the usual source of the levels, and whether some have another one."""
    rests = f"Levels are based on {usual}"
    return f"{rests} unless otherwise noted." if is_mixed else f"{rests}."


def adjusted_text(leniency: Leniency, *, is_adjusted: bool) -> str:
    """Return by how much self-ratings are adjusted, and why, or "" if no level is affected."""
    if not is_adjusted or not leniency.skills or abs(leniency.shift) < LEAST:
        return ""
    way = "downward" if leniency.shift > 0 else "upward"
    found = f"{sources_text(leniency.sources)} in {plural(leniency.skills, 'skill')}"
    return f"Self-ratings are adjusted {way} by {amount(leniency.shift)}, based on {found}."


def levels_reached(counts: Mapping[str, int]) -> str:
    """Return how many skills are at each level, in the order given."""
    text = [f"{title} in {plural(count, 'skill')}" for title, count in counts.items()]
    return f"Levels reached: {listed(text)}." if text else "Nothing to show yet."
