"""Define the lines of a table, and read single cells: texts, dates and times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeVar

from skills.entries.kinds import ID_LENGTH
from skills.entries.rules import is_moment
from skills.importing.read_result import import_error
from skills.importing.workbook import letters
from skills.importing.workbook_parts import CellValue, Fault
from skills.problems import Problem
from skills.records.table_format import shown

_DAY: Final = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SECONDS: Final = 86_400


Moment = TypeVar("Moment", date | None, datetime | None)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table: its number and its cells.

    Attributes
    ----------
    cells : cell by column name; blank ones may be missing.
    """

    number: int
    cells: Mapping[str, CellValue]


@dataclass(frozen=True, slots=True)
class Layout:
    """Layout of a table in its file.

    Attributes
    ----------
    columns : names as in the first line, blank if missing.
    sheet : name of the sheet of a workbook, "" for a text file.
    first_day : days from 1899-12-30 to day 0 of the dates in the file.
    head : number of the line with these names.
    """

    file: str
    columns: tuple[str, ...]
    sheet: str = ""
    first_day: int = 0
    head: int = 1

    def place(self, line: TableRow, column: str) -> str:
        """Return where a cell is, as in "line 12", or "cell D12" in a workbook."""
        if not self.sheet:
            return f"line {line.number}"
        index = self.columns.index(column) if column in self.columns else 0
        return f"cell {letters(index)}{line.number}"

    def import_error(self, line: TableRow, column: str, what: str, **more: str) -> Problem:
        """Return a problem with a cell; `more` may contain `code` and `fix`."""
        index = self.columns.index(column) if column in self.columns else 0
        where = f"In the column {column}"
        if self.sheet:
            where = f"In the sheet {shown(self.sheet)}, cell {letters(index)}{line.number}"
        code, fix = more.get("code", "record-value"), more.get("fix", "")
        sentence = f"{where}: {what}"
        return import_error(self.file, code, sentence, fix, line=line.number, column=index + 1)


class CellError(Exception):
    """Raised for an invalid cell, with its problem."""


def name_in(layout: Layout, line: TableRow) -> str:
    """Return the id of a line, or "" if there is none."""
    name = text_in(layout, line, "id").strip()
    if len(name) > ID_LENGTH:
        what = f"the id has {len(name):,} characters; the limit is {ID_LENGTH}"
        raise CellError(layout.import_error(line, "id", what))
    return name


def text_in(layout: Layout, line: TableRow, column: str) -> str:
    """Return a cell as text; raise `CellError` if it shows the error of a formula."""
    cell = line.cells.get(column, "")
    if isinstance(cell, Fault):
        fix = "write the value itself"
        what = f"the cell shows the error {shown(cell)}"
        raise CellError(layout.import_error(line, column, what, fix=fix))
    return plain_in(line, column)


def plain_in(line: TableRow, column: str) -> str:
    """Return a cell as text, even if it shows the error of a formula."""
    cell = line.cells.get(column, "")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def usual_day_in(layout: Layout, line: TableRow, column: str) -> date | None:
    """Return a date that has a day before and after, or None if the cell is blank."""
    return _usual(layout, line, column, day_in(layout, line, column))


def day_in(layout: Layout, line: TableRow, column: str) -> date | None:
    """Return a date, or None if the cell is blank."""
    cell = line.cells.get(column, "")
    if isinstance(cell, float):
        return _counted(layout, line, column, cell).date()
    text = text_in(layout, line, column).strip()
    if not text:
        return None
    written, dotted = _DAY.fullmatch(text), _DOTTED.fullmatch(text)
    try:
        if written:
            return date(*(int(each) for each in written.groups()))
        if dotted:
            return date(*(int(each) for each in reversed(dotted.groups())))
        return datetime.fromisoformat(text).date()
    except ValueError as error:
        what, fix = f"{shown(text)} is not a date", "write it like 2026-11-23"
        raise CellError(layout.import_error(line, column, what, fix=fix)) from error


def moment_in(layout: Layout, line: TableRow, column: str) -> datetime | None:
    """Return a date with time, UTC without a time zone, or None if the cell is blank."""
    cell = line.cells.get(column, "")
    if isinstance(cell, float):
        return _usual(layout, line, column, _counted(layout, line, column, cell))
    text = text_in(layout, line, column).strip()
    if not text:
        return None
    return _usual(layout, line, column, _moment(layout, line, column, text))


def _usual(layout: Layout, line: TableRow, column: str, moment: Moment) -> Moment:
    """Return a moment; raise `CellError` if it has no date in some time zone."""
    if moment is not None and not is_moment(moment):
        what = f"the year {moment.year} is not a possible year for an assessment"
        raise CellError(layout.import_error(line, column, what, fix="write it like 2026-11-23"))
    return moment


def _moment(layout: Layout, line: TableRow, column: str, text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError:
        day = day_in(layout, line, column)
        return datetime.combine(day, time(), UTC) if day else None


def _counted(layout: Layout, line: TableRow, column: str, days: float) -> datetime:
    """Return the date and time that a workbook stores as a number of days."""
    try:
        return datetime(1899, 12, 30, tzinfo=UTC) + timedelta(
            days=layout.first_day, seconds=round(days * _SECONDS)
        )
    except (OverflowError, ValueError) as error:
        what, fix = f"{days:g} is not a date", "write it like 2026-11-23"
        raise CellError(layout.import_error(line, column, what, fix=fix)) from error
