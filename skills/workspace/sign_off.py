"""Sign off a review: freeze a snapshot of everything, and note its hash."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from skills.entries.review_entries import Review, seal_of
from skills.records.record import State
from skills.records.to_json import as_json
from skills.store import NotFound
from skills.workspace.export import AssessmentFiles, read_state
from skills.workspace.reviews import change_review

CONTENT: Final = (
    "answers",
    "notes",
    "checks",
    "qualifications",
    "credentials",
    "projects",
    "verifications",
    "links",
    "wishes",
    "limits",
    "ratings",
    "comments",
    "agreements",
    "actions",
)
"""The parts of a state in which a change since the sign-off counts; not the results, which a later
version of the program may compute differently."""


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


def sign(files: AssessmentFiles, review: str, *, by: str, operation: str) -> None:
    """Freeze a snapshot of the assessment as it stands, and note its seal on a review.

    Parameters
    ----------
    by : `skills.entries.review_entries.OWNER`, or the id of the review for the mentor.

    Raises
    ------
    NotFound
        If there is no such review, or its ratings are not revealed.
    """
    store, owner, assessment = files.workspace.store, files.workspace.owner, files.assessment.id
    # With the plan, and without the earlier snapshots.
    record = as_json(files.record().model_copy(update={"history": (), "matrix_files": ()}))
    store.add_snapshot(
        owner,
        assessment,
        record=record,
        profile=files.assessment.profile,
        wording=files.matrix.wording,
        structure=files.matrix.structure,
        taken_at=files.state.taken_at,
    )
    seal = seal_of(record)

    def signed(found: Review) -> Review:
        if not found.is_revealed:
            raise NotFound("review")
        return replace(found, signed_at=files.now, signed_by=by, seal=seal)

    change_review(store, (owner, assessment, review), signed, by=by, operation=operation)


def signed_off(files: AssessmentFiles, review: Review) -> SignedOff | None:
    """Return what the last sign-off of a review froze, or None if it was never signed."""
    if not review.seal:
        return None
    kept = next((e for e in reversed(files.snapshots()) if seal_of(e.record) == review.seal), None)
    if kept is None:
        return SignedOff(None, is_current=False)
    state = read_state(kept)
    return SignedOff(state, is_current=_content(state) == _content(files.state))


def _content(state: State) -> tuple[object, ...]:
    return (state.matrix.wording, *(getattr(state, part) for part in CONTENT))
