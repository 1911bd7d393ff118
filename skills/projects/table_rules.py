"""Apply the rules for a result table: each is either met or broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, isfinite
from typing import Final, Literal

from skills.matrix import ResultTable, RowGroups, TableColumn

TableRule = Literal[
    "rows", "kind", "empty", "unique", "values", "range", "mean", "groups", "group-rows"
]
"""What a rule is about."""

SHOWN: Final = 3
"""Maximum number of values that a broken rule quotes."""

SLACK: Final = 1e-9
"""What a mean may be off by computing it, as a share of it."""

_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ResultRows:
    """The rows of a table by columns, which takes a fraction of the memory of rows.

    Attributes
    ----------
    lines : the number of the line of each row in the file.
    cells : column id to the cell of each row.
    """

    lines: Sequence[int]
    cells: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that a table does not meet.

    Attributes
    ----------
    column : the column it is about, or None.
    count : how many cells or groups break it, or how many rows or groups there are.
    found : the first different values that break it.
    line : the first line that breaks it, or 0.
    mean : the mean found, or None.
    """

    rule: TableRule
    column: TableColumn | None = None
    count: int = 0
    found: tuple[str, ...] = ()
    line: int = 0
    mean: float | None = None


def rules_of(table: ResultTable) -> tuple[tuple[TableRule, str], ...]:
    """Return every rule of a table, each with the id of its column, or "" without one."""
    columns = [(rule, each.id) for each in table.columns for rule in _rules_of_column(each)]
    groups: list[tuple[TableRule, str]] = []
    if table.groups:
        groups = [("group-rows", ""), ("groups", "")]
    return (("rows", ""), *columns, *groups)


def broken_rules(table: ResultTable, rows: ResultRows) -> tuple[BrokenRule, ...]:
    """Return the rules that the rows do not meet, in the order of the rules."""
    found = list(_about_rows(table, len(rows.lines)))
    for column in table.columns:
        found += _about_column(column, rows)
    if table.groups:
        found += _about_groups(table.groups, rows)
    return tuple(found)


def _rules_of_column(column: TableColumn) -> Iterator[TableRule]:
    yield "empty"
    if column.kind != "text":
        yield "kind"
    if column.values:
        yield "values"
    if column.lowest is not None or column.highest is not None:
        yield "range"
    if column.is_unique:
        yield "unique"
    if column.mean is not None:
        yield "mean"


def _about_rows(table: ResultTable, count: int) -> Iterator[BrokenRule]:
    is_short = count < table.fewest_rows
    is_long = table.most_rows is not None and count > table.most_rows
    if is_short or is_long:
        yield BrokenRule("rows", count=count)


def _about_column(column: TableColumn, rows: ResultRows) -> Iterator[BrokenRule]:
    cells = list(zip(rows.lines, rows.cells[column.id], strict=True))
    empty = [line for line, value in cells if not value]
    if len(empty) > column.empty:
        yield BrokenRule("empty", column, len(empty), line=empty[0])
    filled = [each for each in cells if each[1]]
    different = {value for _, value in filled}
    numbers = {each: value for each in different if (value := _number(each)) is not None}
    wrong: Mapping[TableRule, set[str]] = {
        "kind": {each for each in different if not _is_kind(each, column, numbers)},
        "values": different.difference(column.values) if column.values else set(),
        "range": {each for each, value in numbers.items() if _is_out(column, value)},
    }
    for rule, values in wrong.items():
        yield from _broken(rule, column, [each for each in filled if each[1] in values])
    if column.is_unique:
        yield from _broken("unique", column, _repeated(filled))
    if column.mean is not None:
        yield from _about_mean(column, [numbers[each] for _, each in filled if each in numbers])


def _broken(
    rule: TableRule, column: TableColumn, wrong: Sequence[tuple[int, str]]
) -> Iterator[BrokenRule]:
    if wrong:
        values = tuple(dict.fromkeys(value for _, value in wrong))[:SHOWN]
        yield BrokenRule(rule, column, len(wrong), values, wrong[0][0])


def _is_kind(text: str, column: TableColumn, numbers: Mapping[str, float]) -> bool:
    match column.kind:
        case "text":
            return True
        case "date":
            return _is_date(text)
        case "integer":
            return text in numbers and numbers[text].is_integer()
        case "number":
            return text in numbers


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _number(text: str) -> float | None:
    """Return the number that a cell is, with a decimal point, or None."""
    value = float(text) if _NUMBER.fullmatch(text) else None
    return value if value is not None and isfinite(value) else None


def _is_out(column: TableColumn, value: float) -> bool:
    is_low = column.lowest is not None and value < column.lowest
    return is_low or (column.highest is not None and value > column.highest)


def _repeated(filled: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the cells whose value stands in an earlier one."""
    seen: set[str] = set()
    again = []
    for line, value in filled:
        if value in seen:
            again.append((line, value))
        seen.add(value)
    return again


def _about_mean(column: TableColumn, values: Sequence[float]) -> Iterator[BrokenRule]:
    wanted = column.mean or 0.0
    mean = fsum(values) / len(values) if values else None
    if mean is None or abs(mean - wanted) > column.within + SLACK * abs(wanted):
        yield BrokenRule("mean", column, len(values), mean=mean)


def _about_groups(groups: RowGroups, rows: ResultRows) -> Iterator[BrokenRule]:
    found = Counter(zip(*(rows.cells[each] for each in groups.by), strict=True))
    small = [values for values, count in found.items() if count < groups.fewest_rows]
    if small:
        shown = tuple(" · ".join(each) for each in small[:SHOWN])
        yield BrokenRule("group-rows", count=len(small), found=shown)
    if len(found) < groups.fewest:
        yield BrokenRule("groups", count=len(found))
