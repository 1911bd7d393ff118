"""Sentences about who has signed off a review, and whether it still stands as signed.

Texts are plain: callers escape what came from a person or a mentor.
"""

from __future__ import annotations

from typing import Final

from skills.entries.review_entries import OWNER, Review
from skills.sentences.formats import day, listed

SEAL_SHOWN: Final = 12
"""Digits of a seal that are shown: enough to compare two files."""


NOT_SIGNED: Final = (
    "Signing off saves a snapshot of everything as it stands: answers, ratings, comments, agreed "
    "levels, actions and the plan. Later changes don't affect it."
)


def signed_text(review: Review, *, is_kept: bool = True, is_current: bool = True) -> str:
    """Return when a review was signed off, by whom, and whether anything changed since, or "".

    Parameters
    ----------
    is_kept : whether the signed snapshot still exists.
    is_current : whether nothing has changed since.
    """
    if review.signed_at is None:
        return ""
    text = f"Signed off {_signers(review)}, seal {review.seal[:SEAL_SHOWN]}."
    if not is_kept:
        return f"{text} The signed snapshot has since been deleted."
    return text if is_current else f"{text} Changed since."


def _signers(review: Review) -> str:
    """Say who signed the last snapshot, and when, without naming the person who is rated."""
    signed, both = review.signed_at, review.countersigned_at
    if signed is None:
        return ""
    if both is not None:
        where = ", on one device" if review.signed_by == review.countersigned_by else ""
        return f"by both on {listed(list(dict.fromkeys((day(signed), day(both)))))}{where}"
    if review.signed_by == OWNER:
        return f"on {day(signed)}, not yet by {review.mentor}"
    return f"by {review.mentor} alone on {day(signed)}"


def countersign_label(review: Review, by: str) -> str:
    """Return the label of the button for the second signature.

    Parameters
    ----------
    by : who has the page open: `OWNER`, or the id of the review for the mentor.
    """
    is_for_mentor = by == OWNER == review.signed_by
    return f"Countersign as {review.mentor}" if is_for_mentor else "Countersign"
