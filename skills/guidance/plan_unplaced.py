"""Find why a project that the person planned is not a step of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from skills.guidance.plan import Plan
from skills.guidance.plan_steps import lifts
from skills.guidance.prerequisites import Levels, is_reached, raise_levels, with_assumed_levels
from skills.matrix import Project
from skills.scoring.assessed import Assessed
from skills.scoring.levels import levels_of


class UnplacedReason(Enum):
    """Why a planned project is not a step of the plan."""

    covered = "what is done leads as far"
    idle = "it raises no assessed skill towards its target"
    overlapping = "other steps lead as far"
    blocked = "it cannot be started"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A planned project that is not a step of the plan.

    Attributes
    ----------
    dropped : the dropped projects that it needs, if it is blocked.
    """

    project: Project
    reason: UnplacedReason
    dropped: tuple[Project, ...] = ()


def find_unplaced(assessed: Assessed, plan: Plan) -> tuple[Unplaced, ...]:
    """Return the planned projects that are not in the plan, in the order of planning."""
    steps = {each.project.id for each in plan.steps}
    projects = assessed.matrix.projects_by_id
    return tuple(
        Unplaced(
            each,
            reason,
            _dropped_before(assessed, each) if reason is UnplacedReason.blocked else (),
        )
        for name, status in assessed.project_statuses.items()
        if status == "planned" and name not in steps
        for each in [projects[name]]
        for reason in [_reason(assessed, plan, each)]
    )


def _reason(assessed: Assessed, plan: Plan, project: Project) -> UnplacedReason:
    levels = levels_of(assessed.scores)
    assumed = with_assumed_levels(levels, assessed.assumed_levels)
    if is_reached(project, assumed) and not is_reached(project, levels):
        return UnplacedReason.covered
    if not _helps(assessed, project, assumed):
        return UnplacedReason.idle
    for each in plan.steps:
        raise_levels(assumed, each.project.raises)
    return (
        UnplacedReason.blocked if _helps(assessed, project, assumed) else UnplacedReason.overlapping
    )


def _helps(assessed: Assessed, project: Project, levels: Levels) -> bool:
    """Return whether a project raises an assessed skill towards a target that counts."""
    gaps = assessed.readiness.skill_gaps
    counts = (each.target for each in gaps if each.score.is_assessed)
    targets = {each.skill: each for each in counts if each.weight > 0 or each.must}
    return bool(lifts(project.raises, levels, targets))


def _dropped_before(assessed: Assessed, project: Project) -> tuple[Project, ...]:
    """Return the dropped projects that one needs, directly or through others."""
    projects = assessed.matrix.projects_by_id
    found: dict[str, None] = {}
    waiting = list(project.after)
    while waiting:
        each = waiting.pop(0)
        if each not in found:
            found[each] = None
            waiting += projects[each].after
    return tuple(
        projects[each] for each in found if assessed.project_statuses.get(each) == "dropped"
    )
