"""The command ``project``: packs of data for learning projects, and checks of their results."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from skills.cli.console import FINE, PROBLEMS, Commands, add_database, complain, write
from skills.cli.output import add_file, check_output, require_new, write_output
from skills.cli.problem_formats import as_json as problems_as_json
from skills.cli.problem_formats import paragraphs, printable
from skills.cli.project_file import read_limited
from skills.cli.sources import chosen_matrix, matrix_of_stored, opened_assessment
from skills.matrix import Matrix, Project
from skills.matrix.library import Library
from skills.problems import Problem, SkillsError
from skills.settings import settings

if TYPE_CHECKING:
    from skills.entries.project_attempts import Attempts
    from skills.projects.table_rules import BrokenRule
    from skills.workspace.access import Access
    from skills.workspace.verify_project import CheckedFile


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``project``."""
    project = commands.add_parser(
        "project",
        help="list learning projects, write a pack of data, or check a result",
        description="list: list the learning projects. pack: write data, brief and a starter "
        "script to work on. check: score a file of predictions against the answers that the pack "
        "leaves out and compare it with the baseline, or check answers, a table or the structure "
        "of a document.",
        epilog="check: exit code 0 if the file passed or nothing is missing, 1 if not or if it has "
        "problems, 2 could not run; docs/projects.md explains packs and checks",
    )
    project.add_argument("action", choices=("list", "pack", "check"), metavar="ACTION")
    project.add_argument("project", nargs="?", metavar="PROJECT", help="for pack and check: id")
    project.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="for check: the result, or - for a pipe",
    )
    add_file(project)
    project.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    project.add_argument(
        "--matrix",
        type=Path,
        metavar="PATH",
        help="the matrix with the project; default: that of the assessment, or the installed ones",
    )
    project.add_argument(
        "--save", metavar="ASSESSMENT", help="for check: keep the result with this assessment (id)"
    )
    add_database(project)
    project.set_defaults(run=_project)


def _project(options: argparse.Namespace) -> int:
    given = sum(each is not None for each in (options.project, options.file))
    if given != {"list": 0, "pack": 1, "check": 2}[options.action]:
        raise SkillsError(
            "list takes no arguments; pack takes PROJECT; check takes PROJECT and FILE."
        )
    if options.save and options.action != "check":
        raise SkillsError("--save keeps the result of a check; list and pack have none.")
    if options.action == "list":
        return _list(options)
    if options.save:
        return _check_and_save(options)
    matrix, project = _found(options, _matrices(options))
    return (_pack if options.action == "pack" else _check)(options, matrix, project)


def _matrices(options: argparse.Namespace) -> Sequence[Matrix]:
    chosen = chosen_matrix(options)
    if chosen is not None:
        return (chosen,)
    return tuple(Library(settings().matrices).known().values())


def _found(options: argparse.Namespace, matrices: Sequence[Matrix]) -> tuple[Matrix, Project]:
    """Return the project of this id, and its matrix.

    Raises
    ------
    SkillsError
        If there is none.
    """
    for matrix in matrices:
        for project in matrix.projects:
            if project.id == options.project:
                return matrix, project
    raise SkillsError(f'There is no project "{options.project}": "project list" shows them.')


def _list(options: argparse.Namespace) -> int:
    check_output(options)
    projects = [each for matrix in _matrices(options) for each in matrix.projects]
    text = _list_as_json(projects) if options.format == "json" else _list_as_text(projects)
    write_output(text.encode(), options)
    return FINE


def _list_as_json(projects: Sequence[Project]) -> str:
    return _json([_plain(each) for each in projects])


def _plain(project: Project) -> dict[str, object]:
    baseline = project.baseline
    return {
        "id": project.id,
        "title": project.title,
        "hours": project.hours,
        "pack": project.pack or None,
        "metric": baseline and baseline.metric,
        "better": baseline and baseline.better,
        "passing": baseline and baseline.passing,
        "questions": {each.id: each.ask for each in project.questions},
        "columns": [each.name for each in project.table.columns] if project.table else [],
        "sections": [each.title for each in project.document.sections] if project.document else [],
    }


