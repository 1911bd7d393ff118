from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import hypothesis.strategies as st
import pytest
from effort import examples
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from store_support import ANA, Clock, begin, new_ids

from skills.store import Conflict, Entry, Saved, Store

TABS = st.sampled_from(["one", "two", "three"])
ITEMS = st.sampled_from(["sql.join", "sql.window"])
VALUES = st.sampled_from(["never", "sometimes", "often", None])


@dataclass(frozen=True)
class Write:
    tab: str
    value: str | None
    redraw: bool


class Tabs(RuleBasedStateMachine):
    """Tabs that draw and save in any order, and every save that was confirmed.

    The model knows no numbers: a tab is stale when, since it drew, another tab wrote or the
    program changed the value for it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock, self.ids, self.names = Clock(), new_ids(), 0
        self.store = self.opened()
        self.assessment = begin(self.store).id
        self.writes: dict[str, list[Write]] = {"sql.join": [], "sql.window": []}
        self.numbers: dict[tuple[str, str], int] = {}
        self.seen: dict[tuple[str, str], int] = {}
        self.done: list[tuple[tuple[object, ...], dict[str, object]]] = []

    def opened(self) -> Store:
        url = f"sqlite:///{Path(self.folder.name) / 'skills.sqlite3'}"
        return Store.open(url, clock=self.clock, new_id=self.ids)

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(tab=TABS, item=ITEMS)
    def draw(self, tab: str, item: str) -> None:
        stored = self.store.entries(ANA, self.assessment, "answer", [item])
        entry = stored.get(("answer", item), Entry("answer", item))
        number = entry.widget_revision(tab)
        key = (tab, item)
        if key in self.numbers:
            # A widget keeps its key exactly as long as nobody else wrote.
            assert (number == self.numbers[key]) == (not self.is_stale(tab, item))
        self.numbers[key], self.seen[key] = number, len(self.writes[item])

    @rule(tab=TABS, item=ITEMS, value=VALUES, redraw=st.booleans())
    def save(self, tab: str, item: str, value: str | None, redraw: bool) -> None:  # noqa: FBT001
        if (tab, item) not in self.numbers:
            self.draw(tab, item)
        self.names += 1
        what = (ANA, self.assessment, "answer", item, value)
        how = {
            "tab": tab,
            "widget_revision": self.numbers[tab, item],
            "operation": f"save {self.names}",
        }
        result = self.store.save(*what, **how, redraw=redraw)
        if self.is_stale(tab, item):
            assert isinstance(result, Conflict)
            assert result.entry.value == self.value(item)
            return
        assert isinstance(result, Saved)
        assert result.entry.value == value
        if redraw or value != self.value(item):
            self.writes[item].append(Write(tab, value, redraw))
            self.done.append((what, {**how, "redraw": redraw}))

    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        if self.done:
            what, how = data.draw(st.sampled_from(self.done))
            assert isinstance(self.store.save(*what, **how), Saved)

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = self.opened()

    @invariant()
    def every_confirmed_save_stands_until_a_later_one(self) -> None:
        written = {item: self.value(item) for item, writes in self.writes.items() if writes}
        stored = self.store.entries(ANA, self.assessment)
        assert {item: entry.value for (_, item), entry in stored.items()} == written

    @invariant()
    def the_events_give_the_rows(self) -> None:
        events = self.store.history(ANA, self.assessment)
        assert len(events) == sum(len(writes) for writes in self.writes.values())
        replayed: dict[str, tuple[object, ...]] = {}
        for event in events:
            value, revision, *_ = replayed.get(event.item, (None, 0))
            assert (event.old, event.revision) == (value, revision + 1)
            replayed[event.item] = (event.new, event.revision, event.tab, event.at)
        rows = self.store.entries(ANA, self.assessment).values()
        assert replayed == {
            row.item: (row.value, row.revision, row.tab, row.changed_at) for row in rows
        }

    def is_stale(self, tab: str, item: str) -> bool:
        since = self.writes[item][self.seen[tab, item] :]
        return any(write.tab != tab or write.redraw for write in since)

    def value(self, item: str) -> str | None:
        return self.writes[item][-1].value if self.writes[item] else None


TestTabs = pytest.mark.slow(Tabs.TestCase)
TestTabs.settings = settings(max_examples=examples(60), stateful_step_count=30)
