"""Divide the text of a file of predictions into ids and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from skills.projects.csv_upload import CsvUpload, CsvUploadError, lines_of
from skills.projects.packs import PREDICTION, ROW_ID

MOST_ROWS: Final = 250_000
"""Rows of a file that are counted at most: ten times those of the largest pack."""

KEPT_ROWS: Final = 50_000
"""Rows of a file that are kept at most: twice those of the largest pack."""

_COLUMNS: Final = (ROW_ID, PREDICTION)
_HEAD: Final = 40
_EACH: Final = "write one line for each row of test.csv"
UPLOAD: Final = CsvUpload(
    "predictions",
    "predictions",
    f"write a CSV file with the columns {ROW_ID} and {PREDICTION}, one line per test row",
)
"""What a file of predictions is meant to be."""


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


def read_rows(text: str) -> PredictionTable:
    """Return the lines below the column names; of more than any pack has, only the number.

    Raises
    ------
    CsvUploadError
        If the text is not such a table.
    """
    lines = lines_of(text, UPLOAD, _known)
    number, head = next(lines, (0, []))
    columns = _places(head, number)
    rows: list[PredictionRow] = []
    count = 0
    for count, (number, cells) in enumerate(lines, 1):
        if count > MOST_ROWS:
            what = f"The file has more than {MOST_ROWS:,} rows"
            raise CsvUploadError("predictions-too-large", what, _EACH)
        row = _row(number, cells, columns, len(head))
        if count <= KEPT_ROWS:
            rows.append(row)
    if not rows:
        what = "The file has column names but no predictions"
        raise CsvUploadError("predictions-empty", what, _EACH)
    return PredictionTable(rows, count)


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
    raise CsvUploadError("predictions-columns", what, fix, line)


def _row(line: int, cells: Sequence[str], columns: tuple[int, int], width: int) -> PredictionRow:
    if len(cells) == width:
        return PredictionRow(line, cells[columns[0]], cells[columns[1]])
    count = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}"
    what = f"The line has {count}, but there are {width} columns"
    fix = "write two cells in each line, and use a point, not a comma, for decimals"
    raise CsvUploadError("predictions-damaged", what, fix, line)
