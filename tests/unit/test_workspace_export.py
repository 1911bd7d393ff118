"""Everything a person entered survives a file of each kind: export, erase, import."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest
from effort import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reports_for_tests import PROFILE, entries, first_matrix
from states_for_tests import small_matrix
from stores_for_tests import ANA, Clock, new_ids, workspace_of

from skills.entries.credentials import read_credential
from skills.entries.kinds import IncomingEntry
from skills.importing.detect import read_file
from skills.importing.read_result import ImportedData
from skills.matrix import Matrix
from skills.records.record import Record
from skills.reports.file_kinds import KINDS
from skills.reports.report import Extent, Parts
from skills.reports.writers import WRITERS
from skills.store import Assessment, Entry, NotFound, Store
from skills.workspace.export import (
    AssessmentFiles,
    changes_since_last,
    export_bundle,
    read_state,
)
from skills.workspace.import_file import import_as_new
from skills.workspace.matrices import MatrixChoice

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SMALL = small_matrix()
BACK = tuple(each for each, kind in KINDS.items() if kind.can_be_imported)
WHOLE = ("json", "pdf")
"""Formats that carry the record itself; tables carry what was entered."""

EMPTY = {"pdf": b"%PDF", "xlsx": b"PK", "json": b"{", "resume": b"{"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open one real database for a whole file: examples begin assessments of their own."""
    file = tmp_path_factory.mktemp("data") / "skills.sqlite3"
    clock = Clock()
    clock.now = NOW + timedelta(days=90)
    store = Store.open(f"sqlite:///{file}", clock=clock, new_id=new_ids())
    yield store
    store.close()


OPERATIONS = count()


def filled(
    store: Store, matrix: Matrix, given: tuple[Entry, ...] | list[Entry], **columns: object
) -> Assessment:
    """Begin an assessment with these entries."""
    about = {"title": "Mine", "profile": next(iter(matrix.profiles)), "mode": "full", "hours": 6.0}
    return store.create_from(
        ANA,
        incoming=[
            IncomingEntry(each.kind, each.item, each.value, each.changed_at) for each in given
        ],
        operation=f"fill-{next(OPERATIONS)}",
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        **(about | columns),
    )


def files_of(
    store: Store, found: Assessment, matrix: Matrix, now: datetime = NOW
) -> AssessmentFiles:
    return AssessmentFiles(workspace_of(store), found, matrix, now)


def read(data: bytes, matrix: Matrix | None = None) -> ImportedData:
    reading = read_file(data, "it", matrix)
    assert reading.imported is not None, reading.problems
    return reading.imported


def back(store: Store, data: bytes, matrix: Matrix) -> Assessment:
    return import_as_new(
        workspace_of(store), read(data), MatrixChoice(matrix), operation=f"back-{next(OPERATIONS)}"
    )


def held(store: Store, found: Assessment) -> dict[tuple[str, str], object]:
    """Return every value with its moment; of a credential what it says, not how it is written."""
    values: dict[tuple[str, str], object] = {}
    for slot, each in store.entries(ANA, found.id).items():
        said = read_credential(each.value or "") if each.kind == "credential" else each.value
        values[slot] = (said, each.changed_at)
    return values


@pytest.mark.parametrize("kind", BACK)
def test_a_bundle_export_erase_import_restores_everything(kind: str, shared: Store) -> None:
    matrix = first_matrix()
    found = filled(
        shared,
        matrix,
        entries(matrix),
        title="=1+1 '*b* 😀 مرحبا",
        profile=PROFILE,
        mode="quick",
        hours=4.5,
        next_on=date(2027, 2, 3),
    )
    before = files_of(shared, found, matrix)
    values, result, data = held(shared, found), before.state.result, before.file(kind)
    assert {each for each, _ in values} >= {"answer", "note", "check", "qualification", "project"}
    shared.erase(ANA, found.id)
    with pytest.raises(NotFound):
        shared.assessment(ANA, found.id)
    again = back(shared, data, matrix)
    assert held(shared, again) == values
    assert again.id != found.id
    kept = ("title", "profile", "mode", "hours", "next_on", "created_at", "wording", "structure")
    assert [getattr(again, each) for each in kept] == [getattr(found, each) for each in kept]
    assert files_of(shared, again, matrix).state.result == result


