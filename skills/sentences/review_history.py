"""Sentences of the review history: who had access, and what changed from what to what.

Texts are plain: callers escape what came from a person, a mentor or a matrix.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from skills.entries.kinds import ACCESS
from skills.sentences.formats import day
from skills.sentences.review import LINK_WORDS

KIND_WORDS: Final[Mapping[str, str]] = {
    "rating": "Rating",
    "comment": "Comment",
    "agreed": "Agreed level",
    "decided": "Decision",
    "discussion": "Notes",
    "action": "Action",
}
"""What a change in the history of a review is about."""


HOLDER: Final = "Someone with the link"
"""Who opened a link, if it has no label and belongs to no known review."""


HIDDEN: Final = "hidden"
"""What stands for a rating that is not revealed yet."""


NOTHING: Final = "nothing"


def access_text(scope: str, label: str, until: date) -> str:
    """Name a link in the review history: its kind, whom it is for, and until when it is valid."""
    name = f"{LINK_WORDS[scope]} for {label}" if label else LINK_WORDS[scope]
    return f"{name}, valid until {day(until)}"


def device_text(mentor: str) -> str:
    """Name a hand-over of the device in the review history."""
    return f"Device for {mentor}" if mentor else "Device"


def event_text(kind: str, subject: str, old: str, new: str) -> str:
    """Return one change in a review: what it is about, and the values before and after."""
    head = ", ".join(filter(None, (KIND_WORDS.get(kind, ""), subject.removesuffix("."))))
    if kind in {"review", ACCESS}:
        return f"{head}: {_happened(old, new)}"
    return f"{head}: {old or NOTHING} → {new or NOTHING}"


def _happened(old: str, new: str) -> str:
    """Return what a change to a review says that it did not say before, or else its last part."""
    if not new:
        return "removed"
    before, now = old.split(", "), new.split(", ")
    return ", ".join([each for each in now if each not in before] or now[-1:])
