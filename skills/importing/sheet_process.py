"""Read one sheet of an XLS or ODS workbook, as a subprocess with resource limits.

The library that reads these formats allocates whatever size a file claims, and a claim of terabytes
kills the whole process. So this process limits itself first, and if it dies nothing else is lost.
It reads the file from standard input, takes the name of a sheet as its argument, and writes the
name of the sheet it read and its non-blank cells as JSON.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MEMORY: Final = 300_000_000
SECONDS: Final = 2
"""Limits of the process: memory in bytes, and CPU time in seconds."""

EXACT: Final = 1e15
"""Floats below this are exact to the digit; "nan" and "inf" fail the comparison, too."""

MOST_TEXT: Final = 12_000_000
"""Maximum number of characters of all cells, as in the largest CSV file."""

DAMAGED: Final = 3
TOO_LARGE: Final = 4
NOT_HERE: Final = 5
"""Exit codes of the process if it returns no sheet."""

Value = str | float | bool


def main() -> int:
    """Read the sheet and return an exit code."""
    try:
        _limit()
        from python_calamine import CalamineWorkbook  # noqa: PLC0415 - after setting limits
    except (ImportError, OSError, ValueError):
        return NOT_HERE
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        sys.stdout.write(_sheet(book, sys.argv[1]))
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


def _sheet(book: CalamineWorkbook, wanted: str) -> str:
    names = [name.casefold() for name in book.sheet_names]
    sheet = book.get_sheet_by_index(names.index(wanted) if wanted in names else 0)
    rows: list[tuple[int, dict[int, Value]]] = []
    room = MOST_TEXT
    # The library starts at the first row of the sheet, but at the first column that has cells.
    first = sheet.start[1] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = {at: _plain(value) for at, value in enumerate(row, first) if value != ""}
        room -= sum(len(str(value)) + 1 for value in cells.values())
        if room < 0:
            raise OverflowError
        if cells:
            rows.append((number, cells))
    return json.dumps([sheet.name, rows], ensure_ascii=True)


def _plain(value: object) -> Value:
    """Return a value as a JSON type; dates and times as ISO texts, to be parsed later."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float) and abs(value) < EXACT:
        return float(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


if __name__ == "__main__":
    sys.exit(main())
