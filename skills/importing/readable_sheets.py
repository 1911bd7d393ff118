"""Find where the sheets for reading differ from the sheet that is imported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from skills.importing.table_cells import Layout, TableRow, plain_in
from skills.importing.workbook import Page, letters
from skills.importing.workbook_parts import CellValue
from skills.matrix.reading.decoding import UNSEEN
from skills.records.table_format import ANSWERS, NOTES, shown

MOST_LISTED: Final = 10
"""Maximum number of differences that are named one by one."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet for reading: which columns name an entry and its value, here and among the entries.

    Attributes
    ----------
    kind : the kind of its entries.
    about, named : columns that together name an entry, here and there.
    says, meant : the column with its value, here and there.
    """

    kind: str
    about: tuple[str, ...]
    named: tuple[str, ...]
    says: str
    meant: str


_ANSWERS: Final = _Sheet(
    "answer",
    ("Skill", "Level", "Statement"),
    ("skill", "level", "label"),
    "Answer",
    "value_label",
)
_NOTES: Final = _Sheet("note", ("Skill",), ("label",), "Note", "value")

_SHEETS: Final[Mapping[str, _Sheet]] = {
    ANSWERS: _ANSWERS,
    NOTES: _NOTES,
    # Their names in workbooks written before 2026-11-26.
    "Answers": _ANSWERS,
    "Notes": _NOTES,
}
READABLE: Final = tuple(_SHEETS)
"""Names of the sheets for reading that repeat entries."""


def disagreements(page: Page, layout: Layout, lines: Iterable[TableRow]) -> Iterator[str]:
    """Yield a sentence for each row of a sheet for reading that differs.

    Parameters
    ----------
    lines : the lines of the sheet that is imported.
    """
    entries = list(lines)
    found = [each for one in page.beside for each in _in_sheet(one, layout, entries)]
    yield from found[:MOST_LISTED]
    if len(found) > MOST_LISTED:
        yield f"{len(found) - MOST_LISTED} more rows of these sheets differ."


def _in_sheet(page: Page, layout: Layout, entries: Iterable[TableRow]) -> Iterator[str]:
    sheet = _SHEETS[page.name]
    heads = [(index, cells) for index, (_, cells) in enumerate(page.rows) if _is_head(cells, sheet)]
    if not heads:
        return
    index, head = heads[0]
    columns = {_plain(cell): column for column, cell in head.items()}
    meant: dict[tuple[str, ...], list[TableRow]] = {}
    for each in entries:
        if plain_in(each, "kind").strip() == sheet.kind:
            name = tuple(_plain(each.cells.get(column, "")) for column in sheet.named)
            meant.setdefault(name, []).append(each)
    for number, cells in page.rows[index + 1 :]:
        name = tuple(_plain(cells.get(columns[each], "")) for each in sheet.about)
        says = _plain(cells.get(columns[sheet.says], ""))
        place = f"cell {letters(columns[sheet.says])}{number}"
        known = meant.get(name, [])
        if not known:
            yield f"The sheet {page.name}, {place}: {_nowhere(says, name, layout)}"
        elif says not in {_plain(each.cells.get(sheet.meant, "")) for each in known}:
            there = layout.place(known[0], "value")
            yield (
                f"The sheet {page.name}, {place}, says {shown(says)} about {shown(name[-1])}, but "
                f"the sheet {layout.sheet} says something else. Only the sheet "
                f"{layout.sheet} counts: to change it, edit its {there}."
            )


def _nowhere(says: str, name: tuple[str, ...], layout: Layout) -> str:
    return (
        f"{shown(says)} about {shown(name[-1])} is not in the sheet {layout.sheet}, so it does not "
        "count. To enter it, add a line there."
    )


def _is_head(cells: Mapping[int, CellValue], sheet: _Sheet) -> bool:
    return {*sheet.about, sheet.says} <= {_plain(each) for each in cells.values()}


def _plain(cell: CellValue) -> str:
    """Return the text of a cell as sheets for reading show it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return UNSEEN.sub("\ufffd", re.sub(r"\r\n?", "\n", str(cell))).strip()
