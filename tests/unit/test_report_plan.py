"""The plan in a report: its dates, its order, and why it may be empty."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from report_support import TODAY, built, first_matrix, profile_of, rich

from skills.entries.plan_limits import NO_LIMITS, PlanLimits
from skills.guidance.plan import Plan, make_plan, plan_for
from skills.guidance.plan_outlook import readiness_after
from skills.guidance.working_day import assess_day, find_opening
from skills.records.matrix_copy import matrix_of
from skills.records.record import Record
from skills.records.snapshot import PLANNED, assess_record
from skills.reports.build_report import build_report
from skills.reports.next_steps import PROJECTS, plan_lines, plan_text
from skills.reports.report import Extent, Parts
from skills.scoring import score_skills
from skills.scoring.readiness import compare
from skills.sentences.guidance import day_text
from skills.sentences.next_steps import NO_PROJECTS, dates_basis, plan_basis
from skills.sentences.no_plan import no_plan_text
from skills.sentences.plan_proof import outlook_text

pytestmark = pytest.mark.slow


def with_hours(hours: float | None) -> Record:
    about = rich().assessment.model_copy(update={"hours": hours})
    return rich().model_copy(update={"assessment": about})


def test_a_plan_has_no_dates_without_hours() -> None:
    report = built(record=with_hours(None))
    assert report.plan
    assert {(each.start, each.end) for each in report.plan} == {(None, None)}
    assert "Dates" not in report.plan_text


def test_a_plan_goes_one_after_the_other_at_a_persons_pace() -> None:
    report = built(record=with_hours(2.0))
    assert report.plan_text.endswith(dates_basis(2.0))
    assert report.plan[0].start == TODAY
    for earlier, later in zip(report.plan, report.plan[1:], strict=False):
        assert earlier.end is not None
        assert later.start == earlier.end + timedelta(days=1)
    last = report.plan[-1].end
    weeks = sum(each.hours for each in report.plan) / 2
    assert last is not None
    passed = last - TODAY + timedelta(days=1)
    assert timedelta(weeks=weeks) <= passed < timedelta(weeks=weeks, days=1)


@given(st.floats(min_value=0, max_value=168))
@settings(max_examples=examples(50))
def test_any_pace_gives_days_or_none(hours: float) -> None:
    matrix = first_matrix()
    scores = assess_record(rich(), matrix).scores
    readiness = compare(matrix, matrix.profiles[profile_of(matrix)], scores)
    steps = make_plan(matrix, readiness, scores).steps
    plan = plan_lines(matrix, readiness, steps, PlanLimits(hours), TODAY)
    assert plan
    for each in plan:
        assert (each.start is None) is (each.end is None)
        if each.start is not None and each.end is not None:
            assert TODAY <= each.start <= each.end < date(TODAY.year + 11, 1, 1)


def test_record_and_report_hold_the_same_plan() -> None:
    matrix = first_matrix()
    assessed = assess_record(rich(), matrix)
    steps = plan_for(assessed, TODAY).steps
    assert len(steps) > PROJECTS
    record, report = rich(), built()
    ids = [each.project for each in record.plan]
    assert ids == [each.project.id for each in steps][:PLANNED]
    assert [each.gain for each in record.plan] == [each.gain for each in steps][:PLANNED]
    titles = [each.title for each in record.plan]
    assert [each.title for each in report.plan] == titles[:PROJECTS]
    assert report.plan_text.startswith(plan_basis(assessed.readiness, steps, PROJECTS))
    after = readiness_after(assessed, steps)
    outlook = outlook_text(assessed.readiness, after)
    assert outlook
    assert outlook in report.plan_text
    assert outlook not in built(Parts(Extent.gaps)).plan_text
    assert report.day_text.endswith(
        day_text(
            assess_day(matrix, assessed.scores),
            find_opening(matrix, assessed.scores, steps, assessed.given),
        )
    )


def test_a_plan_out_of_few_answers_rules_no_project_out() -> None:
    matrix = first_matrix()
    profile = matrix.profiles[profile_of(matrix)]
    nothing = compare(matrix, profile, {})
    more = plan_text(matrix, nothing, Plan(), NO_LIMITS)
    assert more == no_plan_text(matrix, nothing, Plan())
    full = {each.id: each.scale.options[-1].id for each in matrix.statements.values()}
    every = compare(matrix, profile, score_skills(matrix, full))
    none = plan_text(matrix, every, Plan(), NO_LIMITS)
    assert none == no_plan_text(matrix, every, Plan()) != more


def test_a_plan_without_projects_says_why() -> None:
    matrix = matrix_of(rich().matrix)
    report = build_report(rich(), assess_record(rich(), matrix), Parts(), today=TODAY)
    assert (report.plan, report.plan_text) == ((), NO_PROJECTS)
