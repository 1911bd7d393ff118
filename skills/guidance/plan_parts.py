"""Sort the projects of a matrix for one person: current, next, alternatives, done, dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skills.guidance.plan import PlanStep
from skills.guidance.recommendations import (
    Suggestion,
    projects_for,
    projects_lead_to,
    rank_projects,
    resources_for,
)
from skills.matrix import Project, Resource
from skills.scoring.assessed import Assessed
from skills.scoring.readiness import SkillGap


@dataclass(frozen=True, slots=True)
class GapHelp:
    """One gap, and what would close it apart from the plan.

    Attributes
    ----------
    others : projects that are not in the plan, each only under the costliest gap it closes.
    listed : projects that also close it, but are in the plan or under a costlier gap.
    highest : the highest level of the skill that any project leads to, 0 if there is none.
    """

    gap: SkillGap
    resources: tuple[Resource, ...]
    others: tuple[Suggestion, ...]
    listed: tuple[Project, ...]
    highest: int


@dataclass(frozen=True, slots=True)
class PlanParts:
    """All projects that matter to a person, each in one place.

    Attributes
    ----------
    now : the current ones: those started, or else the first step of the plan.
    then : the other steps of the plan.
    gaps : every gap, the costliest first.
    """

    now: tuple[Project, ...]
    then: tuple[PlanStep, ...]
    gaps: tuple[GapHelp, ...]
    done: tuple[Project, ...]
    dropped: tuple[Project, ...]


def sort_projects(assessed: Assessed, plan: Sequence[PlanStep]) -> PlanParts:
    """Return where each project belongs, given the plan for the same results."""
    now = _with_status(assessed, "started") or tuple(each.project for each in plan[:1])
    taken = {each.id for each in now}
    return PlanParts(
        now=now,
        then=tuple(each for each in plan if each.project.id not in taken),
        gaps=_help(assessed, taken | {each.project.id for each in plan}),
        done=_with_status(assessed, "done"),
        dropped=_with_status(assessed, "dropped"),
    )


def _with_status(assessed: Assessed, wanted: str) -> tuple[Project, ...]:
    """Return the projects with a status, in the order in which they got it."""
    projects = {each.id: each for each in assessed.matrix.projects}
    return tuple(projects[each] for each, status in assessed.projects.items() if status == wanted)


def _help(assessed: Assessed, taken: set[str]) -> tuple[GapHelp, ...]:
    matrix = assessed.matrix
    ranked = rank_projects(matrix, assessed.readiness, assessed.scores, assessed.projects)
    found, listed = [], set(taken)
    for gap in assessed.readiness.ordered():
        if gap.readiness_loss <= 0:
            continue
        skill = matrix.skills[gap.target.skill]
        helping = projects_for(skill.id, ranked)
        new = tuple(each for each in helping if each.project.id not in listed)
        found.append(
            GapHelp(
                gap=gap,
                resources=resources_for(skill, gap.score.level or 0.0, gap.target.level),
                others=new,
                listed=tuple(each.project for each in helping if each.project.id in listed),
                highest=projects_lead_to(matrix, skill.id),
            )
        )
        listed |= {each.project.id for each in new}
    return tuple(found)
