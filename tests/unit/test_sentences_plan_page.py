"""Sentences of the page with the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from matrix_support import a_matrix, a_project, a_skill, answer, the_profile

from skills.entries.kinds import PROJECT_STATUSES, Mode
from skills.entries.project_statuses import Marked
from skills.guidance.plan import plan_for
from skills.guidance.plan_parts import sort_projects
from skills.matrix import Resource, Target
from skills.scoring.assessed import Assessed, assess
from skills.scoring.highlights import largest_gaps
from skills.scoring.verdicts import Verdict
from skills.sentences.formats import percent
from skills.sentences.person import somebody
from skills.sentences.plan_page import (
    ACTIONS,
    NO_FURTHER_PROJECT,
    end_text,
    gap_line,
    listed_text,
    out_of_reach_text,
    plan_link_label,
    plan_summary,
    reasons,
    reasons_text,
    since_text,
    status_text,
    trains,
    week_text,
    why_first,
    without_text,
)

TODAY = date(2031, 5, 1)

SQL, ML = a_skill("sql"), a_skill("ml")
BOOK = Resource("book", "A book", 0, 3, "book", "https://example.org/")
NEAR = a_project("near", {"ml": 3, "sql": 2}, hours=4)
FAR = a_project("far", {"ml": 2, "sql": 2}, hours=40)


def found(**statuses: str) -> Assessed:
    ml = replace(ML, resources=(BOOK,))
    targets = (Target("ml", 4, weight=3), Target("sql", 2, weight=1))
    matrix = a_matrix(SQL, ml, targets=targets, projects=[NEAR, FAR])
    answers = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0)
    profile = the_profile(matrix).id
    return assess(matrix, answers, {}, profile=profile, mode=Mode.full, projects=statuses)


def test_a_plan_says_its_size_its_weeks_and_where_it_leads() -> None:
    plan, readiness = plan_for(found(), TODAY).steps, found().readiness
    way = f"Readiness {percent(plan[0].before)} now, {percent(plan[-1].after)} after."
    assert plan_summary(readiness, plan, None) == f"1 project, 4 hours. {way}"
    assert plan_summary(readiness, plan, 3) == (
        f"1 project, 4 hours: about 2 weeks at 3 h a week. {way}"
    )
    unknown = replace(readiness, coverage=0.1)
    assert unknown.verdict is Verdict.unknown
    assert plan_summary(unknown, plan, 4) == "1 project, 4 hours: a week or less at 4 h a week."
    assert plan_summary(readiness, (), 4) == ""


def test_a_week_holds_a_project_or_a_part_of_it() -> None:
    assert week_text(NEAR, None) == ""
    assert week_text(NEAR, 4) == "Fits in this week's 4 hours."
    assert week_text(FAR, 6) == "About 7 weeks at 6 h a week."


def test_a_project_is_named_with_what_it_trains() -> None:
    matrix = found().matrix
    assert trains(matrix, NEAR, ["sql"]) == "Sql"
    assert trains(matrix, NEAR, []) == "Ml, Sql"


def test_the_way_back_to_the_plan_says_which_step_a_project_is() -> None:
    plan = plan_for(found(), TODAY).steps
    assert plan_link_label(plan, NEAR) == "Step 1 of your plan"
    assert plan_link_label(plan, FAR) == "Back to your plan"


def test_what_was_said_of_a_project_has_its_dates() -> None:
    days = (datetime(2031, 5, each, tzinfo=UTC) for each in (3, 9))
    trail = [Marked(each, at) for each, at in zip(("started", "done"), days, strict=True)]
    assert since_text(trail) == "Started on 3 May 2031, done on 9 May 2031."
    assert since_text(trail[:1]) == "Started on 3 May 2031."
    assert since_text(()) == ""


def test_a_step_that_comes_first_says_why() -> None:
    (step,) = plan_for(found(far="dropped", near="started"), TODAY).steps
    assert why_first(step) == "It comes first because you've started it."
    assert why_first(replace(step, status="planned")) == "It comes early because you planned it."
    assert why_first(replace(step, status="")) == ""


def test_a_gap_says_what_closes_it_and_where_that_is_listed() -> None:
    parts = sort_projects(found(), plan_for(found(), TODAY))
    ml, sql = parts.gaps
    assert (ml.gap.target.skill, sql.gap.target.skill) == ("ml", "sql")
    assert gap_line(ml) == "−56.2 points · 3 levels short · 1 resource · 1 other project"
    assert gap_line(sql) == "−12.5 points · 1 level short"
    assert [each.project.id for each in ml.others] == ["far"]
    plan = plan_for(found(), TODAY).steps
    assert listed_text(plan, ml) == "Listed above: “Near” (step 1 of your plan)."
    assert listed_text(plan, sql) == "Listed above: “Near” (step 1 of your plan) and “Far”."
    assert listed_text(plan, replace(sql, listed=())) == ""
    assert end_text(ml) == (
        "Projects here take you to level 3. To get from there to level 4, you need real work "
        "that other people rely on."
    )
    assert end_text(sql) == ""
    assert out_of_reach_text(found().matrix, [sql]) == ""
    assert out_of_reach_text(found().matrix, [ml, sql]) == (
        "No project here closes the whole gap in Ml; see below how far they take you."
    )
    assert "whole gaps in Ml and Sql;" in out_of_reach_text(
        found().matrix, [ml, replace(sql, highest=0)]
    )
    assert end_text(replace(sql, listed=())) == NO_FURTHER_PROJECT


def test_a_must_have_without_a_weight_is_a_gap() -> None:
    targets = (Target("sql", 2, weight=0, must=True), Target("ml", 2, weight=1))
    matrix = a_matrix(SQL, ML, targets=targets, projects=[a_project("sure", {"sql": 2})])
    answers = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 1, 0, 0)
    one = assess(matrix, answers, {}, profile=the_profile(matrix).id, mode=Mode.full)
    plan = plan_for(one, TODAY)
    assert [each.project.id for each in plan.steps] == ["sure"]
    (gap,) = sort_projects(one, plan).gaps
    assert gap.gap.target.skill == "sql"
    assert gap_line(gap) == "must-have · 1 level short"
    assert [each.target.skill for each in largest_gaps(one.readiness)] == ["sql"]


def test_a_single_status_has_its_date_if_known() -> None:
    assert status_text("done", date(2031, 5, 9)) == "Done on 9 May 2031."
    assert status_text("dropped", None) == "Dropped."
    assert status_text("unheard of", date(2031, 5, 9)) == ""


def test_the_reasons_for_a_step_are_the_same_one_by_one_and_on_one_line() -> None:
    (step,) = plan_for(found(far="dropped", near="started"), TODAY).steps
    other = a_project("later", {"ml": 4})
    plan = (step, replace(step, project=other))
    needed = replace(step, goal=other)
    assert reasons(plan, needed, 0.01) == (
        ("Why now", "It comes first because you've started it."),
        ("Needed for", "“Later”, step 2 of your plan"),
        ("Without it", without_text(step, 0.01)),
    )
    assert reasons_text(plan, needed, 0.01, somebody("")) == (
        "It comes first because they've started it. Needed for “Later”, step 2 of the plan. "
        f"Without it {without_text(step, 0.01)}."
    )
    assert reasons_text(plan, replace(step, status=""), 0.0) == ""


@pytest.mark.parametrize("status", PROJECT_STATUSES)
def test_every_status_has_a_button_and_a_date(status: str) -> None:
    assert ACTIONS[status]
    assert since_text([Marked(status, datetime(2031, 5, 3, tzinfo=UTC))]).endswith(" 2031.")


def test_every_project_has_one_place() -> None:
    parts = sort_projects(found(), plan_for(found(), TODAY))
    assert [each.id for each in parts.now] == ["near"]
    assert (parts.then, parts.done, parts.dropped) == ((), (), ())
    marked = found(far="started", near="done")
    parts = sort_projects(marked, plan_for(marked, TODAY))
    assert ([e.id for e in parts.now], [e.id for e in parts.done]) == (["far"], ["near"])
    assert all(not each.others for each in parts.gaps)
    marked = found(far="started", near="dropped")
    assert [e.id for e in sort_projects(marked, plan_for(marked, TODAY)).dropped] == ["near"]
    marked = found(far="started")
    parts = sort_projects(marked, plan_for(marked, TODAY))
    assert [each.project.id for each in parts.then] == ["near"]
