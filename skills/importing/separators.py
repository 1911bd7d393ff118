"""Find out what separates the columns of a table in a text file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

SEPARATORS: Final = (",", ";", "\t")

HEAD_LENGTH: Final = 10_000
"""Maximum number of characters up to the end of the line that names the columns."""


def separator_of(text: str, worth: Callable[[list[str]], int], rows: int) -> str:
    """Return the separator with which a row names most of the columns that are looked for.

    What stands in the cells does not count, however many commas it has. Between separators that do
    equally well, the one is taken that finds these columns higher up, then that of more cells.

    Parameters
    ----------
    text : the beginning of the file.
    worth : how many of the columns looked for a row names.
    rows : in how many rows they may be named.
    """

    def merit(separator: str) -> tuple[int, ...]:
        found = enumerate(islice(_rows(text, separator), rows))
        return max(((worth(row), -index, len(row)) for index, row in found), default=())

    return max(SEPARATORS, key=merit)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the cells of each line, up to one that is not valid with this separator."""
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error:
        return
