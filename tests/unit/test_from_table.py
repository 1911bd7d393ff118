"""Tables come back to the letter, also after a spreadsheet had them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from functools import cache

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from report_support import HOSTILE, NOW, example_record, example_report
from table_support import imported, one

from skills.importing.detect import read_file
from skills.importing.from_record import from_record
from skills.importing.from_table import ABOVE, WINDOWS, read_csv, read_xlsx
from skills.records.record import Note, Record
from skills.reports.as_csv import as_csv
from skills.reports.as_xlsx import as_xlsx
from skills.reports.report import Report

pytestmark = pytest.mark.slow

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
LIKE_FORMULA = st.tuples(st.sampled_from(["'", "''", "'=", "=", " -", "\t", "_x000D_"]), TEXT)
LINES = st.lists(st.sampled_from(["\r\n", "\r", "\n", "a", '"', ",", ";", " ", "\u202e"]))
NOTES = st.lists(
    TEXT | LIKE_FORMULA.map("".join) | LINES.map("".join), min_size=1, max_size=18
).map(lambda found: [each for each in found if each] or ["x"])


@cache
def base() -> tuple[Record, Report]:
    record = example_record(notes=())
    return record, example_report(record=record)


def with_notes(texts: list[str]) -> Report:
    record, report = base()
    skills = [each.id for each in record.matrix.skills]
    notes = tuple(
        Note(skill=skill, text=text, at=NOW) for skill, text in zip(skills, texts, strict=False)
    )
    fields = {each: getattr(report, each) for each in report.__slots__}
    return Report(**fields | {"record": record.model_copy(update={"notes": notes})})


@given(texts=NOTES)
def test_entries_come_back_from_csv_to_the_letter(texts: list[str]) -> None:
    report = with_notes(texts)
    assert imported(read_csv(as_csv(report), "x")).entries == from_record(report.record).entries


@given(texts=NOTES)
@settings(max_examples=examples(50))
def test_entries_come_back_from_a_workbook_to_the_letter(texts: list[str]) -> None:
    report = with_notes(texts)
    assert imported(read_xlsx(as_xlsx(report), "x")).entries == from_record(report.record).entries


@pytest.mark.parametrize(("write", "read"), [(as_csv, read_csv), (as_xlsx, read_xlsx)])
def test_assessment_comes_back(write: object, read: object) -> None:
    long = ["x\n" * 2000, "y" * 4000, "1.10", "NULL", "007", "TRUE", "=1+1", *HOSTILE]
    record = example_record(notes=long)
    about = record.assessment.model_copy(update={"next_on": date(2027, 1, 2), "mode": "quick"})
    record = record.model_copy(update={"assessment": about})
    reading = read(write(example_report(record=record)), "x")  # type: ignore[operator]
    found, wanted = imported(reading), from_record(record)
    assert found.entries == wanted.entries
    assert {each.kind for each in found.entries} == {
        *("answer", "note", "qualification", "check", "credential", "project")
    }
    for name in ("matrix_id", "title", "profile", "mode", "hours", "next_on", "created_at"):
        assert getattr(found, name) == getattr(wanted, name), name
    assert found.matrix_copy is None
    assert any("does not contain the matrix" in each for each in reading.left_out)


def test_earlier_dates_are_said_to_be_left_out() -> None:
    record = example_record()
    states = [record.model_copy(update={"history": ()})]
    report = example_report(record=example_record(history=states))
    assert any("snapshots" in each for each in read_csv(as_csv(report), "x").left_out)
    alone = read_csv(as_csv(example_report()), "x")
    assert not any("snapshots" in each for each in alone.left_out)


def rewritten(data: bytes, **dialect: str) -> str:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    out = io.StringIO(newline="")
    csv.writer(out, **dialect).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("said", ["", "sep={}\r\n", '"sep={}"\n'])
def test_other_separators_and_encodings_are_read(encoding: str, delimiter: str, said: str) -> None:
    report = example_report()
    text = said.format(delimiter) + rewritten(as_csv(report), delimiter=delimiter)
    assert (
        imported(read_csv(text.encode(encoding), "x")).entries == from_record(report.record).entries
    )


def test_old_line_ends_and_blank_lines_are_read() -> None:
    assert len(one("answer,a.b,,full\r\r\rnote,a,,hi\r").entries) == 2


def test_names_of_columns_may_have_capitals_and_spaces() -> None:
    text = "Kind, ID ,Value Label,VALUE\nnote,a,x,hi\n"
    assert imported(read_csv(text.encode(), "x")).entries[0].value == "hi"


def test_blank_value_means_that_nothing_was_entered() -> None:
    assert one("answer,a.b,,\nanswer,a.c,,full\nnote,a,,\n").entries[0].item == "a.c"


def test_unknown_columns_and_missing_lines_are_reported() -> None:
    text = "kind,id,value,mood\nassessment,lines,9\nnote,a,hi,good\n"
    reading = read_csv(text.encode(), "x")
    assert imported(reading).entries[0].value == "hi"
    assert 'Unknown columns were left out: "mood".' in reading.left_out
    assert "The table was exported with 9 lines and now has 2." in reading.left_out


@pytest.mark.parametrize(("marks", "value"), [("", "=1"), ("added", "=1"), ("none", "'=1")])
def test_apostrophes_are_taken_off_unless_the_table_has_none(marks: str, value: str) -> None:
    fact = f"assessment,apostrophes,,{marks}\n" if marks else ""
    assert one(f"{fact}note,a,,'=1\n").entries[0].value == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("23.11.2026", date(2026, 11, 23)),
        ("2026/1/2", date(2026, 1, 2)),
        ("2026-11-23T10:00:00", date(2026, 11, 23)),
        ("", None),
    ],
)
def test_days_are_read_as_spreadsheets_leave_them(text: str, day: date | None) -> None:
    assert one(f"assessment,next_on,,{text}\n").next_on == day


def test_moment_without_a_zone_counts_as_utc() -> None:
    entry = one("note,a,,hi,,,,,2026-11-23T10:00:00\n").entries[0]
    assert entry.at == datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_windows_1252_text_is_read_with_a_notice() -> None:
    reading = read_file("kind;id;value\nnote;a;Größe – “so” €\n".encode("cp1252"), "x.csv")
    assert [each.value for each in imported(reading).entries] == ["Größe – “so” €"]
    assert reading.left_out[-1] == WINDOWS


@pytest.mark.parametrize("blank", ["\n\n", ",,,\n", ",\n\n", " \n"])
def test_blank_lines_above_the_header_are_skipped(blank: str) -> None:
    table = f"{blank}kind,id,value\nnote,a,x\nanwser,a,x\n"
    reading = read_file(table.encode(), "x.csv")
    lines = len(blank.splitlines())
    assert [(p.code, p.place.line) for p in reading.problems] == [("record-kind", lines + 3)]
    whole = read_file(table.replace("anwser,a", "note,b").encode(), "x.csv")
    assert [each.item for each in imported(whole).entries] == ["a", "b"]
    assert ABOVE not in whole.left_out


def test_title_above_the_header_is_said_to_be_left_out() -> None:
    reading = read_file(b"My answers,of May\n,\nkind,id,value\nnote,a,x\n", "x.csv")
    assert [each.item for each in imported(reading).entries] == ["a"]
    assert reading.left_out[-1] == ABOVE
    missing = read_csv(b"\n\nkind,value\nnote,x\n", "x")
    assert [(p.code, p.place.line) for p in missing.problems] == [("record-missing-column", 3)]


@pytest.mark.parametrize("inside", ["one\ntwo", '"one\rtwo"', '"one\ntwo"'])
def test_line_breaks_of_notes_stay_where_lines_end_with_carriage_returns(inside: str) -> None:
    found = imported(read_csv(f"kind,id,value\rnote,a,{inside}\rnote,b,x\r".encode(), "x"))
    assert [each.value for each in found.entries] == ["one\ntwo", "x"]


def test_an_empty_file_imports_nothing() -> None:
    assert imported(read_csv(b"kind,id,value\n", "x")).entries == ()
