"""Turn a table of skills, ours or that of a public framework, into a matrix in YAML."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from skills.importing.matrix_columns import (
    LEFT_OUT,
    MOST_LEVELS,
    NAMES,
    TableColumns,
    find_columns,
    ranks_of,
)
from skills.importing.matrix_yaml import TableMatrix, TableSkill, matrix_yaml
from skills.importing.separators import HEAD_LENGTH, separator_of
from skills.importing.text_encoding import decoded
from skills.importing.workbook import Wanted, read_page
from skills.importing.workbook_parts import MOST_ROWS
from skills.importing.zip_archive import ArchiveError
from skills.matrix.reading.other_files import OLE
from skills.matrix.reading.value_proposals import meant_number
from skills.problems import Problem, SkillsError

HEAD_ROWS: Final = 30
"""Rows in which the names of the columns are looked for; above them a table may have a title."""

LONGEST: Final = 1_000
SHOWN: Final = 5
SHEET: Final = "matrix"
"""The sheet that is read if a workbook has one of this name; otherwise it is the first."""

NumberedRow = tuple[int, list[str]]


class TableError(SkillsError):
    """Raised where a table cannot become a matrix."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A matrix in YAML, and what to know about how it came about."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _SkillTable:
    """The rows below the names of the columns, and what was noted on the way."""

    columns: TableColumns
    rows: list[NumberedRow]
    notes: list[str] = field(default_factory=list)

    def cell(self, row: list[str], column: str) -> str:
        """Return a cell of a row by what its column contains, on one line."""
        index = self.columns.found.get(column)
        return _at(row, index) if index is not None else ""


def convert_table(data: bytes, name: str, title: str) -> Converted:
    """Return the matrix that a CSV or XLSX file describes.

    Raises
    ------
    TableError
        If it is no table, or lacks a column or cells without which there is no matrix.
    """
    rows = list(_rows(data, name))
    table = _with_columns(rows, name)
    found = _statements(table, name)
    matrix = TableMatrix(title, *_with_levels(found, name))
    _add_targets(table, matrix)
    return Converted(matrix_yaml(matrix), tuple(table.notes))


