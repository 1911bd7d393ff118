"""Convert the entries of reviews by mentors to the lists of a record, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, TypeVar

from skills.entries.kinds import IncomingEntry, Kind
from skills.entries.review_entries import (
    Action,
    Review,
    agreed_level,
    as_action,
    as_review,
    parts_of,
    written,
)
from skills.records.record import State
from skills.records.record_parts import Entered
from skills.records.review_record import (
    AgreedAction,
    AgreedSkill,
    MentorComment,
    MentorRating,
    ReviewEntered,
)

ValuesByKind = Mapping[str, Mapping[str, tuple[str, datetime | None]]]
"""Kind to the values of that kind by their items, each with when it was entered."""

Numbered = TypeVar("Numbered")


@dataclass(frozen=True)
class ReviewLists:
    """The entries of all reviews by kind, without cleared ones."""

    reviews: tuple[ReviewEntered, ...]
    ratings: tuple[MentorRating, ...]
    comments: tuple[MentorComment, ...]
    agreements: tuple[AgreedSkill, ...]
    actions: tuple[AgreedAction, ...]


def sort_review(stored: ValuesByKind) -> ReviewLists:
    """Sort the stored entries of reviews by kind."""
    ratings, comments = (_by_review(stored, kind) for kind in ("rating", "comment"))
    return ReviewLists(
        reviews=tuple(_reviews(stored)),
        ratings=tuple(
            MentorRating(review=review, statement=statement, option=option, at=at)
            for review, statement, option, at in ratings
        ),
        comments=tuple(
            MentorComment(review=review, skill=skill, text=text, at=at)
            for review, skill, text, at in comments
        ),
        agreements=tuple(_agreements(stored)),
        actions=tuple(_actions(stored)),
    )


def review_entries_in(record: State) -> Iterator[IncomingEntry]:
    """Yield every entry of the reviews in a record in a form that can be stored."""
    for place, review in _numbered("reviews", record.reviews):
        yield IncomingEntry("review", review.id, written(review_of(review)), review.at, place)
    for place, rating in _numbered("ratings", record.ratings):
        yield IncomingEntry("rating", rating.item, rating.option, rating.at, place)
    for place, comment in _numbered("comments", record.comments):
        yield IncomingEntry("comment", comment.item, comment.text, comment.at, place)
    for place, agreement in _numbered("agreements", record.agreements):
        yield from _agreed(agreement, place)
    for place, action in _numbered("actions", record.actions):
        yield IncomingEntry("action", action.id, written(action_of(action)), action.at, place)


def _numbered(name: str, items: Iterable[Numbered]) -> Iterator[tuple[str, Numbered]]:
    """Yield each item of a list in a file with a name for its position, for use in problems."""
    for number, each in enumerate(items, 1):
        yield f"{name}, number {number}", each


def _reviews(stored: ValuesByKind) -> Iterator[ReviewEntered]:
    for item, (text, at) in stored.get("review", {}).items():
        each = as_review(text)
        if each is not None:
            yield ReviewEntered(id=item, at=at, **asdict(each))


def _by_review(stored: ValuesByKind, kind: Kind) -> Iterator[tuple[str, str, str, datetime | None]]:
    """Yield the entries of a kind with the ids of the review and of what it is about."""
    for item, (text, at) in stored.get(kind, {}).items():
        review, about = parts_of(item)
        if review and about:
            yield review, about, text, at


def _agreements(stored: ValuesByKind) -> Iterator[AgreedSkill]:
    kinds: tuple[Kind, ...] = ("agreed", "decided", "discussion")
    levels, deciders, notes = (stored.get(kind, {}) for kind in kinds)
    for skill in dict.fromkeys([*levels, *deciders, *notes]):
        level, decider, note = (each.get(skill, ("", None)) for each in (levels, deciders, notes))
        moments = [at for _, at in (level, decider, note) if at is not None]
        yield AgreedSkill(
            skill=skill,
            level=agreed_level(level[0]),
            decided_by=decider[0],
            notes=note[0],
            at=max(moments, default=None),
        )


def _actions(stored: ValuesByKind) -> Iterator[AgreedAction]:
    for item, (text, at) in stored.get("action", {}).items():
        each = as_action(text)
        if each is not None:
            yield AgreedAction(id=item, at=at, **asdict(each))


def _agreed(agreed_skill: AgreedSkill, place: str) -> Iterator[IncomingEntry]:
    if agreed_skill.level is not None:
        yield IncomingEntry(
            "agreed", agreed_skill.skill, f"{agreed_skill.level:g}", agreed_skill.at, place
        )
    if agreed_skill.decided_by:
        yield IncomingEntry(
            "decided", agreed_skill.skill, agreed_skill.decided_by, agreed_skill.at, place
        )
    if agreed_skill.notes:
        yield IncomingEntry(
            "discussion", agreed_skill.skill, agreed_skill.notes, agreed_skill.at, place
        )


def review_of(review: ReviewEntered) -> Review:
    """Return a review of a record as it is stored."""
    return Review(**_values_for(Review, review))


def action_of(action: AgreedAction) -> Action:
    """Return an action of a record as it is stored."""
    return Action(**_values_for(Action, action))


def _values_for(kind: type[Review | Action], entered: Entered) -> dict[str, Any]:
    """Return what a part of a file has in common with an entry; a newer file may have more."""
    return {field.name: getattr(entered, field.name) for field in fields(kind)}
