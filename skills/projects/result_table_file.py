"""Read a file with the table that a project produces: CSV with the columns that its rules name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from skills.matrix import ResultTable
from skills.problems import Problem
from skills.projects.csv_upload import CsvUpload, CsvUploadError, lines_of, text_of
from skills.projects.table_rules import ResultRows

CODES: Final[Mapping[str, str]] = {
    "table-too-large": "the file is too large, or has too many rows",
    "table-empty": "the file is empty, or has column names only",
    "table-kind": "the file is not a CSV file",
    "table-text": "the file is not text, or its encoding is not supported",
    "table-columns": "a column is missing, unknown, or there twice",
    "table-damaged": "a line has another number of cells, or a quotation mark is missing",
}
"""Codes of the problems, and their meanings."""

MOST_ROWS: Final = 100_000
"""Maximum number of rows in a table."""

NAMED: Final = 5
"""How many columns a problem names."""

_SHORT: Final = 40

_EVERY_CELL: Final = "write one cell for each column, and quotation marks around commas in a cell"


def read_table(data: bytes, name: str, table: ResultTable) -> ResultRows | Problem:
    """Return the rows of a file, or the problem that keeps it from being checked.

    Parameters
    ----------
    name : file name.
    """
    upload = CsvUpload("table", "a table", f"write a CSV file with the columns {_expected(table)}")
    text = text_of(data, name, upload)
    if isinstance(text, Problem):
        return text
    try:
        return _rows(text, table, upload)
    except CsvUploadError as error:
        return error.problem(name)


def _expected(table: ResultTable) -> str:
    return ", ".join(each.name for each in table.columns)


def _rows(text: str, table: ResultTable, upload: CsvUpload) -> ResultRows:
    wanted = {each.name: each.id for each in table.columns}
    lines = lines_of(text, upload, lambda cells: sum(each.strip() in wanted for each in cells))
    number, head = next(lines, (1, []))
    _require_columns(head, table, number)
    numbers: list[int] = []
    columns: list[list[str]] = [[] for _ in head]
    for line, cells in lines:
        _require_row(line, cells, len(head), len(numbers), upload)
        numbers.append(line)
        for column, cell in zip(columns, cells, strict=True):
            column.append(cell)
    if not numbers:
        what = "The file has column names but no rows"
        raise CsvUploadError("table-empty", what, "write one line for each row of the table")
    return ResultRows(
        numbers, {wanted[each]: cells for each, cells in zip(head, columns, strict=True)}
    )


def _require_row(
    line: int, cells: Sequence[str], width: int, above: int, upload: CsvUpload
) -> None:
    if above == MOST_ROWS:
        what = f"The file has more than {MOST_ROWS:,} rows"
        raise CsvUploadError("table-too-large", what, upload.expected)
    if len(cells) != width:
        what = f"The line has {len(cells)} cells, but there are {width} columns"
        raise CsvUploadError("table-damaged", what, _EVERY_CELL, line)


def _require_columns(head: Sequence[str], table: ResultTable, line: int) -> None:
    wanted = [each.name for each in table.columns]
    missing = [each for each in wanted if each not in head]
    unknown = [each for each in head if each not in wanted]
    twice = sorted({each for each in head if head.count(each) > 1})
    faults = [f"lacks {_named(missing)}"] if missing else []
    faults += [f"has {_named(unknown)}, which it must not have"] if unknown else []
    faults += [f"has {_named(twice)} twice"] if twice else []
    if faults:
        fix = f"write exactly the columns {', '.join(wanted)}, in any order"
        if "" in unknown:
            fix += "; with pandas: to_csv(…, index=False)"
        raise CsvUploadError("table-columns", f"The table {' and '.join(faults)}", fix, line)


def _named(names: Sequence[str]) -> str:
    rest = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(f'"{each[:_SHORT]}"' for each in names[:NAMED]) + rest
