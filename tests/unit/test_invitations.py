"""Mentors are invited, both ratings revealed, and it is remembered who did what."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from store_support import ANA, BEN, Clock, begin

from skills.entries.review_entries import (
    OWNER,
    Review,
    item_of,
    ratings_of,
    reviews_in,
)
from skills.store import NotFound, Refused, Store
from skills.workspace.access import MentorAccess, OwnAccess
from skills.workspace.reviews import (
    invite,
    reveal,
)

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

REVIEW = "review-0001"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def made(store: Store) -> str:
    """Return an assessment with an invited mentor."""
    made = begin(store).id
    invite(store, ANA, made, "  Mo \n Li ", review=REVIEW, now=NOW)
    return made


def review_in(store: Store, made: str, review: str = REVIEW) -> Review:
    return reviews_in(store.entries(ANA, made).values())[review]


def test_an_invitation_begins_a_review_that_is_not_revealed(store: Store, made: str) -> None:
    assert review_in(store, made) == Review("Mo Li", NOW)
    (event,) = store.history(ANA, made)
    assert (event.kind, event.item, event.actor) == ("review", REVIEW, OWNER)


def test_inviting_again_with_the_same_id_changes_nothing(store: Store, made: str) -> None:
    invite(store, ANA, made, "Mo Li", review=REVIEW, now=NOW)
    assert len(store.history(ANA, made)) == 1
    with pytest.raises(Refused):
        invite(store, ANA, made, "Nia", review=REVIEW, now=NOW)
    assert review_in(store, made).mentor == "Mo Li"


def test_nobody_else_invites_or_reveals(store: Store, made: str) -> None:
    with pytest.raises(NotFound):
        invite(store, BEN, made, "Nia", review="other", now=NOW)
    with pytest.raises(NotFound):
        reveal(store, BEN, made, REVIEW, by=OWNER, now=NOW, operation="reveal")
    assert len(store.history(ANA, made)) == 1


@pytest.mark.parametrize("by", [OWNER, REVIEW])
def test_a_reveal_says_who_and_when(store: Store, made: str, by: str) -> None:
    reveal(store, ANA, made, REVIEW, by=by, now=NOW, operation="reveal")
    assert review_in(store, made) == Review("Mo Li", NOW, NOW, by)
    assert store.history(ANA, made)[-1].actor == by


def test_revealing_twice_changes_nothing(store: Store, made: str) -> None:
    reveal(store, ANA, made, REVIEW, by=REVIEW, now=NOW, operation="first")
    before = store.entries(ANA, made), store.history(ANA, made)
    later = NOW + timedelta(days=1)
    for operation in ("first", "second"):
        reveal(store, ANA, made, REVIEW, by=OWNER, now=later, operation=operation)
    assert (store.entries(ANA, made), store.history(ANA, made)) == before


def test_of_two_who_reveal_at_once_one_is_remembered(store: Store, made: str) -> None:
    def show(number: int) -> None:
        by = (OWNER, REVIEW)[number % 2]
        reveal(store, ANA, made, REVIEW, by=by, now=NOW, operation=f"reveal-{number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(show, range(8)))
    assert review_in(store, made).is_revealed
    assert len(store.history(ANA, made)) == 2


def test_revealing_one_review_leaves_the_others_hidden(store: Store, made: str) -> None:
    invite(store, ANA, made, "Nia", review="other", now=NOW)
    reveal(store, ANA, made, REVIEW, by=OWNER, now=NOW, operation="reveal")
    assert not review_in(store, made, "other").is_revealed


@pytest.mark.parametrize("value", [None, "{", ""])
def test_only_a_review_can_be_revealed(store: Store, made: str, value: str | None) -> None:
    store.save(ANA, made, "review", "broken", value, tab="one", drawn=0, operation="broken")
    for each in ("broken", "unknown"):
        with pytest.raises(NotFound):
            reveal(store, ANA, made, each, by=OWNER, now=NOW, operation=f"reveal-{each}")


def test_the_history_names_who_made_each_change(store: Store, made: str, clock: Clock) -> None:
    numbers = itertools.count()

    def how() -> dict[str, object]:
        return {"tab": "tab", "drawn": 0, "operation": f"o{next(numbers)}"}

    own, mentor = OwnAccess(store, ANA, made), MentorAccess(store, ANA, made, REVIEW)
    own.save("answer", "must.s0", "o1", **how())
    own.save("note", "must", "Mine.", **how())
    mentor.save("rating", item_of(REVIEW, "must.s0"), "o4", **how())
    reveal(store, ANA, made, REVIEW, by=REVIEW, now=clock.now, operation="reveal")
    mentor.save("agreed", "must", "2", **how())
    log = [(each.kind, each.actor) for each in store.history(ANA, made)]
    assert log == [
        ("review", OWNER),
        ("answer", OWNER),
        ("note", OWNER),
        ("rating", REVIEW),
        ("review", REVIEW),
        ("agreed", REVIEW),
    ]
    assert ratings_of(REVIEW, store.entries(ANA, made).values()) == {"must.s0": "o4"}
