"""Sign off a review: freeze a snapshot of everything, and note its hash."""

from __future__ import annotations

from dataclasses import replace

from skills.entries.review_entries import OWNER, Review, reviews_in, seal_of
from skills.records.to_json import as_json
from skills.store import NotFound
from skills.workspace.export import AssessmentFiles
from skills.workspace.reviews import change_review


def sign(files: AssessmentFiles, review_id: str, *, by: str, operation: str) -> None:
    """Freeze a snapshot of the assessment as it stands, and note its seal on a review.

    Parameters
    ----------
    by : `skills.entries.review_entries.OWNER`, or the id of the review for the mentor.

    Raises
    ------
    NotFound
        If there is no such review, or its ratings are not revealed.
    """
    store, owner, assessment_id = files.workspace.store, files.workspace.owner, files.assessment.id
    found = reviews_in(files.entries).get(review_id)
    if found is None or not found.is_revealed:
        raise NotFound("review")
    # With the plan, and without the earlier snapshots.
    record = as_json(files.record().model_copy(update={"history": (), "matrix_files": ()}))
    store.add_snapshot(
        owner,
        assessment_id,
        record=record,
        profile=files.assessment.profile,
        wording=files.matrix.wording,
        structure=files.matrix.structure,
        taken_at=files.state.taken_at,
    )
    seal = seal_of(record)

    def signed(stored: Review) -> Review:
        if not stored.is_revealed:
            raise NotFound("review")
        return replace(
            stored,
            signed_at=files.now,
            signed_by=by,
            seal=seal,
            countersigned_at=None,
            countersigned_by=OWNER,
        )

    change_review(store, (owner, assessment_id, review_id), signed, by=by, operation=operation)


def countersign(
    files: AssessmentFiles, review_id: str, seal: str, *, by: str, operation: str
) -> None:
    """Note that the other side signed the same snapshot, unless that is not the last one any more.

    Parameters
    ----------
    seal : that of the snapshot, as shown to whoever signs.
    by : as for `sign`; of the person also if the mentor signs on the person's device.

    Raises
    ------
    NotFound
        If there is no such review.
    """

    def signed(stored: Review) -> Review:
        if stored.seal != seal or not may_countersign(stored, by):
            return stored
        return replace(stored, countersigned_at=files.now, countersigned_by=by)

    review_key = (files.workspace.owner, files.assessment.id, review_id)
    change_review(files.workspace.store, review_key, signed, by=by, operation=operation)


def may_countersign(review: Review, by: str) -> bool:
    """Return whether one signature is missing that can be given here.

    On the person's device either side can sign, a mentor elsewhere only for themselves.
    """
    is_open = review.signed_at is not None and review.countersigned_at is None
    return is_open and OWNER in (by, review.signed_by)
