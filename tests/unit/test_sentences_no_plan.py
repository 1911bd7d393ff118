"""Sentences about a plan without a step."""

from dataclasses import replace

import pytest
from matrix_support import a_matrix, a_project, a_skill, answer, the_profile

from skills.entries.plan_limits import PlanLimits
from skills.guidance.plan import Plan, make_plan
from skills.guidance.plan_left_out import LeftOut
from skills.matrix import Area, Matrix, Target
from skills.scoring import score_skills
from skills.scoring.readiness import Readiness, compute_readiness
from skills.sentences.addressee import somebody
from skills.sentences.no_plan import no_plan_text

SQL, GIT, ART = a_skill("sql"), a_skill("git"), a_skill("art")
MATRIX = a_matrix(SQL, GIT, ART, targets=[Target(each.id, 2, must=True) for each in (SQL, GIT)])


def of(matrix: Matrix, answers: dict[str, str]) -> Readiness:
    return compute_readiness(matrix, the_profile(matrix), score_skills(matrix, answers))


NONE_HELPS = "No project in this matrix would raise your readiness."
NONE_STARTS = "No project in this matrix can be started at your current levels."


@pytest.mark.parametrize(
    ("raises", "answers", "expected"),
    [
        ({"git": 2}, answer(SQL, 1, 1, 1, 1), "1 skill hasn't been assessed yet."),
        ({"git": 2}, {}, "2 skills haven't been assessed yet."),
        ({"git": 2}, answer(SQL, 1, 1, 1, 1) | answer(GIT, 1, 1, 1, 1), NONE_HELPS),
        ({"git": 2}, answer(SQL, 1, 1, 1, 1) | answer(GIT, *["n/a"] * 4), NONE_HELPS),
        ({"art": 2}, answer(SQL, 1, 1, 1, 1), NONE_HELPS),
        ({"sql": 1}, answer(SQL, 1, 0, 0, 0), NONE_HELPS),
        ({"sql": 2}, answer(SQL, 1, 0, 0, 0), NONE_STARTS),
    ],
)
def test_no_project_is_ruled_out_that_more_answers_could_bring(
    raises: dict[str, int], answers: dict[str, str], expected: str
) -> None:
    matrix = replace(MATRIX, projects=(a_project("only", raises),))
    found = no_plan_text(matrix, of(matrix, answers), Plan())
    assert found.endswith(expected)
    has_no_hope = expected in {NONE_HELPS, NONE_STARTS}
    assert found.startswith("More answers are needed") == (not has_no_hope)


ALL_DONE = "You've done every project that would help."
DONE = LeftOut(has_done=True)
REPEATED = LeftOut(has_repeats=True)
DROPPED = LeftOut(has_dropped=True)


@pytest.mark.parametrize(
    ("left_out", "yours", "theirs"),
    [
        (DONE, f"{ALL_DONE} Rate the skills again to see the difference.",
         "Ann has done every project that would help."),
        (REPEATED, ALL_DONE,
         "Ann has done every project that would help."),
        (DROPPED, "You've dropped every project that would help.",
         "Ann has dropped every project that would help."),
        (replace(DONE, has_dropped=True), "You've done or dropped every project that would help.",
         "Ann has done or dropped every project that would help."),
        (replace(DROPPED, has_others=True),
         f"{NONE_STARTS[:-1]}, leaving out what you've dropped.",
         f"{NONE_STARTS[:-1].replace('your', 'their')}, leaving out what they've dropped."),
        (replace(DONE, has_others=True), NONE_STARTS,
         "No project in this matrix can be started at their current levels."),
    ],
)  # fmt: skip
def test_that_all_is_done_or_dropped_is_a_reason(
    left_out: LeftOut, yours: str, theirs: str
) -> None:
    matrix = replace(MATRIX, projects=(a_project("only", {"sql": 2}),))
    readiness, plan = of(matrix, answer(SQL, 1, 0, 0, 0)), Plan(left_out=left_out)
    assert no_plan_text(matrix, readiness, plan) == yours
    assert no_plan_text(matrix, readiness, plan, addressee=somebody("Ann")) == theirs


def test_no_project_is_said_to_be_out_of_reach_for_what_is_only_estimated() -> None:
    matrix = a_matrix(
        GIT, targets=[Target("git", 2, must=True)], projects=[a_project("only", {"git": 4})]
    )
    found = of(matrix, answer(GIT, 1, 1, None, 0))
    assert found.missing_musts == ()
    found = of(matrix, answer(GIT, 1, None, None, 0.25))
    assert found.missing_musts == ("git",)
    assert no_plan_text(matrix, found, Plan()).endswith(NONE_HELPS)


LIFT = " Others would help: on the plan page, set “Skills to raise” to “All skills”."
LOW = answer(SQL, 1, 0, 0, 0) | answer(ART, 1, 0, 0, 0)
CODE_ONLY = {"first": {"sql": 2}}
BOTH = CODE_ONLY | {"second": {"art": 2}}


def in_one_area(
    answers: dict[str, str],
    projects: dict[str, dict[str, int]],
    hours: float | None = None,
    needs: dict[str, int] | None = None,
) -> str:
    """Return why the plan for one of two areas is empty."""
    areas = (Area("code", "Code", (SQL, GIT)), Area("arts", "Arts", (ART,)))
    found = [a_project(name, raises, hours=4) for name, raises in projects.items()]
    found[-1] = replace(found[-1], needs=needs or {})
    plain = a_matrix(targets=[Target(each, 2) for each in ("sql", "art")], projects=found)
    matrix = replace(plain, areas=areas)
    readiness = of(matrix, answers)
    scores = score_skills(matrix, answers)
    plan = make_plan(matrix, readiness, scores, hours=hours, skills=["art"])
    assert not plan.steps
    return no_plan_text(matrix, readiness, plan, PlanLimits(area="arts"))


def test_a_plan_for_one_area_says_what_is_so_in_that_area_and_which_limit_to_lift() -> None:
    assert in_one_area(LOW, CODE_ONLY) == f"No project for Arts would raise your readiness.{LIFT}"
    assert in_one_area(LOW, BOTH, needs={"git": 3}) == (
        f"No project for Arts can be started at your current levels.{LIFT}"
    )
    unknown = answer(SQL, 1, 0, 0, 0)
    assert in_one_area(unknown, BOTH) == (
        "More answers are needed to see which projects for Arts would help: 1 skill hasn't been "
        f"assessed yet.{LIFT}"
    )
    assert in_one_area(LOW, BOTH, hours=2) == "No project for Arts that helps fits within 2 hours."


def test_no_limit_is_to_be_lifted_where_no_other_project_helps() -> None:
    met = answer(SQL, 1, 1, 1, 1) | answer(ART, 1, 0, 0, 0)
    assert in_one_area(met, CODE_ONLY) == "No project for Arts would raise your readiness."
    assert in_one_area(LOW, CODE_ONLY, hours=2) == "No project for Arts would raise your readiness."


def test_skills_of_other_areas_are_no_reason() -> None:
    """Sql is not assessed, but the plan is for the arts alone."""
    assert in_one_area(answer(ART, 1, 0, 0, 0), CODE_ONLY) == (
        "No project for Arts would raise your readiness."
    )
