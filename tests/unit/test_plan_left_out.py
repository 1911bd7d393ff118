"""What a plan leaves out because the person dropped it or has done it already."""

from __future__ import annotations

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import a_matrix, a_project, a_skill, answer, the_profile
from plan_support import catalogues

from skills.guidance.plan import Plan, make_plan
from skills.matrix import Matrix, Project, Target
from skills.scoring import score_skills
from skills.scoring.readiness import compute_readiness

SQL, ML, ART = a_skill("sql"), a_skill("ml"), a_skill("art")
BASE = a_project("base", {"art": 2}, hours=4)
LONG = a_project("long", {"art": 2}, hours=40)


def plan_of(matrix: Matrix, answers: dict[str, str], statuses: dict[str, str]) -> Plan:
    scores = score_skills(matrix, answers)
    return make_plan(
        matrix, compute_readiness(matrix, the_profile(matrix), scores), scores, statuses
    )


@pytest.mark.parametrize(
    "goal",
    [
        a_project("goal", {"ml": 4}, after=("base",)),
        a_project("goal", {"ml": 4}, needs={"art": 2}),
        a_project("goal", {"ml": 4}, after=("long",)),
    ],
)
def test_a_dropped_project_that_another_needs_is_left_out_though_it_adds_nothing(
    goal: Project,
) -> None:
    """Nobody asks for art here; but it takes art to start the goal."""
    matrix = a_matrix(SQL, ML, ART, targets=[Target("ml", 4)], projects=[BASE, LONG, goal])
    low = answer(ML, 1, 0, 0, 0) | answer(ART, 1, 0, 0, 0)
    assert plan_of(matrix, low, {"base": "dropped"}).left_out.has_dropped
    assert not plan_of(matrix, low, {"base": "planned"}).left_out.has_dropped
    settled = low | answer(ART, 1, 1, 0, 0)
    assert not plan_of(matrix, settled, {"base": "dropped"}).left_out.has_dropped


@settings(max_examples=examples(300), deadline=None)
@given(catalogues(), st.data())
def test_dropped_projects_that_are_not_mentioned_make_no_difference(
    case: tuple[Matrix, dict[str, str]], data: st.DataObject
) -> None:
    matrix, answers = case
    dropped = data.draw(st.sets(st.sampled_from([each.id for each in matrix.projects])))
    plan = plan_of(matrix, answers, dict.fromkeys(dropped, "dropped"))
    if not plan.left_out.has_dropped:
        assert plan.steps == plan_of(matrix, answers, {}).steps
