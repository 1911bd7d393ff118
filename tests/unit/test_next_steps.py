"""The plan and what to talk about, worked out by hand on small matrices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from matrix_support import YES_NO, a_matrix, a_skill, answer, the_profile
from state_support import marked

from skills.entries.kinds import Mode
from skills.entries.plan_limits import NO_LIMITS, PlanLimits
from skills.guidance.plan import Plan
from skills.guidance.plan_builder import PlanBuilder
from skills.matrix import Matrix, Project, Target
from skills.questionnaire.response_patterns import Pattern
from skills.reports.next_steps import PROJECTS, plan_lines, plan_text, talking_points
from skills.scoring import CHECK, Estimate, score_skills
from skills.scoring.assessed import assess
from skills.scoring.levels import find_leniency
from skills.scoring.readiness import compute_readiness
from skills.scoring.verdicts import Verdict
from skills.sentences.answers import second_look
from skills.sentences.next_steps import (
    NEXT_PROJECT,
    ask_about_losses,
    ask_about_musts,
    ask_about_unseen,
    ask_why_apart,
    dates_basis,
    lifts_text,
    plan_basis,
    step_total,
)
from skills.sentences.plan_proof import proof_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from skills.guidance.plan_steps import PlanStep
    from skills.reports.report_lines import PlanLine
    from skills.scoring.readiness import Readiness

MONDAY = date(2026, 11, 23)
SQL, ML = a_skill("sql", scale=YES_NO), a_skill("ml", scale=YES_NO)
LEVEL_1 = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0)


def project(name: str, hours: float = 10, ml: int = 2, **more: object) -> Project:
    return Project(name, name.title(), hours, {"ml": ml}, **more)


def steps_of(*projects: Project) -> tuple[Matrix, Readiness, tuple[PlanStep, ...]]:
    """The plan of somebody at level 1 in SQL and ML, who needs level 2 and level 4."""
    matrix = a_matrix(SQL, ML, targets=(Target("sql", 2), Target("ml", 4)), projects=projects)
    scores = score_skills(matrix, LEVEL_1)
    readiness = compute_readiness(matrix, the_profile(matrix), scores)
    return matrix, readiness, tuple(PlanBuilder(projects, readiness, scores, {}).take_best())


def text_of(
    matrix: Matrix, readiness: Readiness, steps: Sequence[PlanStep], hours: float | None
) -> str:
    return plan_text(matrix, readiness, Plan(tuple(steps)), PlanLimits(hours))


def plan_of(*projects: Project, hours: float | None = None) -> tuple[PlanLine, ...]:
    return plan_lines(*steps_of(*projects), PlanLimits(hours), MONDAY)


def days(plan: Sequence[PlanLine]) -> list[tuple[int, int] | None]:
    """The days from today to begin and end of each project, None where it has no dates."""
    return [
        None if each.start is None or each.end is None
        else ((each.start - MONDAY).days, (each.end - MONDAY).days)
        for each in plan
    ]  # fmt: skip


def test_a_line_of_the_plan_says_all_about_its_project() -> None:
    texts = {"about": "About it.", "deliver": "A notebook.", "accept": "It runs."}
    (line,) = plan_of(Project("both", "Both", 12.5, {"sql": 4, "ml": 3}, **texts))
    assert (line.title, line.about, line.hours) == ("Both", "About it.", 12.5)
    assert (line.deliver, line.accept) == ("A notebook.", "It runs.")
    matrix = a_matrix(SQL, ML, targets=(Target("sql", 2),))
    assert line.raises == lifts_text(matrix, [("sql", 1.0, 2), ("ml", 1.0, 3)])
    # SQL from 1/2 to 2/2 and ML from 1/4 to 3/4, each with half of the weight.
    assert line.gain == pytest.approx(50.0)


def test_a_plan_lists_its_first_five_steps_with_the_running_total() -> None:
    projects = [project(f"p{at}", hours, ml=2) for at, hours in enumerate((9, 8, 7))]
    projects += [Project("ml-3", "Ml-3", 15, {"ml": 3}), Project("ml-4", "Ml-4", 60, {"ml": 4})]
    projects += [Project("sql-2", "Sql-2", 5, {"sql": 2}), Project("x", "X", 1, {"git": 1})]
    projects += [Project("y", "Y", 2, {"law": 1}), project("z", 40, ml=4, after=("x", "y"))]
    matrix, readiness, steps = steps_of(*projects)
    found = plan_lines(matrix, readiness, steps, NO_LIMITS, MONDAY)
    assert [each.title for each in found] == ["Sql-2", "P2", "Ml-3", "X", "Y"]
    # SQL from 1/2 to all of its half, then ML from 1/4 by quarters of its half.
    assert [each.gain for each in found] == [25.0, 12.5, 12.5, 0.0, 0.0]
    assert [each.total for each in found] == [62.5, 75.0, 87.5, 87.5, 87.5]
    assert [each.gain_text for each in found] == [
        step_total(readiness, steps, each) for each in steps[:5]
    ]
    assert text_of(matrix, readiness, steps, None) == " ".join(
        (
            plan_basis(readiness, steps, PROJECTS),
            proof_text(matrix, readiness, Plan(steps), NO_LIMITS),
        )
    )


def test_numbers_of_a_plan_add_up_as_they_are_shown() -> None:
    """Each step adds 16 2/3 points, of which a third of a point falls to rounding."""
    projects = [project(f"p{at}", hours, ml=at) for at, hours in ((2, 2), (3, 9), (4, 20))]
    matrix = a_matrix(SQL, ML, targets=(Target("sql", 3), Target("ml", 4, 2)), projects=projects)
    scores = score_skills(matrix, LEVEL_1)
    readiness = compute_readiness(matrix, the_profile(matrix), scores)
    steps = PlanBuilder(projects, readiness, scores, {}).take_best()
    found = plan_lines(matrix, readiness, steps, NO_LIMITS, MONDAY)
    assert len(found) == 3
    shown = 27.7  # 1/9 + 1/6, rounded down
    for each in found:
        assert each.total == pytest.approx(shown + each.gain, abs=1e-9)
        shown = each.total


def test_where_readiness_is_not_stated_no_running_total_is() -> None:
    one = project("one", ml=3)
    matrix = a_matrix(SQL, ML, targets=(Target("sql", 2), Target("ml", 4)), projects=(one,))
    scores = score_skills(matrix, answer(ML, 1, 0, None, None))
    readiness = compute_readiness(matrix, the_profile(matrix), scores)
    assert readiness.verdict is Verdict.unknown
    steps = PlanBuilder([one], readiness, scores, {}).take_best()
    (line,) = plan_lines(matrix, readiness, steps, NO_LIMITS, MONDAY)
    assert line.total is None
    assert line.gain > 0
    assert "→" not in line.gain_text + text_of(matrix, readiness, steps, None)


def test_one_project_comes_after_the_other() -> None:
    """At 5 hours a week 3, 10 and 29 hours take 4.2, 14 and 40.6 days, and today is day 0."""
    projects = project("a", 3), project("b", 7, ml=3), project("c", 19, ml=4)
    found = plan_of(*projects, hours=5)
    assert [each.title for each in found] == ["A", "B", "C"]
    assert days(found) == [(0, 4), (5, 13), (14, 40)]


def test_a_plan_that_fits_until_its_last_day_ends_on_it() -> None:
    """Two weeks of 14.5 hours: one of 3 days, as it has begun, and one of 7."""
    limits = PlanLimits(14.5, MONDAY + timedelta(days=9))
    projects = project("a", 3), project("b", 7, ml=3), project("c", 19, ml=4)
    found = plan_lines(*steps_of(*projects), limits, MONDAY)
    assert days(found) == [(0, 0), (1, 2), (3, 9)]


def test_a_plan_without_a_pace_has_no_dates() -> None:
    for hours in (None, 0.0):
        assert days(plan_of(project("a"), hours=hours)) == [None]


def test_a_plan_has_dates_for_ten_years() -> None:
    first = Project("a", "A", 3000, {"ml": 4})
    last, beyond = (Project("b", "B", hours, {"sql": 2}, after=("a",)) for hours in (653, 654))
    assert days(plan_of(first, last, hours=7)) == [(0, 2999), (3000, 3652)]
    assert days(plan_of(first, beyond, hours=7)) == [(0, 2999), None]
    assert MONDAY + timedelta(days=3652) == date(2036, 11, 22)


@pytest.mark.parametrize(
    ("hours", "length", "shown_hours"),
    [
        (None, 10, None),
        (0.0, 10, None),
        (2.5, 10, 2.5),
        (1.0, 10, 1.0),
        (1.0, 9999, None),  # too far off for dates
    ],
)
def test_what_a_plan_rests_on(
    hours: float | None, length: float, shown_hours: float | None
) -> None:
    matrix, readiness, steps = steps_of(project("a", length))
    dates = dates_basis(shown_hours)
    basis = plan_basis(readiness, steps, PROJECTS)
    proof = proof_text(matrix, readiness, Plan(steps), NO_LIMITS)
    assert text_of(matrix, readiness, steps, hours) == f"{basis} {proof} {dates}".strip()


def talk(
    matrix: Matrix, answers: Mapping[str, str], checks: Mapping[str, float] | None = None
) -> list[str]:
    """What to talk about, given answers and the levels that knowledge checks speak for."""
    matrix = marked(matrix)
    others = {
        skill: [Estimate(CHECK, level, level, level, 0.8)]
        for skill, level in (checks or {}).items()
    }
    assessed = assess(matrix, answers, {}, profile=the_profile(matrix).id, mode=Mode.full)
    leniency = find_leniency(matrix, answers, others, mode=Mode.full)
    *found, last = talking_points(replace(assessed, other_estimates=others, leniency=leniency))
    assert last == NEXT_PROJECT
    return found


def level_of(name: str, level: int) -> dict[str, str]:
    """Answers of somebody who does everything up to a level."""
    skill = a_skill(name, scale=YES_NO)
    return answer(skill, *(float(rank <= level) for rank in range(1, 5)))


def test_the_talking_points_name_short_musts_what_costs_most_and_what_nobody_knows() -> None:
    wanted = {"sql": 3, "git": 2, "ml": 4, "ops": 4, "css": 2, "law": 2, "api": 1}
    matrix = a_matrix(
        *(a_skill(each, scale=YES_NO) for each in wanted),
        targets=[Target(*each, must=each[0] in {"sql", "git", "css", "api"})
                 for each in wanted.items()],
    )  # fmt: skip
    # Lost are 2/3, 1/2, 1/4 and 1 of the target; CSS is unanswered and law set aside.
    levels = {"sql": 1, "git": 1, "ml": 3, "ops": 0, "api": 2}
    answers = answer(matrix.skills["law"], *["n/a"] * 4)
    for each in levels.items():
        answers |= level_of(*each)
    assert talk(matrix, answers) == [
        ask_about_musts(["Sql", "Git"]),
        ask_about_losses(["Ops", "Sql", "Git"]),
        ask_about_unseen(["Css"]),
    ]


def test_where_every_target_is_reached_only_the_next_project_is_left() -> None:
    matrix = a_matrix(SQL, ML, targets=(Target("sql", 2, must=True), Target("ml", 3)))
    assert talk(matrix, level_of("sql", 2) | level_of("ml", 4)) == []


def test_what_costs_nothing_is_not_said_to_cost_most() -> None:
    matrix = a_matrix(SQL, ML, targets=(Target("sql", 2), Target("ml", 3)))
    assert talk(matrix, level_of("sql", 2) | level_of("ml", 1)) == [ask_about_losses(["Ml"])]


@pytest.mark.parametrize(
    ("rating", "checked", "is_asked"),
    [(2, 3.0, True), (3, 2.0, True), (4, 1.5, True), (3, 2.01, False), (2, 2.99, False)],
)
def test_a_level_between_rating_and_checks_is_worth_a_talk(
    rating: int, checked: float, *, is_asked: bool
) -> None:
    matrix = a_matrix(SQL, ML, targets=(Target("ml", 1), Target("sql", 1)))
    answers = level_of("sql", rating) | level_of("ml", 4)
    question = ask_why_apart("Sql", rating, checked)
    assert talk(matrix, answers, {"sql": checked}) == ([question] if is_asked else [])


def test_rating_or_checks_alone_are_not_far_apart() -> None:
    matrix = a_matrix(SQL, ML, targets=(Target("sql", 1), Target("ml", 1)))
    assert talk(matrix, level_of("sql", 4), {"ml": 1.0}) == []


def test_answers_all_alike_are_asked_about() -> None:
    names = [f"skill-{place}" for place in range(5)]
    matrix = a_matrix(
        *(a_skill(each, scale=YES_NO) for each in names),
        targets=[Target(each, 4) for each in names],
    )
    answers: dict[str, str] = {}
    for each in names:
        answers |= level_of(each, 4)
    alike = Pattern("same-answer", 1.0, 1.0, 20, tuple(names))
    assert talk(matrix, answers) == [second_look(matrix, alike)]
    assert talk(matrix, dict(list(answers.items())[1:])) == []


def test_a_step_that_was_started_says_so() -> None:
    matrix, readiness, (step, *_) = steps_of(project("bikes"))
    (line,) = plan_lines(matrix, readiness, [replace(step, status="started")], NO_LIMITS, MONDAY)
    (plain,) = plan_lines(matrix, readiness, [step], NO_LIMITS, MONDAY)
    assert line.gain_text == f"{plain.gain_text} · started"
