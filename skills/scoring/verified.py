"""Which levels passed checks of learning projects show: a lower bound, as long as they count."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from skills.entries.project_attempts import Attempts
from skills.matrix import Matrix, Project


@dataclass(frozen=True, slots=True)
class Verified:
    """The level of a skill that a passed check of a project shows."""

    skill: str
    level: int
    project: str
    attempts: Attempts


def verified_levels(
    matrix: Matrix, attempts: Mapping[str, Attempts], today: date | None
) -> Mapping[str, Verified]:
    """Return what passed checks show, by skill id: the highest level; of equal ones, the latest.

    Parameters
    ----------
    attempts : by project id.
    today : None if nothing expires.
    """
    found: dict[str, Verified] = {}
    for each in _all(matrix, attempts, today):
        if each.skill not in found or _order(found[each.skill]) < _order(each):
            found[each.skill] = each
    return found


def _all(
    matrix: Matrix, attempts: Mapping[str, Attempts], today: date | None
) -> Iterator[Verified]:
    for project, tried in sorted(attempts.items()):
        if not tried.is_passed or (today is not None and tried.is_expired(today)):
            continue
        for skill, level in verified_levels_of(matrix, project, tried).items():
            if skill in matrix.skills:
                yield Verified(skill, min(level, matrix.top), project, tried)


def rated_since(
    matrix: Matrix, verified: Mapping[str, Verified], answered_at: Mapping[str, datetime]
) -> Mapping[str, int]:
    """Return the verified level of each skill that the person has rated since, by skill id.

    A rating from before may be lower just because they have learnt something.

    Parameters
    ----------
    answered_at : statement id, current or earlier, to when it was answered.
    """
    return {
        skill: each.level
        for skill, each in verified.items()
        if any(
            answered_at[name] > each.attempts.best.at
            for one in matrix.skills[skill].statements
            for name in (one.id, *one.was)
            if name in answered_at
        )
    }


def verified_levels_of(matrix: Matrix, project: str, attempts: Attempts) -> Mapping[str, int]:
    """Return the levels that a pass of a project shows, by skill id.

    The matrix says so. The copy of a matrix in a file has no projects; then it is what the matrix
    said when the file of predictions was checked.
    """
    known = matrix.projects_by_id.get(project)
    return attempts.levels if known is None else known.verified_levels


def last_valid_day(project: Project, passed_on: date) -> date | None:
    """Return the last day on which a pass counts, or None if it does not expire.

    It is the same day of the month or, if that month is shorter, its last day.
    """
    if project.valid_months is None:
        return None
    years, month = divmod(passed_on.month - 1 + project.valid_months, 12)
    year = passed_on.year + years
    return date(year, month + 1, min(passed_on.day, monthrange(year, month + 1)[1]))


def _order(verified: Verified) -> tuple[int, float]:
    return verified.level, verified.attempts.best.at.timestamp()
