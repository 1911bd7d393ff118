"""Find why a project is in a plan: what the plan would lose without it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from skills.guidance.plan import Plan
from skills.guidance.plan_builder import PlanBuilder
from skills.guidance.plan_problem import PlanStart
from skills.guidance.plan_steps import PlanStep
from skills.guidance.prerequisites import is_reached, raise_levels, requirements
from skills.scoring.assessed import Assessed


def lost_without(assessed: Assessed, plan: Plan) -> Mapping[str, float]:
    """Return by project the readiness, 0 to 1, that a plan would lose without that step.

    With a project go the steps that could not be started without it. Nothing takes its place: that
    would be another plan.
    """
    builder = PlanBuilder(
        assessed.matrix.projects,
        assessed.readiness,
        assessed.scores,
        assessed.project_statuses,
        assumed_levels=assessed.assumed_levels,
    )
    start = builder.plan_start()
    whole = _gained(start, plan.steps)
    return {
        each.project.id: max(
            0.0, whole - _gained(start, [one for one in plan.steps if one is not each])
        )
        for each in plan.steps
    }


def _gained(start: PlanStart, steps: Sequence[PlanStep]) -> float:
    """Return the readiness, from level 0, that the steps reach which can be started."""
    levels, settled = dict(start.levels), set(start.settled)
    for each in steps:
        if each.status == "started" or not requirements(each.project, levels, settled):
            raise_levels(levels, each.project.raises)
            settled.add(each.project.id)
            settled |= {one.id for one in start.projects if is_reached(one, levels)}
    return math.fsum(
        start.gain_per_level[skill] * min(levels[skill] or 0.0, target.level)
        for skill, target in start.targets.items()
    )
