"""The parts of the file format for reviews, and for what a person and a mentor agreed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field

from skills.entries.kinds import ID_LENGTH, NOTE_LENGTH, TITLE_LENGTH
from skills.entries.review_entries import item_of
from skills.records.record_parts import Entered, Measure, Name, Words


class ReviewEntered(Entered):
    """A mentor's review of the assessment.

    Attributes
    ----------
    mentor : what the person calls the mentor.
    revealed_at : when both could first see each other's ratings, or None if they cannot yet.
    revealed_by : "" for the person, or the id of this review for the mentor.
    signed_at : when it was last signed off, or None; `signed_by` is like `revealed_by`.
    seal : SHA-256 of the signed snapshot, as hexadecimal digits, or "".
    countersigned_at : when the other side signed the same snapshot, or None; `countersigned_by` is
        like `revealed_by`; since version 1.9.
    guest_of : in a mentor's own copy, the id of the person's assessment; "" in the person's.
    """

    id: Name
    mentor: Annotated[str, Field(min_length=1, max_length=TITLE_LENGTH)]
    began_at: AwareDatetime
    revealed_at: AwareDatetime | None = None
    revealed_by: Annotated[str, Field(max_length=ID_LENGTH)] = ""
    signed_at: AwareDatetime | None = None
    signed_by: Annotated[str, Field(max_length=ID_LENGTH)] = ""
    seal: Annotated[str, Field(max_length=ID_LENGTH)] = ""
    countersigned_at: AwareDatetime | None = None
    countersigned_by: Annotated[str, Field(max_length=ID_LENGTH)] = ""
    guest_of: Annotated[str, Field(max_length=ID_LENGTH)] = ""


class MentorRating(Entered):
    """An option a mentor chose for a statement; ``not-applicable`` if they have not observed it."""

    review: Name
    statement: Name
    option: Name

    @property
    def item(self) -> str:
        """Return the item of the stored entry."""
        return item_of(self.review, self.statement)


class MentorComment(Entered):
    """A mentor's comment on a skill."""

    review: Name
    skill: Name
    text: Annotated[str, Field(max_length=NOTE_LENGTH)]

    @property
    def item(self) -> str:
        """Return the item of the stored entry."""
        return item_of(self.review, self.skill)


class AgreedSkill(Entered):
    """What a person and a mentor agreed about a skill; `at` is when it was last changed.

    Attributes
    ----------
    level : the agreed level, in half levels, or None if none is agreed.
    decided_by : "together", "self" or "mentor"; "" if that was not said.
    """

    skill: Name
    level: Measure | None = None
    decided_by: Annotated[str, Field(max_length=ID_LENGTH)] = ""
    notes: Annotated[str, Field(max_length=NOTE_LENGTH)] = ""


class AgreedAction(Entered):
    """What a person and a mentor agreed to do next.

    Attributes
    ----------
    skill, project : ids in the matrix, "" for none.
    owner : "self" or "mentor".
    """

    id: Name
    skill: Annotated[str, Field(max_length=ID_LENGTH)] = ""
    project: Annotated[str, Field(max_length=ID_LENGTH)] = ""
    text: Words = ""
    owner: Name = "self"
    due: date | None = None
    is_done: bool = False
