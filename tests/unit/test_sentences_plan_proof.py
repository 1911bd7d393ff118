"""Sentences about how good a plan is, and about single choices on its page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from matrix_support import a_matrix, a_project, a_skill, answer, the_profile

from skills.entries.kinds import Mode
from skills.entries.plan_limits import NO_LIMITS, PlanLimits, as_day, limits_of
from skills.entries.rules import is_value, values_of
from skills.guidance.plan import Plan, plan_for
from skills.guidance.plan_left_out import LeftOut
from skills.guidance.plan_parts import sort_projects
from skills.guidance.plan_reasons import lost_without
from skills.guidance.schedule import shares, spans, week_marks
from skills.matrix import Target
from skills.scoring.assessed import Assessed, assess
from skills.sentences.entry_labels import Labels
from skills.sentences.no_plan import no_plan_text
from skills.sentences.person import somebody
from skills.sentences.plan_page import (
    due_text,
    end_choice,
    short_text,
    what_if_text,
    without_text,
)
from skills.sentences.plan_proof import excess_text, later_text, proof_text

TODAY = date(2031, 5, 1)
SQL, ML = a_skill("sql"), a_skill("ml")
START = a_project("start", {"sql": 2}, hours=4)
GOAL = a_project("goal", {"ml": 4}, hours=10, after=("start",))


def found(limits: PlanLimits = NO_LIMITS, *, must: bool = False, **statuses: str) -> Assessed:
    targets = (Target("ml", 4, weight=3, must=must), Target("sql", 2, weight=1))
    matrix = a_matrix(SQL, ML, targets=targets, projects=[START, GOAL])
    answers = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0)
    profile = the_profile(matrix).id
    return assess(
        matrix, answers, {}, profile=profile, mode=Mode.full, projects=statuses, limits=limits
    )


def proof(limits: PlanLimits = NO_LIMITS, *, must: bool = False, **statuses: str) -> str:
    one = found(limits, must=must, **statuses)
    return proof_text(one.matrix, one.readiness, plan_for(one, TODAY), limits)


def test_a_plan_without_a_limit_is_the_shortest_that_gets_as_far() -> None:
    assert proof() == "No other plan gets you to 100% in fewer hours."
    one = found()
    few = replace(one.readiness, coverage=0.1)
    assert proof_text(one.matrix, few, plan_for(one, TODAY), NO_LIMITS) == (
        "No other plan takes you further, or gets you there in fewer hours."
    )


def test_a_plan_within_hours_names_what_none_exceeds() -> None:
    limits = PlanLimits(2, date(2031, 5, 14))
    assert (
        proof(limits)
        == "Within the 4 hours until 14 May 2031, no other plan scores higher than 43.7."
    )
    assert proof(limits, must=True) == (
        "Within the 4 hours until 14 May 2031, no other plan meets more must-haves, and none that "
        "meets as many scores higher than 43.7."
    )


def test_a_must_have_met_by_an_estimate_only_is_left_to_an_answer() -> None:
    """No plan raises it, so nothing is said of how many such must-haves plans meet."""
    limits = PlanLimits(7, date(2031, 5, 14))
    estimated, short = Target("sql", 2, must=True), Target("ml", 4, must=True)
    answers = answer(SQL, 1, None, None, 0.25) | answer(ML, 1, 0, 0, 0)
    more = "no other plan meets more of the must-haves that are below their level"
    for must, other in (
        (replace(short, must=False), "no other plan gets further."),
        (short, f"{more}, and none that meets as many gets further."),
    ):
        matrix = a_matrix(SQL, ML, targets=(must, estimated), projects=[replace(GOAL, after=())])
        one = assess(
            matrix, answers, {}, profile=the_profile(matrix).id, mode=Mode.full, limits=limits
        )
        assert one.readiness.missing_musts[-1] == "sql"
        plan = plan_for(one, TODAY)
        assert [each.project.id for each in plan.steps] == ["goal"]
        assert proof_text(matrix, one.readiness, plan, limits) == (
            f"Within the 14 hours until 14 May 2031, {other}"
        )


def test_a_proof_mentions_started_and_planned_projects() -> None:
    text = proof(PlanLimits(7, date(2031, 5, 14)), goal="started")
    assert text == (
        "With what you've started and planned, within the 14 hours until 14 May 2031, no other "
        "plan scores higher than 100.0."
    )


def test_a_proof_mentions_done_and_dropped_projects() -> None:
    assert proof(start="done") == (
        "Counting what you've marked as done, no other plan gets you to 100% in fewer hours."
    )
    assert proof(goal="dropped") == (
        "Leaving out what you've dropped, no other plan takes you further than 43.7 points, or "
        "gets you there in fewer hours."
    )
    limits = PlanLimits(7, date(2031, 5, 14), "area")
    one = found(limits, goal="planned")
    left_out = LeftOut(has_done=True, has_repeats=True, has_dropped=True)
    plan = replace(plan_for(one, TODAY), left_out=left_out)
    assert proof_text(one.matrix, one.readiness, plan, limits, somebody("Ann")).startswith(
        "For Area alone, with what they've started and planned, counting what they've marked as "
        "done, without repeating what they've done, leaving out what they've dropped, within "
    )


def test_a_dropped_project_that_another_needs_is_named_even_if_it_adds_nothing_itself() -> None:
    """Nobody asks for art here; but without it the goal cannot be started."""
    art = a_project("art", {"art": 2}, hours=4)
    for goal in (replace(GOAL, after=("art",)), replace(GOAL, after=(), needs={"art": 2})):
        targets = (Target("ml", 4), Target("sql", 2))
        matrix = a_matrix(SQL, ML, a_skill("art"), targets=targets, projects=[START, art, goal])
        answers = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0)
        how = {"profile": the_profile(matrix).id, "mode": Mode.full}
        for statuses, text in (
            ({"art": "dropped"}, "Leaving out what you've dropped"),
            ({"start": "planned"}, "With what you've started and planned"),
        ):
            one = assess(matrix, answers, {}, projects=statuses, **how)
            found_text = proof_text(matrix, one.readiness, plan_for(one, TODAY), NO_LIMITS)
            assert found_text.startswith(f"{text}, no other plan ")


def test_more_time_counts_what_is_done() -> None:
    one = found(PlanLimits(2, date(2031, 5, 7)), start="done")
    assert later_text(one.readiness, plan_for(one, TODAY)) == (
        "1 more project, 10 hours: with all of them and what you've marked as done you'd be at "
        "100%."
    )


def test_more_time_counts_nothing_as_done_that_is_in_the_plan() -> None:
    one = found(PlanLimits(4, date(2031, 5, 7)))
    plan = plan_for(one, TODAY)
    assert [each.project.id for each in plan.steps] == ["start"]
    assert later_text(one.readiness, plan) == (
        "1 more project, 10 hours: with all of them you'd be at 100%."
    )


def test_hours_that_do_not_suffice_are_counted() -> None:
    limits = PlanLimits(2, date(2031, 5, 14))
    assert proof(limits, goal="started") == (
        "The projects you've started or planned need 6 more hours than you have until 14 May 2031."
    )
    over = plan_for(found(limits, goal="started"), TODAY)
    assert excess_text(over, NO_LIMITS, somebody("Ann")).endswith(
        "need 6 more hours than they have."
    )


def test_without_a_proof_nothing_is_claimed() -> None:
    one = found()
    plan = replace(plan_for(one, TODAY), is_best=False)
    text = "There wasn't enough time to rule out a better plan."
    assert proof_text(one.matrix, one.readiness, replace(plan, most=None), NO_LIMITS) == text
    bound = proof_text(one.matrix, one.readiness, replace(plan, most=0.871), NO_LIMITS)
    assert bound == f"{text} No plan gets further than 88 points."
    limits = PlanLimits(7, date(2031, 5, 14))
    bare = replace(plan_for(found(limits), TODAY), most=None)
    assert proof_text(one.matrix, one.readiness, bare, limits) == (
        "Within the 14 hours until 14 May 2031, no other plan gets further."
    )


def test_hours_too_few_for_any_project_are_the_reason() -> None:
    limits = PlanLimits(1, date(2031, 5, 14))
    one = found(limits)
    plan = plan_for(one, TODAY)
    text = "No project that helps fits within the 2 hours until 14 May 2031."
    assert no_plan_text(one.matrix, one.readiness, plan, limits) == text
    assert proof(limits) == ""
    assert later_text(found().readiness, plan) == (
        "2 more projects, 14 hours: with all of them you'd be at 100%."
    )
    assert no_plan_text(one.matrix, one.readiness, Plan(), limits) != text
    assert later_text(found().readiness, Plan()) == ""


def test_without_a_step_the_plan_loses_what_builds_on_it() -> None:
    one = found()
    plan = plan_for(one, TODAY)
    lost = lost_without(one, plan)
    # SQL from 1/2 to all of a quarter; ML from 1/4 to all of three quarters.
    assert lost == pytest.approx({"start": 0.125 + 0.5625, "goal": 0.5625})
    start, goal = plan.steps
    assert without_text(start, lost["start"]) == (
        "the plan adds 68.8 fewer points, including those of the steps that need it; other "
        "projects may make up for some or all of that"
    )
    assert without_text(goal, lost["goal"]) == ""


def test_what_an_afternoon_and_single_skills_bring() -> None:
    one = found()
    short = sort_projects(one, plan_for(one, TODAY)).short
    assert short is not None
    assert short_text(short) == "“Start” takes 4 hours and adds 12.5 points on its own."
    assert what_if_text(one.readiness, ["sql"]) == "Readiness 31% → 43%"
    assert what_if_text(one.readiness, ["sql", "ml"]) == "Readiness 31% → 100%"
    assert what_if_text(replace(one.readiness, value=None), ["sql"]) == ""


def test_last_days_are_stated_with_their_weeks() -> None:
    assert end_choice(date(2031, 5, 14), TODAY) == "2 weeks (14 May 2031)"
    assert end_choice(date(2031, 5, 15), TODAY) == "3 weeks (15 May 2031)"
    assert end_choice(TODAY, TODAY) == "1 week (1 May 2031)"
    assert end_choice(date(2031, 4, 30), TODAY) == "30 April 2031 (past)"
    (one, two) = spans([4, 10], PlanLimits(2), TODAY)
    assert (due_text(one), due_text(two)) == ("by 14 May 2031", "by 18 June 2031")
    assert due_text((None, None)) == ""
    assert list(shares([1, 3])) == [(0, 0.25), (0.25, 1)]


def test_a_calendar_names_a_few_weeks_where_they_begin() -> None:
    assert list(week_marks([6, 6], 4)) == [
        (1, 0),
        (2, pytest.approx(1 / 3)),
        (3, pytest.approx(2 / 3)),
    ]
    weeks = [week for week, _ in week_marks([30, 75], 6)]
    assert weeks == [1, 4, 7, 10, 13, 16]
    assert list(week_marks([3], None)) == list(week_marks([], 4)) == []


@pytest.mark.parametrize("text", ["", "2031-13-01", "20310501", "2031-W18-4", "1 May 2031"])
def test_only_an_iso_date_is_a_last_day(text: str) -> None:
    assert as_day(text) is None
    assert not is_value(found().matrix, "limit", "until", text)
    assert limits_of(4, {"until": text}) == PlanLimits(4)


def test_limits_of_a_plan_are_checked_and_explained() -> None:
    matrix = found().matrix
    assert is_value(matrix, "limit", "until", "2031-05-14")
    assert not is_value(matrix, "limit", "until", "9999-12-31")
    assert is_value(matrix, "limit", "area", "area")
    assert not is_value(matrix, "limit", "area", "elsewhere")
    assert not is_value(matrix, "limit", "mood", "area")
    assert values_of(matrix, "limit", "area") == {"area": "Area"}
    labels = Labels([matrix])
    assert labels.about("limit", "until", "2031-05-14") == "End date of the plan"
    assert labels.value("limit", "until", "2031-05-14") == "14 May 2031"
    assert labels.value("limit", "area", "area") == "Area"
    stored = {"until": "2031-05-14", "area": "area"}
    assert limits_of(None, stored) == PlanLimits(None, date(2031, 5, 14), "area")


def test_an_area_that_is_gone_limits_nothing() -> None:
    assert found(PlanLimits(area="elsewhere")).limits == NO_LIMITS


def test_with_one_area_only_its_plans_are_compared() -> None:
    limits = PlanLimits(7, date(2031, 5, 14), "area")
    assert proof(limits) == (
        "For Area alone, within the 14 hours until 14 May 2031, no other plan adds more than 68.8 "
        "points there."
    )
