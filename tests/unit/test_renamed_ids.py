"""A matrix that renames a statement changes no value and no date, months after the reveal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from report_support import CHECKED
from store_support import ANA, Clock, workspace_of
from uploaded_matrix_support import GARDEN, begin_garden, garden

from skills.entries.project_attempts import Attempts
from skills.entries.review_entries import OWNER, item_of
from skills.reports.answer_dates import answer_dates
from skills.review.first_ratings import ChangedRating
from skills.scoring.assessed import Assessed
from skills.scoring.verified import Verified, rated_since
from skills.store import Assessment, Store
from skills.workspace.assessment import assess_stored, move_to_matrix
from skills.workspace.export import AssessmentFiles
from skills.workspace.review_log import RENAMING, log_lines
from skills.workspace.reviews import Talk, invite, reveal, talk_of

pytest_plugins = ["store_support"]

REVIEW = "review-0001"
BEFORE = garden()
AFTER = garden(GARDEN.replace("deep: {level: 3, text:", "double: {was: deep, level: 3, text:"))
LATER = timedelta(days=500)


@pytest.fixture
def made(store: Store, clock: Clock) -> Assessment:
    """Return an assessment that was answered, and rated by a mentor whose ratings are revealed."""
    made = begin_garden(store)
    store.save(
        ANA, made.id, "answer", "digging.deep", "fully", tab="t", widget_revision=0, operation="own"
    )
    invite(store, ANA, made.id, "Mo", review_id=REVIEW, now=clock())
    _rate(store, made, "digging.deep", "partly")
    reveal(store, ANA, made.id, REVIEW, by=OWNER, now=clock(), operation="reveal")
    return made


def _rate(store: Store, made: Assessment, statement: str, option: str) -> None:
    item = item_of(REVIEW, statement)
    before = store.entries(ANA, made.id).get(("rating", item))
    how = {"widget_revision": before.widget_revision("m") if before else 0, "actor": REVIEW}
    store.save(ANA, made.id, "rating", item, option, tab="m", operation=f"rate-{option}", **how)  # type: ignore[arg-type] # columns


def _moved(store: Store, clock: Clock, made: Assessment) -> Assessment:
    clock.now += LATER
    move_to_matrix(workspace_of(store), made, AFTER)
    return store.assessment(ANA, made.id)


def _talk(store: Store, clock: Clock, made: Assessment) -> Talk:
    entries = tuple(store.entries(ANA, made.id).values())
    history = lambda: store.history(ANA, made.id)  # noqa: E731 - short
    return talk_of(made, entries, AFTER, REVIEW, today=clock().date(), history=history)


def _changed(talk: Talk) -> list[ChangedRating]:
    return [one for each in talk.changed.values() for one in each.statements]


def _assessed(store: Store, clock: Clock, made: Assessment) -> Assessed:
    return assess_stored(workspace_of(store), made, AFTER, clock().date())


def test_a_renaming_after_the_reveal_is_no_change_by_anybody(
    store: Store, clock: Clock, made: Assessment
) -> None:
    talk = _talk(store, clock, _moved(store, clock, made))
    assert item_of(REVIEW, "digging.double") in {i for _, i in store.entries(ANA, made.id)}
    assert (talk.unblinded, talk.changed) == ({}, {})


def test_a_rating_changed_before_a_renaming_keeps_its_first_value(
    store: Store, clock: Clock, made: Assessment
) -> None:
    _rate(store, made, "digging.deep", "fully")
    talk = _talk(store, clock, _moved(store, clock, made))
    assert _changed(talk) == [ChangedRating("digging.double", "partly", "fully")]


def test_a_rating_changed_after_a_renaming_keeps_its_first_value(
    store: Store, clock: Clock, made: Assessment
) -> None:
    moved = _moved(store, clock, made)
    _rate(store, moved, "digging.double", "fully")
    talk = _talk(store, clock, moved)
    assert _changed(talk) == [ChangedRating("digging.double", "partly", "fully")]


def test_a_renaming_makes_no_old_answer_fresh(store: Store, clock: Clock, made: Assessment) -> None:
    answered_on = clock().date()
    moved = _moved(store, clock, made)
    found = _assessed(store, clock, moved)
    record = AssessmentFiles(workspace_of(store), moved, AFTER, clock()).record()
    assert found.answers == {"digging.double": "fully"}
    assert answer_dates(record, found, clock().date()).oldest_stale == answered_on


def test_a_renaming_is_no_new_answer_after_a_passed_check(
    store: Store, clock: Clock, made: Assessment
) -> None:
    passed_at = clock()
    moved = _moved(store, clock, made)
    entries = store.entries(ANA, moved.id, "answer").values()
    answered_at = {each.item: each.changed_at for each in entries if each.changed_at}
    attempt = replace(CHECKED, at=passed_at)
    verified = {"digging": Verified("digging", 2, "beds", Attempts(1, attempt, attempt))}
    assert "digging.double" in answered_at
    assert rated_since(AFTER, verified, answered_at) == {}


def test_the_review_history_says_that_a_renaming_copied_a_rating(
    store: Store, clock: Clock, made: Assessment
) -> None:
    moved = _moved(store, clock, made)
    lines = log_lines(AssessmentFiles(workspace_of(store), moved, AFTER, clock()))
    found = [(each.who, each.at.date()) for each in lines if each.kind == "rating"]
    first = clock().date() - LATER
    assert found == [("Mo", first), (RENAMING, first + LATER)]
