"""The data model of learning projects: what they lead to, and how their results are checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ColumnKind = Literal["text", "integer", "number", "date"]
"""What the cells of a column are; dates are written YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What simple and good solutions reached on a project's real data.

    Attributes
    ----------
    better : "higher" or "lower", the direction in which the metric improves.
    dummy, simple, reference : measured figures, or None if not measured.
    passing : the figure a solution must reach.
    """

    metric: str
    better: str
    passing: float
    dummy: float | None = None
    simple: float | None = None
    reference: float | None = None


@dataclass(frozen=True, slots=True)
class ResultQuestion:
    """A question about the result of a project that has a right answer.

    Attributes
    ----------
    accepted : the right answers as texts; a number has one.
    within : how far a number may be off, or None if the answer is a text.
    """

    id: str
    ask: str
    accepted: tuple[str, ...]
    within: float | None = None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column that a result table must have, and the rules for its cells.

    Attributes
    ----------
    name : the column's name in the file.
    empty : how many cells may be empty.
    is_unique : whether no value may occur twice.
    values : the only values allowed; if empty, any are.
    lowest, highest : limits of its numbers, or None.
    mean, within : what the mean of its numbers must be and how far it may be off, or None.
    """

    id: str
    name: str
    kind: ColumnKind = "text"
    empty: int = 0
    is_unique: bool = False
    values: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None
    mean: float | None = None
    within: float = 0.0


@dataclass(frozen=True, slots=True)
class RowGroups:
    """A rule for the rows that share the same values in some columns (k-anonymity).

    Attributes
    ----------
    by : ids of the columns.
    fewest_rows : how many rows each group must have at least.
    fewest : how many groups there must be at least.
    """

    by: tuple[str, ...]
    fewest_rows: int
    fewest: int = 1


@dataclass(frozen=True, slots=True)
class ResultTable:
    """The rules for a table that a project produces; a table that meets all of them passes.

    Attributes
    ----------
    columns : all columns of the table, which has no others.
    fewest_rows, most_rows : limits of the number of rows; `most_rows` is None if there is none.
    """

    columns: tuple[TableColumn, ...]
    fewest_rows: int = 1
    most_rows: int | None = None
    groups: RowGroups | None = None


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A section that a document must have.

    Attributes
    ----------
    title : of its heading.
    also : other titles that are as good.
    fewest_words, most_words : limits of its length; `most_words` is None if there is none.
    """

    id: str
    title: str
    also: tuple[str, ...] = ()
    fewest_words: int = 1
    most_words: int | None = None


@dataclass(frozen=True, slots=True)
class ResultDocument:
    """The structure of a document that a project produces; one that has it shows no level.

    Attributes
    ----------
    sections : those it must have, in any order; it may have others.
    fewest_words, most_words : limits of its length; `most_words` is None if there is none.
    """

    sections: tuple[DocumentSection, ...]
    fewest_words: int = 1
    most_words: int | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A learning project.

    Attributes
    ----------
    hours : expected time for somebody who meets the prerequisites.
    raises : skill id to the level this project leads to.
    after : ids of projects to do first.
    needs : skill id to the level one must have before starting.
    data, licence, sensitive, deliver, accept : text for the learner, or "".
    pack : name of the shipped pack of data that the project uses, or "".
    questions : about its result; all of them answered right is a passed check.
    table : rules for a table that it produces, or None; a table that meets all passes the check.
    document : the structure of a document that it produces, or None; having it passes no check.
    verifies : of the skills it raises, those of which a passed check shows the level.
    valid_months : how many months a passed check counts, or None if it does not expire.
    """

    id: str
    title: str
    hours: float
    raises: Mapping[str, int]
    about: str = ""
    after: tuple[str, ...] = ()
    needs: Mapping[str, int] = field(default_factory=dict)
    data: str = ""
    licence: str = ""
    sensitive: str = ""
    deliver: str = ""
    accept: str = ""
    baseline: Baseline | None = None
    pack: str = ""
    questions: tuple[ResultQuestion, ...] = ()
    table: ResultTable | None = None
    document: ResultDocument | None = None
    verifies: tuple[str, ...] = ()
    valid_months: int | None = None

    @property
    def verified_levels(self) -> Mapping[str, int]:
        """Return the level that a passed check shows, by skill id."""
        return {skill: self.raises[skill] for skill in self.verifies}
