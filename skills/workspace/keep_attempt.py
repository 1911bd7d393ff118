"""Keep the result of checking a project with an assessment."""

from __future__ import annotations

from typing import Final

from skills.entries.project_attempts import Attempts, ProjectCheck, add_attempt, attempts_as_text
from skills.entries.project_attempts import read_attempts as read
from skills.matrix import Project
from skills.problems import StoreError
from skills.scoring.verified import last_valid_day
from skills.store import Saved
from skills.workspace.access import Access

_TURNS: Final = 5
"""How often to begin anew if another tab saves an attempt at the same moment."""


def save_attempt(
    access: Access, project: Project, attempt: ProjectCheck, *, tab: str, operation: str
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
            widget_revision=entry.revision if entry else 0,
            operation=f"{operation}.{turn}",
            redraw=True,
        )
        if isinstance(saved, Saved):
            return made
    raise StoreError("Another tab keeps saving attempts at this project. Try again.")