def _rows(data: bytes, name: str) -> Iterator[NumberedRow]:
    if data.startswith(b"PK"):
        try:
            page = read_page(data, Wanted(SHEET))
        except ArchiveError as error:
            raise TableError(f"{name} cannot be read as an XLSX workbook: {error}.") from error
        for number, cells in page.rows:
            row = [_text(cells.get(n, "")) for n in range(max(cells, default=-1) + 1)]
            yield number, row
        return
    if data.startswith((OLE, b"%PDF")):
        raise TableError(f"{name} is not a CSV or XLSX file: save the table as one of these.")
    text = decoded(data, name)
    if isinstance(text, Problem):
        text = data.decode("cp1252", errors="replace")
    yield from _csv_rows(text, name)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _csv_rows(text: str, name: str) -> Iterator[NumberedRow]:
    separator = separator_of(text[:HEAD_LENGTH], _worth, HEAD_ROWS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise TableError(f"{name} breaks off at line {reader.line_num}: {error}.") from error


def _worth(row: Sequence[str]) -> int:
    return -len(find_columns(row).missing)


def _with_columns(rows: Sequence[NumberedRow], name: str) -> _SkillTable:
    """Find the row with the names of the columns: the one in which least is missing."""
    if len(rows) > MOST_ROWS:
        raise TableError(f"{name} has more than {MOST_ROWS:,} rows.")
    heads = [(n, find_columns(row)) for n, (_line, row) in enumerate(rows[:HEAD_ROWS])]
    heads = [each for each in heads if each[1].found]
    if not heads:
        wanted = "area, skill, level, statement"
        raise TableError(f"{name} has no row with the column names: {wanted}.")
    index, columns = min(heads, key=lambda each: (len(each[1].missing), each[0]))
    if columns.missing:
        raise TableError(_lacks(columns, rows[index], name))
    table = _SkillTable(columns, [row for row in rows[index + 1 :] if any(map(str.strip, row[1]))])
    if "area" not in columns.found:
        table.notes.append('There is no column "area": all skills are in one area, "Skills".')
    return table


def _lacks(columns: TableColumns, head: NumberedRow, name: str) -> str:
    names = ", ".join(each.strip() for each in head[1] if each.strip())
    lacking = " and ".join(f'"{each}"' for each in columns.missing)
    known = "; ".join(f"{each}: {', '.join(NAMES[each][:6])}" for each in columns.missing)
    columns_word = "column" if len(columns.missing) == 1 else "columns"
    return (
        f"{name} has no {columns_word} {lacking}. Its columns in row {head[0]} are: {names}."
        f" Recognised names, {known}; or one column for each level, such as Level 1, Level 2."
    )


@dataclass(slots=True)
class _Statement:
    row: int
    area: str
    skill: str
    about: str
    level: str
    text: str
    show: str


def _statements(table: _SkillTable, name: str) -> list[_Statement]:
    """Return the statements of all rows; an empty area or skill is that of the row above."""
    found: list[_Statement] = []
    area = skill = ""
    without_level: list[int] = []
    for number, row in table.rows:
        new_area, new_skill = table.cell(row, "area"), table.cell(row, "skill")
        area, skill = new_area or area, new_skill or skill
        for level, text in _cells(table, row):
            if not text:
                continue
            if not skill or not level:
                without_level.append(number)
                continue
            shared = (area or "Skills", skill, table.cell(row, "about"))
            found += [
                _Statement(number, *shared, level, each, table.cell(row, "show"))
                for each in _split(text)
            ]
    if without_level:
        raise TableError(
            f"{name} has a statement without a skill or level in {_listed(without_level)}."
        )
    if not found:
        raise TableError(f"{name} has no row with a statement.")
    long = [each.row for each in found if len(each.text) > LONGEST]
    if long:
        raise TableError(
            f"{name} has a statement of more than {LONGEST:,} characters in {_listed(long)}."
        )
    return found


def _cells(table: _SkillTable, row: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the level and the text of each statement of a row."""
    if table.columns.levels:
        for level, index in table.columns.levels.items():
            yield level, row[index].strip() if index < len(row) else ""
        return
    index = table.columns.found["statement"]
    yield table.cell(row, "level"), row[index].strip() if index < len(row) else ""


def _split(text: str) -> list[str]:
    """Return the lines of a cell, without bullets; each is a statement of its own."""
    lines = [re.sub(r"^\s*(?:[•◦▪·*–-]|[0-9]{1,2}[.)])\s+", "", each) for each in text.splitlines()]
    return [each for each in map(_on_one_line, lines) if each]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _at(row: list[str], index: int) -> str:
    return _on_one_line(row[index]) if index < len(row) else ""


def _listed(rows: Iterable[int]) -> str:
    unique = list(dict.fromkeys(rows))
    shown = ", ".join(map(str, unique[:SHOWN])) + (", …" if len(unique) > SHOWN else "")
    return f"row {shown}" if len(unique) == 1 else f"rows {shown}"


def _with_levels(
    statements: Sequence[_Statement], name: str
) -> tuple[list[str], dict[str, dict[str, TableSkill]]]:
    """Return the titles of the levels, and the skills by area and title."""
    names = list(dict.fromkeys(each.level for each in statements))
    ranks = ranks_of(names)
    top = max(ranks.values())
    if top > MOST_LEVELS:
        raise TableError(
            f"{name} has a level {top}, but a matrix can have at most {MOST_LEVELS} levels."
        )
    titles = ["Not yet", *(f"Level {rank}" for rank in range(1, top + 1))]
    for level, rank in ranks.items():
        if rank > 0 and not meant_number(level, 99):
            titles[rank] = level
    areas: dict[str, dict[str, TableSkill]] = {}
    for each in statements:
        if ranks[each.level] > 0:
            skills = areas.setdefault(each.area, {})
            skill = skills.setdefault(each.skill, TableSkill(each.skill, each.about))
            skill.statements.setdefault((ranks[each.level], each.text), each.show)
    if not areas:
        raise TableError(f"{name} has statements at level 0 only, but level 0 means: not yet.")
    return titles, areas


def _add_targets(table: _SkillTable, matrix: TableMatrix) -> None:
    """Take the columns that contain nothing but levels for profiles with their targets."""
    ranks = {title.casefold(): rank for rank, title in enumerate(matrix.levels)}
    left_out = []
    for name, index in table.columns.others.items():
        levels = {number: _level(_at(row, index), ranks) for number, row in table.rows}
        filled = [each for each in levels.values() if each is not None]
        is_target = filled and all(each >= 0 for each in filled) and any(filled)
        if not is_target or LEFT_OUT.search(name.casefold()):
            left_out.append(name)
            continue
        _add_profile(table, matrix, name, levels)
    if left_out:
        table.notes.append(f"Left out, because they contain no targets: {', '.join(left_out)}.")
    if not matrix.profiles:
        matrix.profiles["All skills"] = {
            title: skill.highest
            for skill_of in matrix.areas.values()
            for title, skill in skill_of.items()
        }
        table.notes.append(
            'No column contains targets, so there is one profile, "All skills", which asks for the'
            " highest level of each skill. Change its targets."
        )


def _add_profile(
    table: _SkillTable, matrix: TableMatrix, name: str, levels: dict[int, int | None]
) -> None:
    targets: dict[str, int] = {}
    lowered = []
    known = {title: each for skills in matrix.areas.values() for title, each in skills.items()}
    skill = ""
    for number, row in table.rows:
        skill = table.cell(row, "skill") or skill
        level = levels[number]
        if not level or skill not in known:
            continue
        if level > known[skill].highest:
            lowered.append(number)
        targets[skill] = max(targets.get(skill, 0), min(level, known[skill].highest))
    if targets:
        matrix.profiles[_profile_title(name)] = targets
    if lowered:
        table.notes.append(
            f'"{name}" asks for more than the highest statement of a skill in {_listed(lowered)};'
            " the target was lowered to that level."
        )


def _profile_title(name: str) -> str:
    return re.sub(r"(?i)^\s*targets?\s*[:–-]?\s+|\s+targets?\s*$", "", name) or name


def _level(text: str, ranks: dict[str, int]) -> int | None:
    """Return the level in a cell, None if it is empty, and -1 if it is something else."""
    if text in {"", "-", "–", "n/a"}:
        return None
    if text.casefold() in ranks:
        return ranks[text.casefold()]
    number = (
        meant_number(text, MOST_LEVELS) if re.fullmatch(r"(?i)(level|l)?\s*[0-9]", text) else ""
    )
    return int(number) if number.isdigit() else -1
