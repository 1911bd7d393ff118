"""Read a table: our CSV, or the entries in our workbooks, even if edited since."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from typing import Final
from unicodedata import normalize

from skills.importing.read_result import ReadResult, failed, import_error
from skills.importing.readable_sheets import READABLE, disagreements
from skills.importing.rows_to_entries import read_lines
from skills.importing.separators import HEAD_LENGTH, separator_of
from skills.importing.sheet_process import HEAD_ROWS
from skills.importing.table_cells import Layout, TableRow
from skills.importing.text_encoding import decoded, windows_text
from skills.importing.workbook import Page, Wanted, read_page
from skills.importing.workbook_parts import MOST_COLUMNS, MOST_ROWS, CellValue
from skills.importing.zip_archive import ArchiveError
from skills.problems import Problem
from skills.records.table_format import COLUMNS, NEEDED, SHEET, shown

NO_ERRORS: Final = "Cells that show a formula error count as blank in this kind of file."

SHEETS_NAMED: Final = 12

WINDOWS: Final = (
    "The file is not UTF-8, so it was read as Windows text (cp1252). Check letters with accents in "
    "the preview, or save the file as “CSV UTF-8”."
)
ABOVE: Final = "Everything above the line with the column names was left out."

WANTED: Final = Wanted(SHEET, NEEDED, READABLE)

_DECLARED: Final = re.compile(r'"?sep=(.)"?\s*(?:\r\n|\r|\n)')
_OPEN: Final = "unexpected end of data"


def read_csv(data: bytes, name: str) -> ReadResult:
    """Read a table from CSV; `name` is the file name.

    The separator may be a comma, semicolon or tab; the encoding UTF-8, UTF-16 or that of Windows.
    """
    text, notice = decoded(data, name), ""
    if isinstance(text, Problem):
        windows = windows_text(data)
        if windows is None:
            return failed(text)
        text, notice = windows, WINDOWS
    declared = _DECLARED.match(text)
    separator = declared[1] if declared else _separator_of(text)
    body = text[declared.end() :] if declared else text
    try:
        rows = _rows(body, separator, name, skipped=1 if declared else 0)
        reading = _read_rows(rows, name)
    except _TableError as error:
        return failed(error.args[0])
    return _with_notice(reading, notice)


def _read_rows(rows: Iterator[tuple[int, list[str]]], name: str) -> ReadResult:
    first = list(islice(rows, HEAD_ROWS))
    index = _head_at([row for _, row in first])
    number, head = first[index] if first else (1, [])
    layout = Layout(name, _names(head), head=number)
    if len(head) > MOST_COLUMNS:
        what = f"The table has {len(head):,} columns; the limit is {MOST_COLUMNS}"
        return failed(import_error(name, "record-too-large", what, line=number))
    twice = _twice(layout)
    if twice:
        return failed(twice)
    below = chain(first[index + 1 :], rows)
    reading = read_lines(layout, _lines(below, layout), is_marked=True)
    return _with_notice(
        reading, ABOVE if any("".join(row).strip() for _, row in first[:index]) else ""
    )


def _with_notice(reading: ReadResult, sentence: str) -> ReadResult:
    """Return the result of reading with one sentence more, if there is one and it worked."""
    if not sentence or reading.imported is None:
        return reading
    return replace(reading, left_out=(*reading.left_out, sentence))


def _head_at(rows: list[list[str]]) -> int:
    """Return which of the first rows names the columns, by default the first that is not blank."""
    for index, row in enumerate(rows):
        if len(known_in(row) & set(NEEDED)) > 1:
            return index
    return next((index for index, row in enumerate(rows) if any(each.strip() for each in row)), 0)


def read_xlsx(data: bytes, name: str) -> ReadResult:
    """Read a workbook: its sheet of entries, found by its name or by its columns."""
    try:
        return _read_page(read_page(data, WANTED), name)
    except ArchiveError as error:
        return failed(import_error(name, "record-damaged", str(error)))


def read_other_workbook(
    data: bytes, name: str, read_sheet: Callable[[bytes, Wanted], Page]
) -> ReadResult:
    """Read a workbook that another program saved as XLS or ODS, as `read_xlsx` does.

    Parameters
    ----------
    read_sheet : `read_xls` or `read_ods`.
    """
    try:
        reading = _read_page(read_sheet(data, WANTED), name)
    except ArchiveError as error:
        return failed(import_error(name, "record-damaged", str(error), "save it as XLSX or CSV"))
    left_out = (*reading.left_out, NO_ERRORS) if reading.imported else ()
    return replace(reading, left_out=left_out)


def _read_page(page: Page, name: str) -> ReadResult:
    if not page.rows:
        return failed(import_error(name, "record-empty", "The first sheet is empty"))
    first = [_texts(cells) for _, cells in page.rows[:HEAD_ROWS]]
    index = _head_at(first)
    if len(page.names) > 1 and not known_in(first[index]) & set(NEEDED):
        return failed(_no_sheet(page, name))
    layout = Layout(name, _names(first[index]), page.name, page.first_day, page.rows[index][0])
    twice = _twice(layout)
    if twice:
        return failed(twice)
    below = replace(page, rows=page.rows[index + 1 :])
    lines = list(_cells(below, layout))
    reading = read_lines(layout, lines, is_marked=False)
    if reading.imported is None:
        return reading
    return replace(reading, left_out=(*reading.left_out, *disagreements(page, layout, lines)))


def _no_sheet(page: Page, name: str) -> Problem:
    sheets = ", ".join(shown(each) for each in page.names[:SHEETS_NAMED])
    more = " and others" if len(page.names) > SHEETS_NAMED else ""
    what = f"No sheet has the columns {', '.join(NEEDED)}; there are {sheets}{more}"
    fix = f"restore the sheet {SHEET}, which has the answers"
    return import_error(name, "record-missing-column", what, fix)


def _texts(cells: Mapping[int, CellValue]) -> list[str]:
    return [str(cells.get(column, "")) for column in range(max(cells) + 1)]


def is_table(text: str) -> bool:
    """Return whether a text is a table of ours: one of its first lines names columns of it."""
    start = re.sub(r'\A"?sep=.[\r\n"]+', "", text.lstrip("\ufeff")[:HEAD_LENGTH])
    separator = _separator_of(start)
    lines = [each.split(separator) for each in _first_lines(start)]
    return bool(lines) and bool(known_in(lines[_head_at(lines)]) & set(NEEDED))


def known_in(cells: list[str]) -> set[str]:
    """Return the known column names among the cells of a line."""
    return {each for each in _names([cell.strip().strip('"') for cell in cells]) if each in COLUMNS}


def _separator_of(text: str) -> str:
    return separator_of(text[:HEAD_LENGTH], lambda row: len(known_in(row)), HEAD_ROWS)


def _first_lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text, maxsplit=HEAD_ROWS)[:HEAD_ROWS]


class _TableError(Exception):
    """Raised with the problem of a row."""


def _names(head: list[str]) -> tuple[str, ...]:
    return tuple("_".join(normalize("NFKC", each).casefold().split()) for each in head)


def _twice(layout: Layout) -> Problem | None:
    for index, each in enumerate(layout.columns):
        if each and each in layout.columns[:index]:
            what = f"The column {each[:60]} appears twice"
            place = {"line": layout.head, "column": index + 1}
            return import_error(layout.file, "record-key-twice", what, "keep one of them", **place)
    return None


def _rows(text: str, separator: str, name: str, *, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table, each with the number of its first line."""
    text, stand_in = _with_usual_lines(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        number = rows.line_num + skipped + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise _TableError(_csv_problem(name, str(error), number)) from error
        yield number, [each.replace(stand_in, "\n") for each in row] if stand_in else row


def _with_usual_lines(text: str) -> tuple[str, str]:
    """Return a text whose lines end with carriage returns only with usual ends of lines.

    A line feed in it is part of a text, whether quoted or not; the second value stands for it.
    """
    end = re.search(r"[\r\n]", text)
    if end is None or end[0] != "\r" or "\r\n" in text:
        return text, ""
    unused = (chr(code) for code in range(0xE000, 0xF8FF))
    stand_in = next(each for each in unused if each not in text)
    return text.replace("\n", stand_in).replace("\r", "\n"), stand_in


def _lines(rows: Iterator[tuple[int, list[str]]], layout: Layout) -> Iterator[TableRow]:
    for count, (number, row) in enumerate(rows):
        if count >= MOST_ROWS:
            what = f"The table has more than {MOST_ROWS:,} lines"
            raise _TableError(import_error(layout.file, "record-too-large", what))
        if any(row[len(layout.columns) :]):
            what = f"The line has {len(row):,} cells, the table {len(layout.columns)} columns"
            fix = "put text that contains a separator in quotation marks"
            raise _TableError(import_error(layout.file, "record-damaged", what, fix, line=number))
        if any(row):
            # Spreadsheets omit blank cells at the end of a line.
            pairs = zip(layout.columns, row, strict=False)
            yield TableRow(number, {column: cell for column, cell in pairs if cell})


def _cells(page: Page, layout: Layout) -> Iterator[TableRow]:
    for number, cells in page.rows:
        named: dict[str, CellValue] = {
            layout.columns[column]: cell
            for column, cell in cells.items()
            if column < len(layout.columns)
        }
        yield TableRow(number, named)


def _csv_problem(name: str, error: str, line: int) -> Problem:
    what, fix = "This line is not valid CSV", "save it again from a spreadsheet"
    if _OPEN in error:
        what = "A quotation mark is opened and never closed"
    elif "field larger" in error:
        what = "A cell is too long to import"
    elif "expected after" in error:
        what, fix = "A quotation mark inside a value is not doubled", "write it twice"
    return import_error(name, "record-damaged", what, fix, line=line)
