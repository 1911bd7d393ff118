"""Load the assessment that a command works on: from a file, a pipe, or the database."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from skills.cli.console import PROBLEMS, add_database, complain, could_not_run, opened
from skills.cli.problem_formats import paragraphs, printable
from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.matrix.reading import read_matrix
from skills.problems import MatrixError, Problem, SkillsError
from skills.settings import settings

if TYPE_CHECKING:
    from skills.importing.bundle import ExportBundle
    from skills.importing.read_result import ImportedData, ReadResult
    from skills.records.record import Record
    from skills.scoring.assessed import Assessed
    from skills.store import Assessment, Store
    from skills.workspace import Workspace

PIPE: Final = "-"

MOST_BYTES: Final = 60_000_000
"""Limit for reading a file or pipe; far above the limits of the readers."""


class Unusable(SkillsError):  # noqa: N818 - reads as what the file is
    """Raised where a file cannot be used, with every problem in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("The file cannot be used.")


class MatrixGone(SkillsError):  # noqa: N818 - reads as what is the matter
    """Raised where there is no matrix with which a stored assessment can be read."""


@dataclass(frozen=True, slots=True)
class Source:
    """An assessment and its results under the matrix that it is read with.

    Attributes
    ----------
    purpose : that of the file, as in `skills.records.record.Record`.
    """

    record: Record
    assessed: Assessed
    purpose: str = ""


def report_problems(problems: Sequence[Problem]) -> int:
    """Print all problems of a file to standard error, and return the exit code for them."""
    if problems and all(each.code == "unreadable" for each in problems):
        return could_not_run(f"{problems[0].what}: {problems[0].fix}")
    complain(f"{paragraphs(problems)}Nothing was changed.\n")
    return PROBLEMS


def add_source(parser: argparse.ArgumentParser, name: str = "source") -> None:
    """Add an argument that takes a file, a pipe or an assessment."""
    parser.add_argument(
        name,
        metavar=name.upper(),
        help="a JSON, PDF, XLSX or CSV file written by this program (also saved as ODS or XLS), - "
        "for standard input, or the id of an assessment",
    )


def add_matrix(parser: argparse.ArgumentParser) -> None:
    """Add the options for another matrix and another database."""
    parser.add_argument(
        "--matrix",
        type=Path,
        metavar="PATH",
        help="use this matrix; default: the installed one with the same id and structure, else the "
        "copy in the file",
    )
    add_database(parser)


def load(name: str, options: argparse.Namespace, *, without_matrix: bool = False) -> Source:
    """Load an assessment from a file, a pipe, or the database by its id.

    Parameters
    ----------
    without_matrix : accept a stored assessment whose matrix is gone, with what is known of it.

    Raises
    ------
    Unusable
        If a file has problems.
    SkillsError
        If there is no such file or assessment.
    """
    if _is_file(name):
        return _from_file(read_source(name, chosen_matrix(options)), options)
    with opened_assessment(name, options) as (workspace, assessment):
        return stored_source(workspace, assessment, options, without_matrix=without_matrix)


def stored_source(
    workspace: Workspace,
    assessment: Assessment,
    options: argparse.Namespace,
    *,
    without_matrix: bool = False,
) -> Source:
    """Return a stored assessment, read with the matrix from --matrix or its own; see `load`.

    Raises
    ------
    SkillsError
        If that matrix is not available.
    """
    from skills.workspace.export import AssessmentFiles  # noqa: PLC0415 - loads what writes files
    from skills.workspace.without_matrix import files_without_matrix  # noqa: PLC0415 - likewise

    try:
        matrix = matrix_of_stored(workspace, assessment, options)
    except MatrixGone as error:
        if not without_matrix or options.matrix is not None:
            raise
        complain(f"{printable(str(error))} The file contains what was entered.\n")
        files = files_without_matrix(workspace, assessment, options.clock())
    else:
        files = AssessmentFiles(workspace, assessment, matrix, options.clock())
    return Source(files.record(), files.assessed)


def _is_file(name: str) -> bool:
    """Return whether a name is a file or a pipe; an id has neither a dot nor a slash."""
    return name == PIPE or "." in name or "/" in name or Path(name).is_file()


@contextmanager
def opened_assessment(
    name: str, options: argparse.Namespace
) -> Iterator[tuple[Workspace, Assessment]]:
    """Open the database and yield an assessment in it, with its owner's workspace.

    Raises
    ------
    SkillsError
        If there is no such assessment.
    """
    with opened(options) as store:
        owner = owner_having(store, name)
        yield workspace_of(store, owner), store.assessment(owner, name)


def owner_having(store: Store, assessment: str) -> str:
    """Return the owner of an assessment.

    Raises
    ------
    SkillsError
        If there is no such assessment.
    """
    from skills.store import NotFound  # noqa: PLC0415 - takes longer than checking a matrix

    try:
        return store.owner_with(assessment)
    except NotFound:
        raise SkillsError(f"No such assessment: {assessment}") from None


