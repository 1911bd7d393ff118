"""Limits of the plan: hours a week, a last day, an area."""

import re
from datetime import timedelta

import pytest
from page_visit import APPRENTICE, MASTER, Visit, begin, put, today
from plan_page import TODAY, WEAK, assessed, choice, in_hand, open_plan

from components.web import session
from components.web.addresses import address
from skills.entries.kinds import Mode
from skills.entries.plan_limits import PlanLimits
from skills.guidance.plan import plan_for
from skills.guidance.schedule import spans
from skills.matrix import Matrix
from skills.scoring.assessed import assess
from skills.sentences.plan_page import NEEDS_PACE, OTHER_DAY, OTHER_ROLE, due_text, plan_summary
from skills.sentences.plan_proof import later_text, proof_text
from skills.sentences.results import aim
from skills.store import Assessment


@pytest.fixture
def mine(ann: Visit, garden: Matrix) -> Assessment:
    return open_plan(ann, garden)


def test_the_hours_a_week_are_changed_where_they_count(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    found = assessed(garden, WEAK)
    ann.select(f"hours|{mine.id}|4.0", 10)
    assert session.store().assessment(ann.owner, mine.id).hours == 10
    assert plan_summary(found.readiness, plan_for(found, TODAY).steps, 10) in ann.text()
    ann.select(f"hours|{mine.id}|10.0", 0)
    assert session.store().assessment(ann.owner, mine.id).hours is None


def limits(visit: Visit, mine: Assessment) -> dict[str, str | None]:
    entries = session.store().entries(visit.owner, mine.id, kind="limit")
    return {item: each.value for (_, item), each in entries.items()}


def test_the_plan_fits_into_the_weeks_until_the_last_day(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    end = today() + timedelta(weeks=2, days=-1)
    ann.click(choice(ann, "until").set_value(f"{end}"))
    assert limits(ann, mine) == {"until": f"{end}"}
    found = assessed(garden, WEAK, limits=PlanLimits(4, end))
    plan = plan_for(found, today())
    assert plan.hours == 8
    assert plan.steps
    assert plan.later
    assert plan_summary(found.readiness, plan.steps, 4) in ann.text()
    assert proof_text(garden, found.readiness, plan, found.limits) in ann.text()
    assert later_text(found.readiness, plan) in ann.text()
    days = list(spans([each.project.hours for each in plan.steps], found.limits, today()))
    assert days[-1][1] <= end
    assert (due_text(days[-1]) in ann.text()) is (len(days) > 1)
    ann.click(choice(ann, "until").set_value(""))
    assert limits(ann, mine) == {"until": None}
    assert proof_text(garden, found.readiness, plan, found.limits) not in ann.text()


def test_any_day_can_be_the_last(ann: Visit, mine: Assessment) -> None:
    ann.click(choice(ann, "until").set_value(OTHER_DAY))
    assert limits(ann, mine) == {}
    (day_input,) = ann.at.date_input
    wanted = today() + timedelta(days=33)
    ann.click(day_input.set_value(wanted))
    assert limits(ann, mine) == {"until": f"{wanted}"}


def test_a_last_day_in_the_past_can_be_replaced_by_another(ann: Visit, mine: Assessment) -> None:
    past = f"{today() - timedelta(days=9)}"
    how = {"tab": "other", "widget_revision": 0, "operation": "other"}
    session.store().save(ann.owner, mine.id, "limit", "until", past, **how)
    ann.open("plan", a=mine.id)
    assert choice(ann, "until").value == past
    ann.click(choice(ann, "until").set_value(OTHER_DAY))
    assert limits(ann, mine) == {"until": past}
    (day_input,) = ann.at.date_input
    ann.click(day_input.set_value(today()))
    assert limits(ann, mine) == {"until": f"{today()}"}


def test_only_the_skills_of_one_area_are_raised(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    area = garden.areas[-1]
    ann.click(choice(ann, "area").set_value(area.id))
    assert limits(ann, mine) == {"area": area.id}
    found = assessed(garden, WEAK, limits=PlanLimits(4, None, area.id))
    plan = plan_for(found, today())
    assert plan.steps != plan_for(assessed(garden, WEAK), today()).steps
    assert in_hand(ann) == [each.project.title for each in plan.steps[:1]]


def test_the_plan_for_another_level_is_a_switch_of_the_target_away(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    (link,) = re.findall(f'href="([^"]*)">{OTHER_ROLE}<', ann.html())
    assert link == address("result", mine.id)
    ann.open("result", a=mine.id).choose("aim|", APPRENTICE)
    ann.open("plan", a=mine.id)
    assert aim(garden, APPRENTICE) in ann.text()
    answers = assess(garden, WEAK, {}, profile=APPRENTICE, mode=Mode.full)
    plan = plan_for(answers, today())
    assert in_hand(ann) == [each.project.title for each in plan.steps[:1]]


def test_an_area_in_which_no_project_helps_says_so_and_names_the_limit(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    """Advice and the till are all that is left, and no project leads to more of either."""
    rest = dict.fromkeys(garden.statements.keys() - WEAK.keys(), "never")
    put(ann, mine, rest | {"advice.listen": "fully", "advice.match": "fully"})
    ann.run()
    ann.click(choice(ann, "area").set_value("people"))
    expected = (
        "No project for People would raise your readiness. Others would help: on the plan page, "
        "set “Skills to raise” to “All skills”."
    )
    for page in ("plan", "result"):
        ann.open(page, a=mine.id)
        assert expected in ann.text()
        assert "can be started" not in ann.text()
    assert choice(ann.open("plan", a=mine.id), "area").value == "people"
    assert len(garden.areas) == 2


def test_a_last_day_needs_to_know_the_hours_a_week(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, MASTER)
    put(ann, assessment, WEAK)
    ann.open("plan", a=assessment.id)
    assert NEEDS_PACE not in ann.text()
    ann.click(choice(ann, "until").set_value(f"{today() + timedelta(weeks=2, days=-1)}"))
    assert NEEDS_PACE in ann.text()


@pytest.mark.parametrize("hours", [None, 0, 4.5, 168])
def test_looking_at_the_plan_changes_no_hours(
    ann: Visit, garden: Matrix, hours: float | None
) -> None:
    assessment = begin(ann, garden, MASTER, hours=hours)
    put(ann, assessment, WEAK)
    ann.open("plan", a=assessment.id)
    ann.run()
    assert session.store().assessment(ann.owner, assessment.id).hours == hours
