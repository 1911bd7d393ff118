from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from store_support import ANA, BEN, MATRIX, Clock, answers_in, begin

from skills.entries.kinds import NOTE_LENGTH, IncomingEntry
from skills.store import (
    EXTRA_LIMIT,
    Conflict,
    Entry,
    Imported,
    IncomingSnapshot,
    NotFound,
    Refused,
    Saved,
    Store,
    Undone,
)

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

SAID = datetime(2025, 5, 5, 12, tzinfo=UTC)
TAKEN = IncomingSnapshot('{"a": 1}', "p", "w0", "s0", SAID)
OFTEN = IncomingEntry("answer", "sql.join", "often", SAID)


def test_values_are_imported_with_their_times_and_events(store: Store, clock: Clock) -> None:
    made = begin(store)
    incoming = [
        OFTEN,
        IncomingEntry("note", "sql", "a note"),
        IncomingEntry("check", "c", "{}", clock.now + timedelta(days=1)),
    ]
    assert store.import_entries(ANA, made.id, incoming, operation="one") == 3
    now = clock.now
    found = store.entries(ANA, made.id)
    assert found["answer", "sql.join"] == Entry("answer", "sql.join", "often", 1, 1, "", SAID)
    assert found["note", "sql"] == Entry("note", "sql", "a note", 1, 1, "", now)
    assert found["check", "c"].changed_at == now
    assert store.assessment(ANA, made.id).changed_at == now
    assert [(each.operation, each.at) for each in store.history(ANA, made.id)] == [
        ("import.one.0", SAID),
        ("import.one.1", now),
        ("import.one.2", now),
    ]


def test_other_entries_stay_and_equal_values_are_not_written(store: Store) -> None:
    made = begin(store)
    _save(store, made.id, "often")
    _save(store, made.id, "never", item="sql.window")
    before = (store.assessment(ANA, made.id), store.history(ANA, made.id))
    same = [OFTEN, IncomingEntry("answer", "sql.never", None)]
    assert store.import_entries(ANA, made.id, same, operation="one") == 0
    assert (store.assessment(ANA, made.id), store.history(ANA, made.id)) == before
    assert store.imports(ANA, made.id) == ()
    assert answers_in(store, ANA, made.id) == {"sql.join": "often", "sql.window": "never"}


def test_every_tab_rerenders_imported_entries(store: Store) -> None:
    made = begin(store)
    _save(store, made.id, "never")
    store.import_entries(ANA, made.id, [OFTEN], operation="one")
    entry = store.entries(ANA, made.id)["answer", "sql.join"]
    assert entry.widget_revision("t") == entry.widget_revision("other") == 2
    late = _save(store, made.id, "daily")
    assert isinstance(late, Conflict)
    assert late.entry.value == "often"


def test_an_import_can_clear(store: Store) -> None:
    made = begin(store)
    _save(store, made.id, "often")
    assert (
        store.import_entries(
            ANA, made.id, [IncomingEntry("answer", "sql.join", None)], operation="a"
        )
        == 1
    )
    assert answers_in(store, ANA, made.id) == {}
    assert store.undo_import(ANA, made.id, "a") == Undone(1)
    assert answers_in(store, ANA, made.id) == {"sql.join": "often"}


def test_the_last_of_two_values_for_one_entry_counts(store: Store) -> None:
    made = begin(store)
    twice = [OFTEN, IncomingEntry("answer", "sql.join", "never")]
    assert store.import_entries(ANA, made.id, twice, operation="one") == 1
    assert answers_in(store, ANA, made.id) == {"sql.join": "never"}
    assert store.undo_import(ANA, made.id, "one") == Undone(1)
    assert answers_in(store, ANA, made.id) == {}


