"""The command ``cohort``: score many people at once."""

from __future__ import annotations

import argparse
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from skills.cli.cohort_parts import add_parts, check_parts, is_in_parts, run_parts
from skills.cli.cohort_summary import add_summary, check_summary, print_summary
from skills.cli.console import FINE, PROBLEMS, Commands, complain
from skills.cli.output import require_new
from skills.cli.problem_formats import paragraphs
from skills.matrix.library import Library
from skills.matrix.reading import read_matrix
from skills.problems import MatrixError, SkillsError
from skills.sentences.formats import listed
from skills.settings import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from skills.cohorts.faults import Faults
    from skills.cohorts.group_sums import GroupSums
    from skills.cohorts.question import CohortQuestion, People
    from skills.matrix import Matrix

MODES: Final = ("full", "quick")


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``cohort``."""
    cohort = commands.add_parser(
        "cohort",
        help="score many people at once, from tables or from exported files",
        description="Score many people at once, from tables of answers or from exported files. "
        "The scores have a row for each person and profile; the summary says where the group "
        "stands.",
        epilog="docs/cohorts.md describes the tables, the scores and the summary",
    )
    _add_input(cohort)
    cohort.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="SCORES",
        help="a .csv or .parquet file, or a folder that gets a Parquet file for each part of the "
        "answers; nothing is written if there is a problem in the answers",
    )
    cohort.add_argument("--force", action="store_true", help="overwrite a file that exists")
    cohort.add_argument(
        "--skills", action="store_true", help="add a column with the level of each skill"
    )
    add_parts(cohort)
    add_summary(cohort)
    cohort.set_defaults(run=_cohort)


def _add_input(cohort: argparse.ArgumentParser) -> None:
    cohort.add_argument(
        "answers",
        nargs="+",
        type=Path,
        metavar="ANSWERS",
        help="a CSV or Parquet file with a row for each person and a column for each statement, or "
        "exported assessments: a JSON file, or a folder or ZIP of them",
    )
    cohort.add_argument(
        "--matrix",
        metavar="PATH|ID",
        help="a matrix file or folder, or the id of an installed one; default: the only one",
    )
    cohort.add_argument(
        "--profile",
        action="append",
        metavar="ID",
        help="compare with this profile; repeat it for several; default: all of the matrix",
    )
    cohort.add_argument(
        "--mode",
        choices=MODES,
        help="how the questions were asked; default: full, and for a JSON file its own mode",
    )
    cohort.add_argument(
        "--id",
        metavar="COLUMN",
        default="",
        help='the column with the id of a person; default: "id", or else file and row',
    )


def _cohort(options: argparse.Namespace) -> int:
    from skills.cohorts.faults import Faults  # noqa: PLC0415 - loads pandas and pyarrow

    _check_output(options)
    question, faults = _question(options), Faults()
    try:
        count = _run(options, question, faults)
    except _FaultyError:
        complain(f"{paragraphs(faults.problems)}Nothing was written.\n")
        return PROBLEMS
    except OSError as error:
        name = error.filename or options.output
        raise SkillsError(f"{name}: {error.strerror or error}.") from None
    if options.output is not None:
        complain(f"{count:,} {'person' if count == 1 else 'people'} scored.\n")
    return FINE


class _FaultyError(Exception):
    """Raised to leave a file unwritten because of problems in the answers."""


def _run(options: argparse.Namespace, question: CohortQuestion, faults: Faults) -> int:
    """Write scores, print the summary, or both, and return the number of people.

    Raises
    ------
    _FaultyError
        If there are problems in the answers.
    """
    if is_in_parts(options):
        count, sums = run_parts(options, question, faults)
    else:
        count, sums = _run_whole(options, question, faults)
    if faults:
        raise _FaultyError
    if options.summary:
        print_summary(sums, question, options)
    return count


def _run_whole(
    options: argparse.Namespace, question: CohortQuestion, faults: Faults
) -> tuple[int, GroupSums]:
    """Write scores to one file, or to none, and return the number of people and their sums."""
    from skills.cohorts.group_sums import GroupSums  # noqa: PLC0415 - loads pandas

    sums, count = GroupSums(question), 0
    with _target(options, question) as write:
        for people in _scored(options, question, faults):
            write(people)
            count += len(people.ids)
            if options.summary:
                sums.add(people, faults)
        if faults:
            raise _FaultyError
    return count, sums


@contextmanager
def _target(
    options: argparse.Namespace, question: CohortQuestion
) -> Iterator[Callable[[People], object]]:
    """Yield what takes a block of people: the writer of the scores, or nothing."""
    from skills.cohorts.score_file import score_writer  # noqa: PLC0415 - loads pyarrow

    if options.output is None:
        yield lambda _: None
        return
    with score_writer(options.output, question, levels=options.skills) as writer:
        yield writer.write


def _scored(
    options: argparse.Namespace, question: CohortQuestion, faults: Faults
) -> Iterator[People]:
    from skills.cohorts.run import score_files  # noqa: PLC0415 - loads pandas and pyarrow

    return score_files(options.answers, question, faults)


def _check_output(options: argparse.Namespace) -> None:
    check_summary(options)
    check_parts(options)
    if options.output is None:
        if not options.summary:
            raise SkillsError("Say what to do: -o SCORES, --summary, or both.")
        return
    if not is_in_parts(options) and options.output.suffix.lower() not in (".csv", ".parquet"):
        raise SkillsError(
            f"{options.output}: the scores need a name that ends in .csv or .parquet, or has no "
            "ending for a folder."
        )
    require_new(options.output, options)
    if not options.output.parent.is_dir():
        raise SkillsError(f"There is no folder {options.output.parent}.")


def _question(options: argparse.Namespace) -> CohortQuestion:
    from skills.cohorts.question import CohortQuestion  # noqa: PLC0415 - loads pandas
    from skills.entries.kinds import Mode  # noqa: PLC0415 - likewise

    matrix = _matrix(options.matrix)
    profiles = tuple(dict.fromkeys(options.profile or matrix.profiles))
    unknown = [each for each in profiles if each not in matrix.profiles]
    if unknown:
        known = listed(list(matrix.profiles))
        raise SkillsError(f'The matrix has no profile "{unknown[0]}": it has {known}.')
    mode = Mode(options.mode) if options.mode else None
    return CohortQuestion(matrix, profiles, mode, options.id, tuple(options.group_by))


def _matrix(named: str | None) -> Matrix:
    """Return the matrix from the options.

    Raises
    ------
    MatrixError
        If it has problems.
    SkillsError
        If there is none, or a choice of several.
    """
    installed = Library(settings().matrices).known()
    if named is None:
        if len(installed) != 1:
            raise SkillsError(f"Choose a matrix with --matrix: {listed(sorted(installed))}.")
        return next(iter(installed.values()))
    if named in installed:
        return installed[named]
    reading = read_matrix(Path(named))
    if reading.matrix is None:
        raise MatrixError(reading.problems)
    return reading.matrix
