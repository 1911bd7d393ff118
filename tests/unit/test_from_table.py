"""Tables come back to the letter, also after a spreadsheet had them; trouble has its cell."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from functools import cache

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from reports_for_tests import HOSTILE, NOW, example_record, example_report

from skills.importing.detect import read_file
from skills.importing.from_record import from_record
from skills.importing.from_table import ABOVE, WINDOWS, read_csv, read_xlsx
from skills.importing.read_result import ImportedData, ReadResult
from skills.records.record import Note, Record
from skills.records.table_format import COLUMNS, SHEET
from skills.reports.as_csv import as_csv
from skills.reports.as_xlsx import as_xlsx
from skills.reports.report import Parts, Report
from skills.reports.sheets import TO_READ
from skills.version import PROGRAM

HEAD = "kind,id,label,value,issuer,start,end,link,at"

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


def imported(reading: ReadResult) -> ImportedData:
    assert reading.problems == ()
    assert reading.imported is not None
    return reading.imported


def told(text: str) -> list[tuple[int, int, str, str]]:
    reading = read_csv(f"{HEAD}\n{text}".encode(), "my.csv")
    assert reading.imported is None
    return [
        (each.place.line, each.place.column, each.code, f"{each.what}; {each.fix}")
        for each in reading.problems
    ]


def one(text: str) -> ImportedData:
    return imported(read_csv(f"{HEAD}\n{text}".encode(), "my.csv"))


@pytest.mark.slow
@given(texts=NOTES)
def test_entries_come_back_from_csv_to_the_letter(texts: list[str]) -> None:
    report = with_notes(texts)
    assert imported(read_csv(as_csv(report), "x")).entries == from_record(report.record).entries


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "word"),
    [
        ("note,a,,hi\nanwser,a.b,,x", 3, 1, "record-kind", 'did you mean "answer"'),
        (",a,,hi", 2, 1, "record-kind", "the kind is missing"),
        ("continued,a,,hi", 2, 1, "record-kind", "not a kind of line"),
        ("note,,,hi", 2, 2, "record-value", "the id of this note is missing"),
        (f"note,{'i' * 301},,hi", 2, 2, "record-value", "301 characters"),
        (f"note,a,,{'x' * 4001}", 2, 4, "record-value", "4,001 characters"),
        (f"answer,a.b,,{'x' * 301}", 2, 4, "record-value", "301 characters"),
        ("note,a,,hi\n\nnote,a,,ho", 4, 2, "record-twice", "after line 2"),
        ("note,a,,hi,,,,,yesterday", 2, 9, "record-value", '"yesterday" is not a date'),
        ("credential,c,Degree,certificate,,1/2/2020", 2, 6, "record-value", "write it like"),
        ("credential,c,,certificate", 2, 4, "record-value", "Give it a name"),
        ("credential,c,Degree,diploma", 2, 4, "record-value", "Choose a type"),
        ("assessment,hours,,many", 2, 4, "record-value", "write 0 to 168"),
        ("assessment,hours,,169", 2, 4, "record-value", "write 0 to 168"),
        ("assessment,mode,,fast", 2, 4, "record-value", "write full or quick"),
        (f"assessment,title,,{'x' * 121}", 2, 4, "record-value", "121 characters"),
        ("assessment,format_version,,2.0", 2, 4, "record-newer", "newer than this program"),
        (
            "assessment,format_version,,2.0\nassessment,program_version,,3.1",
            *(
                2,
                4,
                "record-newer",
                f"Radar 3.1, which is newer than this program, {PROGRAM}",
            ),
        ),
        ("assessment,format,,other", 2, 4, "no-record", "not a kind of table"),
        ('note,a,,"two\nlines\nnote,b,,hi', 2, 0, "record-damaged", "never closed"),
        ('note,a,,"say "hi""', 2, 0, "record-damaged", "write it twice"),
        ("note,a,,hi,1,2,3,4,5,6,7", 2, 0, "record-damaged", "11 cells"),
        (f"note,a,,{'x' * 140_000}", 2, 0, "record-damaged", "too long to import"),
    ],
)
def test_trouble_has_its_cell_and_a_sentence(
    text: str, line: int, column: int, code: str, word: str
) -> None:
    found = told(text)
    assert [each[:3] for each in found] == [(line, column, code)]
    assert word in found[0][3]


def test_all_trouble_is_told_at_once_up_to_fifty() -> None:
    assert len(told("anwser,a,,x\n" * 3)) == 3
    assert len(told("anwser,a,,x\n" * 3000)) == 50


def test_missing_and_doubled_columns_are_reported() -> None:
    missing = read_csv(b"kind,label\nnote,x\n", "x")
    assert [each.code for each in missing.problems] == ["record-missing-column"] * 2
    doubled = read_csv(b"kind,id,value,ID\nnote,a,x,b\n", "x")
    assert [(p.code, p.place.column) for p in doubled.problems] == [("record-key-twice", 4)]


@pytest.mark.slow
def test_too_many_columns_and_lines_are_reported() -> None:
    wide = read_csv(("kind,id,value," + "x," * 100_000).encode(), "x")
    long = read_csv(b"kind,id,value\n" + b"plan,1,x\n" * 100_001, "x")
    assert [p.code for p in (*wide.problems, *long.problems)] == ["record-too-large"] * 2


def test_text_of_windows_is_read_with_a_notice() -> None:
    reading = read_file("kind;id;value\nnote;a;Größe – “so” €\n".encode("cp1252"), "x.csv")
    assert [each.value for each in imported(reading).entries] == ["Größe – “so” €"]
    assert reading.left_out[-1] == WINDOWS


@pytest.mark.parametrize("damaged", ["ä".encode() + b"\xe4", b"\x81"])
def test_text_that_is_neither_utf8_nor_of_windows_is_told_with_its_line(damaged: bytes) -> None:
    reading = read_file(b"kind,id,value\nnote,a," + damaged, "x.csv")
    assert [(p.code, p.place.line) for p in reading.problems] == [("record-text", 2)]
    assert reading.problems[0].fix == 'save the file as "CSV UTF-8"'


def test_json_that_is_not_utf8_is_told_how_to_save_it() -> None:
    reading = read_file('{"basics": {"name": "Größe"}}'.encode("latin-1"), "x.json")
    assert [each.fix for each in reading.problems] == [
        "save it as UTF-8, which every editor offers"
    ]


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


def test_a_value_says_where_it_stands() -> None:
    found = one("note,a,,x\nanswer,b,,y\n").entries
    assert [each.place for each in found] == ["line 2", "line 3"]
    workbook = imported(read_xlsx(edited(A90="note", B90="writing", D90="x"), "x"))
    assert [each.place for each in workbook.entries if each.kind == "note"] == ["cell D90"]


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31"])
def test_a_time_that_has_no_date_in_some_zone_is_refused(text: str) -> None:
    ((line, _, code, sentence),) = told(f"note,a,,x,,,,,{text}")
    assert (line, code) == (2, "record-value")
    assert sentence.endswith("is not a possible year for an assessment; write it like 2026-11-23")
    ((line, _, code, sentence),) = told(f"assessment,next_on,,{text[:10]}")
    assert (line, code) == (2, "record-value")


def test_file_about_nothing_brings_nothing() -> None:
    assert imported(read_csv(b"kind,id,value\n", "x")).entries == ()


def edited(**cells: object) -> bytes:
    """Return our workbook as a person saved it after typing into some cells of the entries."""
    book = load_workbook(io.BytesIO(as_xlsx(example_report(Parts(notes=False)))))
    sheet = book[SHEET]
    for place, value in cells.items():
        sheet[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.slow
def test_cells_typed_by_hand_are_read() -> None:
    last = load_workbook(io.BytesIO(edited()))[SHEET].max_row + 1
    row = {"A": "credential", "B": "mine", "C": "Degree", "D": "education"}
    cells: dict[str, object] = {f"{letter}{last}": value for letter, value in row.items()}
    start = chr(ord("A") + COLUMNS.index("start"))
    cells[f"{start}{last}"] = date(2020, 5, 6)
    cells |= {f"A{last + 1}": "note", f"B{last + 1}": "writing", f"D{last + 1}": 5}
    found = imported(read_xlsx(edited(**cells), "x")).entries
    assert found[-1].value == "5"
    assert '"issued": "2020-05-06"' in found[-2].value


@pytest.mark.slow
def test_sheet_and_cell_are_named() -> None:
    problem = read_xlsx(edited(A30="anwser"), "x").problems[0]
    assert problem.what == 'In the sheet "Entries", cell A30: "anwser" is not a kind of line'
    assert (problem.place.line, problem.place.column) == (30, 1)


def test_error_of_a_formula_is_told_with_its_cell() -> None:
    data = edited(A90="note", B90="writing", D90="#REF!")
    assert read_xlsx(data, "x").problems[0].what == (
        'In the sheet "Entries", cell D90: the cell shows the error "#REF!"'
    )


@pytest.mark.slow
def test_workbook_without_our_sheet_names_the_sheets_it_has() -> None:
    book = load_workbook(io.BytesIO(edited()))
    del book[SHEET]
    problem = read_xlsx(saved(book), "x").problems[0]
    assert problem.code == "record-missing-column"
    assert 'there are "Profile", "Skills, biggest gap first"' in problem.what
    assert problem.fix == "restore the sheet Entries, which has the answers"


@pytest.mark.slow
def test_renamed_sheet_is_found_by_its_columns_also_below_blank_rows() -> None:
    book = load_workbook(io.BytesIO(edited()))
    book[SHEET].title = "Tabelle1"
    wanted = imported(read_xlsx(edited(), "x")).entries
    assert imported(read_xlsx(saved(book), "x")).entries == wanted
    book["Tabelle1"].insert_rows(1, 3)
    assert imported(read_xlsx(saved(book), "x")).entries == wanted


@pytest.mark.slow
def test_sheets_for_reading_agree_with_the_entries_unless_somebody_wrote_into_them() -> None:
    record = example_record(
        notes=["plain", "a\r\nb\rc\n", "\x01 x \ufffe", " two  spaces ", *HOSTILE]
    )
    data = as_xlsx(example_report(record=record))
    assert not [each for each in read_xlsx(data, "x").left_out if "sheet" in each]
    book = load_workbook(io.BytesIO(data))
    answers, notes = book["Every answer"], book["Evidence and notes"]
    for sheet in (answers, notes):
        assert sheet["A1"].value == TO_READ
    answers["D3"], notes["B3"] = "Never heard of it", "mine"
    answers.append(["A skill", 1, "A statement", "Fully"])
    found = [each for each in read_xlsx(saved(book), "x").left_out if "sheet" in each]
    last = f' cell D{answers.max_row}: "Fully" about "A statement" is not in the sheet Entries'
    assert [each.split(",")[1] for each in found] == [" cell D3", last, " cell B3"]
    assert "Only the sheet Entries counts: to change it, edit its cell D" in found[0]


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
