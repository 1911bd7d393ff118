from __future__ import annotations

import re

import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_support import ANA, MATRIX, Opener, begin

from skills.entries.kinds import NOTE_LENGTH
from skills.problems import StoreError
from skills.store import Conflict, Entry, Refused, Saved, Store, storable

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]


class Page:
    """A page in one tab, which saves with a new operation each time."""

    def __init__(self, store: Store, tab: str, assessment: str) -> None:
        self.store, self.tab, self.assessment = store, tab, assessment
        self.saves = 0

    def entry(self, item: str = "sql.join", kind: str = "answer") -> Entry:
        found = self.store.entries(ANA, self.assessment, kind, [item])
        return found.get((kind, item), Entry(kind, item))

    def number(self) -> int:
        return self.entry().widget_revision(self.tab)

    def save(
        self, value: str | None, *, drawn: int, redraw: bool = False, operation: str = ""
    ) -> Saved | Conflict:
        self.saves += 1
        return self.store.save(
            ANA,
            self.assessment,
            "answer",
            "sql.join",
            value,
            tab=self.tab,
            drawn=drawn,
            operation=operation or f"{self.tab}-{self.saves}",
            redraw=redraw,
        )


@pytest.fixture
def pages(store: Store) -> tuple[Page, Page]:
    made = begin(store)
    return Page(store, "one", made.id), Page(store, "two", made.id)


def test_own_saves_do_not_change_the_widget_revision(pages: tuple[Page, Page]) -> None:
    one, _ = pages
    for value in ("often", "never", None, "often"):
        assert isinstance(one.save(value, drawn=0), Saved)
        assert one.number() == 0
        assert one.entry().value == value
    assert one.entry().revision == 4


def test_a_save_in_another_tab_makes_the_old_revision_conflict(
    pages: tuple[Page, Page],
) -> None:
    one, two = pages
    one.save("often", drawn=0)
    assert two.number() == 1
    two.save("never", drawn=1)
    assert (one.number(), two.number()) == (2, 1)
    refused = one.save("often", drawn=0)
    assert refused == Conflict(one.entry())
    assert refused.entry.value == "never"
    one.save("sometimes", drawn=2)
    assert (one.number(), two.number()) == (2, 3)
    assert one.entry().value == "sometimes"


def test_a_conflict_leaves_no_trace(pages: tuple[Page, Page]) -> None:
    one, two = pages
    one.save("often", drawn=0)
    before = (one.store.assessment(ANA, one.assessment), one.store.history(ANA, one.assessment))
    assert isinstance(two.save("never", drawn=0), Conflict)
    after = (one.store.assessment(ANA, one.assessment), one.store.history(ANA, one.assessment))
    assert after == before


def test_a_revision_of_a_missing_row_is_a_conflict(pages: tuple[Page, Page]) -> None:
    assert pages[0].save("often", drawn=3) == Conflict(Entry("answer", "sql.join"))


def test_a_save_with_redraw_makes_its_own_tab_rerender(pages: tuple[Page, Page]) -> None:
    one, two = pages
    one.save("often", drawn=0)
    one.save(None, drawn=0, redraw=True)
    assert (one.number(), two.number()) == (2, 2)
    assert isinstance(one.save("often", drawn=0), Conflict)


def test_redraw_counts_even_if_the_value_is_equal(pages: tuple[Page, Page]) -> None:
    one, _ = pages
    one.save("often", drawn=0)
    one.save("often", drawn=0, redraw=True)
    assert one.number() == 2


def test_saving_an_equal_value_adds_no_event(pages: tuple[Page, Page]) -> None:
    one, two = pages
    one.save("often", drawn=0)
    again = two.save("often", drawn=1)
    assert again == Saved(one.entry())
    assert again.entry.tab == "one"
    assert len(one.store.history(ANA, one.assessment)) == 1


def test_clearing_a_missing_entry_writes_nothing(pages: tuple[Page, Page]) -> None:
    assert pages[0].save(None, drawn=0) == Saved(Entry("answer", "sql.join"))
    assert pages[0].store.entries(ANA, pages[0].assessment) == {}


def test_a_repeated_save_is_not_written_again(pages: tuple[Page, Page]) -> None:
    one, two = pages
    one.save("often", drawn=0, operation="once")
    assert one.save("often", drawn=0, operation="once") == Saved(one.entry())
    two.save("never", drawn=1)
    assert one.save("often", drawn=0, operation="once") == Saved(one.entry())
    assert one.entry().value == "never"
    assert [each.new for each in one.store.history(ANA, one.assessment)] == ["often", "never"]


def test_reusing_the_operation_of_another_save_is_refused(pages: tuple[Page, Page]) -> None:
    one, _ = pages
    one.save("often", drawn=0, operation="once")
    with pytest.raises(Refused):
        one.save("never", drawn=0, operation="once")
    assert one.entry().value == "often"