def workspace_of(store: Store, owner: str) -> Workspace:
    """Return the workspace of an owner for a command."""
    from skills.workspace import Workspace  # noqa: PLC0415 - takes longer than checking a matrix
    from skills.workspace.matrices import read_upload  # noqa: PLC0415 - likewise

    return Workspace(store, owner, Library(settings().matrices), read_upload)


def read_source(name: str, matrix: Matrix | None) -> ReadResult:
    """Read a file or a pipe.

    Raises
    ------
    Unusable
        If it has problems.
    SkillsError
        If it cannot be opened.
    """
    from skills.importing.detect import read_file  # noqa: PLC0415 - loads what reads files

    try:
        data = bytes_of(name)
    except OSError as error:
        raise SkillsError(f"{name} cannot be read: {error.strerror}.") from None
    reading = read_file(data, "the pipe" if name == PIPE else Path(name).name, matrix)
    if reading.imported is None:
        raise Unusable(reading.problems)
    return reading


def bundle_in(name: str) -> ExportBundle | None:
    """Return the export bundle (ZIP) in a file, or None if it is another kind of file or a pipe."""
    from skills.importing.bundle import is_bundle, read_bundle  # noqa: PLC0415 - loads what reads files

    try:
        data = b"" if name == PIPE else bytes_of(name)
    except OSError:
        return None  # reported when it is read as a file
    return read_bundle(data, Path(name).name) if is_bundle(data) else None


def bytes_of(name: str) -> bytes:
    """Return the content of a file, or of the pipe."""
    if name == PIPE:
        if sys.stdin is None:  # the stream was closed before Python started
            raise OSError(errno.EBADF, "there is no standard input")
        return sys.stdin.buffer.read(MOST_BYTES)
    with Path(name).open("rb") as file:
        return file.read(MOST_BYTES)


def chosen_matrix(options: argparse.Namespace) -> Matrix | None:
    """Return the matrix from --matrix, None without the option.

    Raises
    ------
    MatrixError
        If it has problems.
    """
    if options.matrix is None:
        return None
    reading = read_matrix(options.matrix)
    if reading.matrix is None:
        raise MatrixError(reading.problems)
    return reading.matrix


def installed_matrix(matrix_id: str) -> Matrix | None:
    """Return the built-in or configured matrix with this id, or None."""
    return Library(settings().matrices).get(matrix_id)


def matrix_of_stored(
    workspace: Workspace, assessment: Assessment, options: argparse.Namespace
) -> Matrix:
    """Return the matrix from --matrix, or else the one that a stored assessment was made with.

    Raises
    ------
    SkillsError
        If it is no longer available, or lacks the profile of the assessment.
    """
    from skills.workspace.matrices import available_matrix  # noqa: PLC0415 - see above

    matrix = chosen_matrix(options) or available_matrix(workspace, assessment)
    if matrix is None:
        raise MatrixGone(
            f'The matrix "{assessment.matrix_title}" is not installed; use --matrix PATH.'
        )
    if assessment.profile not in matrix.profiles:
        raise MatrixGone(
            f'The matrix "{matrix.title}" has no "{assessment.profile}", the target of this '
            "assessment; use another one with --matrix PATH."
        )
    return matrix


def matrix_for(imported: ImportedData, options: argparse.Namespace) -> Matrix:
    """Return the matrix for reading a file.

    Raises
    ------
    SkillsError
        If it is neither in the file nor installed.
    """
    from skills.records.matrix_copy import matrix_of  # noqa: PLC0415 - loads what reads files

    chosen = chosen_matrix(options)
    if chosen is not None:
        return chosen
    installed = installed_matrix(imported.matrix_id)
    copy = imported.matrix_copy
    if installed is not None and (copy is None or copy.structure == installed.structure):
        return installed
    if copy is None:
        raise SkillsError(f'The matrix "{imported.matrix_id}" is not installed; use --matrix PATH.')
    return matrix_of(copy)


def _from_file(reading: ReadResult, options: argparse.Namespace) -> Source:
    from skills.importing.as_record import as_record  # noqa: PLC0415 - loads what reads files
    from skills.importing.placement import place_profile  # noqa: PLC0415 - likewise
    from skills.records.snapshot import assess_record  # noqa: PLC0415 - likewise
    from skills.sentences.results import aim  # noqa: PLC0415 - likewise

    imported = reading.imported
    if imported is None:
        raise Unusable(reading.problems)
    matrix = matrix_for(imported, options)
    record = reading.record
    is_same = record is not None and record.matrix.structure == matrix.structure
    if record is None or not is_same or imported.profile not in matrix.profiles:
        now: datetime = options.clock()
        title = aim(matrix, place_profile(imported.profile, matrix))
        record = as_record(imported, matrix, now, default_title=title)
    purpose = reading.record.purpose if reading.record else ""
    return Source(record, assess_record(record, matrix), purpose)
