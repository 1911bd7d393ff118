from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from store_support import ANA, BEN, Clock, Opener, begin

from skills.store import RECORD_LIMIT, NotFound, Refused, Snapshot, Store
from skills.store.snapshots import LATEST

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

TAKEN = {"record": '{"a": 1}', "profile": "p", "wording": "w1", "structure": "s1"}
EARLIER = datetime(2025, 5, 5, 12, tzinfo=UTC)


def test_snapshots_survive_a_restart_oldest_first(open_store: Opener, clock: Clock) -> None:
    first = open_store()
    made = begin(first)
    today = first.add_snapshot(ANA, made.id, **TAKEN)
    earlier = first.add_snapshot(ANA, made.id, **TAKEN, taken_at=EARLIER)
    first.close()
    assert open_store().snapshots(ANA, made.id) == (earlier, today)
    assert today == Snapshot(
        today.id, clock.now - timedelta(seconds=1), "p", "w1", "s1", '{"a": 1}'
    )
    assert earlier.taken_at == EARLIER
    assert today.id != earlier.id


def test_the_last_few_snapshots_come_latest_first(store: Store) -> None:
    made = begin(store)
    for day in range(LATEST + 2):
        store.add_snapshot(ANA, made.id, **TAKEN, taken_at=EARLIER + timedelta(days=day))
    every = store.snapshots(ANA, made.id)
    assert store.latest_snapshots(ANA, made.id) == tuple(reversed(every[-LATEST:]))
    with pytest.raises(NotFound):
        store.latest_snapshots(BEN, made.id)


def test_an_identical_snapshot_is_saved_once(store: Store) -> None:
    made, other = begin(store), begin(store)
    first = store.add_snapshot(ANA, made.id, **TAKEN, taken_at=EARLIER)
    assert store.add_snapshot(ANA, made.id, **TAKEN, taken_at=EARLIER) == first
    changed = store.add_snapshot(ANA, made.id, **{**TAKEN, "record": "{}"}, taken_at=EARLIER)
    later = store.add_snapshot(ANA, made.id, **TAKEN, taken_at=EARLIER + timedelta(seconds=1))
    assert set(store.snapshots(ANA, made.id)) == {first, changed, later}
    assert store.add_snapshot(ANA, other.id, **TAKEN, taken_at=EARLIER).id != first.id


def test_a_future_snapshot_gets_the_current_time(store: Store, clock: Clock) -> None:
    made = begin(store)
    taken = store.add_snapshot(ANA, made.id, **TAKEN, taken_at=clock.now + timedelta(days=1))
    assert taken.taken_at == clock.now


def test_taking_a_snapshot_does_not_change_the_assessment(store: Store) -> None:
    made = begin(store)
    store.add_snapshot(ANA, made.id, **TAKEN)
    assert store.assessment(ANA, made.id) == made


@pytest.mark.parametrize(
    "wrong",
    [
        {"record": ""},
        {"record": "x" * (RECORD_LIMIT + 1)},
        {"profile": "\0"},
        {"wording": ""},
        {"structure": " "},
        {"taken_at": datetime(2025, 5, 5)},  # noqa: DTZ001 - what is refused here
    ],
)
def test_a_snapshot_that_cannot_be_stored_is_refused(store: Store, wrong: dict[str, str]) -> None:
    made = begin(store)
    with pytest.raises(Refused):
        store.add_snapshot(ANA, made.id, **{**TAKEN, **wrong})
    assert store.snapshots(ANA, made.id) == ()


def test_forgetting_a_snapshot_leaves_the_others(store: Store) -> None:
    made = begin(store)
    kept = store.add_snapshot(ANA, made.id, **TAKEN)
    gone = store.add_snapshot(ANA, made.id, **TAKEN, taken_at=EARLIER)
    store.forget_snapshot(ANA, made.id, gone.id)
    assert store.snapshots(ANA, made.id) == (kept,)
    with pytest.raises(NotFound, match="no such snapshot"):
        store.forget_snapshot(ANA, made.id, gone.id)


def test_a_snapshot_belongs_to_one_assessment_of_one_owner(store: Store) -> None:
    made, other = begin(store), begin(store, owner=BEN)
    taken = store.add_snapshot(ANA, made.id, **TAKEN)
    for owner, assessment in ((BEN, made.id), (BEN, other.id), (ANA, other.id)):
        with pytest.raises(NotFound):
            store.forget_snapshot(owner, assessment, taken.id)
    with pytest.raises(NotFound, match="no such assessment"):
        store.add_snapshot(BEN, made.id, **TAKEN)
    with pytest.raises(NotFound, match="no such assessment"):
        store.snapshots(BEN, made.id)
    assert store.snapshots(BEN, other.id) == ()
    assert store.snapshots(ANA, made.id) == (taken,)


def test_the_next_assessment_can_be_planned_and_cleared(store: Store) -> None:
    made = begin(store)
    store.plan_next(ANA, made.id, date(2027, 2, 28))
    assert store.assessment(ANA, made.id).next_on == "2027-02-28"
    store.plan_next(ANA, made.id, None)
    assert store.assessment(ANA, made.id).next_on == ""
    with pytest.raises(NotFound):
        store.plan_next(BEN, made.id, None)
