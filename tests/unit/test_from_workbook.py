"""Workbooks that somebody typed into are read, and a value says in which cell it stands."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from report_support import HOSTILE, example_record, example_report
from table_support import imported, one
from workbook_support import edited, saved

from skills.importing.from_table import read_xlsx
from skills.records.table_format import COLUMNS, SHEET
from skills.reports.as_xlsx import as_xlsx
from skills.reports.sheets import TO_READ


def test_a_value_says_where_it_stands() -> None:
    found = one("note,a,,x\nanswer,b,,y\n").entries
    assert [each.place for each in found] == ["line 2", "line 3"]
    workbook = imported(read_xlsx(edited(A90="note", B90="writing", D90="x"), "x"))
    assert [each.place for each in workbook.entries if each.kind == "note"] == ["cell D90"]


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


def test_error_of_a_formula_is_reported_with_its_cell() -> None:
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