@pytest.mark.parametrize("kind", BACK)
def test_history_is_restored_or_its_absence_is_reported(kind: str, shared: Store) -> None:
    found = filled(shared, SMALL, [answer("sql.s1", "a", NOW - timedelta(days=30))])
    files_of(shared, found, SMALL, NOW - timedelta(days=20)).keep_snapshot()
    files_of(shared, found, SMALL, NOW - timedelta(days=10)).keep_snapshot()
    data = files_of(shared, found, SMALL).file(kind)
    states = [read_state(each) for each in shared.snapshots(ANA, found.id)]
    again = back(shared, data, SMALL)
    imported = [read_state(each) for each in shared.snapshots(ANA, again.id)]
    if kind in WHOLE:
        assert imported == states
    else:
        assert imported == []
        told = " ".join(read_file(data, "it").left_out)
        assert "snapshots" in told


def answer(item: str, option: str, at: datetime) -> Entry:
    known = next(each for each in SMALL.statements.values())
    options = [each.id for each in known.scale.options]
    value = options["abc".index(option) % len(options)]
    return Entry("answer", next(iter(SMALL.statements)) if item else item, value, changed_at=at)


NOTES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
TRICKY = st.sampled_from(["=", "'", "+", "-", "@", "\t", "\n", "\r\n", '"', ",", ";", "_x000D_"])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
@given(texts=st.lists(st.one_of(NOTES, st.lists(TRICKY, min_size=1).map("".join)), max_size=2))
@settings(max_examples=examples(60))
@example(texts=["=1+1", "'=1+1"])
@example(texts=["''", "\n\na\r\nb\rc\n"])
@example(texts=["\ufeffx", "\u2028\u2029\x85\x0b\x0c\x1c"])
@example(texts=["_x000D_", "\x01\x1f\x7f\x9f\ufffe\uffff"])
@example(texts=["\u202eevil", "👩‍👩‍👧🏳️‍🌈"])
@example(texts=["  leading", "trailing \t"])
def test_any_note_round_trips(kind: str, shared: Store, texts: list[str]) -> None:
    given = [
        Entry("note", skill, text, changed_at=NOW)
        for skill, text in zip(SMALL.skills, texts, strict=False)
    ]
    found = filled(shared, SMALL, given)
    again = back(shared, files_of(shared, found, SMALL).file(kind), SMALL)
    assert held(shared, again) == held(shared, found)
    for each in (found, again):
        shared.erase(ANA, each.id)


@pytest.mark.slow
@given(text=NOTES)
@settings(max_examples=examples(6))
@example(text="=1+1\r\n'x\t\x01\ufffe😀 \u202eevil endstream \n%%EOF")
def test_any_note_round_trips_through_a_pdf_attachment(shared: Store, text: str) -> None:
    found = filled(shared, SMALL, [Entry("note", "sql", text, changed_at=NOW)])
    again = back(shared, files_of(shared, found, SMALL).file("pdf"), SMALL)
    assert held(shared, again) == held(shared, found)


@pytest.mark.parametrize("kind", [each for each in KINDS if each != "calendar"])
@pytest.mark.parametrize("matrix", [first_matrix(), SMALL], ids=["first", "small"])
def test_every_format_can_be_written_without_answers(
    kind: str, matrix: Matrix, shared: Store
) -> None:
    found = filled(shared, matrix, [])
    for extent in Extent:
        data = files_of(shared, found, matrix).file(kind, Parts(extent))
        assert data.startswith(EMPTY.get(kind, b""))
        assert len(data) > 100
    if kind in BACK:
        assert read(data).entries == ()


def test_a_calendar_has_the_planned_dates_or_is_empty(shared: Store) -> None:
    nothing = filled(shared, SMALL, [])
    assert files_of(shared, nothing, SMALL).file("calendar") == b""
    planned = filled(shared, SMALL, [], next_on=date(2027, 2, 3))
    data = files_of(shared, planned, SMALL).file("calendar")
    assert b"DTSTART;VALUE=DATE:20270203" in data


