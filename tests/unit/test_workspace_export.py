"""Everything a person entered survives a file of each kind: export, erase, import."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from effort import examples
from export_support import NOW, OPERATIONS, SMALL, files_of, filled
from hypothesis import example, given, settings
from hypothesis import strategies as st
from report_support import PROFILE, entries, first_matrix
from store_support import ANA, workspace_of

from skills.entries.credentials import read_credential
from skills.importing.detect import read_file
from skills.importing.read_result import ImportedData
from skills.matrix import Matrix
from skills.records.record import Record
from skills.reports.file_kinds import KINDS
from skills.reports.report import Extent, Parts
from skills.reports.writers import WRITERS
from skills.store import Assessment, Entry, NotFound, Store
from skills.workspace.export import export_bundle, read_state
from skills.workspace.import_file import import_as_new
from skills.workspace.matrices import MatrixChoice

pytestmark = pytest.mark.slow

pytest_plugins = ["export_support"]

BACK = tuple(each for each, kind in KINDS.items() if kind.can_be_imported)
WHOLE = ("json", "pdf")
"""Formats that carry the record itself; tables carry what was entered."""

EMPTY = {"pdf": b"%PDF", "xlsx": b"PK", "json": b"{", "resume": b"{"}


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
        assert "snapshots" in " ".join(read_file(data, "it").left_out)


def answer(item: str, option: str, at: datetime) -> Entry:
    known = next(each for each in SMALL.statements.values())
    options = [each.id for each in known.scale.options]
    value = options["abc".index(option) % len(options)]
    return Entry("answer", next(iter(SMALL.statements)) if item else item, value, changed_at=at)


NOTES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
TRICKY = st.sampled_from(["=", "'", "+", "-", "@", "\t", "\n", "\r\n", '"', ",", ";", "_x000D_"])


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
