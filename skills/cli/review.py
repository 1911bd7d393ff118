"""The command ``review``: a mentor's review by file, and the history of reviews."""

from __future__ import annotations

import argparse
import secrets
from typing import TYPE_CHECKING

from skills.cli.console import FINE, PROBLEMS, Commands, write
from skills.cli.output import add_file, check_output, name_text, write_output
from skills.cli.problem_formats import printable
from skills.cli.sources import add_matrix, matrix_of_stored, opened_assessment, read_source
from skills.problems import SkillsError

if TYPE_CHECKING:
    from skills.store import Assessment
    from skills.workspace import Workspace
    from skills.workspace.export import AssessmentFiles


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``review``."""
    review = commands.add_parser(
        "review",
        help="ask a mentor for a review by file, import it, or print the history of reviews",
        description="export: invite a mentor and write the file to send them, which has the "
        "person's notes and no rating. import: import the file that the mentor sent back; only "
        "that mentor's ratings and comments change. log: write the history of all reviews as CSV.",
    )
    review.add_argument("action", choices=("export", "import", "log"), metavar="ACTION")
    review.add_argument("source", metavar="ASSESSMENT", help="id")
    review.add_argument("file", nargs="?", metavar="FILE", help="for import: the mentor's file")
    review.add_argument(
        "--mentor", type=name_text, metavar="NAME", help="for export: what to call the mentor"
    )
    review.add_argument(
        "--name",
        type=name_text,
        default="",
        help="for export: a name that tells the mentor whom to rate; default: none",
    )
    add_file(review)
    add_matrix(review)
    review.set_defaults(run=_review)


def _review(options: argparse.Namespace) -> int:
    if (options.file is None) == (options.action == "import"):
        raise SkillsError("import needs the mentor's FILE; export and log take none.")
    if (options.mentor is None) == (options.action == "export"):
        raise SkillsError("export needs --mentor NAME; import and log take none.")
    check_output(options)
    with opened_assessment(options.source, options) as (workspace, assessment):
        if options.action == "import":
            return _import(options, workspace, assessment)
        if options.action == "export":
            return _export(options, workspace, assessment)
        return _log(options, workspace, assessment)


def _files(
    options: argparse.Namespace, workspace: Workspace, assessment: Assessment
) -> AssessmentFiles:
    from skills.workspace.export import AssessmentFiles  # noqa: PLC0415 - loads what writes files

    matrix = matrix_of_stored(workspace, assessment, options)
    return AssessmentFiles(workspace, assessment, matrix, options.clock())


def _export(options: argparse.Namespace, workspace: Workspace, assessment: Assessment) -> int:
    from skills.workspace.review_by_file import request_file  # noqa: PLC0415 - loads NumPy
    from skills.workspace.reviews import invite  # noqa: PLC0415 - likewise

    if not options.mentor.strip():
        raise SkillsError("The mentor needs a name.")
    review = options.new_id()
    invite(
        workspace.store,
        workspace.owner,
        assessment.id,
        options.mentor,
        review_id=review,
        now=options.clock(),
    )
    files = _files(options, workspace, assessment)
    write_output(request_file(files, review, options.name), options)
    return FINE


def _import(options: argparse.Namespace, workspace: Workspace, assessment: Assessment) -> int:
    from skills.sentences.review import answer_text  # noqa: PLC0415 - loads NumPy
    from skills.workspace.review_by_file import import_answer, preview_answer  # noqa: PLC0415 - likewise

    matrix = matrix_of_stored(workspace, assessment, options)
    read = read_source(options.file, matrix)
    found = preview_answer(workspace, assessment, matrix, read)
    write(printable(answer_text(found)) + "\n")
    if found is None or not found.review:
        return PROBLEMS
    import_answer(workspace, assessment, found, operation=secrets.token_urlsafe(12))
    return FINE


def _log(options: argparse.Namespace, workspace: Workspace, assessment: Assessment) -> int:
    from skills.workspace.review_log import log_file  # noqa: PLC0415 - loads NumPy

    write_output(log_file(_files(options, workspace, assessment)), options)
    return FINE
