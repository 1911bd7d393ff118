from __future__ import annotations

from datetime import date, timedelta

from report_support import NOW, assessment
from state_support import a_state, renaming_matrix, small_matrix

from skills.entries.credentials import Credential, as_text
from skills.entries.kinds import IncomingEntry, Kind
from skills.importing.preview import StoredValues, preview
from skills.importing.read_result import ImportedData
from skills.records.matrix_changes import match
from skills.sentences.imports import MOST_LISTED, entry_texts, import_summary
from skills.sentences.matrix_changes import match_summary

EARLIER = NOW - timedelta(days=1)
LATER = NOW + timedelta(days=1)
MATRIX = renaming_matrix()


def entry(kind: Kind, item: str, value: str) -> IncomingEntry:
    return IncomingEntry(kind, item, value, NOW)


def preview_lines(file: ImportedData, stored: StoredValues | None = None) -> tuple[str, ...]:
    return import_summary(preview(file, stored or {}, MATRIX))


def test_labels_are_titles_and_fall_back_on_the_matrix_in_the_file() -> None:
    credential = as_text(
        Credential("Course", "certificate", "School", date(2020, 1, 2), link="https://a.example/b")
    )
    then = small_matrix("sql", "gone")
    file = ImportedData(
        (
            entry("answer", "sql.s0", "o4"),
            entry("answer", "gone.s1", "o1"),
            entry("note", "gone", "My words"),
            entry("qualification", "bsc", "yes"),
            entry("check", "sql.c1", "b"),
            entry("check", "nowhere", "b"),
            entry("credential", "c1", credential),
        ),
        matrix_copy=a_state(then, {}).matrix,
    )
    stored: StoredValues = {("answer", "sql.s0"): ("not-applicable", NOW)}
    found = preview(file, stored, MATRIX)
    lines = entry_texts(found, found.lines)
    assert [each.change for each in lines[:2]] == ["changed", "unknown"]
    assert [(each.label, each.old, each.new) for each in lines] == [
        ("I can do this.", "Not applicable", "Option 4"),
        ("I can do this.", "", "Option 1"),
        ("Gone", "", "My words"),
        ("BSc", "", "you have it"),
        ("Ask 1?", "", "Wrong"),
        ("nowhere", "", "b"),
        ("Course", "", "Course, certificate, School, issued 2020-01-02, https://a.example/b"),
    ]


def test_an_entry_is_called_by_its_name_of_today() -> None:
    file = ImportedData((entry("answer", "sql.older", "o3"), entry("note", "svn", "Words")))
    found = preview(file, {}, MATRIX)
    assert [each.label for each in entry_texts(found, found.lines)] == ["I can do this.", "Git"]


def test_settings_that_differ_are_named_with_what_does_not_fit() -> None:
    file = ImportedData(
        (), title="File", profile="role.other", mode="quick", hours=3.5, next_on=date(2027, 1, 2)
    )
    mine = assessment(MATRIX, title="Mine", hours=None)
    assert import_summary(preview(file, {}, MATRIX, assessment=mine)) == (
        "The file contains no entries.",
        "Title in the file: File; here: Mine.",
        (
            "Target role in the file: role.other; here: Role, Level. This matrix doesn't have "
            "it, so nothing changes."
        ),
        "Assessment length in the file: quick; here: full.",
        "Learning time in the file: 3.5 hours a week; here: none.",
        "Next assessment in the file: 2 January 2027; here: none.",
    )


def test_earlier_dates_are_counted() -> None:
    one, other = a_state(MATRIX, {"sql.s0": "o1"}), a_state(MATRIX, {"sql.s0": "o2"})
    later = a_state(MATRIX, {"sql.s0": "o1"}, at=LATER)
    file = ImportedData((), history=(one, other, later, later))
    assert import_summary(preview(file, {}, MATRIX, history=[one])) == (
        "The file contains no entries.",
        "4 snapshots: 2 new and 2 already here.",
    )


def test_what_became_of_the_matrix_of_a_file_comes_first() -> None:
    then = a_state(small_matrix("sql", "gone"), {}).matrix
    found = preview_lines(ImportedData((), matrix_copy=then))
    assert found[:-1] == match_summary(match(then, MATRIX), then, MATRIX)
    named = preview_lines(ImportedData((), matrix_id="other", matrix_copy=then))
    assert named[0] == "This file is for a different matrix, “Matrix”, not “Matrix”."


def test_entries_that_do_not_count_are_grouped_by_reason() -> None:
    file = (
        entry("answer", "sql.old", "o1"),
        entry("answer", "sql.s0", "o3"),
        entry("answer", "sql.s1", "bogus"),
    )
    assert preview_lines(ImportedData(file))[1:] == (
        (
            "1 entry with a value this matrix doesn't offer: saved but not counted. "
            "Where there's already a value here that counts, that one is kept instead."
        ),
        (
            '"bogus" isn\'t a valid value for “I can do this.”: use "Option 0", '
            '"Option 1", "Option 2", "Option 3", "Option 4" or "Not '
            'applicable".'
        ),
        (
            "1 entry under an earlier name, although the file also has the later name: "
            "only the one under the later name counts."
        ),
    )


def test_counts_are_stated_and_another_matrix_is_named() -> None:
    file = (
        entry("answer", "sql.s0", "o1"),
        entry("answer", "sql.s1", "o1"),
        entry("answer", "sql.s2", "o1"),
        entry("answer", "gone.s0", "o1"),
        entry("note", "sql", "\0"),
    )
    stored = {("answer", "sql.s1"): ("o2", EARLIER), ("answer", "sql.s2"): ("o1", NOW)}
    assert preview_lines(ImportedData(file, matrix_id="other"), stored) == (
        "This file is for a different matrix, “other”, not “Matrix”.",
        "5 entries: 1 new, 1 changed and 1 unchanged.",
        "Of the changed entries: 1 newer in the file, 0 newer here.",
        "1 entry with no match in this matrix: saved but not counted.",
        "1 entry too long, or with a character that can't be stored: left out.",
    )


def test_a_value_that_fits_nothing_is_reported_with_its_place() -> None:
    file = ImportedData(
        (
            IncomingEntry("answer", "sql.s0", "Optoin 1", NOW, "line 4"),
            IncomingEntry("qualification", "bsc", "perhaps", NOW, "cell D9"),
            IncomingEntry("check", "sql.c1", "z", NOW, "line 7"),
        )
    )
    assert preview_lines(file)[-3:] == (
        (
            'Line 4: "Optoin 1" isn\'t a valid value for “I can do this.”: use '
            '"Option 0", "Option 1", "Option 2", "Option 3", "Option 4" or '
            '"Not applicable".'
        ),
        (
            'Cell D9: "perhaps" isn\'t a valid value for “BSc”: use "you have '
            'it", "in progress" or "you don\'t have it".'
        ),
        (
            'Line 7: "z" isn\'t a valid value for “Ask 1?”: use "Right", '
            '"Wrong", "Also wrong" or "I don\'t know".'
        ),
    )
    many = ImportedData(
        tuple(entry("credential", f"c{each}", "no credential") for each in range(MOST_LISTED + 2))
    )
    assert preview_lines(many)[-1] == "And 2 more like these."
