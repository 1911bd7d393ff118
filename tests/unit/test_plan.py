"""The order of a plan, by hand on small matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from matrix_support import a_matrix, a_project, the_profile
from plan_support import LEVEL_1, ML, OPS, SQL, TARGETS, names

from skills.guidance.plan_builder import PlanBuilder
from skills.guidance.plan_steps import PlanStep
from skills.matrix import Project, Target
from skills.scoring import score_skills
from skills.scoring.readiness import compute_readiness

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def planned(
    *projects: Project,
    answers: Mapping[str, str] = LEVEL_1,
    targets: tuple[Target, ...] = TARGETS,
    done: Collection[str] = (),
) -> tuple[PlanStep, ...]:
    """All that adds something, by default for somebody at level 1 in SQL and ML, not in OPS."""
    matrix = a_matrix(SQL, ML, OPS, targets=targets, projects=projects)
    scores = score_skills(matrix, answers)
    statuses = dict.fromkeys(done, "done")
    readiness = compute_readiness(matrix, the_profile(matrix), scores)
    return tuple(PlanBuilder(matrix.projects, readiness, scores, statuses).take_best())


def test_each_project_counts_what_it_still_adds_after_the_ones_before_it() -> None:
    plan = planned(
        a_project("near", {"ml": 2}, hours=4),
        a_project("far", {"ml": 3, "sql": 2}, hours=20),
        a_project("same-as-near", {"ml": 2}, hours=5),
    )
    assert names(plan) == ["near", "far"]
    near, far = plan
    # SQL stands at 1/2 of a quarter, ML at 1/4 of three quarters.
    assert (near.before, near.after) == pytest.approx((0.3125, 0.5))
    assert near.lifts == (("ml", 1.0, 2),)
    assert (far.before, far.after) == pytest.approx((0.5, 0.8125))
    assert far.lifts == (("ml", 2.0, 3), ("sql", 1.0, 2))
    assert [each.gain for each in plan] == pytest.approx([0.1875, 0.3125])


def test_the_most_readiness_per_hour_comes_first() -> None:
    plan = planned(a_project("large", {"ml": 4}, hours=40), a_project("quick", {"sql": 2}, hours=2))
    assert names(plan) == ["quick", "large"]


def test_missing_must_haves_come_first() -> None:
    targets = (Target("sql", 2, weight=0.1, must=True), Target("ml", 4, weight=3))
    plan = planned(
        a_project("best", {"ml": 4}, hours=1),
        a_project("must", {"sql": 2}, hours=30),
        targets=targets,
    )
    assert names(plan) == ["must", "best"]


def test_among_must_haves_the_one_closed_in_fewer_hours_comes_first() -> None:
    targets = (Target("sql", 3, must=True), Target("ml", 3, must=True))
    plan = planned(
        a_project("two-levels", {"sql": 3}, hours=30),
        a_project("one-level", {"ml": 2}, hours=10),
        targets=targets,
    )
    assert names(plan) == ["one-level", "two-levels"]


def test_a_must_have_without_weight_is_closed_though_it_adds_no_points() -> None:
    targets = (Target("sql", 2, weight=0, must=True), Target("ml", 4))
    (step,) = planned(a_project("must", {"sql": 2}), targets=targets)
    assert (step.gain, step.lifts, step.goal) == (0.0, (("sql", 1.0, 2),), None)


def test_ties_go_to_fewer_hours_then_by_id() -> None:
    plan = planned(
        a_project("a", {"ml": 3}, hours=20),  # as much in an hour as the others
        a_project("c", {"ml": 2}, hours=10),
        a_project("b", {"sql": 2}, hours=10),
        targets=(Target("sql", 2), Target("ml", 2)),
    )
    assert names(plan) == ["b", "c"]


def test_a_project_that_waits_brings_along_what_comes_first() -> None:
    plan = planned(
        a_project("goal", {"ml": 4}, hours=5, after=("middle",)),
        a_project("middle", {"ops": 2}, hours=1, after=("start",)),
        a_project("start", {"ops": 1}, hours=1),
        a_project("other", {"ml": 2}, hours=9),
    )
    assert names(plan) == ["start", "middle", "goal"]
    start, middle, goal = plan
    assert start.goal == middle.project
    assert middle.goal == goal.project
    assert goal.goal is None
    assert (start.gain, start.lifts) == (0.0, ())


def test_what_comes_first_counts_in_hours() -> None:
    plan = planned(
        a_project("goal", {"ml": 4}, hours=5, after=("start",)),
        a_project("start", {"ops": 1}, hours=100),
        a_project("other", {"ml": 3}, hours=15),
    )
    assert names(plan) == ["other", "start", "goal"]
    assert plan[0].goal is None


def test_a_needed_level_is_reached_by_an_earlier_step() -> None:
    plan = planned(
        a_project("goal", {"ml": 4}, hours=5, needs={"sql": 3}),
        a_project("dear", {"sql": 3}, hours=8),
        a_project("cheap", {"sql": 4}, hours=7),
    )
    assert names(plan) == ["cheap", "goal"]
    assert plan[0].goal == plan[1].project
    assert plan[0].lifts == (("sql", 1.0, 2),)


def test_one_project_may_do_what_two_are_needed_for() -> None:
    """The cheapest way to each of two levels may lead through both, of which one is enough."""
    plan = planned(
        a_project("goal", {"ml": 4}, hours=5, needs={"sql": 2, "ml": 2}),
        a_project("sql-only", {"sql": 2}, hours=1),
        a_project("both", {"sql": 2, "ml": 2}, hours=2),
        targets=(Target("ml", 4),),
    )
    assert names(plan) == ["both", "goal"]


def test_a_project_that_everything_before_it_makes_needless_is_left_out() -> None:
    plan = planned(
        a_project("goal", {"sql": 2}, hours=1, after=("one", "two")),
        a_project("one", {"sql": 2}, hours=1, after=("start",)),
        a_project("two", {"ml": 2}, hours=1, after=("start",)),
        a_project("start", {"ops": 1}, hours=100),
    )
    assert names(plan) == ["start", "one", "two"]
    assert plan[0].goal == plan[1].project


def test_what_is_reached_needs_no_project_before_it() -> None:
    plan = planned(
        a_project("goal", {"ml": 4}, after=("reached",)),
        a_project("reached", {"ml": 1, "sql": 1}, after=("hard",)),
        a_project("hard", {"ops": 4}, hours=300),
    )
    assert names(plan) == ["goal"]


def test_done_projects_are_left_out_and_open_others() -> None:
    first, then = a_project("first", {"ml": 2}), a_project("then", {"ml": 4}, after=("first",))
    assert names(planned(first, then)) == ["first", "then"]
    assert names(planned(first, then, done=["first"])) == ["then"]


def test_no_hours_are_planned_for_a_level_that_is_not_known() -> None:
    """The person may have it already, so no plan counts on a project for it."""
    ops = a_project("ops", {"ops": 2}, hours=1)
    goal = a_project("goal", {"ml": 3}, needs={"ops": 2})
    assert planned(ops, goal) == ()
    both = a_project("both", {"ops": 2, "sql": 2}, hours=1)
    assert names(planned(ops, goal, both)) == ["both"]


def test_a_level_that_no_project_leads_to_keeps_a_project_out() -> None:
    assert (
        planned(a_project("goal", {"ml": 4}, needs={"sql": 3}), a_project("low", {"sql": 1})) == ()
    )


def test_projects_that_wait_for_each_other_are_never_planned() -> None:
    plan = planned(
        a_project("a", {"ml": 2}, after=("b",)),
        a_project("b", {"ml": 3}, after=("a",)),
        a_project("c", {"ml": 4}, needs={"sql": 3}),
        a_project("d", {"sql": 3}, needs={"ml": 2}),
        a_project("e", {"sql": 2}),
    )
    assert names(plan) == ["e"]


def test_without_any_answer_there_is_no_plan() -> None:
    assert planned(a_project("p"), answers={}) == ()


def test_a_long_chain_is_followed_to_its_end() -> None:
    many = 300
    chain = [
        a_project(f"p{at}", {f"x{at}": 1}, hours=1, after=(f"p{at - 1}",) if at else ())
        for at in range(many)
    ]
    plan = planned(*chain, a_project("goal", {"ml": 4}, after=(f"p{many - 1}",)))
    assert len(plan) == many + 1
