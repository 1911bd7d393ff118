"""The plan within a number of hours: against every other choice of projects."""

from __future__ import annotations

import math
from datetime import date
from itertools import chain, combinations
from typing import TYPE_CHECKING

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import a_matrix, a_project, answer, the_profile
from plan_optimum_support import CLOSE, Worth, in_order, worth
from plan_support import LEVEL_1, ML, OPS, SQL, TARGETS, catalogues

from skills.entries.kinds import Mode
from skills.entries.plan_limits import PlanLimits
from skills.guidance import plan_optimum
from skills.guidance.plan import Plan, make_plan, plan_for
from skills.guidance.plan_builder import PlanBuilder
from skills.guidance.schedule import last_day
from skills.matrix import Matrix, Project, Target
from skills.scoring import score_skills
from skills.scoring.assessed import assess
from skills.scoring.readiness import compare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random


def planned(  # noqa: PLR0913 - each is a wish
    *projects: Project,
    hours: float | None = None,
    answers: Mapping[str, str] = LEVEL_1,
    targets: tuple[Target, ...] = TARGETS,
    statuses: Mapping[str, str] | None = None,
    wishes: Sequence[str] = (),
    skills: Sequence[str] | None = None,
) -> Plan:
    """The plan, by default of somebody at level 1 in SQL and ML, and unknown in OPS."""
    matrix = a_matrix(SQL, ML, OPS, targets=targets, projects=projects)
    scores = score_skills(matrix, answers)
    readiness = compare(matrix, the_profile(matrix), scores)
    return make_plan(
        matrix, readiness, scores, statuses or {}, wishes=wishes, hours=hours, skills=skills
    )


def names(plan: Plan) -> list[str]:
    return [each.project.id for each in plan.steps]


def test_two_small_projects_can_beat_the_one_that_brings_most_in_an_hour() -> None:
    projects = (
        a_project("dense", {"ml": 3}, hours=11),
        a_project("left", {"ml": 2}, hours=10),
        a_project("right", {"sql": 2}, hours=10),
        a_project("whole", {"ml": 4}, hours=20),
    )
    assert names(planned(*projects, hours=20)) == ["whole"]
    assert names(planned(*projects, hours=19)) == ["dense"]
    assert names(planned(*projects, hours=30)) == ["whole", "right"]


def test_without_a_limit_everything_is_reached_in_the_fewest_hours() -> None:
    plan = planned(
        a_project("step", {"ml": 2}, hours=2),
        a_project("leap", {"ml": 4, "sql": 2}, hours=20),
        a_project("sql", {"sql": 2}, hours=1),
    )
    assert names(plan) == ["leap"]
    assert (plan.hours, plan.is_best, plan.later) == (None, True, ())
    assert plan.most == pytest.approx(1.0)


def test_a_must_have_within_the_hours_comes_before_more_readiness() -> None:
    targets = (Target("sql", 2, weight=0.1, must=True), Target("ml", 4, weight=3))
    projects = (a_project("best", {"ml": 4}, hours=30), a_project("must", {"sql": 2}, hours=30))
    assert names(planned(*projects, hours=30, targets=targets)) == ["must"]
    assert names(planned(*projects, hours=60, targets=targets)) == ["must", "best"]


def test_a_tie_goes_to_where_the_person_wants_to_grow_even_for_more_hours() -> None:
    targets = (Target("sql", 2), Target("ml", 2))
    projects = (a_project("a", {"sql": 2}, hours=9), a_project("b", {"ml": 2}, hours=10))
    assert names(planned(*projects, hours=10, targets=targets)) == ["a"]
    assert names(planned(*projects, hours=10, targets=targets, wishes=["ml"])) == ["b"]


def test_what_comes_first_is_paid_for() -> None:
    projects = (
        a_project("goal", {"ml": 4}, hours=5, after=("start",)),
        a_project("start", {"ops": 1}, hours=6),
        a_project("other", {"ml": 2}, hours=10),
    )
    assert names(planned(*projects, hours=10)) == ["other"]
    assert names(planned(*projects, hours=11)) == ["start", "goal"]


def test_a_named_project_is_left_out_where_others_reach_all_it_leads_to() -> None:
    projects = (
        a_project("goal", {"ml": 4}, hours=5, after=("slow",)),
        a_project("slow", {"sql": 2}, hours=20),
        a_project("fast", {"sql": 2}, hours=2),
    )
    assert names(planned(*projects, hours=10)) == ["fast", "goal"]


