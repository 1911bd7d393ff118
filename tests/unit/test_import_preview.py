"""The preview of an import: what is new, changed, the same or without a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from import_support import EARLIER, LATER, MATRIX, counted, entry, merged, seen
from report_support import NOW, assessment, entries, example_record, first_matrix
from state_support import a_state, changed, first, small_matrix

from skills.entries.answers import carry_answers
from skills.entries.credentials import Credential, as_text
from skills.entries.kinds import IncomingEntry, Kind
from skills.importing.from_record import from_record
from skills.importing.placement import PlacementIssue
from skills.importing.preview import EntryChange, StoredValues, chosen, is_nothing_for, preview
from skills.importing.read_result import ImportedData
from skills.matrix import Statement
from skills.records.matrix_changes import match


@pytest.mark.parametrize(
    ("incoming", "stored", "change", "newer"),
    [
        (entry("answer", "sql.s1", "o4"), {}, EntryChange.new, ""),
        (
            entry("answer", "sql.s1", "o4"),
            {("answer", "sql.s1"): ("o4", LATER)},
            EntryChange.same,
            "",
        ),
        (
            entry("answer", "sql.s1", "o4"),
            {("answer", "sql.s1"): ("o1", LATER)},
            EntryChange.changed,
            "mine",
        ),
        (
            entry("answer", "sql.s1", "o4"),
            {("answer", "sql.s1"): ("o1", EARLIER)},
            EntryChange.changed,
            "file",
        ),
        (
            entry("answer", "sql.s1", "o4"),
            {("answer", "sql.s1"): ("o1", NOW)},
            EntryChange.changed,
            "",
        ),
        (
            entry("answer", "sql.s0", "o4"),
            {("answer", "sql.old"): ("bogus", NOW)},
            EntryChange.new,
            "",
        ),
        (
            entry("answer", "sql.s1", "o4", None),
            {("answer", "sql.s1"): ("o1", EARLIER)},
            EntryChange.changed,
            "",
        ),
        (
            entry("answer", "sql.s1", "o4"),
            {("answer", "sql.s1"): (None, EARLIER)},
            EntryChange.changed,
            "file",
        ),
        (
            entry("answer", "sql.s1", "o4", None),
            {("answer", "sql.s1"): (None, LATER)},
            EntryChange.changed,
            "file",
        ),
        (
            entry("answer", "sql.old", "o4"),
            {("answer", "sql.s0"): ("o4", NOW)},
            EntryChange.same,
            "",
        ),
        (
            entry("answer", "sql.s0", "o4"),
            {("answer", "sql.old"): ("o4", NOW)},
            EntryChange.same,
            "",
        ),
        (entry("answer", "gone.s0", "o4"), {}, EntryChange.unknown, ""),
        (entry("answer", "sql.s1", "bogus"), {}, EntryChange.unknown, ""),
        (entry("note", "svn", "Words"), {}, EntryChange.new, ""),
        (entry("check", "sql.c9", "a"), {}, EntryChange.unknown, ""),
        (entry("credential", "c1", "{}"), {}, EntryChange.unknown, ""),
        (entry("qualification", "bsc", "perhaps"), {}, EntryChange.unknown, ""),
        (entry("project", "bikes", "started"), {}, EntryChange.new, ""),
        (entry("project", "bikes", "verified"), {}, EntryChange.unknown, ""),
        (entry("project", "gone", "done"), {}, EntryChange.unknown, ""),
    ],
)
def test_an_entry_is_new_changed_same_or_unknown(
    incoming: IncomingEntry, stored: StoredValues, change: EntryChange, newer: str
) -> None:
    (line,) = seen(incoming, stored=stored).lines
    assert (line.change, line.newer) == (change, newer)


@pytest.mark.parametrize(
    ("incoming", "trouble", "is_kept"),
    [
        (entry("answer", "gone.s0", "o4"), PlacementIssue.no_place, True),
        (entry("answer", "sql.s1", "bogus"), PlacementIssue.no_value, True),
        (entry("note", "sql", "n" * 4001), PlacementIssue.not_storable, False),
        (entry("note", "sql", "a\0b"), PlacementIssue.not_storable, False),
        (entry("note", " ", "Words"), PlacementIssue.not_storable, False),
    ],
)
def test_what_cannot_count_is_kept_where_it_can_be_stored(
    incoming: IncomingEntry, trouble: PlacementIssue, *, is_kept: bool
) -> None:
    found = seen(incoming)
    assert found.lines[0].trouble is trouble
    assert chosen(found) == ((incoming,) if is_kept else ())


def test_renamed_entries_are_stored_under_the_name_of_today() -> None:
    found = seen(entry("answer", "sql.older", "o3"), entry("note", "svn", "Words"))
    assert chosen(found) == (entry("answer", "sql.s0", "o3"), entry("note", "git", "Words"))
    assert [each.current_id for each in found.lines] == ["sql.s0", "git"]


def test_of_two_names_for_one_statement_the_later_one_counts() -> None:
    file = (entry("answer", "sql.old", "o1"), entry("answer", "sql.s0", "o3"))
    assert [each.trouble for each in seen(*file).lines] == [PlacementIssue.superseded, None]
    assert counted(merged({}, chosen(seen(*file)))) == {"sql.s0": "o3"}


def test_an_earlier_name_never_gets_in_the_way_of_an_answer_that_counts() -> None:
    stored = {("answer", "sql.older"): ("o4", NOW)}
    file = (entry("answer", "sql.old", "o1"), entry("answer", "sql.s0", "o3"))
    found = seen(*file, stored=stored)
    assert chosen(found, "mine") == ()
    assert chosen(found, "file") == (file[1],)


def test_what_cannot_count_never_takes_the_place_of_what_counts() -> None:
    stored = {("answer", "sql.old"): ("o3", EARLIER)}
    for item in ("sql.s0", "sql.old"):
        assert chosen(seen(entry("answer", item, "bogus"), stored=stored), "file") == ()


def test_a_line_holds_what_is_stored_beside_what_the_file_says() -> None:
    stored: StoredValues = {
        ("answer", "sql.s0"): ("not-applicable", NOW),
        ("note", "sql"): (None, NOW),
    }
    file = (
        entry("answer", "sql.old", "o4"),
        entry("note", "sql", "Mine"),
        entry("note", "git", "My"),
    )
    assert [(each.old, each.new) for each in seen(*file, stored=stored).lines] == [
        ("not-applicable", "o4"),
        (None, "Mine"),
        (None, "My"),
    ]


def test_the_matrix_of_a_file_is_compared_with_the_current_one() -> None:
    then = a_state(small_matrix("sql", "gone"), {}).matrix
    same = a_state(MATRIX, {}).matrix
    found = preview(ImportedData((), matrix_copy=then), {}, MATRIX)
    assert found.difference == match(then, MATRIX)
    assert (found.imported.matrix_copy, found.matrix) == (then, MATRIX)
    assert preview(ImportedData((), matrix_copy=same), {}, MATRIX).difference is None
    assert preview(ImportedData(()), {}, MATRIX).difference is None
    other = ImportedData((), matrix_id="other", matrix_copy=then)
    assert preview(other, {}, MATRIX).difference is None


def test_settings_that_differ_are_listed_with_what_does_not_fit() -> None:
    file = ImportedData(
        (),
        title="File",
        profile="role.other",
        mode="quick",
        hours=3.5,
        next_on=date(2027, 1, 2),
    )
    mine = assessment(MATRIX, title="Mine", hours=None)
    found = preview(file, {}, MATRIX, assessment=mine)
    assert [(each.name, each.old, each.new, each.fits) for each in found.settings] == [
        ("title", "Mine", "File", True),
        ("aim", "role.level", "role.other", False),
        ("asking", "full", "quick", True),
        ("hours", None, 3.5, True),
        ("next", None, date(2027, 1, 2), True),
    ]


def test_a_file_that_says_nothing_of_settings_changes_none() -> None:
    mine = assessment(MATRIX, mode="quick")
    assert preview(ImportedData(()), {}, MATRIX, assessment=mine).settings == ()
    assert preview(ImportedData((), title="File"), {}, MATRIX).settings == ()


def test_snapshots_are_known_by_their_moment_and_their_answers() -> None:
    one, other = a_state(MATRIX, {"sql.s0": "o1"}), a_state(MATRIX, {"sql.s0": "o2"})
    later = a_state(MATRIX, {"sql.s0": "o1"}, at=LATER)
    file = ImportedData((), history=(one, other, later, later))
    found = preview(file, {}, MATRIX, history=[one])
    assert found.history == (other, later)
    assert found.history_known == 2


def test_a_whole_record_comes_back_as_it_was() -> None:
    record = example_record()
    file, matrix = from_record(record), first_matrix()
    stored = merged({}, chosen(preview(file, {}, matrix)))
    given = {(each.kind, each.item): each.value for each in entries(matrix)}
    assert {key: value for key, (value, _) in stored.items()} == given
    assert {at for _, at in stored.values()} == {datetime(2026, 11, 23, 9, 30, tzinfo=UTC)}
    assert preview(file, stored, matrix).counts["same"] == len(given)


@pytest.mark.parametrize("earlier_first", [True, False])
def test_a_value_that_fits_nothing_never_drops_a_good_answer(*, earlier_first: bool) -> None:
    good, bad = entry("answer", "sql.old", "o4"), entry("answer", "sql.s0", "bogus")
    found = seen(*((good, bad) if earlier_first else (bad, good)))
    assert counted(merged({}, chosen(found))) == {"sql.s0": "o4"}
    stored: StoredValues = {("answer", "sql.s0"): ("o3", EARLIER)}
    kept = merged(stored, chosen(seen(bad, stored=stored), prefer="file"))
    assert counted(kept) == {"sql.s0": "o3"}
    assert carry_answers({"sql.old": "o4", "sql.s0": "bogus"}, MATRIX).answers == {"sql.s0": "o4"}


@pytest.mark.parametrize(
    ("kind", "item", "text", "value"),
    [
        ("answer", "sql.s0", "Option 4", "o4"),
        ("answer", "sql.old", " OPTION  4", "o4"),
        ("answer", "sql.s0", "O4", "o4"),
        ("answer", "sql.s0", "Not applicable", "not-applicable"),
        ("qualification", "bsc", "You have it", "yes"),
        ("qualification", "bsc", "In Progress", "in-progress"),
        ("project", "bikes", "Done", "done"),
        ("check", "sql.c0", "RIGHT", "a"),
        ("check", "sql.c0", "A", "a"),
    ],
)
def test_titles_of_options_are_accepted_beside_ids(
    kind: Kind, item: str, text: str, value: str
) -> None:
    (line,) = seen(entry(kind, item, text)).lines
    assert (line.trouble, line.new) == (None, value)


def test_a_title_that_two_options_share_is_taken_for_neither() -> None:
    def with_twins(statement: Statement) -> Statement:
        options = tuple(replace(each, title="Same") for each in statement.scale.options)
        return replace(statement, scale=replace(statement.scale, options=options))

    matrix = changed(MATRIX, first(with_twins))
    found = preview(ImportedData((entry("answer", "sql.s0", "same"),)), {}, matrix)
    assert [each.trouble for each in found.lines] == [PlacementIssue.no_value]


def test_nothing_fits_where_no_entry_has_a_place() -> None:
    stranger = entry("answer", "other.s0", "o1")
    course = entry("credential", "c1", as_text(Credential("Course", "certificate")))
    assert is_nothing_for(seen(stranger, entry("note", "other", "x"), course))
    assert not is_nothing_for(seen(stranger, entry("note", "sql", "x")))
    assert not is_nothing_for(seen(course))
    assert not is_nothing_for(seen())
