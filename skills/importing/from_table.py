"""Read a table: our CSV, or the entries in our workbooks, even if edited since."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final
from unicodedata import normalize

from skills.importing.read_result import ReadResult, failed, import_error
from skills.importing.rows_to_entries import read_lines
from skills.importing.table_cells import Layout, TableRow
from skills.importing.text_encoding import decoded
from skills.importing.workbook import Page, read_page
from skills.importing.workbook_parts import MOST_COLUMNS, MOST_ROWS, Cell
from skills.importing.zip_archive import ArchiveError
from skills.problems import Problem
from skills.records.table_format import COLUMNS, SHEET

SEPARATORS: Final = (",", ";", "\t")
NO_ERRORS: Final = "Cells that show the error of a formula count as blank in this kind of file."

HEAD_LENGTH: Final = 10_000
"""Maximum number of characters of the first line."""

_SAID: Final = re.compile(r'"?sep=(.)"?\s*(?:\r\n|\r|\n)')
_OPEN: Final = "unexpected end of data"


def read_csv(data: bytes, name: str) -> ReadResult:
    """Read a table from CSV; `name` is the file name.

    The separator may be a comma, semicolon or tab; the encoding UTF-8 or UTF-16.
    """
    text = decoded(data, name)
    if isinstance(text, Problem):
        return failed(text)
    said = _SAID.match(text)
    separator = said[1] if said else separator_of(text)
    body = text[said.end() :] if said else text
    try:
        rows = _rows(body, separator, name, skipped=1 if said else 0)
        _, head = next(rows, (0, []))
        layout = Layout(name, _names(head))
        if len(head) > MOST_COLUMNS:
            what = f"The table has {len(head):,} columns, and {MOST_COLUMNS} are read"
            return failed(import_error(name, "record-too-large", what, line=1))
        twice = _twice(layout)
        return failed(twice) if twice else read_lines(layout, _lines(rows, layout), is_marked=True)
    except _TableError as error:
        return failed(error.args[0])


def read_xlsx(data: bytes, name: str) -> ReadResult:
    """Read a workbook: its sheet of entries or, without one of that name, its first sheet."""
    try:
        return _read_page(read_page(data, SHEET), name)
    except ArchiveError as error:
        return failed(import_error(name, "record-damaged", str(error)))


def read_other_workbook(
    data: bytes, name: str, read_sheet: Callable[[bytes, str], Page]
) -> ReadResult:
    """Read a workbook that another program saved as XLS or ODS, as `read_xlsx` does.

    Parameters
    ----------
    read_sheet : `read_xls` or `read_ods`.
    """
    try:
        reading = _read_page(read_sheet(data, SHEET), name)
    except ArchiveError as error:
        return failed(import_error(name, "record-damaged", str(error), "save it as XLSX or CSV"))
    left_out = (*reading.left_out, NO_ERRORS) if reading.imported else ()
    return replace(reading, left_out=left_out)


def _read_page(page: Page, name: str) -> ReadResult:
    if not page.rows:
        return failed(import_error(name, "record-empty", "There is nothing in the first sheet"))
    _, head = page.rows[0]
    cells = [str(head.get(column, "")) for column in range(max(head) + 1)]
    layout = Layout(name, _names(cells), page.name, page.first_day)
    twice = _twice(layout)
    if twice:
        return failed(twice)
    return read_lines(layout, _cells(page, layout), is_marked=False)


def separator_of(text: str) -> str:
    """Return the column separator: the one that yields the most known column names."""
    head = re.split(r"[\r\n]", text[:HEAD_LENGTH].lstrip("\r\n"), maxsplit=1)[0]
    return max(SEPARATORS, key=lambda each: len(known_in(head.split(each))))


def known_in(cells: list[str]) -> set[str]:
    """Return the known column names among the cells of a first line."""
    return {each for each in _names([cell.strip().strip('"') for cell in cells]) if each in COLUMNS}


class _TableError(Exception):
    """Raised with the problem of a row."""


def _names(head: list[str]) -> tuple[str, ...]:
    return tuple("_".join(normalize("NFKC", each).casefold().split()) for each in head)


def _twice(layout: Layout) -> Problem | None:
    for at, each in enumerate(layout.columns):
        if each and each in layout.columns[:at]:
            what = f"The column {each[:60]} stands there twice"
            place = {"line": 1, "column": at + 1}
            return import_error(layout.file, "record-key-twice", what, "keep one of them", **place)
    return None


def _rows(text: str, separator: str, name: str, *, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table, each with the number of its first line."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        number = rows.line_num + skipped + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise _TableError(_summary(name, str(error), number)) from error
        yield number, row


def _lines(rows: Iterator[tuple[int, list[str]]], layout: Layout) -> Iterator[TableRow]:
    for count, (number, row) in enumerate(rows):
        if count >= MOST_ROWS:
            what = f"The table has more than {MOST_ROWS:,} lines"
            raise _TableError(import_error(layout.file, "record-too-large", what))
        if any(row[len(layout.columns) :]):
            what = f"The line has {len(row):,} cells, and the table {len(layout.columns)} columns"
            fix = "put texts that hold a separator between quotation marks"
            raise _TableError(import_error(layout.file, "record-damaged", what, fix, line=number))
        if any(row):
            # Spreadsheets omit blank cells at the end of a line.
            pairs = zip(layout.columns, row, strict=False)
            yield TableRow(number, {column: cell for column, cell in pairs if cell})


def _cells(page: Page, layout: Layout) -> Iterator[TableRow]:
    for number, cells in page.rows[1:]:
        named: dict[str, Cell] = {
            layout.columns[column]: cell
            for column, cell in cells.items()
            if column < len(layout.columns)
        }
        yield TableRow(number, named)


def _summary(name: str, error: str, line: int) -> Problem:
    what, fix = "The line breaks the rules of CSV", "save it anew from a spreadsheet"
    if _OPEN in error:
        what = "A quotation mark is opened and nowhere closed"
    elif "field larger" in error:
        what = "A cell is too long to import"
    elif "expected after" in error:
        what, fix = "A quotation mark inside a text stands alone", "write two for one"
    return import_error(name, "record-damaged", what, fix, line=line)
