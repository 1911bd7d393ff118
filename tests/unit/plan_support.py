"""Skills and targets to plan for, any catalogue of projects, and what a plan consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from matrix_support import YES_NO, a_matrix, a_project, a_scale, a_skill, answer

from skills.guidance.plan_steps import PlanStep
from skills.matrix import Matrix, Project, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

SQL, ML, OPS = (a_skill(each, scale=YES_NO) for each in ("sql", "ml", "ops"))
LEVEL_1 = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0)
HALVES = a_scale(0, 0.5, 1)
SHORT_SQL, SHORT_ML, SHORT_OPS = (a_skill(each, (1, 2, 3), HALVES) for each in ("sql", "ml", "ops"))
TARGETS = (Target("sql", 2, weight=1), Target("ml", 4, weight=3))


def names(plan: Sequence[PlanStep]) -> list[str]:
    """Return the ids of the projects of a plan, in order."""
    return [each.project.id for each in plan]


@st.composite
def catalogues(draw: st.DrawFn) -> tuple[Matrix, dict[str, str]]:
    """Three skills, projects that wait for earlier ones or for levels, and any answers.

    Few values are drawn, so that projects often overlap, tie and need each other.
    """
    skills = (SHORT_SQL, SHORT_ML, SHORT_OPS)
    names = st.sampled_from([each.id for each in skills])
    weights = st.sampled_from([0.0, 1.0, 3.0])
    targets = [Target(e.id, draw(st.integers(0, 3)), draw(weights), draw(st.booleans()))
               for e in skills]  # fmt: skip
    levels = st.dictionaries(names, st.integers(1, 3), max_size=2)
    projects: list[Project] = []
    for at in range(draw(st.integers(1, 7))):
        before = st.lists(st.sampled_from(projects or [a_project("none")]), max_size=2 if at else 0)
        after = tuple({each.id: None for each in draw(before)})
        needs = draw(levels) if draw(st.booleans()) else {}
        hours = draw(st.sampled_from([1.0, 2.5, 10.0]))
        projects.append(a_project(f"p{at}", draw(levels), hours=hours, after=after, needs=needs))
    answers: dict[str, str] = {}
    for each in skills:
        earned = st.lists(st.sampled_from([0, 0.5, 1]), min_size=3, max_size=3)
        answers |= answer(each, *draw(st.just([None] * 3) | earned))
    return a_matrix(*skills, targets=targets, projects=projects, top=3), answers
