"""Hold what reading a file gave: a record, and every trouble in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from skills.entries.kinds import IncomingEntry
from skills.problems import Place, Problem, Severity
from skills.records.record import MatrixCopy, Record, State

SIZE_LIMIT: Final = 12_000_000
"""Bytes of a file: hundreds of snapshots, and still read in seconds."""

CODES: Final[Mapping[str, str]] = {
    "no-record": "the file is none that this program can bring in",
    "record-too-large": "the file is larger than any assessment",
    "record-damaged": "the file breaks the rules of its kind, so it cannot be read",
    "record-newer": "the file was written by a newer program",
    "record-key-twice": "a key stands twice in the same group",
    "record-value": "a value that cannot stand where it stands",
    "record-unknown-name": "something is named that the file does not hold",
    "record-missing-column": "a column that has to be there is missing",
    "record-empty": "there is nothing in the file",
    "record-text": "the file is no text, or in an encoding that is not read",
    "record-kind": "a line of a table is of a kind that there is not",
    "record-twice": "two lines say something about the same thing",
    "record-needs-matrix": "the file says something only beside a matrix",
}
"""Code to one line that says what it means."""


@dataclass(frozen=True, slots=True)
class ImportedData:
    """What a file holds to import, whatever kind of file it was.

    Attributes
    ----------
    matrix_id, title, profile : "" where the file does not say.
    entries : what was entered.
    matrix_copy : the matrix as the file repeats it, or None if it does not.
    matrix_files : name and text of each file of the person's own matrix, where it goes along.
    extra : keys of a newer program, as JSON text, or "".
    """

    entries: tuple[IncomingEntry, ...]
    matrix_id: str = ""
    title: str = ""
    profile: str = ""
    mode: str = "full"
    hours: float | None = None
    next_on: date | None = None
    created_at: datetime | None = None
    history: tuple[State, ...] = ()
    matrix_copy: MatrixCopy | None = None
    matrix_files: tuple[tuple[str, str], ...] = ()
    extra: str = ""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What was found in a file.

    Attributes
    ----------
    imported : None where anything is wrong that keeps the file from being used.
    record : the whole record, where the kind of file carries one.
    left_out : sentences on what this kind of file cannot carry.
    """

    imported: ImportedData | None = None
    record: Record | None = None
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()


def import_error(  # noqa: PLR0913 - the parts of a problem
    file: str, code: str, what: str, fix: str = "", *, line: int = 0, column: int = 0
) -> Problem:
    """Return a problem that keeps a file from being used."""
    return Problem(Place(file, line, column), Severity.error, code, what, fix)


def failed(*problems: Problem) -> ReadResult:
    """Return a reading without a record."""
    return ReadResult(problems=tuple(sorted(problems)))
