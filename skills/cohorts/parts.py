"""Divide files into parts that can be scored one by one, on any process or machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from skills.cohorts.answer_tables import rows_of_groups
from skills.cohorts.own_files import files_in

CSV: Final = ".csv"
PARQUET: Final = ".parquet"

PART_ROWS: Final = 262_144
"""Rows of a Parquet file from which a part is full; a row group is never divided."""

PART_FILES: Final = 512
"""Exported files of a folder in a part; one takes milliseconds, so a part takes seconds."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or a part of one.

    Attributes
    ----------
    groups : some row groups of a Parquet file, or None for all.
    files : some files of a folder, or None for all.
    """

    path: Path
    groups: range | None = None
    files: tuple[Path, ...] | None = None


def parts_of(paths: Sequence[Path]) -> Iterator[Part]:
    """Yield the parts of files, in their order; a CSV file and an archive are one part each."""
    for path in paths:
        # What is empty or damaged is one part: it has to be read to find out what is wrong.
        yield from list(_parts_of(path)) or [Part(path)]


def _parts_of(path: Path) -> Iterator[Part]:
    if path.is_dir():
        files = files_in(path)
        for start in range(0, len(files), PART_FILES):
            yield Part(path, files=tuple(files[start : start + PART_FILES]))
    elif path.suffix.lower() == PARQUET:
        for each in _pieces(rows_of_groups(path)):
            yield Part(path, groups=each)


def _pieces(rows: Sequence[int]) -> Iterator[range]:
    first, count = 0, 0
    for number, more in enumerate(rows, 1):
        count += more
        if count >= PART_ROWS or number == len(rows):
            yield range(first, number)
            first, count = number, 0
