"""The commands ``aim`` and ``update``: change the profile or the matrix of an assessment."""

from __future__ import annotations

import argparse

from skills.cli.console import FINE, Commands, add_database, write
from skills.cli.problem_formats import printable
from skills.cli.sources import opened_assessment
from skills.problems import SkillsError
from skills.sentences.answers import carried_over
from skills.sentences.results import aim as aim_text


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``aim`` and ``update``."""
    aim = commands.add_parser(
        "aim",
        help="change the target role and level of an assessment",
        description="Change the target role and level of an assessment. No answers change.",
    )
    aim.add_argument("source", metavar="ASSESSMENT", help="id")
    aim.add_argument("profile", metavar="LEVEL", help="an id of the form role.level")
    add_database(aim)
    aim.set_defaults(run=_aim)
    update = commands.add_parser(
        "update",
        help="move an assessment to the newest version of its matrix",
        description="Move an assessment to the newest version of its matrix, as the app does when "
        "it is opened. Nothing stored is removed; entries with no match are listed.",
    )
    update.add_argument("source", metavar="ASSESSMENT", help="id")
    add_database(update)
    update.set_defaults(run=_update)


def _aim(options: argparse.Namespace) -> int:
    from skills.workspace.assessment import aim_for  # noqa: PLC0415 - loads the database
    from skills.workspace.matrices import matrix_of  # noqa: PLC0415 - likewise

    with opened_assessment(options.source, options) as (workspace, assessment):
        matrix = matrix_of(workspace, assessment)
        if options.profile not in matrix.profiles:
            known = ", ".join(matrix.profiles)
            raise SkillsError(f'There is no level "{options.profile}"; choose one of {known}.')
        aim_for(workspace, assessment, matrix, options.profile)
    aims = printable(aim_text(matrix, options.profile))
    write(f"The target role of {assessment.id} is now {aims}.\n")
    return FINE


def _update(options: argparse.Namespace) -> int:
    from skills.workspace.assessment import move_to_matrix  # noqa: PLC0415 - loads the database
    from skills.workspace.matrices import matrix_of, newer_matrix  # noqa: PLC0415 - likewise

    with opened_assessment(options.source, options) as (workspace, assessment):
        matrix = newer_matrix(workspace, assessment) or matrix_of(workspace, assessment)
        if matrix.wording == assessment.wording and assessment.profile in matrix.profiles:
            write("The assessment already has the newest version of its matrix.\n")
            return FINE
        carried = move_to_matrix(workspace, assessment, matrix)
        moved = workspace.store.assessment(workspace.owner, assessment.id)
    write(f"Moved: {printable(carried_over(carried))}.\n")
    if moved.profile != assessment.profile:
        aims = printable(aim_text(matrix, moved.profile))
        write(
            f"The matrix no longer has {printable(assessment.profile)}, so the target role is now "
            f"{aims}.\n"
        )
    return FINE