def test_what_is_written_is_said_of_every_kind() -> None:
    assert set(WRITERS) == set(KINDS)


@pytest.mark.parametrize("kind", [each for each in KINDS if each != "calendar"])
def test_notes_left_out_are_in_no_format_and_also_not_in_earlier_dates(
    kind: str, shared: Store
) -> None:
    secret = "Xylophone under the stairs"  # noqa: S105 - a note
    found = filled(shared, SMALL, [Entry("note", "sql", secret, changed_at=NOW)])
    files_of(shared, found, SMALL, NOW - timedelta(days=9)).keep_snapshot()
    source = files_of(shared, found, SMALL)
    assert "Xylophone" not in readable(kind, source.file(kind, Parts(notes=False)))
    if kind != "resume":
        assert "Xylophone" in readable(kind, source.file(kind, Parts()))


def readable(kind: str, data: bytes) -> str:
    """Return every text in a file, unpacked."""
    if kind == "pdf":
        reader = PdfReader(BytesIO(data))
        attached = b"".join(one for many in reader.attachments.values() for one in many)
        return "\n".join(each.extract_text() for each in reader.pages) + attached.decode()
    if kind == "xlsx":
        with ZipFile(BytesIO(data)) as archive:
            return "\n".join(archive.read(each).decode() for each in archive.namelist())
    return data.decode()


@pytest.mark.slow
def test_a_name_is_on_the_report_and_nowhere_in_what_is_stored(tmp_path: Path) -> None:
    file = tmp_path / "named.sqlite3"
    store = Store.open(f"sqlite:///{file}", clock=Clock(), new_id=new_ids())
    found = filled(store, SMALL, [])
    source = files_of(store, found, SMALL)
    source.keep_day()
    for kind in ("html", "markdown", "pdf"):
        assert "Zdenka Quill" in readable(kind, source.file(kind, Parts(name=" Zdenka Quill ")))
    store.close()
    assert b"Quill" not in b"".join(each.read_bytes() for each in tmp_path.iterdir())


@pytest.mark.slow
def test_without_answers_a_pdf_carries_no_data(shared: Store) -> None:
    found = filled(shared, SMALL, [])
    source = files_of(shared, found, SMALL)
    with_data = PdfReader(BytesIO(source.file("pdf")))
    without = PdfReader(BytesIO(source.file("pdf", Parts(answers=False))))
    assert len(with_data.attachments) == 1
    assert len(without.attachments) == 0
    told = read_file(source.file("pdf", Parts(answers=False)), "it.pdf")
    assert [each.code for each in told.problems] == ["no-record"]


def test_one_snapshot_per_day_is_saved_if_something_changed(shared: Store) -> None:
    found = filled(shared, SMALL, [])

    def days() -> list[int]:
        return [each.taken_at.day for each in shared.snapshots(ANA, found.id)]

    first, *later = (NOW.replace(day=each) for each in (1, 2, 3))
    files_of(shared, found, SMALL, first).keep_day()
    files_of(shared, found, SMALL, first + timedelta(hours=1)).keep_day()
    files_of(shared, found, SMALL, later[0]).keep_day()
    assert days() == [1]
    change(shared, found, 0)
    files_of(shared, found, SMALL, later[0]).keep_day()
    assert days() == [1, 2]
    change(shared, found, 1)
    files_of(shared, found, SMALL, later[0] + timedelta(hours=1)).keep_day()
    assert days() == [1, 2]
    newest = read_state(shared.snapshots(ANA, found.id)[-1])
    assert len(newest.answers) == 2
    change(shared, found, 2)
    files_of(shared, found, SMALL, later[1]).keep_day()
    assert days() == [1, 2, 3]


