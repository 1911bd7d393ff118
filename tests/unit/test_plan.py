"""The order of a plan, by hand on small matrices, and what holds for any plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrices_for_tests import (
    YES_NO,
    a_matrix,
    a_project,
    a_scale,
    a_skill,
    answer,
    the_profile,
)

from skills.guidance.plan import make_plan
from skills.guidance.plan_builder import PlanBuilder
from skills.guidance.plan_steps import PlanStep
from skills.guidance.prerequisites import is_reached, meets, raise_levels, requirements
from skills.guidance.recommendations import rank_projects
from skills.matrix import Matrix, Project, Target
from skills.scoring import score_skills
from skills.scoring.readiness import compare

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from random import Random

SQL, ML, OPS = (a_skill(each, scale=YES_NO) for each in ("sql", "ml", "ops"))
LEVEL_1 = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0)
HALVES = a_scale(0, 0.5, 1)
SHORT_SQL, SHORT_ML, SHORT_OPS = (a_skill(each, (1, 2, 3), HALVES) for each in ("sql", "ml", "ops"))
TARGETS = (Target("sql", 2, weight=1), Target("ml", 4, weight=3))


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
    readiness = compare(matrix, the_profile(matrix), scores)
    return tuple(PlanBuilder(matrix.projects, readiness, scores, statuses).follow_best())


def names(plan: Sequence[PlanStep]) -> list[str]:
    return [each.project.id for each in plan]


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


def test_what_brings_most_in_an_hour_comes_first() -> None:
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


def plan_of(matrix: Matrix, answers: dict[str, str]) -> tuple[PlanStep, ...]:
    scores = score_skills(matrix, answers)
    return make_plan(matrix, compare(matrix, the_profile(matrix), scores), scores).steps


@settings(max_examples=examples(300))
@given(catalogues(), st.randoms(use_true_random=False))
def test_the_order_of_the_catalogue_changes_nothing(
    case: tuple[Matrix, dict[str, str]], random: Random
) -> None:
    matrix, answers = case
    projects = list(matrix.projects)
    random.shuffle(projects)
    targets, skills = the_profile(matrix).targets, matrix.skills.values()
    shuffled = a_matrix(*skills, targets=targets, projects=projects, top=matrix.top)
    assert plan_of(shuffled, answers) == plan_of(matrix, answers)


@settings(max_examples=examples(300))
@given(catalogues())
def test_every_step_can_be_started_and_leads_on(case: tuple[Matrix, dict[str, str]]) -> None:
    matrix, answers = case
    plan = plan_of(matrix, answers)
    levels = {skill: each.level for skill, each in score_skills(matrix, answers).items()}
    musts = {each.skill for each in the_profile(matrix).targets if each.must}
    done: set[str] = set()
    assert len(set(names(plan))) == len(plan)
    for place, each in enumerate(plan):
        settled = done | {one.id for one in matrix.projects if is_reached(one, levels)}
        assert requirements(each.project, levels, settled) == ()
        closes = any(skill in musts for skill, *_ in each.lifts)
        assert each.gain > 0 or closes or each.goal is not None
        if each.goal is not None:
            waits = requirements(each.goal, levels, settled)
            assert any(meets(each.project, one) for one in waits)
            assert each.goal in [later.project for later in plan[place + 1 :]]
        raise_levels(levels, each.project.raises)
        done.add(each.project.id)


@settings(max_examples=examples(300))
@given(catalogues())
def test_the_running_total_is_what_scoring_gives_once_the_steps_are_verified(
    case: tuple[Matrix, dict[str, str]],
) -> None:
    matrix, answers = case
    plan = plan_of(matrix, answers)
    scores = score_skills(matrix, answers)
    profile = the_profile(matrix)
    start = compare(matrix, profile, scores).value
    verified: dict[str, int] = {}
    total = start
    for each in plan:
        assert each.before == pytest.approx(total, abs=1e-9)
        for skill, level in each.project.raises.items():
            if scores[skill].is_assessed:
                verified[skill] = max(level, verified.get(skill, 0))
        then = compare(matrix, profile, score_skills(matrix, answers, verified=verified)).value
        assert each.after == pytest.approx(then, abs=1e-9)
        assert each.after >= each.before
        assert bool(each.gain) == (each.gain > 0)
        total = each.after
    if plan:
        assert start is not None
        gains = sum(each.gain for each in plan)
        assert gains == pytest.approx(plan[-1].after - start, abs=1e-9)


@settings(max_examples=examples(300))
@given(catalogues())
def test_a_plan_adds_at_least_what_any_project_that_can_be_started_adds(
    case: tuple[Matrix, dict[str, str]],
) -> None:
    matrix, answers = case
    scores = score_skills(matrix, answers)
    readiness = compare(matrix, the_profile(matrix), scores)
    plan = make_plan(matrix, readiness, scores).steps
    gained = plan[-1].after - plan[0].before if plan else 0.0
    alone = [each.gain for each in rank_projects(matrix, readiness, scores) if each.is_open]
    assert gained >= max(alone, default=0.0) - 1e-8


@settings(max_examples=examples(300))
@given(catalogues())
def test_nothing_that_could_be_started_would_add_anything_after_a_plan(
    case: tuple[Matrix, dict[str, str]],
) -> None:
    matrix, answers = case
    scores = score_skills(matrix, answers)
    plan = plan_of(matrix, answers)
    known = {
        skill: max((each.project.raises.get(skill, 0) for each in plan), default=0)
        for skill, score in scores.items()
        if score.is_assessed
    }
    later = score_skills(matrix, answers, verified=known)
    readiness = compare(matrix, the_profile(matrix), later)
    left = rank_projects(matrix, readiness, later, dict.fromkeys(names(plan), "done"))
    assert [each for each in left if each.is_open] == []