def _list_as_text(projects: Sequence[Project]) -> str:
    from skills.sentences.project_list import HEADINGS, cells_of  # noqa: PLC0415 - loads scoring

    rows = [HEADINGS, *map(cells_of, projects)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
    return "".join(
        printable("  ".join(f"{c:<{w}}" for c, w in zip(row, widths, strict=True)).rstrip()) + "\n"
        for row in rows
    )


def _pack(options: argparse.Namespace, _matrix: Matrix, project: Project) -> int:
    from skills.projects.pack_files import as_zip  # noqa: PLC0415 - loads NumPy
    from skills.workspace.learning_packs import make_pack  # noqa: PLC0415 - likewise

    is_folder = options.output is not None and options.output.suffix.lower() != ".zip"
    if not is_folder:
        check_output(options, "A ZIP archive")
    made = make_pack(project)
    if is_folder:
        _write_folder(made, options)
    else:
        write_output(as_zip(made, project.id), options)
    return FINE


def _write_folder(made: Mapping[str, bytes], options: argparse.Namespace) -> None:
    """Write the files into a folder.

    Raises
    ------
    SkillsError
        If one of them exists, or cannot be written.
    """
    for name in made:
        require_new(options.output / name, options)
    try:
        options.output.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            (options.output / name).write_bytes(content)
    except OSError as error:
        raise SkillsError(f"{options.output} cannot be written: {error.strerror}.") from None


def _check_and_save(options: argparse.Namespace) -> int:
    """Check a file for a project of an assessment's own matrix, and keep the result with it."""
    from skills.workspace.access import OwnAccess  # noqa: PLC0415 - loads the database

    with opened_assessment(options.save, options) as (workspace, assessment):
        matrix, project = _found(options, [matrix_of_stored(workspace, assessment, options)])
        access = OwnAccess(workspace.store, workspace.owner, assessment.id)
        return _check(options, matrix, project, access)


def _check(
    options: argparse.Namespace, matrix: Matrix, project: Project, access: Access | None = None
) -> int:
    from skills.workspace.verify_project import check_file  # noqa: PLC0415 - not needed to list

    if project.document is not None:
        return _check_structure(options, matrix, project)
    read = read_limited(options.file)
    check_output(options)
    now = options.clock()
    checked = check_file(read, options.file, matrix=matrix, project=project, now=now)
    if isinstance(checked, tuple):
        return _report(options, checked)
    attempts = None
    if access is not None:
        from skills.workspace.keep_attempt import save_attempt  # noqa: PLC0415 - the database

        operation = options.new_id()
        attempts = save_attempt(access, project, checked.check, tab="command", operation=operation)
    if options.format == "json":
        text = _json(_plain_check(matrix, project, checked))
    else:
        text = _as_text(project, checked, attempts)
    write_output(text.encode(), options)
    return FINE if checked.check.is_passed else PROBLEMS


def _check_structure(options: argparse.Namespace, matrix: Matrix, project: Project) -> int:
    """Say what is missing in a document; nothing of it is kept.

    Raises
    ------
    SkillsError
        If it was to be kept.
    """
    from skills.cli.project_structure import read_structure, structure_text  # noqa: PLC0415

    found = read_structure(options, project)
    if isinstance(found, Problem):
        return _report(options, [found])
    write_output(structure_text(options, matrix, project, found).encode(), options)
    return PROBLEMS if found.open_rules else FINE


def _report(options: argparse.Namespace, problems: Sequence[Problem]) -> int:
    if options.format == "json":
        write(problems_as_json(problems))
    else:
        complain(f"{paragraphs(problems)}Nothing was scored.\n")
    return PROBLEMS


def _as_text(project: Project, checked: CheckedFile, attempts: Attempts | None) -> str:
    from skills.sentences import project_checks as say  # noqa: PLC0415 - not needed to list

    attempt = checked.check
    rows = say.rows_of_check(attempt)
    width = max((len(name) for name, _ in rows), default=0)
    lines = [
        f"{project.title}: {say.verdict_text(attempt)}",
        say.metric_text(attempt),
        *_to_mend(project, checked),
        *(["", *(f"  {name:<{width}}  {score:>8}" for name, score in rows), ""] if rows else []),
        *([texts] if (texts := say.comparison_text(attempt)) else []),
        *([f"Saved. {say.attempts_text(attempts)}"] if attempts else []),
        say.NOT_CERTIFIED,
    ]
    return "".join(f"{printable(each)}\n" for each in lines)


def _to_mend(project: Project, checked: CheckedFile) -> Sequence[str]:
    """Return what is still wrong in answers or a table."""
    from skills.sentences.project_checks import wrong_text  # noqa: PLC0415 - not needed to list
    from skills.sentences.result_tables import broken_texts  # noqa: PLC0415 - likewise

    if project.table is not None:
        return broken_texts(checked.broken, project.table)
    return [wrong_text(project, checked.wrong)] if project.questions else []


def _plain_check(matrix: Matrix, project: Project, checked: CheckedFile) -> dict[str, object]:
    attempt = checked.check
    about: dict[str, object] = {"project": project.id, "matrix": matrix.id}
    figures = asdict(attempt) | {"at": attempt.at.isoformat(), "versions": dict(attempt.versions)}
    texts = {
        "passed": attempt.is_passed,
        "earned_merit": attempt.has_merit,
        "comparison": attempt.comparison,
    }
    wrong: dict[str, object] = {"wrong": list(checked.wrong)} if project.questions else {}
    if project.table is not None:
        wrong = {"broken": [_plain_rule(each) for each in checked.broken]}
    return about | figures | texts | wrong


def _plain_rule(broken: BrokenRule) -> dict[str, object]:
    return {
        "rule": broken.rule,
        "column": broken.column and broken.column.name,
        "count": broken.count,
        "line": broken.line or None,
        "found": list(broken.found),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
