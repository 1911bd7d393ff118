"""Read one sheet of an XLS or ODS workbook, as a subprocess with resource limits.

The library that reads these formats allocates whatever size a file claims, and a claim of terabytes
kills the whole process. So this process limits itself first, and if it dies nothing else is lost.
It reads the file from standard input, takes what is wanted of it as JSON in its argument, and
writes the names of all sheets, and name and non-blank cells of each sheet it read, as JSON.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from python_calamine import CalamineWorkbook

    from skills.importing.workbook_parts import CellValue, SheetRows

MEMORY: Final = 300_000_000
SECONDS: Final = 2
"""Limits of the process: memory in bytes, and CPU time in seconds."""

MOST_SHEETS: Final = 50
"""Maximum number of sheets among which the one with the right columns is searched."""

EXACT: Final = 1e15
"""Floats below this are exact to the digit; "nan" and "inf" fail the comparison, too."""

MOST_TEXT: Final = 12_000_000
"""Maximum number of characters of all cells, as in the largest CSV file."""

DAMAGED: Final = 3
TOO_LARGE: Final = 4
NOT_HERE: Final = 5
"""Exit codes of the process if it returns no sheet."""

HEAD_ROWS: Final = 20
"""Number of rows among which the one that names the columns is searched."""


def main() -> int:
    """Read the sheet and return an exit code."""
    try:
        _limit()
        from python_calamine import CalamineWorkbook  # noqa: PLC0415 - after setting limits
    except (ImportError, OSError, ValueError):
        return NOT_HERE
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        sys.stdout.write(_sheets(book, *json.loads(sys.argv[1])))
    except (MemoryError, OverflowError):
        return TOO_LARGE
    except BaseException:  # noqa: BLE001 - a panic of the library is not an Exception
        return DAMAGED
    return 0


def _limit() -> None:
    import resource  # noqa: PLC0415 - not available on every system

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def chosen_sheet(
    names: Sequence[str],
    wanted: str,
    columns: Iterable[str],
    first_rows: Callable[[int], SheetRows],
) -> int:
    """Return which sheet to read: the one of this name, else with these columns, else the first.

    Parameters
    ----------
    first_rows : returns the first rows of a sheet, given its position.
    """
    known = [name.casefold() for name in names]
    if wanted.casefold() in known:
        return known.index(wanted.casefold())
    for index in range(min(len(known), MOST_SHEETS)):
        for _, cells in first_rows(index)[:HEAD_ROWS]:
            if {str(cell).strip().casefold() for cell in cells.values()}.issuperset(columns):
                return index
    return 0


def _sheets(
    book: CalamineWorkbook, wanted: str, columns: Sequence[str], beside: Sequence[str]
) -> str:
    room, names = MOST_TEXT, book.sheet_names
    index = chosen_sheet(
        names, wanted, columns, lambda each: _rows(book, each, MOST_TEXT, HEAD_ROWS)[0]
    )
    found = []
    for each in dict.fromkeys([index, *(names.index(name) for name in beside if name in names)]):
        rows, room = _rows(book, each, room)
        found.append((names[each], rows))
    return json.dumps([names, found], ensure_ascii=True)


def _rows(
    book: CalamineWorkbook, index: int, room: int, most: int | None = None
) -> tuple[SheetRows, int]:
    """Return the rows of a sheet that have cells, and how many characters may still come."""
    sheet = book.get_sheet_by_index(index)
    rows: SheetRows = []
    # The library starts at the first row of the sheet, but at the first column that has cells.
    first = sheet.start[1] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = {index: _plain(value) for index, value in enumerate(row, first) if value != ""}
        room -= sum(len(str(value)) + 1 for value in cells.values())
        if room < 0:
            raise OverflowError
        if cells:
            rows.append((number, cells))
        if most is not None and len(rows) >= most:
            break
    return rows, room


def _plain(value: object) -> CellValue:
    """Return a value as a JSON type; dates and times as ISO texts, to be parsed later."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float) and abs(value) < EXACT:
        return float(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


if __name__ == "__main__":
    sys.exit(main())
