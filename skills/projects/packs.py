"""Define what a pack is: data, split, metric, and what a file of predictions must look like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Final, Literal

from skills.projects.data_file import DataFile
from skills.projects.data_tables import DataTable
from skills.projects.metrics import Metric
from skills.projects.splits import Grouping, Split

ROW_ID: Final = "row_id"
PREDICTION: Final = "prediction"


@dataclass(frozen=True, slots=True)
class ValueRule:
    """What a prediction may be.

    Attributes
    ----------
    kind : "class" is one of the classes of the training rows; "classes" one or more of them,
        separated by spaces; "score" a number of which only the order counts; "number" any other.
    least, most : limits of a number, or None.
    is_open : `least` itself is not allowed.
    """

    kind: Literal["class", "classes", "number", "score"]
    least: float | None = None
    most: float | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """The description of a pack.

    Attributes
    ----------
    name : what a project of a matrix calls it by.
    files : the data, in the order in which `read` takes them.
    label : the column that is held back in the test rows.
    starter : module of `starters` with the simple baseline.
    merit : the score of an outstanding solution, or None where there is no telling.
    group : numbers test rows that are not independent, or None.
    answers_follow : later test rows show the answers of earlier ones, as in any series.
    baseline_wins : the lesson is that nothing beats the simple baseline.
    is_unlabelled : training rows have no answers either.
    shuffled : columns whose values are exchanged among the test rows, since nobody would know them
        when a prediction is needed.
    seen : what the test rows go through, since they look different in use, or None.
    before : name of a column with the answer of the row before, for a stream whose answers become
        known one by one, or "".
    """

    name: str
    files: tuple[DataFile, ...]
    read: Callable[..., DataTable]
    label: str
    rule: ValueRule
    metric: Metric
    split: Split
    starter: str
    merit: float | None = None
    group: Grouping | None = None
    answers_follow: bool = False
    baseline_wins: bool = False
    is_unlabelled: bool = False
    shuffled: tuple[str, ...] = ()
    seen: Callable[[DataTable, int], DataTable] | None = None
    before: str = ""

    def table(self) -> DataTable:
        """Read the data.

        Raises
        ------
        SkillsError
            If it is missing or changed.
        """
        return self.read(*(each.read() for each in self.files))


@dataclass(frozen=True, slots=True)
class PackData:
    """The rows of a pack, divided.

    Attributes
    ----------
    train : rows with ids and answers; the answers are empty where the pack is unlabelled.
    test : rows with ids, without answers.
    answers : the answer of each test row.
    groups : the group of each test row, or None where all are independent.
    """

    train: DataTable
    test: DataTable
    answers: tuple[str, ...]
    groups: tuple[int, ...] | None

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the test rows."""
        return tuple(self.test.column(ROW_ID))


def divided(pack: Pack, table: DataTable, seed: int = 0) -> PackData:
    """Divide the table of a pack; seed 0 gives the rows of the pack itself."""
    train, test = pack.split.divide(table, pack.label, seed)
    answers = table.column(pack.label)
    groups = None if pack.group is None else tuple(pack.group(table, test))
    rows = _numbered(table, pack, [*train, *test])
    known, asked = _rows(rows, train), _shuffled(_rows(rows, test), pack.shuffled, seed)
    asked = asked.only([each for each in rows.columns if each != pack.label])
    return PackData(
        train=_blanked(known, pack.label) if pack.is_unlabelled else known,
        test=asked if pack.seen is None else pack.seen(asked, seed),
        answers=tuple(answers[index] for index in test),
        groups=groups,
    )


def _numbered(table: DataTable, pack: Pack, order: list[int]) -> DataTable:
    """Add the id of each row and, for a stream, the answer of the row before it in an order."""
    rows: list[tuple[str, ...]] = [(str(number), *row) for number, row in enumerate(table.rows, 1)]
    if not pack.before:
        return DataTable((ROW_ID, *table.columns), tuple(rows))
    answers = table.column(pack.label)
    before = {index: answers[last] for last, index in pairwise(order)}
    rows = [(*row, before.get(index, "")) for index, row in enumerate(rows)]
    return DataTable((ROW_ID, *table.columns, pack.before), tuple(rows))


def _blanked(table: DataTable, label: str) -> DataTable:
    index = table.columns.index(label)
    rows = ((*row[:index], "", *row[index + 1 :]) for row in table.rows)
    return DataTable(table.columns, tuple(rows))


def _shuffled(table: DataTable, columns: tuple[str, ...], seed: int) -> DataTable:
    """Give each row the cells of the columns from another row, drawn at random."""
    indices = [table.columns.index(each) for each in columns]
    others = list(table.rows)
    Random(seed).shuffle(others)  # noqa: S311 - no secret
    mixed = [list(row) for row in table.rows]
    for row, other in zip(mixed, others, strict=True):
        for index in indices:
            row[index] = other[index]
    return DataTable(table.columns, tuple(map(tuple, mixed)))


def _rows(table: DataTable, indices: list[int]) -> DataTable:
    return DataTable(table.columns, tuple(table.rows[index] for index in indices))
