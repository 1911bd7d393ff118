from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matrix_support import (
    YES_NO,
    a_matrix,
    a_project,
    a_skill,
    answer,
    answers_to,
    cases,
    matrices,
    the_profile,
)

from skills.guidance.recommendations import (
    Recommendation,
    highest_project_level,
    projects_for,
    rank_projects,
    resources_for,
)
from skills.matrix import Matrix, Project, Resource, Target
from skills.scoring import score_skills
from skills.scoring.readiness import compute_readiness

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SQL, ML = a_skill("sql", scale=YES_NO), a_skill("ml", scale=YES_NO)
TARGETS = (Target("sql", 2, weight=1), Target("ml", 4, weight=3))


def suggest(
    *projects: Project,
    answers: Mapping[str, str] | None = None,
    done: Collection[str] = (),
    targets: tuple[Target, ...] = TARGETS,
) -> dict[str, Recommendation]:
    """Recommendations by project id, by default for level 1 in both skills."""
    if answers is None:
        answers = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0)
    matrix = a_matrix(SQL, ML, targets=targets, projects=projects)
    scores = score_skills(matrix, answers)
    readiness = compute_readiness(matrix, the_profile(matrix), scores)
    found = rank_projects(matrix, readiness, scores, dict.fromkeys(done, "done"))
    return {each.project.id: each for each in found}


def test_the_gain_is_the_readiness_added_up_to_the_target() -> None:
    found = suggest(a_project("both", {"sql": 4, "ml": 3}))["both"]

    assert found.gain == pytest.approx(1 / 4 * (2 - 1) / 2 + 3 / 4 * (3 - 1) / 4)
    assert found.lifts == (("sql", 1, 2), ("ml", 1, 3))
    assert found.is_open


def test_only_projects_that_add_readiness_are_suggested() -> None:
    found = suggest(
        a_project("already-there", {"ml": 1}),
        a_project("not-in-profile", {"ops": 3}),
        a_project("nothing", {}),
        a_project("useful", {"ml": 2}),
    )
    assert list(found) == ["useful"]


def test_a_skill_without_a_level_gives_no_gain() -> None:
    """Nobody knows where the person stands, so nothing can be promised."""
    unknown = answer(ML, 1, 0, 0, 0)
    aside = unknown | answer(SQL, *["n/a"] * 4)
    for answers in (unknown, aside):
        found = suggest(a_project("both", {"sql": 2, "ml": 2}), answers=answers)["both"]
        assert found.lifts == (("ml", 1, 2),)
        assert found.gain == pytest.approx(1 / 4)


def test_the_largest_gain_comes_first_then_fewest_hours_then_the_file() -> None:
    found = suggest(
        a_project("long", {"ml": 2}, hours=20),
        a_project("second-in-file", {"ml": 2}),
        a_project("third-in-file", {"ml": 2}),
        a_project("best", {"ml": 4}, hours=200),
    )
    assert list(found) == ["best", "second-in-file", "third-in-file", "long"]


def test_done_projects_are_not_suggested_and_count_as_prerequisites() -> None:
    found = suggest(a_project("first", {"ml": 2}), a_project("next", {"ml": 3}, after=("first",)))
    assert found["next"].after == ("first",)
    assert not found["next"].is_open

    found = suggest(
        a_project("first", {"ml": 2}),
        a_project("next", {"ml": 3}, after=("first",)),
        done=["first"],
    )
    assert list(found) == ["next"]
    assert found["next"].is_open


def test_prerequisites_come_in_an_order_that_can_be_followed() -> None:
    found = suggest(
        a_project("d", {"ml": 4}, after=("b", "c")),
        a_project("c", {"ml": 3}, after=("a",)),
        a_project("b", {"ml": 3}, after=("c", "a")),
        a_project("a", {"ml": 2}),
    )
    assert found["d"].after == ("a", "c", "b")


def test_a_prerequisite_whose_levels_are_reached_is_met_with_all_before_it() -> None:
    found = suggest(
        a_project("hard-start", {"ml": 4}),
        a_project("easy", {"ml": 1, "sql": 1}, after=("hard-start",)),
        a_project("next", {"ml": 2}, after=("easy",)),
    )
    assert found["next"].after == ()


def test_a_prerequisite_reached_only_in_part_is_not_met() -> None:
    found = suggest(
        a_project("first", {"sql": 1, "ml": 2}), a_project("next", {"ml": 3}, after=("first",))
    )
    assert found["next"].after == ("first",)


def test_projects_that_depend_on_each_other_do_not_hang() -> None:
    found = suggest(
        a_project("a", {"ml": 2}, after=("b",)), a_project("b", {"sql": 2}, after=("a",))
    )
    assert (found["a"].after, found["b"].after) == (("b",), ("a",))


def test_missing_levels_before_the_start_are_named() -> None:
    found = suggest(a_project("p", {"ml": 2}, needs={"sql": 3, "ml": 1, "ops": 1}))["p"]
    assert found.short_of == {"sql": 3, "ops": 1}
    assert not found.is_open


def test_a_project_that_waits_counts_what_it_adds_to_what_comes_first() -> None:
    found = suggest(
        a_project("first", {"sql": 2, "ml": 2}),
        a_project("then", {"sql": 2, "ml": 4}, after=("first",), needs={"ml": 2}),
        a_project("late", {"sql": 2, "ml": 3}, needs={"ml": 3}),
    )
    assert found["then"].lifts == (("ml", 2, 4),)
    assert found["then"].gain == pytest.approx(3 / 4 * (4 - 2) / 4)
    # Level 2 in ML is what "first" leads to, and level 3 is all that "late" would lead to.
    assert (found["then"].short_of, found["late"].short_of) == ({}, {"ml": 3})
    assert found["late"].lifts == (("sql", 1, 2),)


