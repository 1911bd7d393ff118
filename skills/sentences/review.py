"""Sentences about a mentor's review: where it stands, what to talk about, what agreeing changed.

Texts are plain: callers escape what came from a person, a mentor or a matrix.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from skills.entries.review_entries import OWNER, Action, Review
from skills.matrix import Matrix
from skills.questionnaire.questions import Progress
from skills.review.agenda import Point, Reason
from skills.scoring.readiness import Readiness
from skills.sentences.agreement import skill_difference_text
from skills.sentences.formats import day, level, listed, percent, plural

NO_ACCESS: Final = (
    "This link doesn't open a review, or no longer does. Ask the person who sent it for a new one."
)

LOCAL_ONLY: Final = (
    "This app only runs on this computer, so nobody else can open a link to it. Hand the device "
    "over instead."
)

LINK_ONCE: Final = "Copy it now: it isn't shown again."

DECIDED_WORDS: Final[Mapping[str, str]] = {
    "together": "Both together",
    "self": "The person",
    "mentor": "The mentor",
}

REASONS: Final[Mapping[Reason, str]] = {
    Reason.apart: "You rate it differently",
    Reason.near: "A must-have close to its target",
    Reason.unrated: "Not rated by both",
    Reason.alike: "You largely agree",
}


def minutes_text(musts: int, every: int) -> str:
    """Return how long rating takes: the must-haves, and all skills.

    Parameters
    ----------
    musts, every : minutes; `musts` is 0 if there are none.
    """
    whole = f"about {plural(every, 'minute')}"
    if not musts or musts == every:
        return f"It takes {whole}."
    return (
        f"The must-haves come first and take about {plural(musts, 'minute')}; everything takes "
        f"{whole}. You can stop at any point."
    )


def review_status(review: Review, done: Progress) -> str:
    """Return where a review stands, without a word about the ratings themselves."""
    rated = f"{done.finished} of {plural(done.skills, 'skill')} rated"
    if review.revealed_at is None:
        return f"{rated}. Ratings are hidden from both of you."
    who = "you" if review.revealed_by == OWNER else review.mentor
    return f"{rated}. Revealed by {who} on {day(review.revealed_at)}."


def handed_over_text(mentor: str) -> str:
    """State that the device is with the mentor."""
    return f"This device is with {mentor}. Your ratings and results stay hidden until it's back."


def point_text(point: Point, mentor: str) -> str:
    """Return why a skill is on the agenda, with the difference if there is one."""
    reason = REASONS[point.reason]
    if point.ratings.difference is None:
        return f"{reason}."
    apart = skill_difference_text(point.ratings)
    if apart == "the same":
        return f"{reason}: both ratings are the same."
    return f"{reason}: {mentor}'s rating is {apart} than the self-rating."


def effect_text(before: Readiness, after: Readiness, *, lower: int, higher: int, same: int) -> str:
    """Return what agreed levels changed: "Readiness 71% → 66%: 2 levels agreed lower".

    Parameters
    ----------
    lower, higher, same : numbers of skills agreed below, above and at the level without agreeing.
    """
    told = [
        f"{count} {words}"
        for count, words in ((lower, "lower"), (higher, "higher"), (same, "unchanged"))
        if count
    ]
    first, *rest = told
    number, word = first.split(" ", 1)
    noun = "level" if number == "1" else "levels"
    counts = listed([f"{number} {noun} agreed {word}", *rest])
    if before.value is None or after.value is None:
        return f"{counts[:1].upper()}{counts[1:]}."
    was, now = percent(before.value), percent(after.value)
    moved = f"{was} → {now}" if was != now else f"stays at {now}"
    return f"Readiness {moved}: {counts}."


def action_text(matrix: Matrix, action: Action) -> str:
    """Return what is to be done: the title of a project, the free text, or both."""
    titles = {each.id: each.title for each in matrix.projects}
    project = titles.get(action.project, action.project)
    return ": ".join(filter(None, (project, action.text.strip())))


def action_details(matrix: Matrix, action: Action, mentor: str, today: date) -> str:
    """Return for which skill an action is, who does it, and by when."""
    skill = matrix.skills.get(action.skill)
    parts = [
        skill.title if skill else "",
        mentor if action.owner == "mentor" else "",
        _due(action, today),
    ]
    return ", ".join(filter(None, parts))


def _due(action: Action, today: date) -> str:
    if action.is_done:
        return "done"
    if action.due is None:
        return ""
    return f"by {day(action.due)}" if action.due >= today else f"was due on {day(action.due)}"


def agreed_option(matrix: Matrix, stored: str) -> str:
    """Return an agreed level as a choice: a whole one with its name, a half one between two."""
    value = float(stored)
    lower = matrix.levels[int(value)].title
    if value == int(value):
        return f"{level(value)} · {lower}"
    return f"{level(value)} · between {lower} and {matrix.levels[int(value) + 1].title}"
