"""Write lines of a report as formats for screens and text files share them: numbers, clean text.

What is told stands in the report, and how it is said in `skills.sentences.reports`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final, TypeVar

from skills.reports.report import ChangeLine, HistoryLine, PlanLine, Report, Row, Sum
from skills.sentences import reports
from skills.sentences.formats import level, percent, total

MARKS: Final = {"alone": "✓", "with support": "◐", "not yet": "○", "not assessed": "?"}
"""Signs beside the words for how a block of the day could be carried."""

ARROWS: Final = {"rose": "↑", "fell": "↓", "same": "=", "new": "+", "gone": "−", "stale": "…"}
"""Signs beside the words for what became of a skill."""

NO_NUMBER: Final = "–"

_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Line = TypeVar("Line")


def printable(text: str) -> str:
    """Replace characters that no file of text may hold, such as NUL or half a surrogate pair."""
    return _UNPRINTABLE.sub("\ufffd", text)


def grouped(lines: Iterable[Line], key: Callable[[Line], str]) -> Sequence[tuple[str, list[Line]]]:
    """Return lines that follow each other under their common name."""
    return [(name, list(found)) for name, found in groupby(lines, key)]


def of_hundred(value: float | None) -> str:
    """Write readiness of 0 to 100 as a whole percentage, rounded down."""
    return NO_NUMBER if value is None else percent(value / 100)


def points(value: float | None) -> str:
    """Write points of 0 to 100 with one decimal."""
    return NO_NUMBER if value is None else f"{value:.1f}"


def sum_text(value: float | None) -> str:
    """Write readiness of 0 to 100 as the end of its sum, rounded down as its percentage is."""
    return NO_NUMBER if value is None else total(value / 100)


def level_or_dash(value: float | None) -> str:
    """Write a level for a column of numbers."""
    return NO_NUMBER if value is None else level(value)


def likely(low: float, high: float) -> str:
    """Write a likely range of readiness, 0 to 100."""
    return f"{of_hundred(low).removesuffix(' %')} to {of_hundred(high)}"


def likely_levels(row: Row) -> str:
    """Write the likely range of a level."""
    return NO_NUMBER if row.level is None else f"{level(row.low)} to {level(row.high)}"


def rings(report: Report) -> str:
    """Say what the levels are called, from 0 on."""
    return ", ".join(f"{rank} {title}" for rank, title in enumerate(report.levels))


def about_row(row: Row) -> str:
    """Say in a line where a skill belongs, where it stands and what its level rests on."""
    return " · ".join(each for each in (row.area, row.target_status, row.sources) if each)


def of_target(row: Row) -> str:
    """Write a level against its target, where there is one."""
    return reports.of_target(row.level, row.target)


def effort(line: PlanLine) -> str:
    """Say what a project costs, adds, and when it runs."""
    return reports.effort(line.hours, line.gain, line.start, line.end)


def change_text(line: ChangeLine) -> str:
    """Write both levels of a change."""
    return f"{level_or_dash(line.before)} → {level_or_dash(line.now)}"


def comparable_text(line: HistoryLine) -> str:
    """Say where a figure must not be held against the others, or "" if it may."""
    return "" if line.is_comparable else reports.NOT_COMPARABLE


def cost(row: Row) -> str:
    """Write what a skill takes away, at the end of its line in the plot."""
    if not row.target:
        return row.target_status
    return reports.cost(row.target_status, row.points_lost, is_met=row.is_met)


def source_text(each: Sum) -> str:
    """Say which level a source led to."""
    return reports.source_text(each.source, each.level)
