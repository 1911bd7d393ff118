from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matrix_support import a_matrix, a_skill, answer, the_profile

from skills.guidance.plan_steps import Lift, PlanStep
from skills.guidance.recommendations import Recommendation
from skills.matrix import Project, Target
from skills.scoring import score_skills
from skills.scoring.readiness import Readiness, compute_readiness
from skills.sentences.addressee import somebody
from skills.sentences.formats import total
from skills.sentences.next_steps import (
    NEXT_PROJECT,
    NO_PROJECTS,
    ask_about_losses,
    ask_about_musts,
    ask_about_unseen,
    ask_why_apart,
    counts_done,
    dates_basis,
    gain_by_itself,
    goal_text,
    lifts_text,
    place,
    plan_basis,
    rise,
    running_total,
    step_gain,
    step_total,
)

SKILL = a_skill("sql")
MATRIX = a_matrix(SKILL, targets=[Target("sql", 2)])
GOAL = Project("goal", "Goal", 4.5, {"sql": 2})


def readiness(*earned: float | None) -> Readiness:
    scores = score_skills(MATRIX, answer(SKILL, *earned))
    return compute_readiness(MATRIX, the_profile(MATRIX), scores)


KNOWN, UNKNOWN = readiness(1, 0, 0, 0), readiness(1, None, None, None)


def step(name: str, before: float, after: float, goal: Project | None = None) -> PlanStep:
    project = Project(name, name.title(), 3, {"sql": 2})
    return PlanStep(project, before, after, (("sql", 1.0, 2),), goal)


PLAN = (
    step("one", 0.81, 0.8856),
    step("two", 0.8856, 0.9061, GOAL),
    step("three", 0.9061, 0.9061, GOAL),
    step("four", 0.9061, 0.90615),
    step("goal", 0.90615, 1.0),
)


def test_a_plan_shows_its_running_total_and_what_is_not_shown() -> None:
    start = "Each project's points are what it adds on top of the ones before it"
    known = f"{start} and of what you've marked as done"
    assert plan_basis(KNOWN, PLAN, 2) == (
        f"{known}: 81 → 88 → 90. 3 more projects would take you to 100."
    )
    assert plan_basis(KNOWN, PLAN, 4) == (
        f"{known}: 81 → 88 → 90. 1 more project would take you to 100."
    )
    assert plan_basis(KNOWN, PLAN, 9) == f"{known}: 81 → 88 → 90 → 100."
    assert plan_basis(UNKNOWN, PLAN, 2) == f"{start}. 3 more projects would follow."
    assert plan_basis(UNKNOWN, PLAN, 5) == f"{start}."


def test_a_long_running_total_is_cut_before_its_end() -> None:
    plan = [step(f"p{at}", at / 10, (at + 1) / 10) for at in range(9)]
    assert running_total(plan) == "0 → 10 → 20 → 30 → 40 → … → 90"
    assert running_total(plan[:5]) == "0 → 10 → 20 → 30 → 40 → 50"
    assert running_total(()) == running_total(PLAN[2:4]) == ""


def test_dates_state_the_pace_they_are_based_on() -> None:
    assert dates_basis(2.5) == "Dates assume 2.5 hours a week."
    assert dates_basis(1.0) == "Dates assume 1 hour a week."
    assert dates_basis(None) == dates_basis(0.0) == ""


def test_a_step_says_what_it_raises() -> None:
    assert [step_gain(KNOWN, PLAN, each) for each in PLAN] == [
        "+7.5 points",
        "+2.1 points",
        "needed for step 5",
        "less than 0.1 points",
        "+9.4 points",
    ]
    assert [step_total(KNOWN, PLAN, each) for each in PLAN[:3]] == [
        "+7.5 points → 88.5",
        "+2.1 points → 90.6",
        "needed for step 5",
    ]
    assert step_total(UNKNOWN, PLAN, PLAN[0]) == "+7.5 points"