def test_a_project_that_only_makes_another_needless_says_for_what() -> None:
    projects = (
        a_project("goal", {"ml": 4}, hours=5, after=("slow",)),
        a_project("slow", {"ops": 2}, hours=20),
        a_project("fast", {"ops": 2, "sql": 1}, hours=2),
    )
    plan = planned(*projects, hours=10, answers=LEVEL_1 | answer(OPS, 0, 0, 0, 0))
    assert names(plan) == ["fast", "goal"]
    assert plan.steps[0].goal == projects[0]


def test_projects_that_would_open_only_each_other_are_not_chosen() -> None:
    projects = (
        a_project("egg", {"ml": 4, "sql": 2}, hours=5, needs={"ops": 1}),
        a_project("hen", {"ops": 2}, hours=5, needs={"sql": 2}),
        a_project("other", {"ml": 2}, hours=10),
    )
    answers = LEVEL_1 | answer(OPS, 0, 0, 0, 0)
    assert names(planned(*projects, hours=10, answers=answers)) == ["other"]


def test_what_the_person_planned_comes_first_and_the_rest_fills_the_hours() -> None:
    projects = (
        a_project("mine", {"ml": 2}, hours=10),
        a_project("best", {"ml": 4}, hours=10),
        a_project("small", {"sql": 2}, hours=4),
    )
    plan = planned(*projects, hours=15, statuses={"mine": "planned"})
    assert names(plan) == ["mine", "small"]
    assert plan.excess == 0
    over = planned(*projects, hours=8, statuses={"mine": "planned"})
    assert (names(over), over.excess) == (["mine"], 2)


def test_what_is_left_over_stands_in_what_comes_later() -> None:
    projects = (a_project("a", {"ml": 4}, hours=10), a_project("b", {"sql": 2}, hours=10))
    plan = planned(*projects, hours=10)
    assert names(plan) == ["a"]
    assert [each.project.id for each in plan.later] == ["b"]
    assert plan.later[0].before == plan.steps[-1].after


def test_only_some_skills_are_raised_on_request() -> None:
    projects = (a_project("a", {"ml": 4}, hours=10), a_project("b", {"sql": 2}, hours=10))
    plan = planned(*projects, skills=["sql"])
    assert (names(plan), plan.later, plan.most) == (["b"], (), None)
    short = planned(*projects, skills=["sql"], hours=5)
    assert names(short) == []
    assert [each.project.id for each in short.later] == ["b"]


def test_no_hours_mean_no_project() -> None:
    plan = planned(a_project("a", {"ml": 4}, hours=10), hours=0)
    assert (plan.steps, plan.is_best) == ((), True)


@given(st.integers(1, 200), st.integers(1, 60), st.sampled_from(["", "started", "planned"]))
@settings(max_examples=examples(200))
def test_a_project_of_all_hours_until_the_last_day_fits(
    tenths: int, weeks: int, status: str
) -> None:
    pace, today = tenths / 10, date(2031, 1, 1)
    project = a_project("all", {"ml": 4}, hours=tenths * weeks / 10)
    matrix = a_matrix(ML, targets=[Target("ml", 4)], projects=[project])
    assessed = assess(
        matrix,
        answer(ML, 1, 0, 0, 0),
        {},
        profile=the_profile(matrix).id,
        mode=Mode.full,
        projects={"all": status} if status else {},
        limits=PlanLimits(pace, last_day(weeks, today)),
    )
    plan = plan_for(assessed, today)
    assert (names(plan), plan.excess) == (["all"], 0)


def test_without_time_to_look_the_best_by_the_hour_is_taken_and_not_called_best() -> None:
    matrix = a_matrix(SQL, ML, OPS, targets=TARGETS, projects=[a_project("a", {"ml": 4}, hours=10)])
    scores = score_skills(matrix, LEVEL_1)
    readiness = compare(matrix, the_profile(matrix), scores)
    plan = make_plan(matrix, readiness, scores, hours=10, seconds=0)
    assert (names(plan), plan.is_best, plan.most) == (["a"], False, None)


def all_worths(
    matrix: Matrix,
    answers: Mapping[str, str],
    hours: float | None,
    skills: Sequence[str] | None = None,
) -> list[Worth]:
    """How good each choice of projects is that can be done in some order within the hours."""
    sizes = range(len(matrix.projects) + 1)
    choices = chain.from_iterable(combinations(matrix.projects, size) for size in sizes)
    found = (worth(matrix, answers, each, skills=skills) for each in choices)
    return [each for each in found if each and (hours is None or each.hours <= hours)]


