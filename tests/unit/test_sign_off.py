"""A sign-off freezes a snapshot, and its seal tells whether anything has changed since."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from reports_for_tests import NOW, assessment, entries, first_matrix
from stores_for_tests import ANA, Clock, workspace_of

from skills.entries.kinds import IncomingEntry, Kind
from skills.entries.review_entries import OWNER, Review, reviews_in, seal_of
from skills.store import Assessment, NotFound, Store
from skills.workspace.export import AssessmentFiles
from skills.workspace.reviews import invite, reveal
from skills.workspace.sign_off import SignedOff, sign, signed_off

pytest_plugins = ["store_fixture"]

REVIEW = "review-0001"
MATRIX = first_matrix()


@pytest.fixture
def found(store: Store) -> Assessment:
    about = assessment(MATRIX)
    made = store.create_from(
        ANA,
        incoming=[IncomingEntry(e.kind, e.item, e.value, e.changed_at) for e in entries(MATRIX)],
        operation="fill",
        title="Mine",
        matrix_id=MATRIX.id,
        matrix_title=MATRIX.title,
        wording=MATRIX.wording,
        structure=MATRIX.structure,
        profile=about.profile,
        mode="full",
        hours=6.0,
    )
    invite(store, ANA, made.id, "Mo", review=REVIEW, now=NOW)
    return made


def files(store: Store, found: Assessment, clock: Clock) -> AssessmentFiles:
    return AssessmentFiles(workspace_of(store), found, MATRIX, clock())


def review_in(store: Store, found: Assessment) -> Review:
    return reviews_in(store.entries(ANA, found.id).values())[REVIEW]


def signed(store: Store, found: Assessment, clock: Clock) -> SignedOff | None:
    return signed_off(files(store, found, clock), review_in(store, found))


def save(store: Store, found: Assessment, kind: Kind, item: str, value: str) -> None:
    store.save(ANA, found.id, kind, item, value, tab="t", drawn=0, operation=f"{kind}{item}")


def test_what_is_not_revealed_cannot_be_signed(
    store: Store, found: Assessment, clock: Clock
) -> None:
    with pytest.raises(NotFound):
        sign(files(store, found, clock), REVIEW, by=OWNER, operation="sign")
    assert signed(store, found, clock) is None


@pytest.fixture
def agreed(store: Store, found: Assessment, clock: Clock) -> Assessment:
    """Return an assessment signed by the mentor with one level agreed."""
    reveal(store, ANA, found.id, REVIEW, by=OWNER, now=NOW, operation="reveal")
    save(store, found, "agreed", next(iter(MATRIX.skills)), "2.5")
    sign(files(store, found, clock), REVIEW, by=REVIEW, operation="sign")
    return found


def test_a_sign_off_has_its_signer_and_the_hash_of_its_snapshot(
    store: Store, agreed: Assessment
) -> None:
    found = review_in(store, agreed)
    (kept,) = store.snapshots(ANA, agreed.id)
    assert found.signed_by == REVIEW
    assert found.seal == seal_of(kept.record)
    record = json.loads(kept.record)
    assert [each["level"] for each in record["agreements"]] == [2.5]
    assert record["plan"]
    assert record["history"] == []


def test_nothing_changed_is_said_as_long_as_it_is_true(
    store: Store, agreed: Assessment, clock: Clock
) -> None:
    found = signed(store, agreed, clock)
    assert found is not None
    assert found.is_current
    save(store, agreed, "discussion", next(iter(MATRIX.skills)), "Later")
    later = signed(store, agreed, clock)
    assert later is not None
    assert not later.is_current
    assert later.state == found.state


def test_a_snapshot_that_was_signed_stays_when_the_days_one_is_replaced(
    store: Store, agreed: Assessment, clock: Clock
) -> None:
    (kept,) = store.snapshots(ANA, agreed.id)
    save(store, agreed, "agreed", list(MATRIX.skills)[1], "1")
    files(store, store.assessment(ANA, agreed.id), clock).keep_day()
    assert kept in store.snapshots(ANA, agreed.id)
    assert len(store.snapshots(ANA, agreed.id)) == 2


def test_a_signed_snapshot_that_was_deleted_is_missed(
    store: Store, agreed: Assessment, clock: Clock
) -> None:
    (kept,) = store.snapshots(ANA, agreed.id)
    store.forget_snapshot(ANA, agreed.id, kept.id)
    assert signed(store, agreed, clock) == SignedOff(None, is_current=False)


def test_signing_again_replaces_the_seal_and_keeps_both_snapshots(
    store: Store, agreed: Assessment, clock: Clock
) -> None:
    first = review_in(store, agreed).seal
    save(store, agreed, "discussion", next(iter(MATRIX.skills)), "More")
    clock.now += timedelta(days=1)
    sign(files(store, agreed, clock), REVIEW, by=OWNER, operation="again")
    assert review_in(store, agreed).seal != first
    assert {seal_of(each.record) for each in store.snapshots(ANA, agreed.id)} == {
        first,
        review_in(store, agreed).seal,
    }
