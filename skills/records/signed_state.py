"""Find out whether an assessment has changed since a review was signed off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from skills.records.project_record import ProjectLink, ProjectVerified
from skills.records.record import ProjectMarked, Record, State
from skills.records.review_record import MentorComment, MentorRating

CONTENT: Final = (
    "answers",
    "notes",
    "checks",
    "qualifications",
    "credentials",
    "wishes",
    "limits",
    "agreements",
    "actions",
)
"""The lists of a state in which a change since the sign-off counts as they are; not the results,
which a later version of the program may compute differently."""


@dataclass(frozen=True, slots=True)
class SignedOff:
    """What a sign-off froze.

    Attributes
    ----------
    state : the signed snapshot, or None if it has been deleted since.
    is_current : whether nothing that counts has changed since.
    """

    state: State | None
    is_current: bool


def compare_signed(signed: State, now: State) -> SignedOff:
    """Return what a sign-off froze, and whether it still applies."""
    return SignedOff(signed, is_current=_content(signed) == _content(now))


def sign_offs_in(record: Record) -> Mapping[str, SignedOff]:
    """Return what the sign-offs in a file froze, by the ids of the reviews.

    A file has signed snapshots without their seals, so they are found by their time; of one that is
    not in the file, nothing is known.
    """
    states = {each.taken_at: each for each in record.history}
    return {
        each.id: compare_signed(states[each.signed_at], record)
        for each in record.reviews
        if each.signed_at in states
    }


def _content(state: State) -> tuple[object, ...]:
    """Return what counts: what was entered, what the result is measured by, and its settings.

    A changed wording of the matrix does not count, nor what is hidden from the person.
    """
    about = state.assessment
    revealed = {each.id for each in state.reviews if each.revealed_at}
    return (
        state.matrix.structure,
        (about.profile, about.mode, about.hours),
        *(getattr(state, part) for part in CONTENT),
        _untitled((*state.projects, *state.verifications, *state.links)),
        _revealed((*state.ratings, *state.comments), revealed),
    )


def _untitled(
    parts: Iterable[ProjectMarked | ProjectVerified | ProjectLink],
) -> tuple[object, ...]:
    """Return parts without the titles that they have from the matrix."""
    return tuple(each.model_copy(update={"title": ""}) for each in parts)


def _revealed(
    parts: Iterable[MentorRating | MentorComment], revealed: set[str]
) -> tuple[object, ...]:
    return tuple(each for each in parts if each.review in revealed)
