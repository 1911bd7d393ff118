"""Check a file of predictions for a project, and keep the result with an assessment."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from skills.entries.project_attempts import Attempts, PredictionCheck, add_attempt, attempts_as_text
from skills.entries.project_attempts import read_attempts as read
from skills.matrix import Matrix, Project
from skills.problems import Problem, StoreError
from skills.projects.check_predictions import check_predictions
from skills.projects.shipped_packs import pack_of
from skills.scoring.verified import last_valid_day
from skills.store import Saved
from skills.workspace.access import Access

SEED: Final = 12
"""The seed of the bootstrap: the same file gets the same range."""

_TURNS: Final = 5
"""How often to begin anew if another tab saves an attempt at the same moment."""


def check_file(
    data: bytes, name: str, *, matrix: Matrix, project: Project, now: datetime
) -> PredictionCheck | tuple[Problem, ...]:
    """Check a file of predictions, or return its problems.

    Raises
    ------
    SkillsError
        If the project has no pack or no pass mark, or the data of the pack is missing or changed.
    """
    return check_predictions(
        data, name, matrix=matrix, project=project, pack=pack_of(project), seed=SEED, now=now
    )


def save_attempt(
    access: Access, project: Project, attempt: PredictionCheck, *, tab: str, operation: str
) -> Attempts:
    """Add an attempt to those stored, whoever else is adding one, and return all of them.

    Raises
    ------
    StoreError
        If it cannot be stored.
    """
    for turn in range(_TURNS):
        entry = access.entries().get(("verification", project.id))
        made = add_attempt(
            read(entry.value or "") if entry else None,
            attempt,
            levels=project.verified_levels,
            expires_on=last_valid_day(project, attempt.at.date()),
        )
        saved = access.save(
            "verification",
            project.id,
            attempts_as_text(made),
            tab=tab,
            drawn=entry.revision if entry else 0,
            operation=f"{operation}.{turn}",
            redraw=True,
        )
        if isinstance(saved, Saved):
            return made
    raise StoreError("Another tab keeps saving attempts at this project. Try again.")
