"""The building blocks of worksheets: columns, tables, and cells rounded as in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from skills.matrix.reading.decoding import UNSEEN
from skills.reports.report_lines import HistoryLine
from skills.reports.table_rows import TableCell, TableLine
from skills.scoring.rounding import round_down, round_up
from skills.sentences.formats import level as level_text

EPOCH: Final = date(1899, 12, 30)
"""Day 0 of dates in workbooks."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet; `width` is in characters, `look` one of `as_xlsx.FORMATS`."""

    title: str
    width: int
    look: str = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes
    ----------
    above : lines of text above the table.
    top : highest level of the scale, for the axis of a chart.
    is_radar : whether its rows are the axes of the radar, drawn below them.
    total : the last line, with the sums of columns that add up; no chart includes it.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[TableLine, ...]
    above: tuple[str, ...] = ()
    top: int = 0
    is_radar: bool = False
    total: TableLine = ()


def table(rows: Iterable[TableLine]) -> tuple[TableLine, ...]:
    """Return rows as a sheet holds them, without invisible characters."""
    return tuple(tuple(clean(cell) for cell in row) for row in rows)


def clean(cell: TableCell) -> TableCell:
    """Replace invisible characters with "�"; only the sheet for import keeps them."""
    if isinstance(cell, str):
        return UNSEEN.sub("\ufffd", re.sub(r"\r\n?", "\n", cell))
    return cell


def joined(*parts: str) -> str:
    """Join the texts that are not empty with commas."""
    return ", ".join(each for each in parts if each)


def down(level: float) -> float:
    """Round a level down as sentences do, so that a target that looks reached is reached."""
    return float(level_text(level))


def up(level: float) -> float:
    """Round the upper end of a range up, so that it never looks narrower."""
    return round_up(level, 1)


def level_cell(level: float | None) -> float | None:
    """Return a level as shown; blank, not 0, where a skill is not assessed."""
    return None if level is None else down(level)


def whole_points(readiness: float, line: HistoryLine) -> tuple[int, int, int]:
    """Return readiness and its range in whole points, the range rounded outwards."""
    return int(round_down(readiness)), int(round_down(line.low)), int(round_up(line.high))


def serial(day: date | None) -> int | None:
    """Return a date as workbooks count it."""
    return (day - EPOCH).days if day else None
