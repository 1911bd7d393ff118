"""Convert the lines of a table to data to import, and report all problems at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from skills.entries.credentials import Credential, as_text, faults_in
from skills.entries.kinds import (
    HOURS_IN_A_WEEK,
    ID_LENGTH,
    IN_JSON,
    NOTE_LENGTH,
    TITLE_LENGTH,
    IncomingEntry,
    Kind,
)
from skills.importing.newer_version import newer_version
from skills.importing.read_result import ImportedData, ReadResult, failed, import_error
from skills.importing.table_cells import (
    CellError,
    Layout,
    TableRow,
    day_in,
    moment_in,
    name_in,
    plain_in,
    text_in,
    usual_day_in,
)
from skills.importing.workbook_parts import Fault
from skills.matrix.reading.did_you_mean import NearMisses
from skills.problems import Problem
from skills.records.record import FORMAT, VERSION
from skills.records.table_format import (
    ADDED,
    COLUMNS,
    COMPUTED_KINDS,
    CONTINUED,
    ENTRY_KINDS,
    FACT,
    NEEDED,
    shown,
    unguarded,
)

MANY: Final = 50
"""Maximum number of problems reported; more help nobody."""

WRITTEN: Final = (FACT, *ENTRY_KINDS, *COMPUTED_KINDS)

NO_MATRIX: Final = (
    "A table does not contain the matrix: statements are matched by their ids, and the numbers are "
    "calculated again"
)
NO_HISTORY: Final = "For snapshots, a table contains only readiness, not the answers"


@dataclass(slots=True)
class _Table:
    layout: Layout
    entries: list[IncomingEntry] = field(default_factory=list)
    facts: dict[str, TableRow] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    dates: int = 0
    lines: int = 0


def read_lines(layout: Layout, lines: Iterable[TableRow], *, is_marked: bool) -> ReadResult:
    """Read the lines below the header line.

    Parameters
    ----------
    is_marked : whether texts that begin like a formula have an apostrophe, if the table does not
        say so itself.
    """
    missing = [each for each in NEEDED if each not in layout.columns]
    if missing:
        return failed(*(_missing(layout, each) for each in missing))
    table, found = _Table(layout), list(_whole(lines))
    marks = (plain_in(each, "value") for each in found if _is_fact(each, "apostrophes"))
    is_marked = next(marks, ADDED if is_marked else "") == ADDED
    for each in found:
        _take(table, _unmarked(each) if is_marked else each)
        if len(table.problems) >= MANY:
            break
    imported = _imported_data(table)
    if imported is None or table.problems:
        return failed(*table.problems[:MANY])
    return ReadResult(imported, left_out=tuple(_left_out(table)))


def _missing(layout: Layout, column: str) -> Problem:
    where = f"In the sheet {shown(layout.sheet)}: the" if layout.sheet else "The"
    fix = f"the first line names the columns, among them {', '.join(NEEDED)}"
    what = f"{where} column {column} is missing"
    return import_error(layout.file, "record-missing-column", what, fix, line=layout.head)


def _whole(lines: Iterable[TableRow]) -> Iterator[TableRow]:
    """Join texts that are continued in the lines below."""
    pending: TableRow | None = None
    for each in lines:
        if pending and plain_in(each, "kind").strip() == CONTINUED:
            texts = {
                name: f"{plain_in(pending, name)}{plain_in(each, name)}"
                for name in each.cells
                if name != "kind"
            }
            pending = TableRow(pending.number, {**pending.cells, **texts})
            continue
        if pending:
            yield pending
        pending = each
    if pending:
        yield pending


def _is_fact(line: TableRow, fact: str) -> bool:
    return plain_in(line, "kind") == FACT and plain_in(line, "id") == fact


def _unmarked(line: TableRow) -> TableRow:
    return TableRow(
        line.number,
        {
            name: unguarded(cell) if isinstance(cell, str) and not isinstance(cell, Fault) else cell
            for name, cell in line.cells.items()
        },
    )


def _take(table: _Table, line: TableRow) -> None:
    table.lines += 1
    try:
        kind, name = text_in(table.layout, line, "kind").strip(), name_in(table.layout, line)
        if kind == FACT:
            table.facts[name] = line
        elif kind in ENTRY_KINDS:
            _enter(table, line, kind, name)
        elif kind in COMPUTED_KINDS:
            table.dates += kind == "history"
        else:
            near = NearMisses(WRITTEN).nearest(kind)
            fix = f'did you mean "{near}"?' if near else f"use one of {', '.join(WRITTEN)}"
            what = f"{shown(kind)} is not a kind of line" if kind else "the kind is missing"
            sentence = table.layout.import_error(line, "kind", what, code="record-kind", fix=fix)
            table.problems.append(sentence)
    except CellError as error:
        table.problems.append(error.args[0])


def _enter(table: _Table, line: TableRow, kind: Kind, name: str) -> None:
    layout = table.layout
    if not name:
        raise CellError(layout.import_error(line, "id", f"the id of this {kind} is missing"))
    read = _credential if kind == "credential" else _value
    value, at = read(layout, line, kind), moment_in(layout, line, "at")
    if not value:
        return
    before = table.seen.setdefault((kind, name), line.number)
    if before != line.number:
        what = f"the {kind} {shown(name)} appears here again, after line {before}"
        fix = "keep one of the two lines"
        raise CellError(layout.import_error(line, "id", what, code="record-twice", fix=fix))
    table.entries.append(IncomingEntry(kind, name, value, at, layout.place(line, "value")))


def _value(layout: Layout, line: TableRow, kind: Kind) -> str:
    """Return a value, or "" if the cell is blank, which means that nothing was entered."""
    value = text_in(layout, line, "value")
    is_text = kind in ("note", "comment", "discussion")
    most = NOTE_LENGTH if is_text or kind in IN_JSON else ID_LENGTH
    if len(value) > most:
        what = f"this has {len(value):,} characters; a {kind} can have at most {most:,}"
        raise CellError(layout.import_error(line, "value", what))
    return value if is_text else value.strip()


def _credential(layout: Layout, line: TableRow, _: Kind) -> str:
    credential = Credential(
        title=text_in(layout, line, "label"),
        kind=text_in(layout, line, "value").strip().casefold(),
        issuer=text_in(layout, line, "issuer"),
        issued=day_in(layout, line, "start"),
        expires=day_in(layout, line, "end"),
        link=text_in(layout, line, "link"),
    )
    faults = faults_in(credential)
    if faults:
        what = f"this credential is not valid: {faults[0].removesuffix('.')}"
        raise CellError(layout.import_error(line, "value", what))
    return as_text(credential)


def _imported_data(table: _Table) -> ImportedData | None:
    """Return the data to import, or None if a fact about the assessment is invalid."""
    layout, facts = table.layout, table.facts
    try:
        _check_version(table)
        blank = TableRow(0, {})
        return ImportedData(
            entries=tuple(table.entries),
            matrix_id=_fact(table, "matrix"),
            title=_title(table),
            profile=_fact(table, "profile"),
            mode=_mode(table),
            hours=_hours(table),
            next_on=usual_day_in(layout, facts.get("next_on", blank), "value"),
            created_at=moment_in(layout, facts.get("created_at", blank), "value"),
        )
    except CellError as error:
        table.problems.append(error.args[0])
        return None


def _fact(table: _Table, fact: str) -> str:
    line = table.facts.get(fact)
    return text_in(table.layout, line, "value") if line else ""


def _check_version(table: _Table) -> None:
    layout, facts = table.layout, table.facts
    kind = _fact(table, "format")
    if kind not in ("", FORMAT):
        what = f"{shown(kind)} is not a kind of table that can be imported"
        raise CellError(layout.import_error(facts["format"], "value", what, code="no-record"))
    major = _fact(table, "format_version").partition(".")[0]
    ours = VERSION.partition(".")[0]
    if major.isascii() and major.isdecimal() and int(major[:9]) > int(ours):
        program = _fact(table, "program_version")
        what, fix = newer_version("the table", shown(major), program)
        line = facts["format_version"]
        raise CellError(layout.import_error(line, "value", what, code="record-newer", fix=fix))


def _mode(table: _Table) -> str:
    mode = _fact(table, "mode") or "full"
    if mode not in ("full", "quick"):
        what, fix = f"{shown(mode)} is not a mode", "write full or quick"
        raise CellError(table.layout.import_error(table.facts["mode"], "value", what, fix=fix))
    return mode


def _title(table: _Table) -> str:
    title = _fact(table, "title")
    if len(title) > TITLE_LENGTH:
        what = f"the title has {len(title):,} characters; the limit is {TITLE_LENGTH}"
        raise CellError(table.layout.import_error(table.facts["title"], "value", what))
    return title


def _hours(table: _Table) -> float | None:
    text = _fact(table, "hours").strip().replace(",", ".")
    if not text:
        return None
    hours = float(text) if re.fullmatch(r"\d{1,4}(\.\d{0,9})?", text) else -1.0
    if not 0 <= hours <= HOURS_IN_A_WEEK:
        what, fix = (
            f"{shown(text)} is not a number of hours a week",
            f"write 0 to {HOURS_IN_A_WEEK}",
        )
        raise CellError(table.layout.import_error(table.facts["hours"], "value", what, fix=fix))
    return hours


def _left_out(table: _Table) -> Iterator[str]:
    yield f"{NO_MATRIX}."
    if table.dates > 1:
        yield f"{NO_HISTORY}."
    strange = [shown(each) for each in table.layout.columns if each and each not in COLUMNS]
    if strange:
        yield f"Unknown columns were left out: {', '.join(strange[:10])}."
    declared = _fact(table, "lines").strip()
    if declared.isascii() and declared.isdecimal() and int(declared[:9]) > table.lines:
        lines = f"{int(declared[:9]):,} lines and now has {table.lines:,}"
        yield f"The table was exported with {lines}."
