"""The plan within a number of hours, compared with every other choice of projects."""

from __future__ import annotations

import math
from itertools import chain, combinations
from typing import TYPE_CHECKING

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import a_matrix, the_profile
from plan_optimum_support import CLOSE, Worth, in_order, worth
from plan_support import catalogues

from skills.guidance import plan_optimum
from skills.guidance.plan import make_plan
from skills.guidance.plan_builder import PlanBuilder
from skills.matrix import Matrix
from skills.scoring import score_skills
from skills.scoring.readiness import compare

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random


def all_worths(
    matrix: Matrix,
    answers: Mapping[str, str],
    hours: float | None,
    skills: Sequence[str] | None = None,
) -> list[Worth]:
    """How good each choice of projects is that can be done in some order within the hours."""
    sizes = range(len(matrix.projects) + 1)
    choices = chain.from_iterable(combinations(matrix.projects, size) for size in sizes)
    found = (worth(matrix, answers, each, skills=skills) for each in choices)
    return [each for each in found if each and (hours is None or each.hours <= hours)]


@settings(max_examples=examples(300))
@given(catalogues(), st.sampled_from([None, 0.0, 3.5, 5.0, 11.0, 12.5, 22.5]))
def test_no_other_choice_is_better(
    case: tuple[Matrix, dict[str, str]], hours: float | None
) -> None:
    matrix, answers = case
    scores = score_skills(matrix, answers)
    readiness = compare(matrix, the_profile(matrix), scores)
    plan = make_plan(matrix, readiness, scores, hours=hours)
    if readiness.value is None:
        assert plan.steps == ()
        return
    found = worth(matrix, answers, [each.project for each in plan.steps])
    assert found is not None
    assert plan.is_best
    best = in_order(all_worths(matrix, answers, hours))
    assert (found.musts, found.hours) == (best.musts, best.hours)
    assert found.readiness == pytest.approx(best.readiness, abs=CLOSE)
    assert plan.most is not None
    assert best.readiness <= plan.most + CLOSE
    if plan.steps:
        assert plan.steps[-1].after == pytest.approx(found.readiness, abs=1e-9)


@settings(max_examples=examples(200))
@given(
    catalogues(),
    st.sampled_from([None, 3.5, 5.0, 12.5]),
    st.lists(st.sampled_from(["sql", "ml", "ops"]), min_size=1, max_size=2, unique=True),
)
def test_no_other_choice_adds_more_in_the_only_skills_to_raise(
    case: tuple[Matrix, dict[str, str]], hours: float | None, skills: list[str]
) -> None:
    matrix, answers = case
    scores = score_skills(matrix, answers)
    readiness = compare(matrix, the_profile(matrix), scores)
    plan = make_plan(matrix, readiness, scores, hours=hours, skills=skills)
    if readiness.value is None:
        assert plan.gain is None
        return
    best = in_order(all_worths(matrix, answers, hours, skills))
    nothing = worth(matrix, answers, [], skills=skills)
    found = worth(matrix, answers, [each.project for each in plan.steps], skills=skills)
    assert found is not None
    assert nothing is not None
    assert (plan.is_best, found.musts, found.hours) == (True, best.musts, best.hours)
    assert plan.gain == pytest.approx(found.readiness - nothing.readiness, abs=1e-9)
    assert plan.gain == pytest.approx(best.readiness - nothing.readiness, abs=CLOSE)


@settings(max_examples=examples(200))
@given(catalogues(), st.sampled_from([None, 3.5, 12.5, 22.5]), st.randoms(use_true_random=False))
def test_the_order_of_the_catalogue_changes_no_choice(
    case: tuple[Matrix, dict[str, str]], hours: float | None, random: Random
) -> None:
    matrix, answers = case
    projects = list(matrix.projects)
    random.shuffle(projects)
    targets, skills = the_profile(matrix).targets, matrix.skills.values()
    shuffled = a_matrix(*skills, targets=targets, projects=projects, top=matrix.top)
    scores = score_skills(matrix, answers)
    plans = [
        make_plan(each, compare(each, the_profile(each), scores), scores, hours=hours)
        for each in (matrix, shuffled)
    ]
    assert plans[0] == plans[1]


@settings(max_examples=examples(200))
@given(catalogues(), st.sampled_from([None, 3.5, 12.5, 22.5]))
def test_a_variable_for_what_several_wait_for_makes_no_plan_better_or_worse(
    case: tuple[Matrix, dict[str, str]], hours: float | None
) -> None:
    matrix, answers = case
    scores = score_skills(matrix, answers)
    readiness = compare(matrix, the_profile(matrix), scores)
    plans = []
    for saved in (1, math.inf):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(plan_optimum, "SHARED_FROM", saved)
            plans.append(make_plan(matrix, readiness, scores, hours=hours))
    shared, plain = plans
    assert (shared.spent, shared.is_best) == (plain.spent, plain.is_best)
    ours, theirs = (worth(matrix, answers, [e.project for e in each.steps]) for each in plans)
    assert ours is not None
    assert theirs is not None
    assert ours.musts == theirs.musts
    assert ours.readiness == pytest.approx(theirs.readiness, abs=CLOSE)


@settings(max_examples=examples(200))
@given(catalogues(), st.sampled_from([3.5, 12.5, 22.5]))
def test_a_plan_is_never_worse_than_the_best_by_the_hour(
    case: tuple[Matrix, dict[str, str]], hours: float
) -> None:
    matrix, answers = case
    scores = score_skills(matrix, answers)
    readiness = compare(matrix, the_profile(matrix), scores)
    if readiness.value is None:
        return
    plan = make_plan(matrix, readiness, scores, hours=hours)
    by_the_hour = PlanBuilder(matrix.projects, readiness, scores, {}).follow_best(hours=hours)
    ours = worth(matrix, answers, [each.project for each in plan.steps])
    theirs = worth(matrix, answers, [each.project for each in by_the_hour])
    assert ours is not None
    assert theirs is not None
    assert ours.hours <= hours
    assert (ours.musts, ours.readiness + CLOSE) >= (theirs.musts, theirs.readiness)
