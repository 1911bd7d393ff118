"""The levels that a person's done projects lead to, in skills not rated since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from skills.matrix import Matrix, Project, Skill

DoneLevels = Mapping[str, Mapping[str, int]]
"""Id of each done project to the levels that it leads to in the skills not rated since."""


def unrated_since(
    matrix: Matrix,
    statuses: Mapping[str, str],
    marked_at: Mapping[str, datetime],
    answered_at: Mapping[str, datetime],
) -> DoneLevels:
    """Return what done projects lead to, except in skills that the person has rated since.

    A rating since says where the person stands; one from before can't know of the project. Where
    a date is missing, the skill counts as not rated since.

    Parameters
    ----------
    marked_at : project id to when its status was set.
    answered_at : statement id, current or earlier, to when it was answered.
    """
    done = (each for each in matrix.projects if statuses.get(each.id) == "done")
    return {each.id: _left(matrix, each, marked_at.get(each.id), answered_at) for each in done}


def assumed_levels(done_levels: DoneLevels) -> Mapping[str, int]:
    """Return the highest level that done projects lead to in each skill not rated since."""
    found: dict[str, int] = {}
    for raises in done_levels.values():
        for skill, level in raises.items():
            found[skill] = max(level, found.get(skill, 0))
    return found


def _left(
    matrix: Matrix,
    project: Project,
    done_at: datetime | None,
    answered_at: Mapping[str, datetime],
) -> Mapping[str, int]:
    return {
        skill: level
        for skill, level in project.raises.items()
        if done_at is None
        or not any(each > done_at for each in _answered(matrix.skills[skill], answered_at))
    }


def _answered(skill: Skill, answered_at: Mapping[str, datetime]) -> Iterable[datetime]:
    names = (name for each in skill.statements for name in (each.id, *each.was))
    return (answered_at[name] for name in names if name in answered_at)
