"""Numbers in the sentences about a plan: what an area gains, and how sure readiness is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matrix_support import a_matrix, a_project, a_skill, answer, the_profile

from skills.entries.kinds import Mode
from skills.entries.plan_limits import NO_LIMITS, PlanLimits
from skills.guidance.plan import plan_for
from skills.guidance.plan_outlook import readiness_after
from skills.matrix import Area, Target
from skills.scoring.assessed import Assessed, assess
from skills.sentences.formats import percent_range
from skills.sentences.person import somebody
from skills.sentences.plan_proof import musts_left_text, outlook_text, proof_text

TODAY = date(2031, 5, 1)
SQL, ML = a_skill("sql"), a_skill("ml")
START = a_project("start", {"sql": 2}, hours=4)


def found(limits: PlanLimits = NO_LIMITS, *, must: bool = False) -> Assessed:
    """Somebody who needs ML, and SQL in another area; one project raises both."""
    sql = replace(SQL, area="other")
    both = a_project("both", {"sql": 2, "ml": 4}, hours=10)
    targets = (Target("ml", 4, weight=3), Target("sql", 2, weight=1, must=must))
    matrix = replace(
        a_matrix(sql, ML, targets=targets, projects=[START, both]),
        areas=(Area("area", "Area", (ML,)), Area("other", "Other", (sql,))),
    )
    answers = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0)
    profile = the_profile(matrix).id
    return assess(matrix, answers, {}, profile=profile, mode=Mode.full, limits=limits)


def proof(limits: PlanLimits, *, must: bool = False) -> str:
    one = found(limits, must=must)
    return proof_text(one.matrix, one.readiness, plan_for(one, TODAY), limits)


def test_a_plan_for_one_area_counts_the_points_there() -> None:
    # ML from 1/4 to all of three quarters; what the project adds to SQL does not count.
    assert proof(PlanLimits(area="area")) == (
        "For Area alone, no other plan adds more than 56.2 points there, or as many in fewer hours."
    )
    limits = PlanLimits(7, date(2031, 5, 14), "area")
    # A must-have of another area is not what this plan is about.
    assert proof(limits, must=True) == (
        "For Area alone, within the 14 hours until 14 May 2031, no other plan adds more than 56.2 "
        "points there."
    )


def test_an_area_whose_points_are_not_worth_stating_has_no_number() -> None:
    limits = PlanLimits(7, date(2031, 5, 14), "area")
    one = found(limits)
    plan = plan_for(one, TODAY)
    within = "For Area alone, within the 14 hours until 14 May 2031, no other plan"
    for each, readiness in (
        (replace(plan, gain=0.0004), one.readiness),
        (plan, replace(one.readiness, coverage=0.1)),
    ):
        assert proof_text(one.matrix, readiness, each, limits) == f"{within} gets further."
        assert proof_text(one.matrix, readiness, replace(each, hours=None), limits) == (
            "For Area alone, no other plan takes you further, or gets you there in fewer hours."
        )


def test_readiness_before_and_after_a_plan_has_its_range() -> None:
    one = found()
    after = readiness_after(one, plan_for(one, TODAY).steps)
    ranges = [percent_range(each.low, each.high) for each in (one.readiness, after)]
    assert ranges == ["0 to 64%", "87 to 100%"]
    assert outlook_text(one.readiness, after) == (
        "Likely range now: 0 to 64% by your own ratings, if you rate yourself as most people do. "
        "After the plan: 87 to 100%, if each project really takes you to the levels given for it."
    )
    gaps = [replace(e, score=replace(e.score, verified=1)) for e in one.readiness.skill_gaps]
    checked = replace(one.readiness, skill_gaps=tuple(gaps))
    assert outlook_text(checked, after, somebody("Ann")) == (
        "Likely range now: 0 to 64% (about 90% sure). After the plan: 87 to 100%, if each project "
        "really takes them to the levels given for it."
    )
    assert outlook_text(replace(one.readiness, coverage=0.1), after) == ""


def test_must_haves_that_a_plan_leaves_are_named() -> None:
    one = found(must=True)
    steps = plan_for(one, TODAY).steps
    assert musts_left_text(one.matrix, one.readiness) == (
        "1 must-have would still be missing after the plan: Sql."
    )
    assert musts_left_text(one.matrix, readiness_after(one, steps)) == (
        "With the plan, every must-have would be met."
    )
    assert musts_left_text(one.matrix, found().readiness) == ""
    assert musts_left_text(one.matrix, replace(one.readiness, coverage=0.1)) == ""
