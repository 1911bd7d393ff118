"""Define the result of reading a file: the data to import, and all problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from skills.entries.kinds import IncomingEntry
from skills.problems import Place, Problem, Severity
from skills.records.matrix_record import MatrixCopy
from skills.records.record import Record, State

SIZE_LIMIT: Final = 12_000_000
"""Maximum size of a file in bytes: hundreds of snapshots, still read in seconds."""

CODES: Final[Mapping[str, str]] = {
    "no-record": "the file is not one that this program can import",
    "record-too-large": "the file is larger than any assessment",
    "record-damaged": "the file does not follow the rules of its format, so it cannot be read",
    "record-newer": "the file was written by a newer version of this program",
    "record-key-twice": "a key appears twice in the same group",
    "record-value": "a value that is not allowed where it is",
    "record-unknown-name": "something is named that is not in the file",
    "record-missing-column": "a required column is missing",
    "record-empty": "the file is empty",
    "record-text": "the file is not text, or its encoding is not supported",
    "record-kind": "a line of a table is of an unknown kind",
    "record-twice": "two lines are about the same thing",
    "record-changed": "a mentor's file was changed or damaged after it was saved",
    "record-needs-matrix": "the file can only be read together with a matrix",
}
"""Error codes and their meanings."""


@dataclass(frozen=True, slots=True)
class ImportedData:
    """The data to import from a file of any type.

    Attributes
    ----------
    matrix_id, title, profile : "" if not in the file.
    entries : everything that was entered.
    matrix_copy : the copy of the matrix in the file, or None.
    matrix_files : name and text of each file of the person's own matrix, if included.
    extra : keys of a newer version, as JSON text, or "".
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
    """Result of reading a file.

    Attributes
    ----------
    imported : None if an error prevents the import.
    record : the whole record, if this type of file contains one.
    left_out : sentences on what was not, or cannot be, imported from this type of file.
    """

    imported: ImportedData | None = None
    record: Record | None = None
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()


def import_error(  # noqa: PLR0913 - the parts of a problem
    file: str, code: str, what: str, fix: str = "", *, line: int = 0, column: int = 0
) -> Problem:
    """Return a problem that prevents the import of a file."""
    return Problem(Place(file, line, column), Severity.error, code, what, fix)


def failed(*problems: Problem) -> ReadResult:
    """Return the result of a failed import, with its problems."""
    return ReadResult(problems=tuple(sorted(problems)))
