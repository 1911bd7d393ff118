"""What holds for any plan, in any catalogue of projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import a_matrix, the_profile
from plan_support import catalogues, names

from skills.guidance.plan import make_plan
from skills.guidance.plan_steps import PlanStep
from skills.guidance.prerequisites import is_reached, meets, raise_levels, requirements
from skills.guidance.recommendations import rank_projects
from skills.matrix import Matrix
from skills.scoring import score_skills
from skills.scoring.readiness import compare

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from random import Random


def plan_of(matrix: Matrix, answers: dict[str, str]) -> tuple[PlanStep, ...]:
    scores = score_skills(matrix, answers)
    return make_plan(matrix, compare(matrix, the_profile(matrix), scores), scores).steps


@settings(max_examples=examples(300))
@given(catalogues(), st.randoms(use_true_random=False))
def test_the_order_of_the_catalogue_changes_nothing(
    case: tuple[Matrix, dict[str, str]], random: Random
) -> None:
    matrix, answers = case
    projects = list(matrix.projects)
    random.shuffle(projects)
    targets, skills = the_profile(matrix).targets, matrix.skills.values()
    shuffled = a_matrix(*skills, targets=targets, projects=projects, top=matrix.top)
    assert plan_of(shuffled, answers) == plan_of(matrix, answers)


@settings(max_examples=examples(300))
@given(catalogues())
def test_every_step_can_be_started_and_leads_on(case: tuple[Matrix, dict[str, str]]) -> None:
    matrix, answers = case
    plan = plan_of(matrix, answers)
    levels = {skill: each.level for skill, each in score_skills(matrix, answers).items()}
    musts = {each.skill for each in the_profile(matrix).targets if each.must}
    done: set[str] = set()
    assert len(set(names(plan))) == len(plan)
    for place, each in enumerate(plan):
        settled = done | {one.id for one in matrix.projects if is_reached(one, levels)}
        assert requirements(each.project, levels, settled) == ()
        closes = any(skill in musts for skill, *_ in each.lifts)
        assert each.gain > 0 or closes or each.goal is not None
        if each.goal is not None:
            waits = requirements(each.goal, levels, settled)
            assert any(meets(each.project, one) for one in waits)
            assert each.goal in [later.project for later in plan[place + 1 :]]
        raise_levels(levels, each.project.raises)
        done.add(each.project.id)


@settings(max_examples=examples(300))
@given(catalogues())
def test_the_running_total_is_what_scoring_gives_once_the_steps_are_verified(
    case: tuple[Matrix, dict[str, str]],
) -> None:
    matrix, answers = case
    plan = plan_of(matrix, answers)
    scores = score_skills(matrix, answers)
    profile = the_profile(matrix)
    start = compare(matrix, profile, scores).value
    verified: dict[str, int] = {}
    total = start
    for each in plan:
        assert each.before == pytest.approx(total, abs=1e-9)
        for skill, level in each.project.raises.items():
            if scores[skill].is_assessed:
                verified[skill] = max(level, verified.get(skill, 0))
        then = compare(matrix, profile, score_skills(matrix, answers, verified=verified)).value
        assert each.after == pytest.approx(then, abs=1e-9)
        assert each.after >= each.before
        assert bool(each.gain) == (each.gain > 0)
        total = each.after
    if plan:
        assert start is not None
        gains = sum(each.gain for each in plan)
        assert gains == pytest.approx(plan[-1].after - start, abs=1e-9)


@settings(max_examples=examples(300))
@given(catalogues())
def test_a_plan_adds_at_least_what_any_project_that_can_be_started_adds(
    case: tuple[Matrix, dict[str, str]],
) -> None:
    matrix, answers = case
    scores = score_skills(matrix, answers)
    readiness = compare(matrix, the_profile(matrix), scores)
    plan = make_plan(matrix, readiness, scores).steps
    gained = plan[-1].after - plan[0].before if plan else 0.0
    alone = [each.gain for each in rank_projects(matrix, readiness, scores) if each.is_open]
    assert gained >= max(alone, default=0.0) - 1e-8


@settings(max_examples=examples(300))
@given(catalogues())
def test_after_a_plan_no_available_project_adds_anything(
    case: tuple[Matrix, dict[str, str]],
) -> None:
    matrix, answers = case
    scores = score_skills(matrix, answers)
    plan = plan_of(matrix, answers)
    known = {
        skill: max((each.project.raises.get(skill, 0) for each in plan), default=0)
        for skill, score in scores.items()
        if score.is_assessed
    }
    later = score_skills(matrix, answers, verified=known)
    readiness = compare(matrix, the_profile(matrix), later)
    left = rank_projects(matrix, readiness, later, dict.fromkeys(names(plan), "done"))
    assert [each for each in left if each.is_open] == []
