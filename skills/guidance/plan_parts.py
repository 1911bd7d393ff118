"""Sort the projects of a matrix for one person: current, next, alternatives, done, dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from skills.guidance.plan import Plan
from skills.guidance.plan_steps import PlanStep
from skills.guidance.plan_unplaced import Unplaced, find_unplaced
from skills.guidance.recommendations import (
    Recommendation,
    highest_project_level,
    projects_for,
    rank_projects,
    resources_for,
)
from skills.matrix import Project, Resource
from skills.scoring.assessed import Assessed
from skills.scoring.levels import levels_of
from skills.scoring.skill_gap import SkillGap, reaches

AFTERNOON: Final = 5.0
"""Hours in an afternoon."""


@dataclass(frozen=True, slots=True)
class GapHelp:
    """One gap, and what would close it apart from the plan.

    Attributes
    ----------
    others : projects that are not in the plan, each only under the costliest gap it closes.
    listed : projects that also close it, but are in the plan, later, or under a costlier gap.
    highest : the highest level of the skill that any project leads to, 0 if there is none.
    done : the done projects that raise the skill above its level, which is not rated since.
    """

    gap: SkillGap
    resources: tuple[Resource, ...]
    others: tuple[Recommendation, ...]
    listed: tuple[Project, ...]
    highest: int
    done: tuple[Project, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanParts:
    """All projects that matter to a person, each in one place.

    Attributes
    ----------
    now : the current ones: those started, or else the first step of the plan.
    then : the other steps of the plan.
    unplaced : those that the person planned, but that are not in the plan.
    unrated : by id of a done project, its skills that are to be rated again, if there are any.
    short : what brings most in an afternoon, in the area of the plan if it has one; None if
        nothing does.
    gaps : every gap, the costliest first; must-haves that are missing but cost nothing come last.
    """

    now: tuple[Project, ...]
    then: tuple[PlanStep, ...]
    unplaced: tuple[Unplaced, ...]
    unrated: Mapping[str, tuple[str, ...]]
    short: Recommendation | None
    gaps: tuple[GapHelp, ...]
    done: tuple[Project, ...]
    dropped: tuple[Project, ...]


def sort_projects(assessed: Assessed, plan: Plan) -> PlanParts:
    """Return where each project belongs, given the plan for the same results."""
    now = _with_status(assessed, "started") or tuple(each.project for each in plan.steps[:1])
    taken = {each.id for each in now}
    matrix, readiness = assessed.matrix, assessed.readiness
    ranked = rank_projects(
        matrix, readiness, assessed.scores, assessed.project_statuses, assessed.assumed_levels
    )
    planned = {each.project.id for each in (*plan.steps, *plan.later)}
    return PlanParts(
        now=now,
        then=tuple(each for each in plan.steps if each.project.id not in taken),
        unplaced=find_unplaced(assessed, plan),
        unrated=unrated(assessed),
        short=_short(assessed, ranked),
        gaps=_help(assessed, ranked, taken | planned),
        done=_with_status(assessed, "done"),
        dropped=_with_status(assessed, "dropped"),
    )


def _with_status(assessed: Assessed, wanted: str) -> tuple[Project, ...]:
    """Return the projects with a status, in the order in which they got it."""
    projects = assessed.matrix.projects_by_id
    return tuple(
        projects[each] for each, status in assessed.project_statuses.items() if status == wanted
    )


def unrated(assessed: Assessed) -> Mapping[str, tuple[str, ...]]:
    """Return the skills of each done project that were lower before and are not rated since."""
    asked = {each.skill for each in assessed.profile.targets}
    levels = levels_of(assessed.scores)
    found = {
        project: tuple(e for e in raises if e in asked and not reaches(levels.get(e), raises[e]))
        for project, raises in assessed.done_levels.items()
    }
    return {project: skills for project, skills in found.items() if skills}


def _short(assessed: Assessed, ranked: Sequence[Recommendation]) -> Recommendation | None:
    """Return what brings most in an afternoon and raises a skill of the area of the plan."""
    area = assessed.matrix.areas_by_id.get(assessed.limits.area)
    wanted = {each.id for each in area.skills} if area else set(assessed.matrix.skills)
    found = (each for each in ranked if each.is_open and each.project.hours <= AFTERNOON)
    return next((e for e in found if not wanted.isdisjoint(skill for skill, *_ in e.lifts)), None)


def _help(
    assessed: Assessed, ranked: Sequence[Recommendation], taken: set[str]
) -> tuple[GapHelp, ...]:
    matrix = assessed.matrix
    found, listed, done = [], set(taken), unrated(assessed)
    for gap in assessed.readiness.ordered():
        if not gap.is_gap:
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
                highest=highest_project_level(matrix, skill.id),
                done=tuple(
                    each
                    for each in _with_status(assessed, "done")
                    if skill.id in done.get(each.id, ())
                ),
            )
        )
        listed |= {each.project.id for each in new}
    return tuple(found)
