"""Find where a person would stand after a plan, with the range of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from skills.guidance.plan_steps import PlanStep
from skills.scoring import Score
from skills.scoring.assessed import Assessed
from skills.scoring.readiness import Readiness, compute_readiness


def readiness_after(assessed: Assessed, steps: Sequence[PlanStep]) -> Readiness:
    """Return readiness as scoring would give it once all steps are verified.

    So its range covers how well today's levels are known, and as much doubt about what the projects
    lead to as scoring has about a passed check. What is marked as done counts, as in the plan. A
    skill that is not assessed stays so, as no plan counts on a project for it.
    """
    reached = dict(assessed.assumed_levels)
    for each in steps:
        for skill, level in each.project.raises.items():
            reached[skill] = max(level, reached.get(skill, 0))
    scores = {name: _verified(name, each, reached) for name, each in assessed.scores.items()}
    return compute_readiness(assessed.matrix, assessed.profile, scores)


def _verified(skill: str, score: Score, reached: Mapping[str, int]) -> Score:
    """Return a score as if a project had verified the level that is reached, if any."""
    if score.level is None or skill not in reached:
        return score
    floor = min(max(reached[skill], score.verified or 0), score.top)
    return replace(
        score,
        level=max(score.level, float(floor)),
        shown=max(score.shown, float(floor)),
        verified=floor,
    )
