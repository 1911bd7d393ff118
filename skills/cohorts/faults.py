"""Collect the problems in files of many people: the first few of each kind, and how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from skills.problems import Place, Problem, Severity

FEW: Final = 3
"""Problems of one kind in one column of one file that are reported one by one."""

FaultKind = tuple[str, str, int]

CODES: Final[Mapping[str, str]] = {
    "cohort-file": "the file cannot be read as a table of answers or as an assessment",
    "cohort-column": "a column is missing, appears twice, or is not in the matrix",
    "cohort-row": "a row has more or fewer cells than the first one",
    "cohort-cell": "a cell is not one of the answers to its statement",
    "cohort-id": "an id is missing, or two rows have the same one",
    "cohort-groups": "the columns to group by have too many different values",
    "cohort-matrix": "the assessment is based on another matrix",
}
"""Error codes and their meanings."""


def fault(code: str, what: str, fix: str, place: Place) -> Problem:
    """Return a problem that prevents scores from being written."""
    return Problem(place, Severity.error, code, what, fix)


class Faults:
    """The problems found so far; memory does not grow with their number."""

    def __init__(self) -> None:
        self._kept: dict[FaultKind, list[Problem]] = {}
        self._counts: Counter[FaultKind] = Counter()

    def add(self, code: str, what: str, fix: str, place: Place) -> None:
        """Add a problem."""
        self.keep([fault(code, what, fix, place)])

    def keep(self, problems: Iterable[Problem]) -> None:
        """Add problems that a reader returned."""
        for each in problems:
            kind = (each.place.file, each.code, each.place.column)
            self._counts[kind] += 1
            kept = self._kept.setdefault(kind, [])
            if len(kept) < FEW:
                kept.append(each)

    def add_all(self, kind: FaultKind, rows: Sequence[int], say: Callable[[int], Problem]) -> None:
        """Add a problem for each of these rows, without making those that are only counted.

        Parameters
        ----------
        kind : the file, the code and the number of the column.
        """
        listed = rows[: FEW - len(self._kept.get(kind, ()))]
        self.keep(say(row) for row in listed)
        self._counts[kind] += len(rows) - len(listed)

    def join(self, other: Faults) -> None:
        """Add what was found in another part; what is the same in all parts of a file counts once.

        That is what is wrong with the columns of a table, or with the options.
        """
        for kind, kept in other._kept.items():
            if self._kept.get(kind) != kept:
                self.keep(kept)
                self._counts[kind] += other._counts[kind] - len(kept)

    def __bool__(self) -> bool:
        return bool(self._kept)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what was found; the last of each kind says how many more there are."""
        return tuple(
            each
            for kind, kept in sorted(self._kept.items())
            for each in self._with_count(kind, kept)
        )

    def _with_count(self, kind: FaultKind, kept: list[Problem]) -> list[Problem]:
        more = self._counts[kind] - len(kept)
        if more <= 0:
            return kept
        last = replace(kept[-1], what=f"{kept[-1].what}, and {more:,} more like it")
        return [*kept[:-1], last]