def test_a_later_look_reads_no_snapshot_where_nothing_was_written(
    shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record may have 5 MB, and the result page asks at every run."""
    found = filled(shared, SMALL, [])
    change(shared, found, 0)
    later = NOW + timedelta(days=91)
    files_of(shared, found, SMALL, later).keep_day()
    (kept,) = shared.snapshots(ANA, found.id)
    found = shared.assessment(ANA, found.id)
    monkeypatch.setattr("skills.workspace.export.read_state", lambda _: pytest.fail("read"))
    files_of(shared, replace(found, changed_at=kept.taken_at), SMALL, later).keep_day()
    assert shared.snapshots(ANA, found.id) == (kept,)


def change(store: Store, found: Assessment, number: int) -> None:
    statement = list(SMALL.statements.values())[number]
    option = statement.scale.options[-1].id
    incoming = [IncomingEntry("answer", statement.id, option)]
    store.import_entries(ANA, found.id, incoming, operation=f"change-{next(OPERATIONS)}")


def test_dates_are_in_the_persons_time_zone(shared: Store) -> None:
    """At half past eleven in the evening in Berlin it is still that day."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    berlin = ZoneInfo("Europe/Berlin")
    found = filled(shared, SMALL, [])
    files_of(shared, found, SMALL, datetime(2026, 11, 23, 0, 30, tzinfo=berlin)).keep_day()
    change(shared, found, 0)
    files_of(shared, found, SMALL, datetime(2026, 11, 23, 23, 30, tzinfo=berlin)).keep_day()
    (kept,) = shared.snapshots(ANA, found.id)
    assert len(read_state(kept).answers) == 1


def test_changes_are_relative_to_the_last_snapshot_of_an_earlier_day(shared: Store) -> None:
    found = filled(shared, SMALL, [])
    files_of(shared, found, SMALL, NOW - timedelta(days=5)).keep_snapshot()
    change(shared, found, 0)
    assert files_of(shared, found, SMALL).report().changes is not None
    alone = files_of(shared, filled(shared, SMALL, []), SMALL)
    alone.keep_snapshot()
    assert alone.report().changes is None
    assert changes_since_last(alone.record()) is None


def test_changes_are_not_relative_to_a_twin_of_today(shared: Store) -> None:
    found = filled(shared, SMALL, [])
    files_of(shared, found, SMALL, NOW - timedelta(days=9)).keep_snapshot()
    change(shared, found, 0)
    for ago in (5, 1):
        files_of(shared, found, SMALL, NOW - timedelta(days=ago)).keep_snapshot()
    changes = files_of(shared, found, SMALL).report().changes
    assert changes is not None
    assert changes.since == (NOW - timedelta(days=9)).date()


def test_keys_of_a_newer_program_are_exported_again(shared: Store) -> None:
    found = filled(shared, SMALL, [Entry("note", "sql", "Mine", changed_at=NOW)])
    text = files_of(shared, found, SMALL).file("json").decode()
    newer = text.replace('"format_version": "1.9"', '"format_version": "1.10", "mood": {"a": [1]}')
    newer = newer.replace('"text": "Mine"', '"text": "Mine", "voice": "mp3"')
    assert newer.count("mood") + newer.count("voice") == 2
    again = back(shared, newer.encode(), SMALL)
    out = Record.model_validate_json(files_of(shared, again, SMALL).file("json"))
    assert out.unknown == {"mood": {"a": [1]}}
    assert out.notes[0].unknown == {"voice": "mp3"}


def test_a_bundle_has_a_file_for_each_assessment_even_with_equal_titles(shared: Store) -> None:
    texts = ("First", "Second", "Third")
    found = [filled(shared, SMALL, [Entry("note", "sql", each, changed_at=NOW)]) for each in texts]
    odd = replace(found[1], title="../../etc/passwd\n")
    sources = [files_of(shared, each, SMALL) for each in (found[0], odd, found[2])]
    with ZipFile(BytesIO(export_bundle(sources))) as archive:
        names = archive.namelist()
        notes = [read(archive.read(each)).entries[0].value for each in names]
    assert notes == list(texts)
    assert len(set(names)) == 3
    assert all(re.fullmatch(r"\d\d_gap-report_[a-z0-9-]+_2026-11-23\.json", e) for e in names)


def test_exporting_an_erased_assessment_is_refused(shared: Store) -> None:
    found = filled(shared, SMALL, [])
    source = files_of(shared, found, SMALL)
    shared.erase(ANA, found.id)
    with pytest.raises(NotFound):
        source.file("json")
