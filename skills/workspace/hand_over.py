"""Find out whether a person's device is with a mentor."""

from __future__ import annotations

from collections.abc import Iterable

from skills.entries.assessment import Assessment
from skills.entries.review_entries import Review, reviews_in
from skills.store import Store


def handed_over(
    store: Store, owner: str, assessments: Iterable[Assessment]
) -> tuple[Assessment, Review] | None:
    """Return the assessment for which the person's device is with a mentor now, if any is.

    A mentor's own copies don't count.
    """
    waiting = {each.handed_to for each in assessments if each.handed_to}
    every = [each.assessment for each in store.assessments(owner)] if waiting else []
    for each in every:
        found = _review_at_hand(store, owner, each) if each.handed_to in waiting else None
        if found is not None and not found.guest_of:
            return each, found
    return None


def _review_at_hand(store: Store, owner: str, assessment: Assessment) -> Review | None:
    review = assessment.handed_to
    if not review:
        return None
    stored = store.entries(owner, assessment.id, "review", [review])
    return reviews_in(stored.values()).get(review)
