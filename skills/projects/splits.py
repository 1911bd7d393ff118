"""Divide the rows of a pack into those with answers and those to predict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Protocol

from skills.projects.data_tables import DataTable

Division = tuple[list[int], list[int]]
"""The positions of the training and of the test rows, each in the order of the files."""


class Split(Protocol):
    """A way to divide rows; seed 0 is the division of the pack, others serve calibration."""

    def divide(self, table: DataTable, label: str, seed: int) -> Division:
        """Return the positions of training and test rows."""


@dataclass(frozen=True, slots=True)
class RandomSplit:
    """Rows drawn at random, as `train_test_split` of scikit-learn draws them.

    Attributes
    ----------
    test, train : share of the test rows, or number of the training rows where that is given.
    stratified : each part has every class in the same share.
    """

    test: float = 0.25
    train: int | None = None
    stratified: bool = True

    def divide(self, table: DataTable, label: str, seed: int) -> Division:
        """Return the positions of training and test rows."""
        from sklearn.model_selection import train_test_split  # noqa: PLC0415 - loads SciPy

        train, test = train_test_split(
            list(range(len(table.rows))),
            test_size=None if self.train else self.test,
            train_size=self.train,
            random_state=seed,
            stratify=table.column(label) if self.stratified else None,
        )
        return sorted(train), sorted(test)


@dataclass(frozen=True, slots=True)
class TimeSplit:
    """Rows before a moment to learn from, those from it on to predict.

    Attributes
    ----------
    column : the column of the time, whose texts are in order.
    start : the first time of the test rows.
    least : how many times stay before them where calibration moves the start back.
    """

    column: str
    start: str
    least: int

    def divide(self, table: DataTable, label: str, seed: int) -> Division:  # noqa: ARG002 - as others
        """Return the positions of training and test rows; another seed begins earlier."""
        moments = table.column(self.column)
        times = sorted(set(moments))
        first = times.index(self.start)
        length = len(times) - first
        if seed:
            first = Random(seed).randint(self.least, first)  # noqa: S311 - no secret
        tested = set(times[first : first + length])
        train = [index for index, each in enumerate(moments) if each < times[first]]
        return train, [index for index, each in enumerate(moments) if each in tested]


@dataclass(frozen=True, slots=True)
class StreamSplit:
    """The first rows of a stream to learn from, all others to predict one after the other.

    Attributes
    ----------
    train : number of the rows that come with their answers.
    """

    train: int

    def divide(self, table: DataTable, label: str, seed: int) -> Division:  # noqa: ARG002 - as others
        """Return the positions of training and test rows; another seed, another order."""
        order = list(range(len(table.rows)))
        if seed:
            Random(seed).shuffle(order)  # noqa: S311 - no secret
        return order[: self.train], order[self.train :]


Grouping = Callable[[DataTable, list[int]], list[int]]
"""Number the group of each test row: rows of one group are not independent."""


def by_column(name: str) -> Grouping:
    """Return a grouping by the values of a column."""

    def group(table: DataTable, test: list[int]) -> list[int]:
        cells = table.column(name)
        numbers: dict[str, int] = {}
        return [numbers.setdefault(cells[index], len(numbers)) for index in test]

    return group


def by_run(length: int) -> Grouping:
    """Return a grouping of rows that follow each other in time, with this many in each group."""

    def group(_table: DataTable, test: list[int]) -> list[int]:
        return [index // length for index in range(len(test))]

    return group
