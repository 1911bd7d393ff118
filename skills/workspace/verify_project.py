"""Check a file for a project of a matrix, for a command or a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from skills.entries.project_attempts import ProjectCheck
from skills.matrix import Matrix, Project
from skills.problems import Problem
from skills.projects.answers_file import read_answers
from skills.projects.check_answers import check_answers
from skills.projects.check_table import check_table
from skills.projects.table_rules import BrokenRule

SEED: Final = 12
"""The seed of the bootstrap: the same file gets the same range."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """The result of a check.

    Attributes
    ----------
    wrong : ids of the questions that are still wrong.
    broken : the rules that a table does not meet.
    """

    check: ProjectCheck
    wrong: tuple[str, ...] = ()
    broken: tuple[BrokenRule, ...] = ()


def check_file(
    data: bytes, name: str, *, matrix: Matrix, project: Project, now: datetime
) -> CheckedFile | tuple[Problem, ...]:
    """Check a file of predictions, answers or a table, as the project asks for, or its problems.

    Raises
    ------
    SkillsError
        If the project has no check, or the data of its pack is missing or changed.
    """
    if project.questions:
        given = read_answers(data, name, project)
        if isinstance(given, tuple):
            return given
        answered = check_answers(given, matrix=matrix, project=project, now=now)
        return CheckedFile(answered.check, wrong=answered.wrong)
    if project.table is not None:
        found = check_table(data, name, table=project.table, matrix=matrix, now=now)
        return found if isinstance(found, tuple) else CheckedFile(found.check, broken=found.broken)
    return _check_predictions(data, name, matrix, project, now)


def _check_predictions(
    data: bytes, name: str, matrix: Matrix, project: Project, now: datetime
) -> CheckedFile | tuple[Problem, ...]:
    from skills.projects.check_predictions import check_predictions  # noqa: PLC0415 - loads NumPy
    from skills.projects.shipped_packs import pack_of  # noqa: PLC0415 - likewise

    found = check_predictions(
        data, name, matrix=matrix, project=project, pack=pack_of(project), seed=SEED, now=now
    )
    return found if isinstance(found, tuple) else CheckedFile(found)
