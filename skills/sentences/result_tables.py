"""Sentences about the table of a project: what it must look like, and which rules it breaks.

Texts are plain: callers escape what came from a matrix or a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from skills.matrix import ResultTable, RowGroups, TableColumn
from skills.projects.table_rules import BrokenRule
from skills.sentences.formats import as_in_file, listed, number, plural

HOW_TO_SHOW_TABLE: Final = (
    "Upload the table you made, as a CSV file. Every rule has to be met to pass. We store how many "
    "were met, not the table."
)

ONLY_THESE: Final = "These columns and no others, in any order."

ALL_MET: Final = "The table meets all rules."

_KINDS: Final = {
    "text": "text",
    "integer": "a whole number",
    "number": "a number, with a decimal point",
    "date": "a date, written YYYY-MM-DD",
}

_NOT_OF_KIND: Final = {
    "integer": "not a whole number",
    "number": "not a number",
    "date": "not a date",
}

LONGEST_VALUE: Final = 40
"""Characters of a value that a sentence quotes."""


def table_texts(table: ResultTable) -> tuple[str, ...]:
    """Return the rules about a table as a whole."""
    return tuple(filter(None, (ONLY_THESE, _rows_text(table), _groups_text(table))))


def column_text(column: TableColumn) -> str:
    """Return the rules for the cells of a column, e.g. "text: a, b or c; no value twice"."""
    parts = [_KINDS[column.kind] + _limits(column)]
    if column.values:
        parts[0] = f"one of {_alternatives(column.values)}"
    parts += ["no value twice"] if column.is_unique else []
    parts += ["same mean as the original data"] if column.mean is not None else []
    parts += [f"at most {plural(column.empty, 'empty cell')}"] if column.empty else []
    return "; ".join(parts)


def broken_text(broken: BrokenRule, table: ResultTable) -> str:
    """Return what keeps a table from meeting a rule."""
    if broken.column is not None:
        return f"{broken.column.name}: {_about_column(broken, broken.column)}"
    if broken.rule == "rows":
        return f"The table has {plural(broken.count, 'row')}. {_rows_text(table)}"
    return "" if table.groups is None else _about_groups(broken, table, table.groups)


def broken_texts(broken: Sequence[BrokenRule], table: ResultTable) -> tuple[str, ...]:
    """Return what is to be mended, or that the table meets all rules."""
    return tuple(broken_text(each, table) for each in broken) or (ALL_MET,)


def _about_column(broken: BrokenRule, column: TableColumn) -> str:
    cells, where = plural(broken.count, "cell"), f"first in line {broken.line}"
    match broken.rule:
        case "empty":
            allowed = f"at most {column.empty}" if column.empty else "none"
            return f"{cells} {_are(broken.count)} empty ({where}); {allowed} may be."
        case "kind":
            wrong = f"{_are(broken.count)} {_NOT_OF_KIND[column.kind]}"
        case "values":
            wrong = f"{_have(broken.count)} a value that is not allowed"
        case "range":
            wrong = f"{_are(broken.count)} not{_limits(column).removeprefix(',')}"
        case "unique":
            wrong = f"{_repeat(broken.count)} an earlier value"
        case _:
            if broken.mean is None:
                return "there is no mean to compare with that of the original data."
            return f"the mean ({number(broken.mean)}) differs from that of the original data."
    return f"{cells} {wrong} ({where}): {_quoted(broken.found)}."


def _about_groups(broken: BrokenRule, table: ResultTable, groups: RowGroups) -> str:
    if broken.rule == "groups":
        return (
            f"Only {plural(broken.count, f'different {_group(groups)}')} of {_by(table, groups)}; "
            f"at least {groups.fewest:,} are needed."
        )
    return (
        f"{plural(broken.count, _group(groups))} of {_by(table, groups)} {_have(broken.count)} "
        f"fewer than {plural(groups.fewest_rows, 'row')}, for example {_quoted(broken.found)}."
    )


def _rows_text(table: ResultTable) -> str:
    least, most = table.fewest_rows, table.most_rows
    if most is None:
        return f"At least {plural(least, 'row')}." if least > 1 else ""
    if least == most:
        return f"Exactly {plural(least, 'row')}."
    return f"From {least:,} to {plural(most, 'row')}."


def _groups_text(table: ResultTable) -> str:
    groups = table.groups
    if groups is None:
        return ""
    what = f"{_group(groups)}s of {_by(table, groups)}"
    each = f", each in at least {plural(groups.fewest_rows, 'row')}"
    return f"At least {groups.fewest:,} different {what}{each if groups.fewest_rows > 1 else ''}."


def _group(groups: RowGroups) -> str:
    return "combination" if len(groups.by) > 1 else "value"


def _by(table: ResultTable, groups: RowGroups) -> str:
    names = {each.id: each.name for each in table.columns}
    return listed([names[each] for each in groups.by])


def _limits(column: TableColumn) -> str:
    least, most = column.lowest, column.highest
    if least is not None and most is not None:
        return f", from {as_in_file(least)} to {as_in_file(most)}"
    if least is not None:
        return f", at least {as_in_file(least)}"
    return "" if most is None else f", at most {as_in_file(most)}"


def _alternatives(values: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(values[:-1]), values[-1])))


def _quoted(values: Sequence[str]) -> str:
    return ", ".join(f"“{_short(each)}”" for each in values)


def _short(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _repeat(count: int) -> str:
    return "repeats" if count == 1 else "repeat"
