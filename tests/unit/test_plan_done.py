"""A plan on top of the projects that a person has marked as done and not rated since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain, combinations
from typing import TYPE_CHECKING

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import a_matrix, a_project, a_skill, answer, the_profile
from plan_optimum_support import CLOSE, in_order, worth
from plan_support import catalogues
from report_support import NOW, assessment, entries, first_matrix

from skills.entries.kinds import Mode
from skills.entries.plan_limits import PlanLimits
from skills.guidance.plan import Plan, make_plan, plan_for
from skills.guidance.plan_left_out import LeftOut
from skills.guidance.plan_parts import sort_projects
from skills.guidance.plan_reasons import lost_without
from skills.guidance.plan_unplaced import Unplaced, UnplacedReason
from skills.guidance.working_day import find_opening
from skills.matrix import Area, Block, Matrix, Project, Target
from skills.records.snapshot import assess_record, take_record
from skills.scoring import score_skills
from skills.scoring.assessed import Assessed, assess, assess_entries
from skills.scoring.readiness import compute_readiness
from skills.sentences.plan_page import end_text, plan_summary

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = date(2031, 5, 1)
DONE_AT = datetime(2031, 4, 20, tzinfo=UTC)
SQL, ML, OPS = (a_skill(each) for each in ("sql", "ml", "ops"))
TARGETS = (Target("sql", 2), Target("ml", 4, weight=3))
LEVEL_1 = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0)
HALF = a_project("half", {"ml": 3}, hours=30)
COVERED = a_project("covered", {"ml": 2}, hours=4)
NEEDS = a_project("needs", {"ml": 4}, hours=20, needs={"ml": 3})
AFTER = a_project("after", {"sql": 2}, hours=5, after=("half",))


def found(
    *projects: Project,
    rated: Mapping[str, timedelta] | None = None,
    answers: Mapping[str, str] = LEVEL_1,
    **statuses: str,
) -> Assessed:
    """A person at level 1 in SQL and ML; `rated` says how long after the mark skills were rated."""
    matrix = a_matrix(SQL, ML, OPS, targets=TARGETS, projects=projects)
    answered_at = {
        each.id: DONE_AT + later
        for skill, later in (rated or {}).items()
        for each in matrix.skills[skill].statements
    }
    return assess(
        matrix,
        answers,
        {},
        profile=the_profile(matrix).id,
        mode=Mode.full,
        project_statuses=statuses,
        marked_at=dict.fromkeys(statuses, DONE_AT),
        answered_at=answered_at,
    )


def names(plan: Plan) -> list[str]:
    return [each.project.id for each in plan.steps]


def test_what_a_done_project_leads_to_is_given_for_what_follows() -> None:
    before, now = (
        found(HALF, COVERED, NEEDS, AFTER),
        found(HALF, COVERED, NEEDS, AFTER, half="done"),
    )
    assert now.readiness == before.readiness
    assert now.scores == before.scores
    plan = plan_for(now, TODAY)
    assert names(plan) == ["after", "needs"]
    first, last = plan.steps
    # SQL at 1/2 of a quarter; ML at 3/4 of three quarters, as the done project leads to level 3.
    assert first.before == pytest.approx(0.125 + 0.5625)
    assert last.after == plan.most == pytest.approx(1.0)
    assert last.lifts == (("ml", 3.0, 4),)
    assert plan.left_out == LeftOut(has_done=True, has_others=True)
    assert plan_summary(now.readiness, plan.steps, None) == (
        "2 projects, 25 hours. Readiness 31% now, 100% after, counting what you've marked as done."
    )
    assert lost_without(now, plan) == pytest.approx({"after": 0.125, "needs": 0.1875})


def test_a_later_rating_counts_in_place_of_what_is_done() -> None:
    later = found(HALF, NEEDS, half="done", rated={"ml": timedelta(days=1)})
    assert (later.assumed_levels, names(plan_for(later, TODAY))) == ({}, [])
    assert plan_for(later, TODAY).left_out.has_repeats
    earlier = found(HALF, NEEDS, half="done", rated={"ml": timedelta(days=-1)})
    assert (earlier.assumed_levels, names(plan_for(earlier, TODAY))) == ({"ml": 3}, ["needs"])
    other = found(HALF, NEEDS, half="done", rated={"sql": timedelta(days=1)})
    assert other.assumed_levels == {"ml": 3}


def test_a_level_that_is_not_assessed_is_given_too() -> None:
    ops = a_project("ops", {"ops": 2})
    goal = a_project("goal", {"ml": 4}, needs={"ops": 2})
    assert names(plan_for(found(ops, goal), TODAY)) == []
    assert names(plan_for(found(ops, goal, ops="done"), TODAY)) == ["goal"]


def test_a_started_project_takes_its_hours_even_if_it_adds_nothing() -> None:
    idle = a_project("idle", {"ops": 1}, hours=6)
    quick = a_project("quick", {"ml": 2}, hours=4)
    matrix = a_matrix(SQL, ML, OPS, targets=TARGETS, projects=(idle, quick, AFTER, HALF))
    scores = score_skills(matrix, LEVEL_1)
    readiness = compute_readiness(matrix, the_profile(matrix), scores)
    plan = make_plan(matrix, readiness, scores, {"idle": "started"}, hours=10)
    assert [(each.project.id, each.status) for each in plan.steps] == [
        ("idle", "started"),
        ("quick", ""),
    ]
    assert plan.steps[0].gain == 0
    assert plan.spent == 10
    assert names(make_plan(matrix, readiness, scores, {"idle": "started"}, hours=9)) == ["idle"]


def test_only_what_is_done_is_given() -> None:
    for status in ("started", "planned", "dropped"):
        assert found(HALF, half=status).assumed_levels == {}


def test_done_projects_ask_for_the_skills_that_lead_further_and_are_in_the_profile() -> None:
    wide = a_project("wide", {"ml": 3, "sql": 1, "ops": 2})
    one = found(wide, wide="done")
    assert sort_projects(one, plan_for(one, TODAY)).unrated == {"wide": ("ml",)}
    one = found(wide, wide="done", rated={"ml": timedelta(days=1)})
    assert sort_projects(one, plan_for(one, TODAY)).unrated == {}


def test_a_planned_project_that_leads_no_further_than_what_is_done_is_named() -> None:
    one = found(HALF, COVERED, half="done", covered="planned")
    parts = sort_projects(one, plan_for(one, TODAY))
    assert parts.unplaced == (Unplaced(COVERED, UnplacedReason.covered),)


def test_a_planned_project_that_what_is_done_opens_is_in_the_plan() -> None:
    one = found(HALF, NEEDS, half="done", needs="planned")
    plan = plan_for(one, TODAY)
    assert names(plan) == ["needs"]
    assert sort_projects(one, plan).unplaced == ()


def test_a_gap_names_what_is_done_for_it() -> None:
    one = found(HALF, COVERED, half="done")
    parts = sort_projects(one, plan_for(one, TODAY))
    (ml,) = [each for each in parts.gaps if each.gap.target.skill == "ml"]
    assert (ml.done, ml.others) == ((HALF,), ())
    assert end_text(ml) == "You've marked “Half” as done. Rate this skill again to see what's left."


def test_the_day_opens_on_top_of_what_is_done() -> None:
    one = found(HALF, NEEDS, half="done")
    matrix = replace(
        one.matrix,
        day=tuple(Block(f"b{to}", "Block", "09:00", "10:00", (), {"ml": to}) for to in (3, 4)),
    )
    steps = plan_for(one, TODAY).steps
    opening = find_opening(matrix, one.scores, steps, one.assumed_levels)
    assert opening is not None
    assert (opening.position, opening.blocks) == (1, matrix.day[1:])


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ({}, LeftOut(has_others=True)),
        ({"half": "done"}, LeftOut(has_done=True)),
        ({"half": "dropped"}, LeftOut(has_dropped=True, has_others=True)),
        ({"half": "dropped", "covered": "dropped"}, LeftOut(has_dropped=True)),
        ({"half": "dropped", "covered": "done"}, LeftOut(has_done=True, has_dropped=True)),
    ],
)
def test_a_plan_says_what_it_leaves_out(statuses: dict[str, str], expected: LeftOut) -> None:
    assert plan_for(found(HALF, COVERED, **statuses), TODAY).left_out == expected


def test_with_one_area_only_what_is_left_out_is_of_that_area() -> None:
    one = found(HALF, AFTER, half="done")
    matrix, scores = one.matrix, one.scores
    plan = make_plan(
        matrix,
        one.readiness,
        scores,
        one.project_statuses,
        skills=["ml"],
        assumed_levels=one.assumed_levels,
    )
    assert (names(plan), plan.left_out) == ([], LeftOut(has_done=True))


def test_what_to_do_in_an_afternoon_raises_a_skill_of_the_area_of_the_plan() -> None:
    most, little = a_project("most", {"ml": 3}, hours=4), a_project("little", {"sql": 2}, hours=4)
    one = found(most, little)
    areas = (Area("coding", "Coding", (SQL,)), Area("models", "Models", (ML,)))
    matrix = replace(one.matrix, areas=(*areas, Area("rest", "Rest", (OPS,))))
    for area, expected in (("", most), ("coding", little), ("models", most), ("rest", None)):
        kept = replace(one, matrix=matrix, limits=PlanLimits(area=area))
        short = sort_projects(kept, plan_for(kept, TODAY)).short
        assert (short and short.project) == expected


def test_a_record_and_the_entries_it_is_made_of_give_the_same_levels() -> None:
    matrix = first_matrix()
    project = next(each for each in matrix.projects if each.raises)
    rest = [each for each in entries(matrix) if each.kind != "project"]
    latest = max(each.changed_at for each in rest if each.kind == "answer" and each.changed_at)
    for later, expected in ((1, dict(project.raises)), (-1000, {})):
        at = latest + timedelta(days=later)
        done = replace(entries(matrix)[0], kind="project", item=project.id, value="done")
        mine = [*rest, replace(done, changed_at=at)]
        assessed = assess_entries(assessment(matrix), mine, matrix, TODAY)
        record = take_record(assessment(matrix), mine, matrix, NOW)
        again = assess_record(record, matrix)
        assert assessed.assumed_levels == again.assumed_levels
        assert {each: assessed.assumed_levels.get(each) for each in expected} == expected
        assert plan_for(again, TODAY) == plan_for(assessed, TODAY)


@st.composite
def done_cases(draw: st.DrawFn) -> tuple[Matrix, dict[str, str], dict[str, str], dict[str, int]]:
    """A catalogue with some projects done, and the levels they lead to in assessed skills."""
    matrix, answers = draw(catalogues())
    done = draw(st.lists(st.sampled_from(matrix.projects), max_size=3, unique_by=lambda e: e.id))
    scores = score_skills(matrix, answers)
    levels: dict[str, int] = {}
    for each in done:
        for skill, level in each.raises.items():
            if scores[skill].is_assessed:
                levels[skill] = max(level, levels.get(skill, 0))
    return matrix, answers, {each.id: "done" for each in done}, levels


@settings(max_examples=examples(300))
@given(done_cases(), st.sampled_from([None, 3.5, 12.5, 22.5]))
def test_a_plan_is_that_of_somebody_whose_done_projects_are_verified(
    case: tuple[Matrix, dict[str, str], dict[str, str], dict[str, int]], hours: float | None
) -> None:
    matrix, answers, done, levels = case
    scores = score_skills(matrix, answers)
    verified = score_skills(matrix, answers, verified=levels)
    profile = the_profile(matrix)
    plan = make_plan(
        matrix,
        compute_readiness(matrix, profile, scores),
        scores,
        done,
        hours=hours,
        assumed_levels=levels,
    )
    theirs = make_plan(
        matrix, compute_readiness(matrix, profile, verified), verified, done, hours=hours
    )
    assert names(plan) == names(theirs)
    for one, other in zip(plan.steps, theirs.steps, strict=True):
        assert (one.lifts, one.goal) == (other.lifts, other.goal)
        assert (one.before, one.after) == pytest.approx((other.before, other.after), abs=1e-9)


@settings(max_examples=examples(300))
@given(done_cases(), st.sampled_from([None, 3.5, 12.5, 22.5]))
def test_no_other_choice_after_what_is_done_is_better(
    case: tuple[Matrix, dict[str, str], dict[str, str], dict[str, int]], hours: float | None
) -> None:
    matrix, answers, done, levels = case
    scores = score_skills(matrix, answers)
    readiness = compute_readiness(matrix, the_profile(matrix), scores)
    if readiness.value is None:
        return
    plan = make_plan(matrix, readiness, scores, done, hours=hours, assumed_levels=levels)
    ours = worth(matrix, answers, [e.project for e in plan.steps], done=done, given=levels)
    others = [each for each in matrix.projects if each.id not in done]
    sizes = range(len(others) + 1)
    choices = chain.from_iterable(combinations(others, size) for size in sizes)
    worths = [worth(matrix, answers, each, done=done, given=levels) for each in choices]
    best = in_order([e for e in worths if e and (hours is None or e.hours <= hours)])
    assert ours is not None
    assert (ours.musts, ours.hours) == (best.musts, best.hours)
    assert ours.readiness == pytest.approx(best.readiness, abs=CLOSE)
    if plan.steps:
        assert plan.steps[-1].after == pytest.approx(ours.readiness, abs=1e-9)
        assert plan.most is not None
        assert best.readiness <= plan.most + CLOSE