def test_a_save_and_its_event_agree(pages: tuple[Page, Page]) -> None:
    one, _ = pages
    one.save("often", drawn=0)
    saved = one.save("never", drawn=0)
    event = one.store.history(ANA, one.assessment)[-1]
    assert (event.old, event.new, event.tab, event.operation) == ("often", "never", "one", "one-2")
    assert (event.revision, event.at) == (saved.entry.revision, saved.entry.changed_at)
    assert one.store.assessment(ANA, one.assessment).changed_at == event.at


HOSTILE = (
    "'; DROP TABLE entry; --",
    '"quoted" \\ %s :name ? {x}',
    "👩🏽\u200d🔬 naïve",
    "\u202eright to left\u202c עברית",
    "line\r\nline\ttab\x07\x1b[31m",
    "NULL",
    "NA",
    "",
    "   ",
    "\ufeff\uffff",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_round_trips(store: Store, text: str) -> None:
    made = begin(store, title=f"x{text}")
    how = {"tab": f"t{text}", "drawn": 0, "operation": f"o{text}"}
    store.save(ANA, made.id, "note", f"i{text}", text, **how)
    assert store.assessment(ANA, made.id).title == f"x{text}"
    (entry,) = store.entries(ANA, made.id, "note", [f"i{text}"]).values()
    assert (entry.item, entry.value, entry.tab) == (f"i{text}", text, f"t{text}")
    assert store.history(ANA, made.id)[0].new == text


@settings(
    max_examples=examples(60),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(text=st.text(max_size=60))
def test_a_text_is_refused_or_round_trips(open_store: Opener, text: str) -> None:
    store = _shared(open_store)
    made = begin(store)
    try:
        store.save(ANA, made.id, "note", "sql", text, tab="t", drawn=0, operation="o")
    except Refused:
        assert "\0" in text or not text.isprintable()
        assert store.entries(ANA, made.id) == {}
    else:
        assert store.entries(ANA, made.id)["note", "sql"].value == text


_STORES: dict[int, Store] = {}


def _shared(open_store: Opener) -> Store:
    """Open one store for all examples of a test."""
    if id(open_store) not in _STORES:
        _STORES.clear()
        _STORES[id(open_store)] = open_store()
    return _STORES[id(open_store)]


REFUSED = [
    {"value": "x" * (NOTE_LENGTH + 1)},
    {"value": "a\0b"},
    {"value": "\ud83d"},
    {"item": "\udfff"},
    {"item": ""},
    {"item": "x" * 301},
    {"tab": " "},
    {"operation": ""},
    {"kind": "opinion"},
]


@pytest.mark.parametrize("wrong", REFUSED)
def test_unstorable_values_are_refused_with_a_reason(store: Store, wrong: dict[str, str]) -> None:
    made = begin(store)
    change = {"kind": "note", "item": "sql", "value": "fine", "tab": "t", "operation": "o"}
    with pytest.raises(Refused) as caught:
        store.save(ANA, made.id, **{**change, **wrong}, drawn=0)
    assert str(caught.value).endswith(".")
    assert store.entries(ANA, made.id) == {}
    assert store.history(ANA, made.id) == ()
    store.save(ANA, made.id, **change, drawn=0)
    assert len(store.entries(ANA, made.id)) == 1


def test_a_text_of_maximum_length_is_accepted(store: Store) -> None:
    made = begin(store, title="é" * 120)
    note = "👩" * NOTE_LENGTH
    saved = store.save(ANA, made.id, "note", "sql", note, tab="t", drawn=0, operation="o")
    assert saved.entry.value == note
    assert storable("12345", 5) == "12345"
    with pytest.raises(Refused, match="5 characters, at most 4"):
        storable("12345", 4)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 121},
        {"mode": "half"},
        {"hours": -1},
        {"hours": 169},
        {"hours": float("nan")},
        {"wording": ""},
        {"matrix_title": "\0"},
    ],
)
def test_an_assessment_with_invalid_values_is_refused(
    store: Store, wrong: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        store.create_assessment(ANA, **{"title": "Mine", **MATRIX, **wrong})
    assert store.assessments(ANA) == ()


def test_refusals_are_store_errors() -> None:
    assert issubclass(Refused, StoreError)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("wish", "x", '"wish" is not a kind of entry.'),
        ("comment", "x" * (NOTE_LENGTH + 1), "This text is too long: "),
        ("note", "x" * (NOTE_LENGTH + 1), "The note is too long: "),
    ],
)
def test_a_refusal_is_true_of_every_kind_of_entry(
    store: Store, kind: str, value: str, text: str
) -> None:
    made = begin(store)
    with pytest.raises(Refused, match=f"^{re.escape(text)}"):
        store.save(ANA, made.id, kind, "sql", value, tab="t", drawn=0, operation="o")  # type: ignore[arg-type] # a kind from outside
