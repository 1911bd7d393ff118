"""One step of a plan: a project, and what it still adds after the steps before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from skills.guidance.prerequisites import Levels
from skills.matrix import Project, Target
from skills.scoring.skill_gap import reaches

Lift = tuple[str, float, int]
"""Skill id, level before, and level afterwards, as far as it counts towards the target."""

OUT: Final = frozenset({"done", "dropped"})
"""Statuses whose projects are not in a plan."""


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One project of the plan, and what it still adds after the steps before it.

    Attributes
    ----------
    before, after : readiness before and after it, 0 to 1: the running total of the plan.
    lifts : the assessed skills it still raises towards their targets.
    goal : the project later in the plan that needs it, if it was placed earlier for that reason.
    status : "started" or "planned" if it comes first because the person said so, else "".
    """

    project: Project
    before: float
    after: float
    lifts: tuple[Lift, ...]
    goal: Project | None = None
    status: str = ""

    @property
    def gain(self) -> float:
        """Return the readiness that it adds, 0 to 1; 0 if it only opens its goal."""
        return self.after - self.before


def lifts(
    raises: Mapping[str, int], levels: Levels, targets: Mapping[str, Target]
) -> tuple[Lift, ...]:
    """Return the assessed skills that a project still raises towards their targets.

    Parameters
    ----------
    raises : skill id to the level that the project leads to.
    levels : where the person stands.
    targets : by skill id.
    """
    found = []
    for skill, level in raises.items():
        now = levels.get(skill)
        if now is None or skill not in targets:
            continue
        to = min(level, targets[skill].level)
        if not reaches(now, to):
            found.append((skill, now, to))
    return tuple(found)
