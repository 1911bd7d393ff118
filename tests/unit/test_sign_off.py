"""A sign-off freezes a snapshot, and its seal shows whether anything has changed since."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from report_support import NOW, assessment, entries, first_matrix
from store_support import ANA, Clock, begin_with, workspace_of

from skills.entries.kinds import IncomingEntry, Kind
from skills.entries.review_entries import OWNER, Review, item_of, reviews_in, seal_of
from skills.records.signed_state import SignedOff, sign_offs_in
from skills.sentences.signatures import countersign_label, signed_text
from skills.store import Assessment, NotFound, Store
from skills.workspace.export import AssessmentFiles
from skills.workspace.reviews import invite, reveal
from skills.workspace.sign_off import countersign, may_countersign, sign

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

REVIEW = "review-0001"
MATRIX = first_matrix()


@pytest.fixture
def found(store: Store) -> Assessment:
    made = begin_with(
        store,
        assessment(MATRIX),
        [IncomingEntry(e.kind, e.item, e.value, e.changed_at) for e in entries(MATRIX)],
    )
    invite(store, ANA, made.id, "Mo", review=REVIEW, now=NOW)
    return made


def files(store: Store, found: Assessment, clock: Clock) -> AssessmentFiles:
    return AssessmentFiles(workspace_of(store), found, MATRIX, clock())


def review_in(store: Store, found: Assessment) -> Review:
    return reviews_in(store.entries(ANA, found.id).values())[REVIEW]


def signed(store: Store, found: Assessment, clock: Clock) -> SignedOff | None:
    return files(store, found, clock).signed_off(review_in(store, found))


def save(store: Store, found: Assessment, kind: Kind, item: str, value: str) -> None:
    store.save(ANA, found.id, kind, item, value, tab="t", drawn=0, operation=f"{kind}{item}")


def test_a_hidden_review_cannot_be_signed_off(
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


def test_the_other_side_signs_the_same_snapshot(
    store: Store, agreed: Assessment, clock: Clock
) -> None:
    first, source = review_in(store, agreed), files(store, agreed, clock)
    assert signed_text(first) == f"Signed off by Mo alone on 1 March 2026, seal {first.seal[:12]}."
    countersign(source, REVIEW, first.seal, by=OWNER, operation="both")
    both = review_in(store, agreed)
    assert both == replace(first, countersigned_at=source.now, countersigned_by=OWNER)
    assert len(store.snapshots(ANA, agreed.id)) == 1
    assert "by both on" in signed_text(both)
    assert "device" not in signed_text(both)


def test_both_can_sign_on_the_persons_device(
    store: Store, agreed: Assessment, clock: Clock
) -> None:
    sign(files(store, agreed, clock), REVIEW, by=OWNER, operation="own")
    first = review_in(store, agreed)
    assert "not yet by Mo, seal" in signed_text(first)
    assert countersign_label(first, OWNER) == "Countersign as Mo"
    countersign(files(store, agreed, clock), REVIEW, first.seal, by=OWNER, operation="both")
    assert ", on one device, seal" in signed_text(review_in(store, agreed))


def test_nobody_countersigns_for_the_person_or_what_was_not_shown(
    store: Store, agreed: Assessment, clock: Clock
) -> None:
    first, source = review_in(store, agreed), files(store, agreed, clock)
    assert not may_countersign(first, REVIEW)
    countersign(source, REVIEW, first.seal, by=REVIEW, operation="twice")
    countersign(source, REVIEW, "0" * 64, by=OWNER, operation="another")
    assert review_in(store, agreed) == first


def test_signing_again_needs_both_again(store: Store, agreed: Assessment, clock: Clock) -> None:
    first = review_in(store, agreed)
    countersign(files(store, agreed, clock), REVIEW, first.seal, by=OWNER, operation="both")
    save(store, agreed, "agreed", list(MATRIX.skills)[1], "1.5")
    sign(files(store, agreed, clock), REVIEW, by=REVIEW, operation="again")
    again = review_in(store, agreed)
    assert (again.countersigned_at, again.signed_by) == (None, REVIEW)
    assert may_countersign(again, OWNER)


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


def is_current(source: AssessmentFiles) -> bool:
    found = source.signed_off(reviews_in(source.entries)[REVIEW])
    assert found is not None
    return found.is_current


@pytest.mark.parametrize("setting", ["profile", "mode", "hours"])
def test_a_changed_setting_counts_as_a_change(
    store: Store, agreed: Assessment, clock: Clock, setting: str
) -> None:
    other = next(each for each in MATRIX.profiles if each != agreed.profile)
    value = {"profile": other, "mode": "quick", "hours": 2.0}[setting]
    changed = replace(agreed, **{setting: value})
    assert is_current(files(store, agreed, clock))
    assert not is_current(files(store, changed, clock))


def test_what_another_mentor_rates_counts_once_it_is_revealed(
    store: Store, agreed: Assessment, clock: Clock
) -> None:
    other, skill = "review-0002", next(iter(MATRIX.skills.values()))
    invite(store, ANA, agreed.id, "Li", review=other, now=NOW)
    statement = skill.statements[0]
    save(store, agreed, "rating", item_of(other, statement.id), statement.scale.options[1].id)
    save(store, agreed, "comment", item_of(other, skill.id), "Hidden")
    assert is_current(files(store, agreed, clock))
    reveal(store, ANA, agreed.id, other, by=OWNER, now=NOW, operation="reveal-other")
    assert not is_current(files(store, agreed, clock))


def test_a_new_wording_of_the_matrix_is_no_change_and_a_new_structure_is(
    store: Store, agreed: Assessment, clock: Clock
) -> None:
    project = MATRIX.projects[0]
    save(store, agreed, "project", project.id, "planned")
    sign(files(store, agreed, clock), REVIEW, by=OWNER, operation="again")
    worded = replace(
        MATRIX, wording="other", projects=[replace(project, title="New"), *MATRIX.projects[1:]]
    )
    about = workspace_of(store)
    assert is_current(AssessmentFiles(about, agreed, worded, clock()))
    rebuilt = replace(MATRIX, structure="other")
    assert not is_current(AssessmentFiles(about, agreed, rebuilt, clock()))


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_a_report_says_that_something_has_changed_since(
    store: Store, agreed: Assessment, clock: Clock, kind: str
) -> None:
    source = files(store, agreed, clock)
    seal_text = signed_text(review_in(store, agreed), is_current=False)
    assert seal_text not in source.file(kind).decode()
    save(store, agreed, "discussion", next(iter(MATRIX.skills)), "Later")
    assert seal_text in files(store, agreed, clock).file(kind).decode()


def test_a_report_says_that_the_signed_snapshot_is_gone(
    store: Store, agreed: Assessment, clock: Clock
) -> None:
    (kept,) = store.snapshots(ANA, agreed.id)
    store.forget_snapshot(ANA, agreed.id, kept.id)
    seal_text = signed_text(review_in(store, agreed), is_kept=False)
    assert seal_text in [each.text for each in files(store, agreed, clock).report().agreed]


def test_a_file_lists_its_signed_snapshots(store: Store, agreed: Assessment, clock: Clock) -> None:
    assert sign_offs_in(files(store, agreed, clock).record())[REVIEW].is_current
    save(store, agreed, "discussion", next(iter(MATRIX.skills)), "Later")
    record = files(store, agreed, clock).record()
    assert not sign_offs_in(record)[REVIEW].is_current
    assert sign_offs_in(record.model_copy(update={"history": ()})) == {}


def test_a_review_that_cannot_be_signed_leaves_no_snapshot(
    store: Store, found: Assessment, clock: Clock
) -> None:
    for review in (REVIEW, "review-0009"):
        with pytest.raises(NotFound):
            sign(files(store, found, clock), review, by=OWNER, operation="sign")
    assert store.snapshots(ANA, found.id) == ()
    assert review_in(store, found).signed_at is None
