"""The plan within a number of hours, by examples."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import a_matrix, a_project, answer, the_profile
from plan_support import LEVEL_1, ML, OPS, SQL, TARGETS

from skills.entries.kinds import Mode
from skills.entries.plan_limits import PlanLimits
from skills.guidance.plan import Plan, make_plan, plan_for
from skills.guidance.schedule import last_day
from skills.matrix import Project, Target
from skills.scoring import score_skills
from skills.scoring.assessed import assess
from skills.scoring.readiness import compute_readiness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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
    readiness = compute_readiness(matrix, the_profile(matrix), scores)
    return make_plan(
        matrix, readiness, scores, statuses or {}, wishes=wishes, hours=hours, skills=skills
    )


def names(plan: Plan) -> list[str]:
    return [each.project.id for each in plan.steps]


def test_two_small_projects_can_beat_the_one_with_the_most_readiness_per_hour() -> None:
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
        project_statuses={"all": status} if status else {},
        limits=PlanLimits(pace, last_day(weeks, today)),
    )
    plan = plan_for(assessed, today)
    assert (names(plan), plan.excess) == (["all"], 0)


def test_without_time_to_look_the_best_by_the_hour_is_taken_and_not_called_best() -> None:
    matrix = a_matrix(SQL, ML, OPS, targets=TARGETS, projects=[a_project("a", {"ml": 4}, hours=10)])
    scores = score_skills(matrix, LEVEL_1)
    readiness = compute_readiness(matrix, the_profile(matrix), scores)
    plan = make_plan(matrix, readiness, scores, hours=10, seconds=0)
    assert (names(plan), plan.is_best, plan.most) == (["a"], False, None)
