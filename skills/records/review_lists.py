"""Convert the entries of reviews by mentors to the lists of a record, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

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
from skills.records.review_record import (
    AgreedAction,
    AgreedSkill,
    MentorComment,
    MentorRating,
    ReviewEntered,
)

Stored = Mapping[str, Mapping[str, tuple[str, datetime | None]]]
"""Kind to the values of that kind by their items, each with when it was entered."""


@dataclass(frozen=True)
class ReviewLists:
    """The entries of all reviews by kind, without cleared ones."""

    reviews: tuple[ReviewEntered, ...]
    ratings: tuple[MentorRating, ...]
    comments: tuple[MentorComment, ...]
    agreements: tuple[AgreedSkill, ...]
    actions: tuple[AgreedAction, ...]


def sort_review(stored: Stored) -> ReviewLists:
    """Sort the stored entries of reviews by kind."""
    return ReviewLists(
        reviews=tuple(_reviews(stored)),
        ratings=tuple(_ratings(stored)),
        comments=tuple(_comments(stored)),
        agreements=tuple(_agreements(stored)),
        actions=tuple(_actions(stored)),
    )


def review_entries_in(record: State) -> Iterator[IncomingEntry]:
    """Yield every entry of the reviews in a record in a form that can be stored."""
    for at, review in enumerate(record.reviews, 1):
        place, text = f"reviews, number {at}", written(review_of(review))
        yield IncomingEntry("review", review.id, text, review.at, place)
    for at, rating in enumerate(record.ratings, 1):
        place = f"ratings, number {at}"
        yield IncomingEntry("rating", rating.item, rating.option, rating.at, place)
    for at, comment in enumerate(record.comments, 1):
        place = f"comments, number {at}"
        yield IncomingEntry("comment", comment.item, comment.text, comment.at, place)
    for at, agreement in enumerate(record.agreements, 1):
        yield from _agreed(agreement, f"agreements, number {at}")
    for at, action in enumerate(record.actions, 1):
        place, text = f"actions, number {at}", written(action_of(action))
        yield IncomingEntry("action", action.id, text, action.at, place)


def _reviews(stored: Stored) -> Iterator[ReviewEntered]:
    for item, (text, at) in stored.get("review", {}).items():
        each = as_review(text)
        if each is not None:
            yield ReviewEntered(
                id=item,
                mentor=each.mentor,
                began_at=each.began_at,
                revealed_at=each.revealed_at,
                revealed_by=each.revealed_by,
                signed_at=each.signed_at,
                signed_by=each.signed_by,
                seal=each.seal,
                guest_of=each.guest_of,
                at=at,
            )


def _ratings(stored: Stored) -> Iterator[MentorRating]:
    for item, (option, at) in stored.get("rating", {}).items():
        review, statement = parts_of(item)
        if review and statement:
            yield MentorRating(review=review, statement=statement, option=option, at=at)


def _comments(stored: Stored) -> Iterator[MentorComment]:
    for item, (text, at) in stored.get("comment", {}).items():
        review, skill = parts_of(item)
        if review and skill:
            yield MentorComment(review=review, skill=skill, text=text, at=at)


def _agreements(stored: Stored) -> Iterator[AgreedSkill]:
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


def _actions(stored: Stored) -> Iterator[AgreedAction]:
    for item, (text, at) in stored.get("action", {}).items():
        each = as_action(text)
        if each is not None:
            yield AgreedAction(
                id=item,
                skill=each.skill,
                project=each.project,
                text=each.text,
                owner=each.owner,
                due=each.due,
                is_done=each.is_done,
                at=at,
            )


def _agreed(each: AgreedSkill, place: str) -> Iterator[IncomingEntry]:
    if each.level is not None:
        yield IncomingEntry("agreed", each.skill, f"{each.level:g}", each.at, place)
    if each.decided_by:
        yield IncomingEntry("decided", each.skill, each.decided_by, each.at, place)
    if each.notes:
        yield IncomingEntry("discussion", each.skill, each.notes, each.at, place)


def review_of(each: ReviewEntered) -> Review:
    """Return a review of a record as it is stored."""
    return Review(
        mentor=each.mentor,
        began_at=each.began_at,
        revealed_at=each.revealed_at,
        revealed_by=each.revealed_by,
        signed_at=each.signed_at,
        signed_by=each.signed_by,
        seal=each.seal,
        guest_of=each.guest_of,
    )


def action_of(each: AgreedAction) -> Action:
    """Return an action of a record as it is stored."""
    return Action(each.skill, each.project, each.text, each.owner, each.due, each.is_done)
