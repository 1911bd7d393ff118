"""Properties of an import preview, for any file and any stored entries."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import assume, given
from hypothesis import strategies as st
from import_support import EARLIER, LATER, counted, entry, merged, seen
from report_support import HOSTILE, NOW

from skills.entries.credentials import Credential, as_text
from skills.entries.kinds import NOTE_LENGTH, IncomingEntry, Kind
from skills.importing.placement import is_storable
from skills.importing.preview import EntryChange, Prefer, StoredValues, chosen
from skills.store.validation import Refused, named, storable

PREFERENCES: tuple[Prefer, ...] = ("file", "newer", "mine")
ITEMS: Mapping[str, list[str]] = {
    "answer": ["sql.s0", "sql.old", "sql.older", "sql.s1", "git.s0", "gone.s0", "", "x" * 301],
    "note": ["sql", "git", "svn", "gone"],
    "qualification": ["bsc", "gone"],
    "check": ["sql.c0", "gone.c0"],
    "credential": ["c1", "c2"],
    "project": ["bikes", "gone"],
}
VALUES: Mapping[str, list[str]] = {
    "answer": ["o0", "o4", "not-applicable", "bogus", "\0", "\ud800"],
    "note": ["", *HOSTILE[:3], "n" * NOTE_LENGTH, "n" * (NOTE_LENGTH + 1)],
    "qualification": ["yes", "no", "perhaps"],
    "check": ["a", "b", "z"],
    "credential": [as_text(Credential("Course", "certificate")), "{}", "no JSON"],
    "project": ["started", "done", "finished"],
}
TIMES = st.sampled_from([None, EARLIER, NOW, LATER])


@st.composite
def incomings(draw: st.DrawFn) -> IncomingEntry:
    kind: Kind = draw(st.sampled_from(list(ITEMS)))
    item, value = draw(st.sampled_from(ITEMS[kind])), draw(st.sampled_from(VALUES[kind]))
    return IncomingEntry(kind, item, value, draw(TIMES))


@st.composite
def stores(draw: st.DrawFn) -> StoredValues:
    """Entries as they can be stored, some of them cleared."""
    found = [each for each in draw(st.lists(incomings(), max_size=8)) if is_storable(each)]
    return {
        (each.kind, each.item): (draw(st.sampled_from([each.value, each.value, None])), NOW)
        for each in found
    }


files = st.lists(incomings(), max_size=10).map(tuple)


@given(files, stores())
def test_every_entry_is_listed_once_and_counted(
    file: tuple[IncomingEntry, ...], stored: StoredValues
) -> None:
    found = seen(*file, stored=stored)
    assert [(each.kind, each.item) for each in found.lines] == list(
        dict.fromkeys((each.kind, each.item) for each in file)
    )
    assert sum(found.counts.values()) == len(found.lines)
    assert found.counts == {
        each: sum(e.change == each for e in found.lines) for each in EntryChange
    }
    assert all(
        (each.trouble is not None) == (each.change is EntryChange.unknown) for each in found.lines
    )


@given(files, stores(), st.sampled_from(PREFERENCES))
def test_what_is_chosen_can_be_stored_and_differs(
    file: tuple[IncomingEntry, ...], stored: StoredValues, prefer: Prefer
) -> None:
    found = chosen(seen(*file, stored=stored), prefer)
    assume(found)
    for each in found:
        assert named(each.item, "The name") == each.item
        assert storable(each.value, NOTE_LENGTH) == each.value
        assert stored.get((each.kind, each.item), ("nothing",))[0] != each.value


@given(files, stores())
def test_a_file_imported_twice_changes_nothing_the_second_time(
    file: tuple[IncomingEntry, ...], stored: StoredValues
) -> None:
    after = merged(stored, chosen(seen(*file, stored=stored), "file"))
    again = seen(*file, stored=after)
    assert again.counts["new"] == again.counts["changed"] == 0
    assert merged(after, chosen(again, "file")) == after


@given(files, stores())
def test_the_file_wins_with_all_that_counts_in_it(
    file: tuple[IncomingEntry, ...], stored: StoredValues
) -> None:
    after = merged(stored, chosen(seen(*file, stored=stored), "file"))
    alone = merged({}, chosen(seen(*file), "file"))
    assert counted(after) == {**counted(stored), **counted(alone)}


@given(files, stores())
def test_preferring_mine_never_changes_a_stored_value(
    file: tuple[IncomingEntry, ...], stored: StoredValues
) -> None:
    after = merged(stored, chosen(seen(*file, stored=stored), "mine"))
    assert {key: after[key] for key in stored} == stored
    assert counted(stored).items() <= counted(after).items()


@given(files, stores())
def test_the_newer_value_wins_and_mine_where_no_date_decides_unless_it_is_empty(
    file: tuple[IncomingEntry, ...], stored: StoredValues
) -> None:
    assume(stored)
    after = merged(stored, chosen(seen(*file, stored=stored), "newer"))
    for key, (value, at) in stored.items():
        now, when = after[key]
        is_newer = when is not None and at is not None and when > at
        assert now == value or value is None or is_newer


@given(files, stores())
def test_what_was_emptied_comes_back_with_the_newer_values(
    file: tuple[IncomingEntry, ...], stored: StoredValues
) -> None:
    emptied: StoredValues = dict.fromkeys(stored, (None, LATER))
    alone = merged({}, chosen(seen(*file), "newer"))
    after = merged(emptied, chosen(seen(*file, stored=emptied), "newer"))
    assert {key: each for key, each in after.items() if each[0] is not None} == alone


@given(files)
def test_everything_storable_is_kept(file: tuple[IncomingEntry, ...]) -> None:
    last = {(each.kind, each.item): each for each in file}
    kept = [each.value for each in last.values() if is_storable(each)]
    assert sorted(each.value for each in chosen(seen(*file), "file")) == sorted(kept)


@given(st.text(max_size=3), st.text(st.characters(), max_size=5), st.sampled_from([0, 290, 3996]))
def test_the_store_takes_exactly_what_is_called_storable(item: str, value: str, more: int) -> None:
    incoming = entry("answer", item + "x" * (more % 301 if item else 0), value + "y" * more)
    try:
        named(incoming.item, "The name")
        storable(incoming.value, NOTE_LENGTH)
    except Refused:
        assert not is_storable(incoming)
    else:
        assert is_storable(incoming)
