from __future__ import annotations

from datetime import timedelta

import pytest
from store_support import ANA, BEN, Clock, Opener, answers_in, begin

from skills.entries.kinds import IncomingEntry
from skills.store import Entry, NotFound, Refused, Saved, Store

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

FILES = (("data.yaml", "matrix: data\n# naïve 👩\n"), ("more.yaml", ""))
NEXT = {"matrix_id": "data", "matrix_title": "Data 2", "wording": "w2", "structure": "s2"}


def test_an_uploaded_matrix_survives_a_restart(open_store: Opener) -> None:
    first = open_store()
    first.save_matrix(ANA, matrix_id="data", title="Data", wording="w1", files=FILES)
    first.close()
    second = open_store()
    found = second.load_matrix(ANA, "w1")
    assert (found.matrix_id, found.title, found.wording, found.files) == (
        "data",
        "Data",
        "w1",
        FILES,
    )
    (listed,) = second.matrices(ANA)
    assert (listed.wording, listed.created_at) == ("w1", found.created_at)


def test_owners_see_only_their_own_uploads(store: Store) -> None:
    for owner in (ANA, BEN):
        store.save_matrix(owner, matrix_id="data", title="Data", wording="w1", files=FILES)
    store.save_matrix(BEN, matrix_id="data", title="Data", wording="w2", files=FILES)
    store.forget_matrix(BEN, "w1")
    assert [each.wording for each in store.matrices(ANA)] == ["w1"]
    assert [each.wording for each in store.matrices(BEN)] == ["w2"]
    with pytest.raises(NotFound, match="no such matrix"):
        store.load_matrix(ANA, "w2")


def test_uploading_the_same_wording_again_keeps_the_first_text(store: Store) -> None:
    store.save_matrix(ANA, matrix_id="data", title="Data", wording="w1", files=FILES)
    store.save_matrix(ANA, matrix_id="data", title="Data", wording="w1", files=[("b", "b")])
    assert store.load_matrix(ANA, "w1").files == FILES


def test_renewing_replaces_the_text_and_nothing_else(store: Store) -> None:
    for owner in (ANA, BEN):
        store.save_matrix(owner, matrix_id="data", title="Data", wording="w1", files=FILES)
    (before,) = store.matrices(ANA)
    store.renew_matrix(ANA, "w1", [("b", "b")])
    assert store.load_matrix(ANA, "w1").files == (("b", "b"),)
    assert store.matrices(ANA) == (before,)
    assert store.load_matrix(BEN, "w1").files == FILES


def test_only_what_is_there_is_renewed_and_only_by_what_can_be_stored(store: Store) -> None:
    with pytest.raises(NotFound):
        store.renew_matrix(ANA, "w1", FILES)
    store.save_matrix(ANA, matrix_id="data", title="Data", wording="w1", files=FILES)
    with pytest.raises(Refused):
        store.renew_matrix(ANA, "w1", [("a", "\0")])
    assert store.load_matrix(ANA, "w1").files == FILES


def test_a_matrix_in_use_is_not_forgotten(store: Store) -> None:
    store.save_matrix(ANA, matrix_id="data", title="Data", wording="w1", files=FILES)
    made = begin(store)
    with pytest.raises(Refused, match="uses this matrix"):
        store.forget_matrix(ANA, "w1")
    store.erase(ANA, made.id)
    store.forget_matrix(ANA, "w1")
    with pytest.raises(NotFound):
        store.forget_matrix(ANA, "w1")


def test_a_matrix_text_that_cannot_be_stored_is_refused(store: Store) -> None:
    with pytest.raises(Refused):
        store.save_matrix(ANA, matrix_id="d", title="D", wording="w", files=[("a", "\0")])
    with pytest.raises(Refused):
        store.save_matrix("ana", matrix_id="d", title="D", wording="w", files=[])
    assert store.matrices(ANA) == ()


def test_moving_copies_renamed_values_and_keeps_the_old_ones(store: Store) -> None:
    made = begin(store)
    _save(store, made.id, "answer", "sql.join", "often")
    _save(store, made.id, "answer", "sql.gone", "never")
    _save(store, made.id, "note", "sql", "a note")
    renames = {"sql.join": "queries.join", "sql": "queries"}
    store.move_to_matrix(ANA, made.id, **NEXT, renames=renames)
    found = store.assessment(ANA, made.id)
    assert (found.wording, found.structure, found.matrix_title) == ("w2", "s2", "Data 2")
    assert answers_in(store, ANA, made.id) == {
        "sql.join": "often",
        "sql.gone": "never",
        "queries.join": "often",
    }
    assert store.entries(ANA, made.id)["note", "queries"].value == "a note"
    assert len(store.history(ANA, made.id)) == 5


def test_every_tab_rerenders_entries_written_by_a_move(store: Store) -> None:
    made = begin(store)
    _save(store, made.id, "answer", "a.x", "often")
    store.move_to_matrix(ANA, made.id, **NEXT, renames={"a.x": "b.x"})
    found = store.entries(ANA, made.id)
    entry, given_at = found["answer", "b.x"], found["answer", "a.x"].changed_at
    assert entry == Entry("answer", "b.x", "often", 1, 1, "", given_at)
    assert entry.widget_revision("t") == entry.widget_revision("") == 1


