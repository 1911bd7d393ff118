"""Format numbers and texts of a report, shared by the formats for screens and text files.

The contents are in the report, and the sentences in `skills.sentences.reports`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final, TypeVar

from skills.reports.report import Report
from skills.reports.report_lines import ChangeLine, HistoryLine, PlanLine, Row, Sum
from skills.scoring.spokes import Spoke
from skills.sentences import reports
from skills.sentences.formats import level, level_range, percent, percent_range, total

MARKS: Final = {"alone": "✓", "with support": "◐", "not yet": "○", "not assessed": "?"}
"""Symbols for how a block of the working day could be done, beside the words."""

ARROWS: Final = {"rose": "↑", "fell": "↓", "same": "=", "new": "+", "gone": "−", "stale": "…"}
"""Symbols for how a skill has changed, beside the words."""

NO_NUMBER: Final = "–"

Line = TypeVar("Line")


def grouped(lines: Iterable[Line], key: Callable[[Line], str]) -> Sequence[tuple[str, list[Line]]]:
    """Group consecutive lines with the same key under that key."""
    return [(name, list(found)) for name, found in groupby(lines, key)]


def of_hundred(value: float | None) -> str:
    """Format readiness, 0 to 100, as a whole percentage, rounded down."""
    return NO_NUMBER if value is None else percent(value / 100)


def points(value: float | None) -> str:
    """Format points, 0 to 100, with one decimal."""
    return NO_NUMBER if value is None else f"{value:.1f}"


def sum_text(value: float | None) -> str:
    """Format readiness, 0 to 100, as the total of its sum, rounded down like its percentage."""
    return NO_NUMBER if value is None else total(value / 100)


def level_or_dash(value: float | None) -> str:
    """Format a level for a column of numbers, or return a dash."""
    return NO_NUMBER if value is None else level(value)


def likely(low: float, high: float) -> str:
    """Format a likely range of readiness, 0 to 100."""
    return percent_range(low / 100, high / 100)


def likely_levels(row: Row) -> str:
    """Format the likely range of a level."""
    return NO_NUMBER if row.level is None else level_range(row.low, row.high)


def rings(report: Report) -> str:
    """Return the titles of the levels, from 0, in a sentence."""
    return ", ".join(f"{rank} {title}" for rank, title in enumerate(report.levels))


def own_title(report: Report) -> str:
    """Return the label of a person's own level: “You” only if the report is for that person."""
    return "You" if report.parts.extent.is_for_self else "Level"


def aim_tag(report: Report) -> str:
    """Return the tag of the level that the person aims for."""
    return "your target" if report.parts.extent.is_for_self else "target"


def about_row(row: Row) -> str:
    """Return the area and status of a skill and the sources of its level, on one line."""
    return " · ".join(each for each in (row.area, row.target_status, row.sources) if each)


def of_target(row: Row | Spoke) -> str:
    """Format a level with its target, if there is one."""
    return reports.of_target(row.level, row.target)


def effort(line: PlanLine) -> str:
    """Return the hours of a project, the points it adds, and its dates if known."""
    return reports.effort(line.hours, line.gain_text, line.start, line.end)


def to_tick(line: PlanLine) -> str:
    """Return a project as one line of a checklist."""
    return reports.to_tick(line.title, line.hours, line.end)


def change_text(line: ChangeLine) -> str:
    """Format the levels before and after a change."""
    return f"{level_or_dash(line.before)} → {level_or_dash(line.now)}"


def comparable_text(line: HistoryLine) -> str:
    """Return that a figure is not comparable with the others, or "" if it is."""
    return "" if line.is_comparable else reports.NOT_COMPARABLE


def cost(row: Row) -> str:
    """Format the readiness a skill loses, for the end of its line in the plot."""
    if not row.target:
        return row.target_status
    return reports.cost(row.target_status, row.points_lost, is_met=row.is_met)


def source_text(level_sum: Sum) -> str:
    """Return the level that a source leads to."""
    return reports.source_text(level_sum.source, level_sum.level)
