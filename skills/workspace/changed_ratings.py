"""Find what mentors changed in their ratings after the reveal, by the history of an assessment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from skills.entries.assessment import Assessment, Entry
from skills.entries.review_entries import parts_of, ratings_of, reviews_in
from skills.entries.rules import current_ids
from skills.matrix import Matrix
from skills.review.first_ratings import FirstRating, RatingEvent, first_choices, first_ratings
from skills.store import Event

History = Callable[[], Iterable[Event]]
"""Returns the events of an assessment, oldest first."""


def changed_ratings(
    assessment: Assessment,
    entries: Sequence[Entry],
    matrix: Matrix,
    review: str,
    history: History,
) -> Mapping[str, FirstRating]:
    """Return each skill of which a mentor has changed a rating after the reveal.

    The history is only asked for where something was changed.
    """
    found = reviews_in(entries).get(review)
    since = found.revealed_at if found else None
    if since is None or not any(_is_later(each, review, since) for each in entries):
        return {}
    first = first_choices(_rating_events(history(), review, matrix), since)
    if first is None:
        return {}
    return first_ratings(matrix, assessment.profile, first, ratings_of(review, entries))


def _is_later(entry: Entry, review: str, since: datetime) -> bool:
    is_rating = entry.kind == "rating" and parts_of(entry.item)[0] == review
    return is_rating and entry.changed_at is not None and entry.changed_at > since


def _rating_events(events: Iterable[Event], review: str, matrix: Matrix) -> Iterator[RatingEvent]:
    """Yield what a mentor rated, under the current ids; what a renaming copied is no rating."""
    ids = current_ids(matrix)["answer"]
    for each in events:
        of, statement = parts_of(each.item) if each.kind == "rating" else ("", "")
        if of == review and not each.is_move:
            yield RatingEvent(ids.get(statement, statement), each.new, each.at, each.is_import)
