"""The review of the example by a fictional mentor, who knows some of the person's work.

As in the rest of the example, everything is given per skill, and skills that a matrix does not have
are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from skills.entries.kinds import Kind
from skills.entries.review_entries import OWNER, Action, item_of, written
from skills.matrix import NOT_APPLICABLE, Skill
from skills.store import Store
from skills.workspace.example_answers import answers_at, described
from skills.workspace.reviews import invite, reveal

REVIEW: Final = "example-review"
"""The id of the review."""

MENTOR: Final = "Tomas"
"""What the person calls the mentor: a data engineer who reviews some of their work."""

LEVELS: Final = {
    "programming": 2.7,
    "engineering": 1.3,
    "data-preparation": 3.1,
    "libraries": 1.2,
    "operations": 0.8,
    "writing": 2.9,
    "problem-solving": 3.1,
    "communication": 3.3,
    "asking-for-help": 1.6,
    "expectations": 2.4,
}
"""The level the mentor rates each skill at; he hasn't observed the other skills."""

COMMENTS: Final = {
    "libraries": "She gets a model running quickly. When I ask why a setting is what it is, she "
    "often can't say yet.",
    "problem-solving": "The duplicate customers had been with us for months. Maya cut the problem "
    "down to three rows and solved it in two days. She underrates herself here.",
    "asking-for-help": "Twice she was stuck for a week before she told anyone. Asking after a day "
    "would have saved us both time.",
}
"""Comments by skill."""

AGREED: Final = {
    "asking-for-help": ("2", "self"),
    "problem-solving": ("2.5", "together"),
    "libraries": ("1.5", "together"),
}
"""The level that the two agreed on and who decided it, by skill, in the order they talked."""

DISCUSSIONS: Final = {
    "asking-for-help": "New rule: stuck for half a day means a message in the team channel.",
    "libraries": "We went through the churn model. Maya could explain each feature, but not each "
    "setting.",
}
"""Notes on what was said, by skill."""

ACTIONS: Final = (
    (Action("libraries", text="Train the churn model again and justify each setting"), 21),
    (Action("operations", text="Serve the churn model together", owner="mentor"), 14),
)
"""What the two agreed to do, and in how many days from the talk."""

INVITED: Final = timedelta(days=6)
"""How long before the talk the mentor was invited."""

PAUSE: Final = timedelta(minutes=30)
"""Time between the last rating, the reveal and the talk."""

Entries = Iterator[tuple[Kind, str, str]]


def hold_review(
    store: Store,
    key: tuple[str, str],
    skills: Sequence[Skill],
    wait: Callable[[timedelta], datetime],
) -> None:
    """Store the mentor's ratings, the reveal and what the two agreed; nothing if no skill suits.

    Parameters
    ----------
    key : owner and assessment.
    skills : those with a target.
    wait : moves the clock of the store on and returns its time.
    """
    if not any(described(each, LEVELS, 0.0) for each in skills):
        return
    invite(store, *key, MENTOR, review_id=REVIEW, now=wait(PAUSE) - INVITED)
    _save(store, key, _ratings(skills), actor=REVIEW)
    reveal(store, *key, REVIEW, by=OWNER, now=wait(PAUSE), operation=f"{REVIEW}-reveal")
    _save(store, key, _agreed(skills, wait(PAUSE).date()), actor=OWNER)


def _ratings(skills: Sequence[Skill]) -> Entries:
    for skill in skills:
        level = described(skill, LEVELS, None)
        observed = {} if level is None else dict(answers_at(skill, level))
        for each in skill.statements:
            yield "rating", item_of(REVIEW, each.id), observed.get(each.id, NOT_APPLICABLE)
        if comment := described(skill, COMMENTS, ""):
            yield "comment", item_of(REVIEW, skill.id), comment


def _agreed(skills: Sequence[Skill], today: date) -> Entries:
    for skill in skills:
        level, decider = described(skill, AGREED, ("", ""))
        if level:
            yield "agreed", skill.id, level
            yield "decided", skill.id, decider
        if note := described(skill, DISCUSSIONS, ""):
            yield "discussion", skill.id, note
        for action, days in ACTIONS:
            if action.skill in (skill.id, *skill.was):
                due = today + timedelta(days=days)
                made = replace(action, skill=skill.id, due=due)
                yield "action", f"{REVIEW}-{action.skill}", written(made)


def _save(store: Store, key: tuple[str, str], entries: Entries, *, actor: str) -> None:
    for kind, item, value in entries:
        name = f"{REVIEW}-{kind}-{item}"
        store.save(
            *key, kind, item, value, tab=name, widget_revision=0, operation=name, actor=actor
        )
