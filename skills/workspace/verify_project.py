"""Check a file of predictions for a project of a matrix, for a command or a page."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from skills.entries.project_attempts import ProjectCheck
from skills.matrix import Matrix, Project
from skills.problems import Problem
from skills.projects.check_predictions import check_predictions
from skills.projects.shipped_packs import pack_of

SEED: Final = 12
"""The seed of the bootstrap: the same file gets the same range."""


def check_file(
    data: bytes, name: str, *, matrix: Matrix, project: Project, now: datetime
) -> ProjectCheck | tuple[Problem, ...]:
    """Check a file of predictions, or return its problems.

    Raises
    ------
    SkillsError
        If the project has no pack or no pass mark, or the data of the pack is missing or changed.
    """
    return check_predictions(
        data, name, matrix=matrix, project=project, pack=pack_of(project), seed=SEED, now=now
    )
