"""Say what a page for a CV says: what levels rest on, and which are reached.

Texts are plain: whoever shows them escapes what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from skills.scoring.readiness import Readiness
from skills.sentences.formats import day, listed, plural

SOURCE_WORDS: Final = {
    "self": "own ratings",
    "check": "knowledge checks",
    "mentor": "a mentor",
    "project": "verified projects",
}

HELD_WORDS: Final = {"yes": "held", "in-progress": "in progress"}
"""What is said of a qualification; of others a CV is silent."""


def sources_text(sources: Sequence[str]) -> str:
    """Say what a level rests on."""
    return listed([SOURCE_WORDS.get(each, each) for each in sources])


def answered_text(readiness: Readiness, last: date | None) -> str:
    """Say how many statements are answered, and when the last one was."""
    text = f"{readiness.answered} of {readiness.asked} statements answered"
    if readiness.covered > readiness.answered:
        text += f", {readiness.covered - readiness.answered} more implied by them"
    return f"{text}, last on {day(last)}." if last else f"{text}."


def scope_text(aim: str, first_level: str) -> str:
    """Say which skills are listed."""
    return f"Skills are those of {aim}, listed from level 1, {first_level}, on."


def rests_text(usual: str, *, is_mixed: bool) -> str:
    """Say what levels rest on, and whether some rest on something else."""
    rests = f"Levels rest on {usual}"
    return f"{rests} where nothing else stands beside a skill." if is_mixed else f"{rests}."


def levels_reached(counts: Mapping[str, int]) -> str:
    """Say how many skills stand at each level, in the order given."""
    text = [f"{title} in {plural(count, 'skill')}" for title, count in counts.items()]
    return f"Levels reached: {listed(text)}." if text else "Nothing to show yet."
