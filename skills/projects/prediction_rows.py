"""Divide the text of a file of predictions into ids and values."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from skills.importing.separators import HEAD_LENGTH, separator_of
from skills.projects.packs import PREDICTION, ROW_ID

MOST_ROWS: Final = 250_000
"""Rows of a file that are counted at most: ten times those of the largest pack."""

KEPT_ROWS: Final = 50_000
"""Rows of a file that are kept at most: twice those of the largest pack."""

LONGEST_LINE: Final = 10_000
"""Maximum number of characters in a line: far more than two cells need."""

_COLUMNS: Final = (ROW_ID, PREDICTION)
_HEAD: Final = 40
_EACH: Final = "write one line for each row of test.csv"
_LONG: Final = re.compile(rf"(?<![^\r\n])[^\r\n]{{{LONGEST_LINE + 1}}}")
"""Looked for only where a line starts: from every character on, it would take minutes."""

_SEP: Final = re.compile(r'\A"?sep=.[\r\n"]+')


@dataclass(frozen=True, slots=True)
class PredictionRow:
    """A line of a file: the number of the line, id and prediction."""

    line: int
    id: str
    value: str


@dataclass(frozen=True, slots=True)
class PredictionTable:
    """The first rows of a file, and how many there are."""

    rows: Sequence[PredictionRow]
    count: int


class RowsError(Exception):
    """Raised where a text is no table of ids and predictions; the message has no full stop."""

    def __init__(self, code: str, what: str, fix: str, line: int = 0) -> None:
        self.code, self.fix, self.line = code, fix, line
        super().__init__(what)


def read_rows(text: str) -> PredictionTable:
    """Return the lines below the column names; of more than any pack has, only the number.

    Raises
    ------
    RowsError
        If the text is not such a table.
    """
    long = _LONG.search(text)
    if long is not None:
        what = f"The line is longer than {LONGEST_LINE:,} characters"
        line = text.count("\n", 0, long.start()) + 1
        raise RowsError("predictions-damaged", what, "write two cells in each line", line)
    start = _SEP.match(text)
    skipped = 1 if start else 0
    lines = _lines(text[start.end() :] if start else text, skipped)
    number, head = next(lines, (0, []))
    at = _places(head, number)
    rows: list[PredictionRow] = []
    count = 0
    for count, (number, cells) in enumerate(lines, 1):
        if count > MOST_ROWS:
            what = f"The file has more than {MOST_ROWS:,} rows"
            raise RowsError("predictions-too-large", what, _EACH)
        row = _row(number, cells, at, len(head))
        if count <= KEPT_ROWS:
            rows.append(row)
    if not rows:
        what = "The file has column names but no predictions"
        raise RowsError("predictions-empty", what, _EACH)
    return PredictionTable(rows, count)


def _lines(text: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each line that is not empty, and its number."""
    separator = separator_of(text.lstrip("\r\n")[:HEAD_LENGTH], _known, rows=1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            what = "The line cannot be read: a quotation mark is missing, or a cell is too long"
            fix = "write the file with to_csv, which sets the marks"
            raise RowsError("predictions-damaged", what, fix, reader.line_num + skipped) from None
        if cells:
            yield reader.line_num + skipped, [each.strip() for each in cells]


def _known(cells: Sequence[str]) -> int:
    return sum(each.strip() in _COLUMNS for each in cells)


def _places(head: Sequence[str], line: int) -> tuple[int, int]:
    """Return the positions of id and prediction."""
    if sorted(head) == sorted(_COLUMNS):
        return head.index(ROW_ID), head.index(PREDICTION)
    shown = ", ".join(f'"{each[:_HEAD]}"' for each in head[:5]) + (", …" if len(head) > 5 else "")  # noqa: PLR2004 - a few
    what = f"The first line names the columns {shown or 'nothing'}"
    fix = f"write exactly the columns {ROW_ID} and {PREDICTION}, in any order"
    if set(_COLUMNS) < set(head) and "" in head:
        fix += "; with pandas: to_csv(…, index=False)"
    elif len(set(head)) < len(head):
        what += ", one of them twice"
    raise RowsError("predictions-columns", what, fix, line)


def _row(line: int, cells: Sequence[str], at: tuple[int, int], width: int) -> PredictionRow:
    if len(cells) == width:
        return PredictionRow(line, cells[at[0]], cells[at[1]])
    count = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}"
    what = f"The line has {count}, but there are {width} columns"
    fix = "write two cells in each line, and a point in decimal numbers, not a comma"
    raise RowsError("predictions-damaged", what, fix, line)
