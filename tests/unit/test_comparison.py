"""Compare two states of an assessment: levels, target roles, and when they cannot be compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from comparison_support import (
    ALL_HALF,
    LATER,
    MATRIX,
    OPPOSITE,
    lines_of,
    pairs,
    with_figures,
    with_results,
)
from effort import examples
from hypothesis import given, settings
from report_support import NOW
from state_support import a_state, marked, small_matrix

from skills.matrix import Matrix, Profile, Role
from skills.records.change_reasons import Cause, Reason
from skills.records.comparison import (
    ChangeKind,
    Obstacle,
    StateSummary,
    compare_states,
    last_different,
)
from skills.records.record import Answer, Checked, Holding, Note, State


@pytest.mark.slow
@given(pairs())
@settings(max_examples=examples(100))
def test_a_state_beside_itself_has_not_changed(pair: tuple[State, State]) -> None:
    state = pair[1]
    found = compare_states(state, state)
    assert {each.change for each in found.lines} <= {ChangeKind.same, ChangeKind.stale}
    assert all(each.reasons == () for each in found.lines)
    assert found.points in (None, 0.0)
    assert not found.is_clear


@pytest.mark.slow
@given(pairs())
@settings(max_examples=examples(100))
def test_reversing_the_comparison_turns_rises_into_falls(pair: tuple[State, State]) -> None:
    there, back = (lines_of(compare_states(*each)) for each in (pair, pair[::-1]))
    assert there.keys() == back.keys()
    for skill, line in there.items():
        if line.change in OPPOSITE:
            assert back[skill].change is OPPOSITE[line.change]
        else:
            assert back[skill].change in {ChangeKind.same, ChangeKind.stale}
        assert (line.before, line.now) == (back[skill].now, back[skill].before)


@given(pairs())
@settings(max_examples=examples(50))
def test_levels_are_those_of_the_day(pair: tuple[State, State]) -> None:
    before, now = pair
    assert before.result is not None
    assert now.result is not None
    then = {each.skill: each.level for each in before.result.skills}
    today = {each.skill: each.level for each in now.result.skills}
    for each in compare_states(before, now).lines:
        assert (each.before, each.now) == (then[each.skill], today[each.skill])


def test_levels_are_read_and_not_worked_out() -> None:
    before = a_state(MATRIX, ALL_HALF)
    line = lines_of(compare_states(before, with_results(before, level=4.0)))["sql"]
    assert (line.change, line.before, line.now) == (ChangeKind.rose, 2.0, 4.0)
    assert line.reasons == (Reason(Cause.unexplained),)


@pytest.mark.parametrize(
    ("by", "change"),
    [
        (0.049, ChangeKind.same),
        (0.05, ChangeKind.rose),
        (-0.049, ChangeKind.same),
        (-0.05, ChangeKind.fell),
    ],
)
def test_less_than_half_a_tenth_of_a_level_is_no_change(by: float, change: ChangeKind) -> None:
    before = a_state(MATRIX, ALL_HALF)
    now = with_results(before, level=2.0 + by)
    assert lines_of(compare_states(before, now))["sql"].change is change


def two_profiles(matrix: Matrix) -> Matrix:
    """Add a level to the role that asks for one level less and for nothing of Git."""
    (role,) = matrix.roles
    lower = Profile("role.lower", "Lower", (replace(role.profiles[0].targets[0], level=2),))
    return marked(replace(matrix, roles=(Role(role.id, role.title, (lower, *role.profiles)),)))


def test_another_aim_leaves_levels_comparable_and_readiness_not() -> None:
    matrix = two_profiles(MATRIX)
    low, high = (a_state(matrix, ALL_HALF, profile=f"role.{each}") for each in ("lower", "level"))
    found = compare_states(low, high)
    assert found.is_comparable
    assert (found.points, found.is_clear) == (None, False)
    assert lines_of(found)["sql"].reasons == (Reason(Cause.target, before=2, now=3),)
    assert lines_of(found)["git"].reasons == (Reason(Cause.target, before=None, now=3),)


@pytest.mark.parametrize(
    ("other", "obstacle"),
    [
        (a_state(small_matrix("sql"), {"sql.s0": "o4"}), Obstacle.structure),
        (a_state(replace(MATRIX, id="another"), ALL_HALF), Obstacle.matrix),
        (a_state(MATRIX, ALL_HALF).model_copy(update={"result": None}), Obstacle.result),
    ],
)
def test_what_means_something_else_is_not_compared(other: State, obstacle: Obstacle) -> None:
    for pair in ((a_state(MATRIX, ALL_HALF), other), (other, a_state(MATRIX, ALL_HALF))):
        found = compare_states(*pair)
        assert (found.obstacle, found.is_comparable) == (obstacle, False)
        assert (found.points, found.is_clear, found.lines) == (None, False, ())


def test_what_a_state_said_is_repeated() -> None:
    before = with_figures(a_state(MATRIX, ALL_HALF), readiness=0.25, low=0.125, high=0.5)
    now = a_state(MATRIX, ALL_HALF, at=LATER, mode="quick").model_copy(update={"result": None})
    found = compare_states(before, now)
    assert found.before == StateSummary(
        at=NOW,
        profile="role.level",
        aim="Role, Level",
        mode="full",
        has_result=True,
        readiness=0.25,
        low=0.125,
        high=0.5,
    )
    assert found.now == StateSummary(
        at=LATER,
        profile="role.level",
        aim="Role, Level",
        mode="quick",
        has_result=False,
        readiness=None,
        low=0.0,
        high=1.0,
    )


def test_the_aim_is_the_one_the_result_was_worked_out_for() -> None:
    state = a_state(two_profiles(MATRIX), ALL_HALF, profile="role.level")
    other = with_figures(state, profile="role.lower")
    said = compare_states(other, other).now
    assert (said.profile, said.aim) == ("role.lower", "Role, Lower")
    unknown = with_figures(state, profile="role.gone")
    assert compare_states(unknown, unknown).now.aim == "role.gone"


def test_the_state_to_compare_with_is_the_last_that_differs() -> None:
    first = a_state(MATRIX, ALL_HALF)
    second, twin, now = (
        a_state(MATRIX, ALL_HALF | {"sql.s3": "o4"}, at=NOW + timedelta(days=each))
        for each in (1, 2, 3)
    )
    assert last_different(now, [first, second, twin]) is first
    assert last_different(now, [second, twin]) is second, "nothing has changed since then"
    assert last_different(now, []) is None
    reversed_answers = first.model_copy(update={"answers": first.answers[::-1]})
    assert last_different(reversed_answers, [second, first]) is second


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("answers", Answer(statement="sql.s0", option="o4")),
        ("checks", Checked(check="sql.c0", option="a")),
        ("qualifications", Holding(qualification="bsc", holds="yes")),
        ("notes", Note(skill="sql", text="Mine")),
        ("result", None),
    ],
)
def test_every_entry_and_the_result_make_a_difference(name: str, one: object) -> None:
    now = a_state(MATRIX, ALL_HALF)
    other = now.model_copy(update={name: one if one is None else (*getattr(now, name), one)})
    assert last_different(now, [other, now]) is other


def test_a_line_has_the_title_of_today_and_both_targets() -> None:
    (area,) = MATRIX.areas
    sql, git = area.skills
    areas = (replace(area, skills=(replace(sql, title="Databases"), git)),)
    renamed = marked(replace(MATRIX, areas=areas))
    before, now = a_state(MATRIX, ALL_HALF), a_state(renamed, ALL_HALF)
    line = lines_of(compare_states(before, with_results(now, target=4)))["sql"]
    assert (line.title, line.target_before, line.target_now) == ("Databases", 3, 4)


def test_a_skill_of_which_only_a_result_is_left_goes_by_its_id() -> None:
    state = a_state(MATRIX, ALL_HALF)
    matrix = state.matrix.model_copy(update={"skills": state.matrix.skills[1:]})
    bare = state.model_copy(update={"matrix": matrix})
    line = lines_of(compare_states(bare, bare))["sql"]
    assert (line.title, line.now, line.target_now) == ("sql", 2.0, 3)


def test_changes_and_obstacles_are_called_what_others_read() -> None:
    assert [str(each) for each in ChangeKind] == ["rose", "fell", "new", "gone", "stale", "same"]
    assert [str(each) for each in Obstacle] == ["matrix", "structure", "result"]
