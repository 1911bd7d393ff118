"""Whose ratings stand beside those of the mentor that a person compares with, and for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from matrix_support import answer
from review_support import ANAS, HIGH, LOW, MATRIX, NOW, SKILLS, entries

from skills.entries.review_entries import OWNER, Review, item_of, written
from skills.store import Entry, Event
from skills.workspace.further_ratings import FurtherRatings, further_ratings

MO, NIA, LEA = "review-mo", "review-nia", "review-lea"
LATER = NOW + timedelta(hours=1)
NAMED = {MO: "Mo", NIA: "Nia", LEA: "Lea"}


def review(review: str, day: int, *, is_revealed: bool = True, mentor: str = "") -> dict[str, str]:
    began = NOW + timedelta(days=day)
    found = Review(mentor or NAMED[review], began, NOW if is_revealed else None)
    return {review: written(found)}


def rating(review: str, *earned: float | str | None) -> dict[str, str | None]:
    return {item_of(review, each): it for each, it in answer(SKILLS["must"], *earned).items()}


RATED = {**rating(MO, *LOW), **rating(NIA, *HIGH), **rating(LEA, 1, 1, 0, 0)}


def stored(*reviews: dict[str, str]) -> list[Entry]:
    return entries(
        review={item: text for each in reviews for item, text in each.items()}, rating=RATED
    )


def further(
    found: list[Entry], review: str = MO, by: str = OWNER, history: tuple[Event, ...] = ()
) -> tuple[FurtherRatings, ...]:
    return further_ratings(ANAS, found, MATRIX, review, by=by, history=lambda: history)


def test_each_other_mentor_who_is_revealed_stands_under_their_own_name() -> None:
    found = further(stored(review(LEA, 2), review(NIA, 1), review(MO, 3)))
    assert [(each.mentor, each.rated.own_level("must")) for each in found] == [
        ("Nia", 3),
        ("Lea", 2),
    ]
    assert [each.rated.own_level("heavy") for each in found] == [None, None]
    assert not any(each.changed for each in found)


def test_ratings_that_are_not_revealed_are_nobodys_to_see() -> None:
    hidden = review(NIA, 1, is_revealed=False)
    assert further(stored(review(MO, 0), hidden)) == ()
    found = further(stored(review(MO, 0), hidden, review(LEA, 2)))
    assert [each.mentor for each in found] == ["Lea"]


@pytest.mark.parametrize("by", [MO, NIA, "somebody"])
def test_a_mentor_gets_no_ratings_of_another(by: str) -> None:
    both = stored(review(MO, 0), review(NIA, 1))
    assert len(further(both)) == 1
    assert further(both, by=by) == ()


def test_without_the_review_there_are_no_others() -> None:
    assert further(stored(review(NIA, 1))) == ()


def test_mentors_of_the_same_name_are_distinguished() -> None:
    third = {"review-3": written(Review("Mo (2)", NOW + timedelta(days=3), NOW))}
    found = further(stored(review(MO, 0), review(NIA, 1, mentor="Mo"), third, review(LEA, 4)))
    names = ["Mo", *(each.mentor for each in found)]
    assert names == ["Mo", "Mo (2)", "Mo (2) (2)", "Lea"]


def test_changes_of_another_mentor_after_the_reveal_are_listed() -> None:
    changed = item_of(NIA, "must.s2")
    both = stored(review(MO, 0), review(NIA, 1))
    moved = [
        Entry(each.kind, each.item, each.value, revision=2, changed_at=LATER)
        if each.item == changed
        else each
        for each in both
    ]
    first = rating(NIA, 1, 1, 0, 0)
    now = rating(NIA, *HIGH)[changed]
    events = (
        *(Event("save", "rating", item, None, it, 1, "", NOW, NIA) for item, it in first.items()),
        Event("again", "rating", changed, first[changed], now, 2, "", LATER, NIA),
    )
    (found,) = further(moved, history=events)
    assert [*found.changed] == ["must"]
    assert (found.changed["must"].level, found.changed["must"].now) == (2, 3)
