"""A mentor's review of an assessment as entries: the review, its ratings, and agreed actions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from skills.entries.assessment import Entry
from skills.entries.kinds import NOTE_LENGTH, TITLE_LENGTH, Kind
from skills.entries.storable_text import is_text

SEPARATOR: Final = "/"
"""Separates the id of a review from the id of what is rated; no id of a review contains it."""

OWNER: Final = ""
"""Name, as an actor, of the person whose assessment it is; mentors go by the id of their review."""

MENTORS_OWN: Final[frozenset[Kind]] = frozenset({"rating", "comment"})
"""The kinds that one mentor alone writes, each under an item of their own review."""

SHARED: Final[frozenset[Kind]] = frozenset({"agreed", "decided", "discussion", "action"})
"""The kinds that the person and a mentor both write, once the ratings are revealed."""

MOST_LEVEL: Final = 100
"""Highest level that any scale can have."""

LEVEL_STEP: Final = 0.5
"""Distance between the levels that can be agreed."""


@dataclass(frozen=True, slots=True)
class Review:
    """One mentor's review of an assessment.

    Attributes
    ----------
    mentor : what the person calls the mentor.
    began_at : when the person invited the mentor.
    revealed_at : when both sides could first see each other's ratings, or None if they cannot yet.
    revealed_by : who did that: `OWNER`, or the id of this review for the mentor.
    signed_at : when it was last signed off, or None.
    signed_by : who did that, as in `revealed_by`.
    seal : SHA-256 of the snapshot that was signed, as hexadecimal digits, or "".
    countersigned_at : when the other side signed the same snapshot, or None.
    countersigned_by : who did that, as in `revealed_by`; the same as `signed_by` if both signed on
        the person's device.
    guest_of : in a mentor's own copy, the id of the person's assessment; "" in the person's.
    """

    mentor: str
    began_at: datetime
    revealed_at: datetime | None = None
    revealed_by: str = OWNER
    signed_at: datetime | None = None
    signed_by: str = OWNER
    seal: str = ""
    countersigned_at: datetime | None = None
    countersigned_by: str = OWNER
    guest_of: str = ""

    @property
    def is_revealed(self) -> bool:
        """Return whether both sides see each other's ratings."""
        return self.revealed_at is not None


@dataclass(frozen=True, slots=True)
class Action:
    """What a person and a mentor agreed to do next.

    Attributes
    ----------
    skill : id of the skill it is for, or "" if for none in particular.
    project : id of a learning project, or "" for an action in `text` alone.
    owner : "self" or "mentor": who does it.
    due : None if no date was agreed.
    is_done : whether it has been done.
    """

    skill: str = ""
    project: str = ""
    text: str = ""
    owner: str = "self"
    due: date | None = None
    is_done: bool = False


ACTION_OWNERS: Final = ("self", "mentor")


def item_of(review_id: str, about: str) -> str:
    """Return the item of a rating or comment: the review and the id of what it is about."""
    return f"{review_id}{SEPARATOR}{about}"


def parts_of(item: str) -> tuple[str, str]:
    """Return the review and the statement or skill of the item of a rating or comment."""
    review_id, _, about = item.partition(SEPARATOR)
    return review_id, about


def review_of(kind: str, item: str) -> str:
    """Return the id of the review that an entry is part of, or "" if it is part of none.

    What both agree on is the person's, too, and so part of none.
    """
    return parts_of(item)[0] if kind == "review" or kind in MENTORS_OWN else ""


def about(kind: str, item: str) -> str:
    """Return the id of the statement or skill that an entry is about, without its review."""
    return parts_of(item)[1] if kind in MENTORS_OWN else item


def as_review(text: str) -> Review | None:
    """Parse a stored review, or return None if it is not valid."""
    found = _plain(text)
    try:
        review = Review(
            mentor=str(found["mentor"]),
            began_at=datetime.fromisoformat(found["began_at"]),
            revealed_at=_moment(found.get("revealed_at")),
            revealed_by=str(found.get("revealed_by", OWNER)),
            signed_at=_moment(found.get("signed_at")),
            signed_by=str(found.get("signed_by", OWNER)),
            seal=str(found.get("seal", "")),
            countersigned_at=_moment(found.get("countersigned_at")),
            countersigned_by=str(found.get("countersigned_by", OWNER)),
            guest_of=str(found.get("guest_of", "")),
        )
    except (KeyError, TypeError, ValueError):
        return None
    moments = (review.began_at, review.revealed_at, review.signed_at, review.countersigned_at)
    is_zoned = all(each.tzinfo for each in moments if each)
    is_named = 0 < len(review.mentor.strip()) <= TITLE_LENGTH and is_text(review.mentor)
    return review if is_zoned and is_named else None