def test_a_repeated_import_changes_nothing(store: Store) -> None:
    made = begin(store)
    bring = partial(store.import_entries, ANA, made.id, [OFTEN], snapshots=[TAKEN], extra="{}")
    assert bring(operation="one") == 1
    _save(store, made.id, "never", drawn=1)
    assert bring(operation="one") == 0
    assert answers_in(store, ANA, made.id) == {"sql.join": "never"}
    store.undo_import(ANA, made.id, "one")
    assert bring(operation="one") == 0
    assert store.snapshots(ANA, made.id) == ()
    assert store.assessment(ANA, made.id).extra == ""


def test_undo_keeps_and_lists_entries_changed_since(store: Store) -> None:
    made = begin(store)
    incoming = [IncomingEntry("answer", item, "often") for item in ("a", "b", "c")]
    store.import_entries(ANA, made.id, incoming, operation="one")
    _save(store, made.id, "never", item="b", drawn=1)
    assert store.undo_import(ANA, made.id, "one") == Undone(2, (("answer", "b"),))
    assert answers_in(store, ANA, made.id) == {"b": "never"}
    assert [each.operation for each in store.history(ANA, made.id)][-2:] == [
        "undo.one.0",
        "undo.one.1",
    ]
    assert len(store.history(ANA, made.id)) == 6
    entry = store.entries(ANA, made.id)["answer", "a"]
    assert (entry.value, entry.widget_revision("t"), entry.revision) == (None, 2, 2)


def test_undo_restores_when_a_value_was_given(store: Store) -> None:
    made = begin(store)
    first = replace(OFTEN, value="never", at=SAID - timedelta(days=9))
    store.import_entries(ANA, made.id, [first], operation="one")
    store.import_entries(ANA, made.id, [OFTEN], operation="two")
    store.undo_import(ANA, made.id, "two")
    entry = store.entries(ANA, made.id)["answer", "sql.join"]
    assert (entry.value, entry.changed_at) == ("never", first.at)
    assert store.history(ANA, made.id)[-1].at == first.at


def test_undoing_twice_changes_nothing(store: Store) -> None:
    made = begin(store)
    store.import_entries(ANA, made.id, [OFTEN], operation="one")
    store.undo_import(ANA, made.id, "one")
    store.import_entries(ANA, made.id, [OFTEN], operation="two")
    assert store.undo_import(ANA, made.id, "one") == Undone(0)
    assert answers_in(store, ANA, made.id) == {"sql.join": "often"}


def test_import_names_are_case_sensitive(store: Store) -> None:
    made = begin(store)
    for number, name in enumerate(("a", "A", "a_", "aa")):
        incoming = [IncomingEntry("answer", f"item{number}", "often")]
        assert store.import_entries(ANA, made.id, incoming, operation=name) == 1
    assert store.undo_import(ANA, made.id, "a") == Undone(1)
    assert set(answers_in(store, ANA, made.id)) == {"item1", "item2", "item3"}


def test_snapshots_are_added_and_removed_with_their_import(store: Store) -> None:
    made = begin(store)
    own = store.add_snapshot(
        ANA, made.id, record="{}", profile="", wording="w", structure="s", taken_at=SAID
    )
    known = IncomingSnapshot("{}", "", "w", "s", SAID)
    assert store.import_entries(ANA, made.id, [], snapshots=[known, TAKEN], operation="one") == 0
    imported = [each for each in store.snapshots(ANA, made.id) if each != own]
    assert [(each.record, each.operation, each.taken_at) for each in imported] == [
        ('{"a": 1}', "one", SAID)
    ]
    assert [each.operation for each in store.imports(ANA, made.id)] == ["one"]
    assert store.undo_import(ANA, made.id, "one") == Undone(0)
    assert store.snapshots(ANA, made.id) == (own,)
    assert store.imports(ANA, made.id) == ()


def test_unknown_content_of_a_file_is_saved_and_reverted(store: Store) -> None:
    made = begin(store)
    store.import_entries(ANA, made.id, [], extra='{"a": 1}', operation="one")
    store.import_entries(ANA, made.id, [OFTEN], operation="two")
    assert store.assessment(ANA, made.id).extra == '{"a": 1}'
    store.import_entries(ANA, made.id, [], extra='{"b": 2}', operation="three")
    store.undo_import(ANA, made.id, "one")
    assert store.assessment(ANA, made.id).extra == '{"b": 2}'
    store.undo_import(ANA, made.id, "three")
    assert store.assessment(ANA, made.id).extra == '{"a": 1}'