@pytest.mark.parametrize(
    ("must", "lifts", "expected"),
    [
        (True, (("sql", 1.0, 2),), "meets a must-have"),
        (True, (("sql", 0.0, 1),), "gets closer to a must-have"),
        (True, (), "adds no points"),
        (False, (("sql", 1.0, 2),), "adds no points"),
    ],
)
def test_a_step_without_points_meets_a_must_have_only_if_it_does(
    must: bool,  # noqa: FBT001 - a case
    lifts: tuple[Lift, ...],
    expected: str,
) -> None:
    matrix = a_matrix(SKILL, targets=[Target("sql", 2, weight=0 if must else 1, must=must)])
    scores = score_skills(matrix, answer(SKILL, 1, 0, 0, 0))
    found = replace(step("any", 0.5, 0.5), lifts=lifts)
    assert (
        step_gain(compute_readiness(matrix, the_profile(matrix), scores), (found,), found)
        == expected
    )


def test_a_plan_on_top_of_what_is_done_says_so() -> None:
    assert (KNOWN.value, counts_done(KNOWN, PLAN)) == (0.5, True)
    done = replace(PLAN[0], before=0.5)
    assert not counts_done(KNOWN, (done,))
    assert not counts_done(KNOWN, ())
    assert not counts_done(replace(KNOWN, value=None), PLAN)
    start = "Each project's points are what it adds on top of the ones before it"
    assert plan_basis(KNOWN, PLAN, 9, somebody("Ann")) == (
        f"{start} and of what they've marked as done: 81 → 88 → 90 → 100."
    )
    assert plan_basis(KNOWN, (done,), 1) == f"{start}: 50 → 88."


@given(st.lists(st.floats(0, 1), min_size=2, max_size=9).map(sorted))
def test_points_of_a_plan_add_up_to_its_totals_as_shown(totals: list[float]) -> None:
    steps = [step(f"p{at}", *two) for at, two in enumerate(pairwise(totals))]
    sums = [float(total(each.before)) + float(f"{rise(each):.1f}") for each in steps]
    assert [f"{each:.1f}" for each in sums] == [total(each.after) for each in steps]


def test_a_project_is_marked_by_its_place_in_the_plan_or_by_itself() -> None:
    assert goal_text(PLAN, PLAN[1]) == "“Goal”, step 5 of your plan"
    assert goal_text(PLAN, PLAN[1], somebody("")) == "“Goal”, step 5 of the plan"
    assert goal_text(PLAN, PLAN[0]) == ""
    assert (place(PLAN, "three"), place(PLAN, "gone")) == (3, 0)
    assert gain_by_itself(Recommendation(GOAL, 0.0625, (), (), {})) == "+6.2 points on its own"
    assert (
        gain_by_itself(Recommendation(GOAL, 0.0001, (), (), {}))
        == "less than 0.1 points on its own"
    )
    on_top = "+6.2 points on top of what comes first"
    assert gain_by_itself(Recommendation(GOAL, 0.0625, (), ("first",), {})) == on_top
    assert gain_by_itself(Recommendation(GOAL, 0.0625, (), (), {"sql": 1})) == on_top


def test_what_a_project_raises_is_listed() -> None:
    matrix = a_matrix(a_skill("sql"), a_skill("ml"), targets=[Target("sql", 2)])
    assert lifts_text(matrix, [("sql", 1.0, 2), ("ml", 1.5, 3)]) == (
        "Sql from 1 to 2 and Ml from 1.5 to 3"
    )


def test_a_mentor_is_asked_about_what_there_is() -> None:
    assert ask_about_musts(["Sql", "Git"]) == (
        "Must-haves not met yet: Sql and Git. What would count as evidence?"
    )
    assert (
        ask_about_losses(["Ops"]) == "The biggest gaps are in Ops. Does that match what others see?"
    )
    assert ask_about_unseen(["Css"]) == "Not assessed: Css. What evidence is there?"
    assert ask_why_apart("Sql", 4, 1.5) == "Sql: self-rating 4, checks 1.5. Why?"
    assert ask_about_musts([]) == ask_about_losses([]) == ask_about_unseen([]) == ""


def test_what_always_holds_is_said_the_same_way() -> None:
    assert NEXT_PROJECT == "Which project comes next, and when do we review it together?"
    assert NO_PROJECTS == "This matrix has no projects."