def as_action(text: str) -> Action | None:
    """Parse a stored action, or return None if it is not valid."""
    found = _plain(text)
    try:
        action = Action(
            skill=str(found.get("skill", "")),
            project=str(found.get("project", "")),
            text=str(found.get("text", "")),
            owner=str(found.get("owner", "self")),
            due=date.fromisoformat(found["due"]) if found.get("due") else None,
            is_done=found.get("is_done") is True,
        )
    except (TypeError, ValueError):
        return None
    texts = (action.skill, action.project, action.text)
    is_something = any(each.strip() for each in texts[1:]) and all(map(is_text, texts))
    return action if is_something and action.owner in ACTION_OWNERS else None


def written(part: Review | Action) -> str:
    """Serialise a review or an action as JSON text for storage."""
    return json.dumps(asdict(part), default=lambda each: each.isoformat(), ensure_ascii=False)


def revealed(review: Review, at: datetime, by: str) -> Review:
    """Return a review as revealed to both sides; revealing it a second time changes nothing.

    Parameters
    ----------
    by : `OWNER`, or the id of the review for the mentor.
    """
    return review if review.is_revealed else replace(review, revealed_at=at, revealed_by=by)


def seal_of(record: str) -> str:
    """Return the seal of a snapshot: the SHA-256 of its text, as hexadecimal digits."""
    return sha256(record.encode()).hexdigest()


def reviews_in(entries: Iterable[Entry]) -> Mapping[str, Review]:
    """Return the reviews among stored entries by their id, in the order in which they began."""
    read = {each.item: as_review(each.value or "") for each in entries if each.kind == "review"}
    known = {item: review for item, review in read.items() if review}
    return dict(sorted(known.items(), key=lambda each: (each[1].began_at, each[0])))


def actions_in(entries: Iterable[Entry]) -> Mapping[str, Action]:
    """Return the actions among stored entries by their id, the first due first."""
    read = {each.item: as_action(each.value or "") for each in entries if each.kind == "action"}
    known = {item: action for item, action in read.items() if action}
    return dict(sorted(known.items(), key=lambda each: (each[1].due or date.max, each[0])))


def still_open(entries: Iterable[Entry], review: Review) -> tuple[Action, ...]:
    """Return the actions agreed in earlier talks that are not done, the first due first.

    The talk about a review begins with the reveal of its ratings, however early its mentor was
    invited: whatever was agreed before that was agreed with somebody else or last time.
    """
    entries, begun = tuple(entries), review.revealed_at
    times = {each.item: each.changed_at for each in entries if each.kind == "action"}
    return tuple(
        each
        for item, each in actions_in(entries).items()
        if not each.is_done and begun and (at := times[item]) and at < begun
    )


def ratings_of(review_id: str, entries: Iterable[Entry]) -> dict[str, str | None]:
    """Return a mentor's choices by statement id, None where one was cleared."""
    return _of(review_id, "rating", entries)


def has_hidden_ratings(entries: Iterable[Entry]) -> bool:
    """Return whether a mentor has rated or commented something that is not revealed yet."""
    entries = tuple(entries)
    hidden = {item for item, found in reviews_in(entries).items() if not found.is_revealed}
    return any(
        each.kind in MENTORS_OWN and each.value and parts_of(each.item)[0] in hidden
        for each in entries
    )


def comments_of(review_id: str, entries: Iterable[Entry]) -> dict[str, str | None]:
    """Return a mentor's comments by skill id, None where one was cleared."""
    return _of(review_id, "comment", entries)


def agreed_levels(entries: Iterable[Entry]) -> dict[str, float]:
    """Return the agreed level of each skill that has one, in levels."""
    found = {
        each.item: agreed_level(each.value)
        for each in entries
        if each.kind == "agreed" and each.value is not None
    }
    return {skill: level for skill, level in found.items() if level is not None}


def agreed_level(text: str) -> float | None:
    """Parse an agreed level, or return None if it is not a multiple of `LEVEL_STEP` from 0."""
    try:
        level = float(text)
    except ValueError:
        return None
    is_step = 0 <= level <= MOST_LEVEL and level % LEVEL_STEP == 0
    return level if is_step and text == f"{level:g}" and not text.startswith("-") else None


def agreeable_levels(top: int) -> tuple[str, ...]:
    """Return every level that can be agreed, as stored, lowest first."""
    return tuple(f"{step * LEVEL_STEP:g}" for step in range(int(top / LEVEL_STEP) + 1))


def _of(review_id: str, kind: Kind, entries: Iterable[Entry]) -> dict[str, str | None]:
    found = ((parts_of(each.item), each.value) for each in entries if each.kind == kind)
    return {about: value for (of, about), value in found if of == review_id}


def _plain(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if len(text) <= NOTE_LENGTH else None
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _moment(text: object) -> datetime | None:
    return None if text is None else datetime.fromisoformat(str(text))
