"""What other mentors rated, for the person who compares their ratings with those of one mentor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from skills.entries.assessment import Assessment, Entry
from skills.entries.review_entries import OWNER, ratings_of, reviews_in
from skills.matrix import Matrix
from skills.review.agenda import agenda
from skills.review.all_raters import JointAgreement, compare_all
from skills.review.first_ratings import FirstRating
from skills.scoring.assessed import Assessed
from skills.workspace.changed_ratings import History, changed_ratings
from skills.workspace.reviews import Talk, assess_mentor


@dataclass(frozen=True, slots=True)
class FurtherRatings:
    """What another mentor rated.

    Attributes
    ----------
    mentor : what the mentor is called, with a number if somebody before them is called the same.
    rated : the same targets by this mentor's ratings alone.
    changed : what they rated before the reveal and rate now, as in `skills.workspace.reviews.Talk`.
    """

    mentor: str
    rated: Assessed
    changed: Mapping[str, FirstRating]


def further_ratings(  # noqa: PLR0913 - an assessment as stored, and who looks at it
    assessment: Assessment,
    entries: Sequence[Entry],
    matrix: Matrix,
    review: str,
    *,
    by: str,
    history: History = tuple,
) -> tuple[FurtherRatings, ...]:
    """Return what every other mentor whose ratings are revealed rated, in the order of invitation.

    A mentor never gets the ratings of another one.

    Parameters
    ----------
    review : the one that is being talked about.
    by : who looks at it: `OWNER`, or the id of a review for its mentor.
    history : tells what mentors rated before the reveal.
    """
    reviews = reviews_in(entries)
    if by != OWNER or review not in reviews:
        return ()
    others = [each for each, found in reviews.items() if found.is_revealed and each != review]
    names = _distinct([reviews[each].mentor for each in (review, *others)])[1:]
    return tuple(
        FurtherRatings(
            name,
            assess_mentor(matrix, ratings_of(each, entries), assessment.profile),
            changed_ratings(assessment, entries, matrix, each, history),
        )
        for each, name in zip(others, names, strict=True)
    )


def talk_of_all(talk: Talk, others: Sequence[FurtherRatings]) -> Talk:
    """Return a talk whose agenda looks at the ratings of all mentors."""
    if not others:
        return talk
    items = agenda(talk.agreement, talk.before, [each.rated for each in others])
    return replace(talk, agenda=items)


def agreement_of_all(talk: Talk, others: Sequence[FurtherRatings]) -> JointAgreement | None:
    """Return the agreement among the person and all mentors, or None with only one mentor."""
    if not others:
        return None
    return compare_all([talk.person, talk.mentor, *(each.rated for each in others)])


def _distinct(names: Iterable[str]) -> Sequence[str]:
    """Return the names with a number on each repeated one: "Mo", "Mo (2)"."""
    found: list[str] = []
    for each in names:
        found.append(next(name for name in _numbered(each) if name not in found))
    return found


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} ({number})" for number in count(2))
