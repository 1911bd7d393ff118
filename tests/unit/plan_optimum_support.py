"""How good a choice of projects is, worked out without a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matrix_support import the_profile

from skills.guidance.prerequisites import (
    is_reached,
    raise_levels,
    requirements,
    with_assumed_levels,
)
from skills.matrix import Matrix, Project
from skills.scoring import score_skills
from skills.scoring.readiness import compute_readiness
from skills.scoring.skill_gap import attain, reaches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

CLOSE = 1e-4
"""Plans whose readiness differs by less than a hundredth of a point are equally good."""


@dataclass(frozen=True)
class Worth:
    """How good a choice of projects is; more is better, except of hours."""

    musts: int
    readiness: float
    hours: float


def worth(  # noqa: PLR0913 - each is another fact about the person or the plan
    matrix: Matrix,
    answers: Mapping[str, str],
    chosen: Iterable[Project],
    *,
    done: Collection[str] = (),
    given: Mapping[str, int] | None = None,
    skills: Collection[str] | None = None,
) -> Worth | None:
    """How good a choice is after what is done, or None if a project of it can never be started.

    Of some skills or of all; what the other ones add to readiness is left out.
    """
    scores = score_skills(matrix, answers)
    readiness = compute_readiness(matrix, the_profile(matrix), scores)
    levels = {skill: each.level for skill, each in scores.items()}
    levels = with_assumed_levels(levels, given or {})
    left, done = list(chosen), set(done)
    hours = sum(each.hours for each in left)
    while left:
        settled = done | {each.id for each in matrix.projects if is_reached(each, levels)}
        ready = [each for each in left if not requirements(each, levels, settled)]
        if not ready:
            return None
        left.remove(ready[0])
        done.add(ready[0].id)
        raise_levels(levels, ready[0].raises)
    counted = [
        each
        for each in readiness.skill_gaps
        if each.score.is_assessed and (skills is None or each.target.skill in skills)
    ]
    return Worth(
        sum(each.target.must and reaches(levels[each.target.skill], each.target.level)
            for each in counted),
        sum(each.share * attain(levels[each.target.skill] or 0.0, each.target.level)
            for each in counted),
        hours,
    )  # fmt: skip


def in_order(worths: Sequence[Worth]) -> Worth:
    """The best: most must-haves, then most readiness, then fewest hours."""
    musts = max(each.musts for each in worths)
    worths = [each for each in worths if each.musts == musts]
    most = max(each.readiness for each in worths)
    return min((each for each in worths if each.readiness > most - CLOSE), key=lambda e: e.hours)
