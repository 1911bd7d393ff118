"""Sign off a review: freeze a snapshot of everything, and note its hash."""

from __future__ import annotations

from dataclasses import replace

from skills.entries.review_entries import Review, seal_of
from skills.records.to_json import as_json
from skills.store import NotFound
from skills.workspace.export import AssessmentFiles
from skills.workspace.reviews import change_review


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