@settings(max_examples=examples(300))
@given(catalogues(), st.sampled_from([None, 0.0, 3.5, 5.0, 11.0, 12.5, 22.5]))
def test_no_other_choice_is_better(
    case: tuple[Matrix, dict[str, str]], hours: float | None
) -> None:
    matrix, answers = case
    scores = score_skills(matrix, answers)
    readiness = compare(matrix, the_profile(matrix), scores)
    plan = make_plan(matrix, readiness, scores, hours=hours)
    if readiness.value is None:
        assert plan.steps == ()
        return
    found = worth(matrix, answers, [each.project for each in plan.steps])
    assert found is not None
    assert plan.is_best
    best = in_order(all_worths(matrix, answers, hours))
    assert (found.musts, found.hours) == (best.musts, best.hours)
    assert found.readiness == pytest.approx(best.readiness, abs=CLOSE)
    assert plan.most is not None
    assert best.readiness <= plan.most + CLOSE
    if plan.steps:
        assert plan.steps[-1].after == pytest.approx(found.readiness, abs=1e-9)


@settings(max_examples=examples(200))
@given(
    catalogues(),
    st.sampled_from([None, 3.5, 5.0, 12.5]),
    st.lists(st.sampled_from(["sql", "ml", "ops"]), min_size=1, max_size=2, unique=True),
)
def test_no_other_choice_adds_more_in_the_only_skills_to_raise(
    case: tuple[Matrix, dict[str, str]], hours: float | None, skills: list[str]
) -> None:
    matrix, answers = case
    scores = score_skills(matrix, answers)
    readiness = compare(matrix, the_profile(matrix), scores)
    plan = make_plan(matrix, readiness, scores, hours=hours, skills=skills)
    if readiness.value is None:
        assert plan.gain is None
        return
    best = in_order(all_worths(matrix, answers, hours, skills))
    nothing = worth(matrix, answers, [], skills=skills)
    found = worth(matrix, answers, [each.project for each in plan.steps], skills=skills)
    assert found is not None
    assert nothing is not None
    assert (plan.is_best, found.musts, found.hours) == (True, best.musts, best.hours)
    assert plan.gain == pytest.approx(found.readiness - nothing.readiness, abs=1e-9)
    assert plan.gain == pytest.approx(best.readiness - nothing.readiness, abs=CLOSE)


@settings(max_examples=examples(200))
@given(catalogues(), st.sampled_from([None, 3.5, 12.5, 22.5]), st.randoms(use_true_random=False))
def test_the_order_of_the_catalogue_changes_no_choice(
    case: tuple[Matrix, dict[str, str]], hours: float | None, random: Random
) -> None:
    matrix, answers = case
    projects = list(matrix.projects)
    random.shuffle(projects)
    targets, skills = the_profile(matrix).targets, matrix.skills.values()
    shuffled = a_matrix(*skills, targets=targets, projects=projects, top=matrix.top)
    scores = score_skills(matrix, answers)
    plans = [
        make_plan(each, compare(each, the_profile(each), scores), scores, hours=hours)
        for each in (matrix, shuffled)
    ]
    assert plans[0] == plans[1]


@settings(max_examples=examples(200))
@given(catalogues(), st.sampled_from([None, 3.5, 12.5, 22.5]))
def test_a_variable_for_what_several_wait_for_makes_no_plan_better_or_worse(
    case: tuple[Matrix, dict[str, str]], hours: float | None
) -> None:
    matrix, answers = case
    scores = score_skills(matrix, answers)
    readiness = compare(matrix, the_profile(matrix), scores)
    plans = []
    for saved in (1, math.inf):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(plan_optimum, "SHARED_FROM", saved)
            plans.append(make_plan(matrix, readiness, scores, hours=hours))
    shared, plain = plans
    assert (shared.spent, shared.is_best) == (plain.spent, plain.is_best)
    ours, theirs = (worth(matrix, answers, [e.project for e in each.steps]) for each in plans)
    assert ours is not None
    assert theirs is not None
    assert ours.musts == theirs.musts
    assert ours.readiness == pytest.approx(theirs.readiness, abs=CLOSE)


@settings(max_examples=examples(200))
@given(catalogues(), st.sampled_from([3.5, 12.5, 22.5]))
def test_a_plan_is_never_worse_than_the_best_by_the_hour(
    case: tuple[Matrix, dict[str, str]], hours: float
) -> None:
    matrix, answers = case
    scores = score_skills(matrix, answers)
    readiness = compare(matrix, the_profile(matrix), scores)
    if readiness.value is None:
        return
    plan = make_plan(matrix, readiness, scores, hours=hours)
    by_the_hour = PlanBuilder(matrix.projects, readiness, scores, {}).follow_best(hours=hours)
    ours = worth(matrix, answers, [each.project for each in plan.steps])
    theirs = worth(matrix, answers, [each.project for each in by_the_hour])
    assert ours is not None
    assert theirs is not None
    assert ours.hours <= hours
    assert (ours.musts, ours.readiness + CLOSE) >= (theirs.musts, theirs.readiness)
