"""Find what could close one gap: projects by what each adds by itself, and learning resources.

The plan, where each project counts what the ones before it leave to add, is in `plan.py`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from skills.guidance.plan_steps import OUT, Lift, lifts
from skills.guidance.prerequisites import (
    Levels,
    find_settled,
    raise_levels,
    unmet_needs,
    with_assumed_levels,
)
from skills.matrix import Matrix, Project, Resource, Skill
from skills.scoring import Score
from skills.scoring.levels import levels_of
from skills.scoring.readiness import Readiness
from skills.scoring.skill_gap import SkillGap, attain
from skills.scoring.verdicts import TOLERANCE


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One project, and what it alone would add after everything that has to come before it.

    Attributes
    ----------
    gain : readiness it adds if its levels are reached, 0 to 1; only assessed skills count.
    lifts : skill id, level before and level afterwards (at most the target), if it helps.
    after : ids of projects to complete first, in dependency order.
    short_of : skill id to the required level, where the projects before it do not lead there.
    """

    project: Project
    gain: float
    lifts: tuple[Lift, ...]
    after: tuple[str, ...]
    short_of: Mapping[str, int]

    @property
    def is_open(self) -> bool:
        """Return whether the project can be started now."""
        return not self.after and not self.short_of


def highest_project_level(matrix: Matrix, skill_id: str) -> int:
    """Return the highest level of a skill that any project leads to, or 0 if there is none."""
    return max((each.raises.get(skill_id, 0) for each in matrix.projects), default=0)


def rank_projects(
    matrix: Matrix,
    readiness: Readiness,
    scores: Mapping[str, Score],
    statuses: Mapping[str, str] = MappingProxyType({}),
    assumed_levels: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Recommendation, ...]:
    """Return the projects that add readiness, largest gain first, then fewest hours.

    Parameters
    ----------
    statuses : project id to its status: done and dropped ones are left out, and a done one counts
        as a prerequisite.
    assumed_levels : skill id to the level that done projects lead to, where it is not rated since.
    """
    skill_gaps = {each.target.skill: each for each in readiness.skill_gaps}
    levels = with_assumed_levels(levels_of(scores), assumed_levels)
    projects = matrix.projects_by_id
    settled = find_settled(matrix.projects, statuses, levels)
    found = [
        _recommend(project, skill_gaps, levels, [projects[each] for each in before])
        for project in matrix.projects
        for before in [missing_projects(projects, project.id, settled)]
        if statuses.get(project.id) not in OUT
    ]
    worth = [each for each in found if each.gain > TOLERANCE]
    return tuple(sorted(worth, key=lambda each: (-round(each.gain, 9), each.project.hours)))


def projects_for(
    skill_id: str, recommendations: Sequence[Recommendation]
) -> tuple[Recommendation, ...]:
    """Return the recommendations that raise one skill, those that can be started now first."""
    found = (each for each in recommendations if any(skill == skill_id for skill, *_ in each.lifts))
    return tuple(sorted(found, key=lambda each: not each.is_open))


def resources_for(skill: Skill, level: float, target: int) -> tuple[Resource, ...]:
    """Return the learning resources between a level and a target, lowest start level first."""
    return tuple(
        each for each in skill.resources if each.end > level + TOLERANCE and each.start < target
    )


def missing_projects(
    projects: Mapping[str, Project], project_id: str, settled: Collection[str]
) -> tuple[str, ...]:
    """Return the prerequisite projects of one, in topological order.

    Settled projects are left out, along with prerequisites that only they would have needed.
    """
    order: dict[str, None] = {}
    seen = {project_id}

    def visit(before: Sequence[str]) -> None:
        for each in before:
            if each not in seen and each not in settled:
                seen.add(each)
                visit(projects[each].after)
                order[each] = None

    visit(projects[project_id].after)
    return tuple(order)


def _recommend(
    project: Project,
    skill_gaps: Mapping[str, SkillGap],
    levels: Levels,
    after: Sequence[Project],
) -> Recommendation:
    """Compute the unmet prerequisites of a project, and the gain on top of them."""
    now = dict(levels)
    for each in after:
        raise_levels(now, each.raises)
    short_of = dict(unmet_needs(project, now))
    raise_levels(now, short_of)
    targets = {e.target.skill: e.target for e in skill_gaps.values() if e.score.is_assessed}
    found = lifts(project.raises, now, targets)
    gain = math.fsum(
        skill_gaps[skill].share * (attain(to, target) - attain(before, target))
        for skill, before, to in found
        for target in [targets[skill].level]
    )
    return Recommendation(project, gain, found, tuple(each.id for each in after), short_of)
