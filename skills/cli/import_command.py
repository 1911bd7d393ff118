"""The commands ``import`` and ``undo``."""

from __future__ import annotations

import argparse
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from skills.cli.console import (
    FINE,
    PROBLEMS,
    Commands,
    add_database,
    add_yes,
    agree,
    complain,
    could_not_run,
    opened,
    write,
)
from skills.cli.problem_formats import printable
from skills.cli.sources import (
    add_matrix,
    add_source,
    bundle_in,
    chosen_matrix,
    matrix_of_stored,
    opened_assessment,
    owner_having,
    read_source,
    report_problems,
    workspace_of,
)
from skills.matrix import Matrix
from skills.problems import MatrixError, SkillsError

if TYPE_CHECKING:
    from skills.importing.bundle import ExportBundle
    from skills.importing.preview import ImportPreview
    from skills.importing.read_result import ImportedData, ReadResult
    from skills.store import Assessment, Store
    from skills.workspace import Workspace
    from skills.workspace.matrices import MatrixChoice


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``import`` and ``undo``."""
    importing = commands.add_parser(
        "import",
        help="import a file into the database, after a preview",
        description="Print what a file would change, and import it into the database in one step "
        "that can be undone; each assessment of a ZIP export becomes a new one.",
    )
    add_source(importing, "file")
    target = importing.add_mutually_exclusive_group()
    target.add_argument("--into", metavar="ASSESSMENT", help="id; default: a new assessment")
    target.add_argument(
        "--person", metavar="ASSESSMENT", help="add it for the owner of this assessment"
    )
    importing.add_argument(
        "--prefer",
        choices=("newer", "file", "mine"),
        default="newer",
        help="which value wins if both differ; default: newer",
    )
    importing.add_argument("--dry-run", action="store_true", help="only print what would change")
    add_yes(importing)
    add_matrix(importing)
    importing.set_defaults(run=_import)
    undo = commands.add_parser(
        "undo",
        help="undo the last import into an assessment",
        description="Undo the last import into an assessment. Entries changed or revealed since "
        "then are kept.",
    )
    undo.add_argument("into", metavar="ASSESSMENT", help="id")
    add_database(undo)
    undo.set_defaults(run=_undo)


def _import(options: argparse.Namespace) -> int:
    if options.into is not None:
        with opened_assessment(options.into, options) as (workspace, assessment):
            matrix = matrix_of_stored(workspace, assessment, options)
            imported = _imported(_read(options, matrix))
            return _import_into(options, workspace, assessment, imported, matrix)
    bundle = bundle_in(options.file)
    reading = None if bundle else _read(options, chosen_matrix(options))
    is_first = options.person is None and not options.dry_run
    with opened(options, create=is_first) as store:
        workspace = workspace_of(store, _owner(options, store))
        if bundle is not None:
            return _import_bundle(options, workspace, bundle)
        return _import_file(options, workspace, reading) if reading else PROBLEMS


def _read(options: argparse.Namespace, matrix: Matrix | None) -> ReadResult:
    reading = read_source(options.file, matrix)
    for sentence in reading.left_out:
        write(printable(sentence) + "\n")
    return reading


def _imported(reading: ReadResult) -> ImportedData:
    if reading.imported is None:
        raise SkillsError("The file is empty.")
    return reading.imported


def _import_file(options: argparse.Namespace, workspace: Workspace, reading: ReadResult) -> int:
    """Import one file as a new assessment; a mentor has one copy of a request for a review."""
    from skills.workspace.review_by_file import copy_for, requested_review  # noqa: PLC0415 - slow

    review = requested_review(reading)
    copy = copy_for(workspace, review) if review else None
    if copy is None:
        return _import_new(options, workspace, _imported(reading), review)
    write(f"Already imported as assessment {copy.id}. Nothing was changed.\n")
    return FINE


def _import_bundle(options: argparse.Namespace, workspace: Workspace, bundle: ExportBundle) -> int:
    """Import all usable files of a ZIP export; report and skip the others."""
    from skills.sentences.problems import matrix_left_out  # noqa: PLC0415 - likewise
    from skills.workspace.matrices import matrices_in, store_matrix  # noqa: PLC0415 - reads files

    code = FINE
    for name, reading in bundle.readings:
        write(f"{printable(name)}:\n")
        if reading.imported is None:
            code = report_problems(reading.problems)
            continue
        try:
            _import_new(options, workspace, reading.imported)
        except MatrixError:
            raise
        except SkillsError as error:
            could_not_run(f"Skipped {printable(name)}: {error}")
            code = PROBLEMS
    usable, unread = matrices_in(bundle)
    for each in usable if not options.dry_run else ():
        store_matrix(workspace, each.matrix, each.files)
    for problem in unread:
        complain(f"{printable(matrix_left_out(problem))}\n")
        code = PROBLEMS
    return code


def _import_new(
    options: argparse.Namespace, workspace: Workspace, imported: ImportedData, review: str = ""
) -> int:
    """Import one file as a new assessment.

    Parameters
    ----------
    review : id of the review for which the file asks, or "".
    """
    from skills.workspace.import_file import (  # noqa: PLC0415 - loads what reads files
        import_as_new,
        preview_import,
    )
    from skills.workspace.review_by_file import make_copy  # noqa: PLC0415 - likewise

    choice = _choose_matrix(options, workspace, imported)
    seen = preview_import(workspace, None, imported, choice.matrix, choice.files)
    _show_preview(seen, choice)
    if options.dry_run:
        write("Nothing was changed.\n")
        return FINE
    _agree_if_nothing_fits(options, seen)
    operation = options.new_id()
    made = (
        make_copy(workspace, imported, choice, review, operation)
        if review
        else import_as_new(workspace, imported, choice, operation=operation)
    )
    write(f"Imported as assessment {made.id}.\n")
    return FINE


def _choose_matrix(
    options: argparse.Namespace, workspace: Workspace, imported: ImportedData
) -> MatrixChoice:
    """Return the matrix for a new assessment; the app must be able to find it, too.

    Raises
    ------
    SkillsError
        If it cannot.
    """
    from skills.sentences.problems import copy_unread  # noqa: PLC0415 - likewise
    from skills.workspace.matrices import (  # noqa: PLC0415 - loads what reads files
        MatrixChoice,
        NoMatrixForFile,
        exact_matrix,
        matrix_for_import,
    )

    named = chosen_matrix(options)
    wanted = named or imported.matrix_copy
    try:
        exact = exact_matrix(workspace, named.id, named.wording) if named else None
        choice = MatrixChoice(exact) if exact else matrix_for_import(workspace, imported)
    except NoMatrixForFile as error:
        choice, why = None, f" {copy_unread(error.problem)}" if error.problem else ""
    else:
        why = ""
    if choice is None or (named is not None and choice.matrix.wording != named.wording):
        title = wanted.title if wanted else imported.matrix_id
        raise SkillsError(
            f'The app cannot find the matrix "{title}": add its file to SKILLS_MATRICES or upload '
            f"it in the app, then import.{why}"
        )
    return choice


def _import_into(
    options: argparse.Namespace,
    workspace: Workspace,
    assessment: Assessment,
    imported: ImportedData,
    matrix: Matrix,
) -> int:
    from skills.importing.preview import chosen  # noqa: PLC0415 - loads what reads files
    from skills.workspace.import_file import import_into, preview_import  # noqa: PLC0415 - likewise

    seen = preview_import(workspace, assessment, imported, matrix)
    _show_preview(seen)
    if options.dry_run:
        write("Nothing was changed.\n")
        return FINE
    _agree_if_nothing_fits(options, seen)
    entries = chosen(seen, prefer=options.prefer)
    operation = options.new_id()
    new = replace(imported, history=seen.history)
    count = import_into(workspace, assessment, new, entries, operation=operation)
    stands = any(
        each.operation == operation
        for each in workspace.store.imports(workspace.owner, assessment.id)
    )
    undo = f" Undo with: python -m skills undo {assessment.id}" if stands else ""
    write(f"Entries changed: {count}.{undo}\n")
    return FINE


def _undo(options: argparse.Namespace) -> int:
    with opened_assessment(options.into, options) as (workspace, assessment):
        imports = workspace.store.imports(workspace.owner, assessment.id)
        if not imports:
            raise SkillsError("This assessment has no import to undo.")
        done = workspace.store.undo_import(workspace.owner, assessment.id, imports[0].operation)
    kept = len(done.kept)
    write(f"Entries reverted: {done.reverted}. Changed or revealed since and kept: {kept}.\n")
    return FINE


def _show_preview(seen: ImportPreview, choice: MatrixChoice | None = None) -> None:
    from skills.sentences.imports import import_summary  # noqa: PLC0415 - loads what reads files
    from skills.sentences.problems import matrix_replaced  # noqa: PLC0415 - likewise

    for sentence in import_summary(seen):
        write(printable(sentence) + "\n")
    if choice and choice.problem:
        write(printable(matrix_replaced(choice.problem)) + "\n")


def _agree_if_nothing_fits(options: argparse.Namespace, seen: ImportPreview) -> None:
    from skills.importing.preview import is_nothing_for  # noqa: PLC0415 - loads what reads files
    from skills.sentences.imports import nothing_fits  # noqa: PLC0415 - likewise

    if is_nothing_for(seen):
        agree(options, nothing_fits(seen))


def _owner(options: argparse.Namespace, store: Store) -> str:
    if options.person is not None:
        return owner_having(store, options.person)
    owners = store.owners()
    if len(owners) == 1:
        return owners[0].owner
    if not owners:
        return _new_owner()
    raise SkillsError(
        "The database has assessments from several people: choose one with --person or --into."
    )


def _new_owner() -> str:
    """Return a new owner, for the first import into an empty database."""
    from skills.store import owner_of  # noqa: PLC0415 - takes longer than checking a matrix

    complain(
        "The database has no assessments yet. This import won't belong to any browser: use it "
        "from the command line, or import the file in the app to see it there.\n"
    )
    return owner_of(secrets.token_urlsafe(32))
