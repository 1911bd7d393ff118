"""Find the columns of a table of answers: the ids of people, their groups, and the statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from skills.cohorts.faults import Faults
from skills.cohorts.question import CohortQuestion
from skills.matrix import Matrix
from skills.problems import Place
from skills.records.table_format import shown

ID: Final = "id"


@dataclass(frozen=True, slots=True)
class AnswerColumns:
    """What is read of a table.

    Attributes
    ----------
    id : name of the column with ids, or "" if rows are counted.
    groups : names of the columns of groups.
    statements : name of a column to the id of its statement today.
    names : all columns, in the order of the table.
    """

    id: str
    groups: tuple[str, ...]
    statements: dict[str, str]
    names: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the names of the columns that contain any text."""
        return tuple(dict.fromkeys([*([self.id] if self.id else []), *self.groups]))

    @property
    def ignored(self) -> tuple[str, ...]:
        """Return the names of the columns that are not read."""
        read = {*self.texts, *self.statements}
        return tuple(each for each in self.names if each not in read)

    def place(self, name: str) -> int:
        """Return the number of a column, the first being 1."""
        return self.names.index(name) + 1


def statement_ids(matrix: Matrix) -> dict[str, str]:
    """Return the id of each statement today, by every id that it has or had."""
    renamed = {old: each.id for each in matrix.statements.values() for old in each.was}
    return renamed | {each: each for each in matrix.statements}


def find_columns(
    names: Sequence[str], file: str, question: CohortQuestion, faults: Faults
) -> AnswerColumns | None:
    """Return what to read of a table with these columns, or None if it cannot be read."""
    finder = _Finder(names, file, question.matrix, faults)
    chosen = question.id_column
    wanted = [each for each in (chosen, *question.groups) if each]
    is_whole = [finder.requires(each) for each in wanted]
    statements = finder.statements(wanted)
    if not all(is_whole) or not finder.is_once() or not statements:
        return None
    own = chosen or (ID if ID in names else "")
    return AnswerColumns(own, question.groups, statements, tuple(names))


class _Finder:
    """The search for columns by name, with what is wrong with them."""

    def __init__(self, names: Sequence[str], file: str, matrix: Matrix, faults: Faults) -> None:
        self._names, self._file, self._matrix, self._faults = names, file, matrix, faults

    def requires(self, name: str) -> bool:
        """Return whether there is a column of this name, which was asked for."""
        if name not in self._names:
            fix = f"use one of its columns, such as {shown(self._names[0])}" if self._names else ""
            self._tell(f"There is no column {shown(name)}", fix)
        return name in self._names

    def is_once(self) -> bool:
        """Return whether every name is there once."""
        twice = [name for name, count in Counter(self._names).items() if count > 1]
        for each in twice:
            self._tell(f"The column {shown(each)} appears twice", "remove one", each)
        return not twice

    def statements(self, others: Sequence[str]) -> dict[str, str]:
        """Return the columns of statements, and report those that look like one but are not."""
        ids = statement_ids(self._matrix)
        found = {each: ids[each] for each in self._names if each in ids and each not in others}
        if not found:
            some = next(iter(self._matrix.statements), "")
            what = "No column is a statement of the matrix"
            self._tell(what, f"name the columns by the ids of the statements, such as {some}")
        for name in set(self._names) - {*found, *others}:
            self._look_alike(name)
        self._rivals(found)
        return found

    def _look_alike(self, name: str) -> None:
        skill, dot, _ = name.partition(".")
        if dot and skill in self._matrix.skills:
            near = get_close_matches(name, list(self._matrix.statements), 1)
            fix = f"did you mean {near[0]}?" if near else "remove the column"
            self._tell(f"The skill {skill} has no statement {shown(name)}", fix, name)

    def _rivals(self, statements: dict[str, str]) -> None:
        """Report which statements have a column under today's id and one under an earlier id."""
        for name, statement in statements.items():
            if name != statement and list(statements.values()).count(statement) > 1:
                what = f"The column {shown(name)} is about the same statement as another one"
                self._tell(what, f"keep one of them, named {statement}", name)

    def _tell(self, what: str, fix: str, name: str = "") -> None:
        column = self._names.index(name) + 1 if name else 0
        place = Place(self._file, 1 if name else 0, column)
        self._faults.add("cohort-column", what, fix, place)