def test_imports_are_listed_newest_first_until_undone(store: Store, clock: Clock) -> None:
    made = begin(store)
    store.import_entries(ANA, made.id, [OFTEN, IncomingEntry("note", "sql", "x")], operation="one")
    first = clock.now
    store.import_entries(ANA, made.id, [IncomingEntry("note", "sql", "y")], operation="two")
    second = Imported("two", clock.now, 1)
    assert store.imports(ANA, made.id) == (second, Imported("one", first, 2))
    store.undo_import(ANA, made.id, "one")
    assert store.imports(ANA, made.id) == (second,)


def test_an_assessment_can_be_created_from_a_file(store: Store) -> None:
    create = partial(
        store.create_from,
        ANA,
        title="From a file",
        hours=3,
        **MATRIX,
        created_at=SAID,
        incoming=[OFTEN],
        snapshots=[TAKEN],
        extra='{"x": 1}',
    )
    made = create(operation="one")
    assert (made.title, made.created_at, made.extra, made.hours) == (
        "From a file",
        SAID,
        '{"x": 1}',
        3.0,
    )
    assert made.changed_at > SAID
    assert store.assessment(ANA, made.id) == made
    assert answers_in(store, ANA, made.id) == {"sql.join": "often"}
    assert [each.record for each in store.snapshots(ANA, made.id)] == ['{"a": 1}']
    assert create(operation="one") == made
    assert create(operation="two").id != made.id
    assert len(store.assessments(ANA)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"incoming": [OFTEN, IncomingEntry("note", "sql", "x" * (NOTE_LENGTH + 1))]},
        {"incoming": [IncomingEntry("opinion", "sql", "x")]},
        {"incoming": [IncomingEntry("note", "", "x")]},
        {"incoming": [IncomingEntry("note", "sql", "x", datetime(2025, 5, 5))]},  # noqa: DTZ001
        {"snapshots": [IncomingSnapshot("\0", "", "w", "s", SAID)]},
        {"extra": "x" * (EXTRA_LIMIT + 1)},
        {"operation": "a.b"},
        {"operation": ""},
    ],
)
def test_a_refused_import_changes_nothing(store: Store, wrong: dict[str, object]) -> None:
    made = begin(store)
    how = {"incoming": [OFTEN], "snapshots": [TAKEN], "extra": "{}", "operation": "one", **wrong}
    with pytest.raises(Refused):
        store.import_entries(ANA, made.id, **how)
    with pytest.raises(Refused):
        store.create_from(ANA, title="New", **MATRIX, **how)
    assert [each.assessment for each in store.assessments(ANA)] == [made]
    assert store.entries(ANA, made.id) == {}
    assert store.snapshots(ANA, made.id) == ()


def test_another_owners_imports_are_not_found(store: Store) -> None:
    made = begin(store)
    store.import_entries(ANA, made.id, [OFTEN], operation="one")
    for attempt in (
        partial(store.import_entries, incoming=[OFTEN], operation="two"),
        partial(store.undo_import, operation="one"),
        store.imports,
    ):
        with pytest.raises(NotFound, match="no such assessment"):
            attempt(BEN, made.id)
    with pytest.raises(NotFound, match="no such import"):
        store.undo_import(ANA, made.id, "two")
    other = store.create_from(BEN, title="Ben", **MATRIX, incoming=[OFTEN], operation="one")
    assert other.id != made.id


def _save(
    store: Store, assessment: str, value: str, *, item: str = "sql.join", drawn: int = 0
) -> Saved | Conflict:
    how = {"tab": "t", "drawn": drawn, "operation": f"{item}={value}"}
    return store.save(ANA, assessment, "answer", item, value, **how)