def test_done_projects_count_as_given() -> None:
    projects = (
        a_project("done", {"ml": 3}),
        a_project("covered", {"ml": 2}),
        a_project("next", {"ml": 4}, needs={"ml": 3}),
    )
    answers = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0)
    matrix = a_matrix(SQL, ML, targets=TARGETS, projects=projects)
    scores = score_skills(matrix, answers)
    readiness = compute_readiness(matrix, the_profile(matrix), scores)
    (found,) = rank_projects(matrix, readiness, scores, {"done": "done"}, {"ml": 3})
    assert (found.project.id, found.lifts, found.is_open) == ("next", (("ml", 3.0, 4),), True)
    assert found.gain == pytest.approx(3 / 4 / 4)


def test_projects_for_a_skill_keep_their_order() -> None:
    found = suggest(
        a_project("ml-only", {"ml": 4}), a_project("sql-only", {"sql": 2}), a_project("both", {
            "sql": 2, "ml": 2,
        }),
    )  # fmt: skip
    assert [each.project.id for each in projects_for("sql", tuple(found.values()))] == [
        "both",
        "sql-only",
    ]


def test_projects_that_can_be_started_come_before_better_ones() -> None:
    found = suggest(a_project("best", {"ml": 4}, needs={"sql": 3}), a_project("open", {"ml": 2}))
    assert list(found) == ["best", "open"]
    sorted_ids = [each.project.id for each in projects_for("ml", tuple(found.values()))]
    assert sorted_ids == ["open", "best"]


def test_without_any_answer_nothing_is_suggested() -> None:
    assert suggest(a_project("p"), answers={}) == {}


def promised(matrix: Matrix, answers: dict[str, str], raises: dict[str, int]) -> float:
    """The gain a project promises: what scoring gives once its levels are verified."""
    targets = the_profile(matrix).targets
    skills = matrix.skills.values()
    matrix = a_matrix(*skills, targets=targets, projects=[a_project("p", raises)], top=matrix.top)
    scores = score_skills(matrix, answers)
    before = compute_readiness(matrix, the_profile(matrix), scores)
    found = rank_projects(matrix, before, scores)

    known = {skill: level for skill, level in raises.items() if scores[skill].is_assessed}
    after = compute_readiness(
        matrix, the_profile(matrix), score_skills(matrix, answers, verified=known)
    )
    gained = (after.value or 0) - (before.value or 0)
    gain = sum(each.gain for each in found)
    assert gain == pytest.approx(gained, abs=1e-8)
    assert gain <= sum(each.readiness_loss for each in before.skill_gaps) + 1e-9
    assert all(now < to for each in found for _, now, to in each.lifts)
    return gain


@pytest.mark.slow
@settings(max_examples=examples(100))
@given(cases(), st.data())
def test_the_predicted_gain_equals_the_score_after_the_project(
    case: tuple[Matrix, dict[str, str]], data: st.DataObject
) -> None:
    matrix, answers = case
    levels = st.integers(1, matrix.top)
    raises = data.draw(st.dictionaries(st.sampled_from(list(matrix.skills)), levels))
    assert promised(matrix, answers, raises) >= 0


@settings(max_examples=examples(100))
@given(matrices(), st.data())
def test_the_predicted_gain_is_reached_if_every_skill_counts(
    matrix: Matrix, data: st.DataObject
) -> None:
    """Of any matrix, answers and levels most promise nothing; of these nine in ten do."""
    skills = list(matrix.skills.values())
    levels, weights = st.integers(1, matrix.top), st.sampled_from([0.5, 1.0, 3.0])
    targets = [Target(each.id, data.draw(levels), data.draw(weights)) for each in skills]
    raises = {each.id: data.draw(levels) for each in skills}
    answers = data.draw(answers_to(*skills, least=1))
    counting = a_matrix(*skills, targets=targets, top=matrix.top)
    assume(promised(counting, answers, raises) > 0)


def test_resources_lead_from_the_level_to_the_target() -> None:
    def resource(start: int, end: int) -> Resource:
        return Resource(f"r{start}{end}", "R", start, end, "book", "https://example.org/r")

    steps = [(0, 1), (0, 3), (1, 2), (2, 3), (3, 4)]
    skill = replace(SQL, resources=tuple(resource(*step) for step in steps))
    found = resources_for(skill, 1.5, 3)
    assert [(each.start, each.end) for each in found] == [(0, 3), (1, 2), (2, 3)]
    assert resources_for(skill, 3.0, 3) == ()


def test_projects_in_a_dependency_cycle_do_not_hang() -> None:
    found = suggest(
        a_project("a", {"sql": 2}, after=("b",)),
        a_project("b", {"ml": 3}, after=("c",)),
        a_project("c", {"ml": 4}, after=("b",)),
    )
    assert found["a"].after == ("c", "b")


def test_projects_lead_to_the_highest_level_among_them() -> None:
    projects = [
        a_project("a", {"sql": 2}),
        a_project("b", {"sql": 4, "ml": 1}),
        a_project("c", {"ml": 3}),
    ]
    matrix = a_matrix(SQL, ML, a_skill("ops"), projects=projects)
    assert [highest_project_level(matrix, each) for each in ("sql", "ml", "ops")] == [4, 3, 0]
    assert highest_project_level(a_matrix(SQL), "sql") == 0