def test_a_move_is_recorded_when_it_is_made_and_dates_no_value(store: Store, clock: Clock) -> None:
    made, there, back = begin(store), {"a.x": "b.x"}, dict[str, str]()
    for value, drawn in (("often", 0), ("never", 0)):
        _save(store, made.id, "answer", "a.x", value, drawn=drawn)
        given_at = store.entries(ANA, made.id)["answer", "a.x"].changed_at
        clock.now += timedelta(days=400)
        store.move_to_matrix(ANA, made.id, **NEXT, renames=there)
        moved = store.entries(ANA, made.id)["answer", "b.x"]
        assert (moved.value, moved.changed_at) == (value, given_at)
        event = store.history(ANA, made.id)[-1]
        assert (event.item, event.new, event.is_move) == ("b.x", value, True)
        assert given_at is not None
        assert event.at - given_at > timedelta(days=399)
        store.move_to_matrix(ANA, made.id, **NEXT, renames=back)


def test_undoing_an_import_over_a_moved_value_brings_its_own_date_back(
    store: Store, clock: Clock
) -> None:
    made = begin(store)
    _save(store, made.id, "answer", "a.x", "often")
    given_at = store.entries(ANA, made.id)["answer", "a.x"].changed_at
    for renames in ({"a.x": "b.x"}, {"b.x": "c.x"}):
        clock.now += timedelta(days=400)
        store.move_to_matrix(ANA, made.id, **NEXT, renames=renames)
    store.import_entries(ANA, made.id, [IncomingEntry("answer", "c.x", "never")], operation="o")
    assert store.undo_import(ANA, made.id, "o").reverted == 1
    found = store.entries(ANA, made.id)["answer", "c.x"]
    assert (found.value, found.changed_at) == ("often", given_at)


def test_moving_never_overwrites_the_new_id(store: Store) -> None:
    made = begin(store)
    _save(store, made.id, "answer", "a.x", "often")
    _save(store, made.id, "answer", "a.y", "often")
    _save(store, made.id, "answer", "b.x", "never")
    _save(store, made.id, "answer", "b.y", "never")
    _save(store, made.id, "answer", "b.y", None)
    renames = {"a.x": "b.x", "a.y": "b.y"}
    for _ in range(2):
        store.move_to_matrix(ANA, made.id, **NEXT, renames=renames)
    assert answers_in(store, ANA, made.id) == {"a.x": "often", "a.y": "often", "b.x": "never"}
    assert len(store.history(ANA, made.id)) == 5


@pytest.mark.parametrize("later", ["never", None])
def test_a_value_that_only_a_renaming_wrote_gives_way_to_a_later_one(
    later: str | None, store: Store
) -> None:
    made, there, back = begin(store), {"a.x": "b.x", "a": "b"}, {}
    _save(store, made.id, "answer", "a.x", "often")
    _save(store, made.id, "note", "a", "first")
    store.move_to_matrix(ANA, made.id, **NEXT, renames=there)
    store.move_to_matrix(ANA, made.id, **NEXT, renames=back)
    _save(store, made.id, "answer", "a.x", later, drawn=0)
    _save(store, made.id, "note", "a", later, drawn=0)
    for _ in range(2):
        store.move_to_matrix(ANA, made.id, **NEXT, renames=there)
        found = store.entries(ANA, made.id)
        assert found["answer", "b.x"].value == later
        assert found["note", "b"].value == later
    assert len(store.history(ANA, made.id)) == 8


def test_a_value_that_somebody_entered_never_gives_way(store: Store) -> None:
    made, there = begin(store), {"a.x": "b.x"}
    _save(store, made.id, "answer", "a.x", "often")
    store.move_to_matrix(ANA, made.id, **NEXT, renames=there)
    moved = store.entries(ANA, made.id)["answer", "b.x"]
    _save(store, made.id, "answer", "b.x", "daily", drawn=moved.widget_revision("t"))
    _save(store, made.id, "answer", "a.x", "never", drawn=0)
    store.move_to_matrix(ANA, made.id, **NEXT, renames=there)
    assert answers_in(store, ANA, made.id) == {"a.x": "never", "b.x": "daily"}


def test_two_earlier_ids_of_one_statement_yield_one_value(store: Store) -> None:
    made = begin(store)
    _save(store, made.id, "answer", "a.x", "often")
    _save(store, made.id, "answer", "b.x", "often")
    store.move_to_matrix(ANA, made.id, **NEXT, renames={"a.x": "c.x", "b.x": "c.x"})
    assert answers_in(store, ANA, made.id)["c.x"] == "often"
    assert len(store.history(ANA, made.id)) == 3


def test_a_refused_move_changes_nothing(store: Store) -> None:
    made = begin(store)
    _save(store, made.id, "answer", "a.x", "often")
    with pytest.raises(Refused):
        store.move_to_matrix(ANA, made.id, **NEXT, renames={"a.x": "\0"})
    assert store.assessment(ANA, made.id).wording == "w1"
    assert len(store.history(ANA, made.id)) == 1


def _save(  # noqa: PLR0913 - a save takes them
    store: Store, assessment: str, kind: str, item: str, value: str | None, *, drawn: int = 0
) -> None:
    how = {"tab": "t", "drawn": drawn, "operation": f"{kind}.{item}={value}"}
    assert isinstance(store.save(ANA, assessment, kind, item, value, **how), Saved)
