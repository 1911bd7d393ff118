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

PART_FILES: Final = 2_048
"""Exported files of a folder in a part."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or a part of one.

    Attributes
    ----------
    which : the row groups of a Parquet file, or the files of a folder by their order; None for all.
    """

    path: Path
    which: range | None = None


def parts_of(paths: Sequence[Path]) -> Iterator[Part]:
    """Yield the parts of files, in their order; a CSV file and an archive are one part each."""
    for path in paths:
        # What is empty or damaged is one part: it has to be read to tell what is wrong.
        yield from [Part(path, each) for each in _divided(path)] or [Part(path)]


def _divided(path: Path) -> list[range]:
    if path.is_dir():
        files = range(len(files_in(path)))
        return [files[at : at + PART_FILES] for at in files[::PART_FILES]]
    return list(_pieces(rows_of_groups(path))) if path.suffix.lower() == PARQUET else []


def _pieces(rows: Sequence[int]) -> Iterator[range]:
    first, count = 0, 0
    for at, more in enumerate(rows, 1):
        count += more
        if count >= PART_ROWS or at == len(rows):
            yield range(first, at)
            first, count = at, 0
