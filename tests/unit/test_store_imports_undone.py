"""Imports, clicks and undos in any order: no manual entry is ever lost."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import hypothesis.strategies as st
import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from store_support import ANA, Clock, Opener, answers_in, begin, new_ids

from skills.entries.kinds import IncomingEntry
from skills.store import Entry, Saved, Store

pytest_plugins = ["store_support"]

ITEMS = st.sampled_from(["a", "b", "c"])
VALUES = st.sampled_from(["never", "often", "daily", None])
File = dict[str, str | None]
FILES = st.dictionaries(ITEMS, VALUES, max_size=3)


@pytest.mark.slow
@settings(
    max_examples=examples(40),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(before=FILES, file=FILES, extra=st.sampled_from([None, "", "{}", '{"a": 1}']))
def test_undo_right_after_an_import_restores_every_value(
    open_store: Opener,
    before: dict[str, str | None],
    file: File,
    extra: str | None,
) -> None:
    store = open_store()
    made = begin(store)
    store.import_entries(ANA, made.id, _incoming(before), extra="{}", operation="first")
    values = {
        key: (entry.value, entry.changed_at) for key, entry in store.entries(ANA, made.id).items()
    }
    answers = answers_in(store, ANA, made.id)
    changed = store.import_entries(ANA, made.id, _incoming(file), extra=extra, operation="second")
    assert answers_in(store, ANA, made.id) == {
        item: value for item, value in {**answers, **file}.items() if value is not None
    }
    undone = store.undo_import(ANA, made.id, "second")
    assert (undone.reverted, undone.kept) == (changed, ())
    found = store.entries(ANA, made.id)
    assert {
        key: (entry.value, entry.changed_at)
        for key, entry in found.items()
        if entry.value is not None
    } == {key: said for key, said in values.items() if said[0] is not None}
    assert store.assessment(ANA, made.id).extra == "{}"
    store.close()


class Imports(RuleBasedStateMachine):
    """A store on which entries are saved, imported and undone in any order.

    The model keeps for every item the writes that still count, newest last: undoing takes an
    import's write away only where it is the newest.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{Path(self.folder.name) / 'skills.sqlite3'}"
        self.store = Store.open(url, clock=Clock(), new_id=new_ids())
        self.assessment = begin(self.store).id
        self.values: File = {}
        self.times: dict[str, datetime | None] = {}
        self.writer: dict[str, str] = {}
        self.before: dict[str, dict[str, tuple[str | None, datetime | None]]] = {}
        self.undone: set[str] = set()
        self.names = 0

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(item=ITEMS, value=VALUES)
    def click(self, item: str, value: str | None) -> None:
        self.names += 1
        stored = self.store.entries(ANA, self.assessment, "answer", [item])
        entry = stored.get(("answer", item), Entry("answer", item))
        how = {
            "tab": "t",
            "widget_revision": entry.widget_revision("t"),
            "operation": f"click {self.names}",
        }
        saved = self.store.save(ANA, self.assessment, "answer", item, value, **how)
        assert isinstance(saved, Saved)
        if value != self.values.get(item):
            self.values[item], self.writer[item] = value, f"click {self.names}"
            self.times[item] = saved.entry.changed_at

    @rule(file=FILES)
    def import_entries(self, file: File) -> None:
        self.names += 1
        name = f"import{self.names}"
        changes = {k: v for k, v in file.items() if v != self.values.get(k)}
        self.before[name] = {
            item: (self.values.get(item), self.times.get(item)) for item in changes
        }
        changed = self.store.import_entries(ANA, self.assessment, _incoming(file), operation=name)
        assert changed == len(changes)
        self.values |= changes
        stored = self.store.entries(ANA, self.assessment, "answer")
        self.times |= {item: stored["answer", item].changed_at for item in changes}
        self.writer |= dict.fromkeys(changes, name)

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        if not self.before:
            return
        name = data.draw(st.sampled_from(sorted(self.before)))
        undone = self.store.undo_import(ANA, self.assessment, name)
        if name in self.undone:
            assert (undone.reverted, undone.kept) == (0, ())
            return
        self.undone.add(name)
        mine = {item for item in self.before[name] if self.writer[item] == name}
        assert undone.reverted == len(mine)
        assert {item for _, item in undone.kept} == set(self.before[name]) - mine
        for item in mine:
            self.values[item], earlier = self.before[name][item]
            self.times[item] = earlier or self.assessment_changed_at()
            self.writer[item] = f"undo {name}"

    def assessment_changed_at(self) -> datetime:
        return self.store.assessment(ANA, self.assessment).changed_at

    @invariant()
    def what_stands_is_what_was_said_last(self) -> None:
        stored = self.store.entries(ANA, self.assessment)
        assert {item: entry.value for (_, item), entry in stored.items()} == self.values
        assert {item: entry.changed_at for (_, item), entry in stored.items()} == self.times

    @invariant()
    def the_events_give_the_rows(self) -> None:
        replayed: dict[str, tuple[object, ...]] = {}
        for event in self.store.history(ANA, self.assessment):
            value, revision, *_ = replayed.get(event.item, (None, 0))
            assert (event.old, event.revision) == (value, revision + 1)
            replayed[event.item] = (event.new, event.revision, event.tab, event.at)
        rows = self.store.entries(ANA, self.assessment).values()
        assert replayed == {
            row.item: (row.value, row.revision, row.tab, row.changed_at) for row in rows
        }

    @invariant()
    def only_imports_that_stand_are_listed(self) -> None:
        listed = {each.operation for each in self.store.imports(ANA, self.assessment)}
        assert listed == {n for n, each in self.before.items() if each and n not in self.undone}


TestImports = pytest.mark.slow(Imports.TestCase)
TestImports.settings = settings(max_examples=examples(50), stateful_step_count=20)


def _incoming(file: File) -> list[IncomingEntry]:
    return [IncomingEntry("answer", item, value) for item, value in file.items()]


def test_the_latest_import_comes_first_also_after_a_clock_was_set_back(
    store: Store, clock: Clock
) -> None:
    made = begin(store)
    clock.now += timedelta(days=2)
    store.import_entries(ANA, made.id, [IncomingEntry("note", "one", "x")], operation="one")
    clock.now -= timedelta(days=1)
    store.import_entries(ANA, made.id, [IncomingEntry("note", "two", "x")], operation="two")
    store.import_entries(ANA, made.id, [IncomingEntry("note", "more", "x")], operation="more")
    for last in ("more", "two", "one"):
        assert store.imports(ANA, made.id)[0].operation == last
        assert store.undo_import(ANA, made.id, last).reverted == 1
    assert {each.value for each in store.entries(ANA, made.id).values()} == {None}
