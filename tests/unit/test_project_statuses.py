"""A learning project that a person plans, starts, does or drops: what that changes, and undoing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matrix_support import a_matrix, a_project, a_skill, answer, the_profile
from report_support import NOW, assessment, entries, example_record, first_matrix

from skills.entries.kinds import PROJECT_STATUSES, Mode
from skills.entries.project_statuses import in_order, trails
from skills.entries.rules import is_value
from skills.guidance.plan import make_plan, plan_for
from skills.guidance.plan_steps import PlanStep
from skills.guidance.recommendations import rank_projects
from skills.matrix import Matrix, Project, Target
from skills.records.snapshot import assess_record, take_record
from skills.scoring import score_skills
from skills.scoring.assessed import assess
from skills.scoring.readiness import compute_readiness
from skills.sentences.entry_labels import Labels

TODAY = date(2031, 5, 1)

SQL, ML, OPS = (a_skill(each) for each in ("sql", "ml", "ops"))
TARGETS = (Target("sql", 2, weight=1), Target("ml", 4, weight=3))
NEAR = a_project("near", {"ml": 3}, hours=4)
FAR = a_project("far", {"sql": 2}, hours=40)
GOAL = a_project("goal", {"ml": 4}, after=("far",), hours=90)
HARD = a_project("hard", {"sql": 2}, needs={"ops": 4}, hours=80)
statuses = st.sampled_from([None, *PROJECT_STATUSES])


def a_case(*projects: Project) -> tuple[Matrix, dict[str, str]]:
    """A matrix with these projects, and answers at level 1 of SQL and ML."""
    matrix = a_matrix(SQL, ML, OPS, targets=TARGETS, projects=projects)
    return matrix, answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0)


def plan_with(given: Mapping[str, str], *projects: Project) -> tuple[PlanStep, ...]:
    matrix, answers = a_case(*projects)
    scores = score_skills(matrix, answers)
    return make_plan(
        matrix, compute_readiness(matrix, the_profile(matrix), scores), scores, given
    ).steps


def names(plan: tuple[PlanStep, ...]) -> list[tuple[str, str]]:
    return [(each.project.id, each.status) for each in plan]


def test_a_started_project_comes_first_and_then_a_planned_one() -> None:
    assert names(plan_with({}, NEAR, FAR, GOAL)) == [("far", ""), ("goal", "")]
    found = plan_with({"goal": "planned", "far": "started"}, NEAR, FAR, GOAL)
    assert names(found) == [("far", "started"), ("goal", "planned")]


def test_a_planned_project_brings_along_what_it_needs() -> None:
    found = plan_with({"goal": "planned"}, NEAR, FAR, GOAL)
    assert names(found) == [("far", ""), ("goal", "planned")]
    assert found[0].goal == GOAL


def test_of_two_started_projects_the_one_started_earlier_comes_first() -> None:
    for first, then in (("near", "far"), ("far", "near")):
        found = plan_with({first: "started", then: "started"}, NEAR, FAR)
        assert names(found) == [(first, "started"), (then, "started")]


def test_a_started_project_waits_for_nothing() -> None:
    assert names(plan_with({}, HARD)) == []
    assert names(plan_with({"hard": "planned"}, HARD)) == []
    assert names(plan_with({"hard": "started"}, HARD)) == [("hard", "started")]


def test_a_started_project_that_adds_nothing_is_not_in_the_plan() -> None:
    easy = a_project("easy", {"ml": 1})
    assert names(plan_with({"easy": "started"}, NEAR, easy)) == [("near", "")]


def test_a_done_project_that_is_rated_since_is_left_out_and_counts_as_done() -> None:
    before, after = plan_with({}, FAR, GOAL), plan_with({"far": "done"}, FAR, GOAL)
    assert names(after) == [("goal", "")]
    assert after[0].before == before[0].before
    assert after[0].after == pytest.approx(before[0].before + before[1].gain)


def test_a_dropped_project_is_left_out_with_what_only_it_could_open() -> None:
    assert names(plan_with({"far": "dropped"}, NEAR, FAR, GOAL)) == [("near", "")]
    assert names(plan_with({"near": "dropped"}, NEAR, FAR)) == [("far", "")]


def test_a_dropped_project_that_is_reached_keeps_nothing_closed() -> None:
    easy = a_project("easy", {"sql": 1})
    goal = a_project("goal", {"ml": 4}, after=("easy",))
    assert names(plan_with({"easy": "dropped"}, easy, goal)) == [("goal", "")]


def test_done_and_dropped_projects_are_no_suggestions() -> None:
    matrix, answers = a_case(NEAR, FAR, GOAL)
    scores = score_skills(matrix, answers)
    readiness = compute_readiness(matrix, the_profile(matrix), scores)
    found = rank_projects(matrix, readiness, scores, {"near": "dropped", "far": "done"})
    assert [(each.project.id, each.after) for each in found] == [("goal", ())]
    found = rank_projects(matrix, readiness, scores, {"far": "dropped", "near": "started"})
    assert [(each.project.id, each.after) for each in found] == [("goal", ("far",)), ("near", ())]


@given(st.dictionaries(st.sampled_from(["near", "far", "goal", "hard", "gone"]), statuses))
def test_no_status_changes_a_level_or_readiness(given: Mapping[str, str | None]) -> None:
    matrix, answers = a_case(NEAR, FAR, GOAL, HARD)
    profile = the_profile(matrix).id
    said = {each: status for each, status in given.items() if status}
    plain = assess(matrix, answers, {}, profile=profile, mode=Mode.full)
    found = assess(matrix, answers, {}, profile=profile, mode=Mode.full, project_statuses=said)
    assert (found.scores, found.readiness) == (plain.scores, plain.readiness)
    assert "gone" not in found.project_statuses
    planned = {each.project.id: each for each in plan_for(found, TODAY).steps}
    out = {each for each, status in said.items() if status in {"done", "dropped"}}
    assert out.isdisjoint(planned)
    assert all(each.status in {"", said.get(name)} for name, each in planned.items())


@pytest.mark.parametrize(
    ("item", "value", "is_valid"),
    [
        ("near", "done", True),
        ("near", "planned", True),
        ("gone", "done", False),
        ("near", "verified", False),
        ("near", "Done", False),
        ("near", "", False),
        ("near", None, False),
    ],
)
def test_only_a_status_of_a_known_project_counts(item: str, value: object, is_valid: bool) -> None:  # noqa: FBT001 - a case
    matrix, _ = a_case(NEAR)
    assert is_value(matrix, "project", item, value) is is_valid


def test_the_record_and_its_plan_say_the_same_as_the_entries() -> None:
    record = example_record()
    ((project, status, title),) = [(e.project, e.status, e.title) for e in record.projects]
    assert (status, bool(title)) == ("done", True)
    assert project not in {each.project for each in record.plan}


def test_a_started_project_is_first_in_the_record() -> None:
    matrix = first_matrix()
    found = take_record(assessment(matrix), entries(matrix), matrix, NOW)
    last = found.plan[-1].project
    marked = found.model_copy(
        update={
            "projects": (
                found.projects[0].model_copy(update={"project": last, "status": "started"}),
            )
        }
    )
    assert plan_for(assess_record(marked, matrix), TODAY).steps[0].project.id == last


def at(days: int) -> datetime:
    return NOW + timedelta(days=days)


def test_statuses_are_in_the_order_in_which_they_were_given() -> None:
    marks = [
        ("b", "started", at(2)),
        ("a", "started", at(2)),
        ("c", "done", at(1)),
        ("d", None, at(0)),
    ]
    assert list(in_order([*marks, ("e", "done", None)])) == ["e", "c", "a", "b"]


def test_a_trail_keeps_the_dates_of_earlier_statuses() -> None:
    found = trails([("p", "planned", at(0)), ("p", "started", at(1)), ("p", "done", at(5))])
    assert [(each.status, each.at) for each in found["p"]] == [
        ("planned", at(0)),
        ("started", at(1)),
        ("done", at(5)),
    ]


def test_undoing_goes_back_and_clearing_forgets() -> None:
    changes = [("p", "started", at(1)), ("p", "done", at(2)), ("p", "started", at(3))]
    assert [(each.status, each.at) for each in trails(changes)["p"]] == [("started", at(1))]
    assert trails([*changes, ("p", None, at(4))]) == {}
    again = trails([*changes, ("p", None, at(4)), ("p", "done", at(5))])
    assert [(each.status, each.at) for each in again["p"]] == [("done", at(5))]


@given(st.lists(st.tuples(st.sampled_from("ab"), statuses), max_size=12))
def test_a_trail_ends_with_the_status_of_today_and_has_none_twice(
    said: list[tuple[str, str | None]],
) -> None:
    found = trails([(item, status, at(day)) for day, (item, status) in enumerate(said)])
    today = {item: status for item, status in dict(said).items() if status}
    assert {item: trail[-1].status for item, trail in found.items()} == today
    for trail in found.values():
        statuses = [each.status for each in trail]
        assert len(set(statuses)) == len(statuses)
        assert [each.at for each in trail] == sorted(each.at for each in trail)


def test_an_entry_is_described_by_the_title_of_its_project() -> None:
    matrix, _ = a_case(NEAR)
    labels = Labels([matrix])
    assert labels.about("project", "near", "done") == "Near"
    assert labels.about("project", "gone", "done") == "gone"
    assert labels.value("project", "near", "done") == "done"
