"""The range of a change in readiness, and when the change is clear."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest
from comparison_support import ALL_HALF, MATRIX, pairs, with_figures
from hypothesis import given
from state_support import a_state, small_matrix

from skills.records.comparison import compare_states
from skills.records.record import State

WIDE = small_matrix(*(f"skill{each}" for each in range(18)))


def halves_of(changed: Mapping[str, str]) -> dict[str, str]:
    return dict.fromkeys(WIDE.statements, "o2") | dict(changed)


def halves(changed: Mapping[str, str]) -> State:
    return a_state(WIDE, halves_of(changed))


def test_a_rise_in_every_skill_is_clear_though_both_ranges_overlap() -> None:
    before, now = halves(dict.fromkeys(WIDE.statements, "o1")), halves({})
    assert before.result is not None
    assert now.result is not None
    assert before.result.high > now.result.low
    found = compare_states(before, now)
    assert found.points is not None
    assert 0 < found.least < found.points < found.most < 2 * found.points
    assert found.is_clear
    back = compare_states(now, before)
    assert back.is_clear
    assert (back.least, back.most) == pytest.approx((-found.most, -found.least))


def test_a_single_answer_one_option_higher_is_not_clear() -> None:
    found = compare_states(halves({}), halves({"skill1.s2": "o3"}))
    assert found.points is not None
    assert found.least < 0 < found.points < found.most
    assert not found.is_clear


def test_answers_that_go_up_and_down_are_not_clear() -> None:
    moves = {f"{skill}.s1": ("o3", "o1")[place % 2] for place, skill in enumerate(WIDE.skills)}
    found = compare_states(halves({}), halves(moves | {"skill1.s2": "o3"}))
    assert not found.is_clear


def test_a_skill_that_did_not_move_leaves_no_doubt() -> None:
    state = halves({})
    found = compare_states(state, state)
    assert (found.points, found.least, found.most, found.is_clear) == (0.0, 0.0, 0.0, False)


def test_other_evidence_leaves_the_whole_range_in_doubt() -> None:
    """With checks on one date only, the errors of both dates have little in common."""
    checks = {f"sql.c{each}": "a" for each in range(4)}
    checked = compare_states(a_state(MATRIX, ALL_HALF), a_state(MATRIX, ALL_HALF, checks))
    rated = compare_states(
        a_state(MATRIX, ALL_HALF), a_state(MATRIX, ALL_HALF | {"sql.s3": "o4", "sql.s2": "o3"})
    )
    assert checked.most - checked.least > 1.5 * (rated.most - rated.least)


def test_another_adjustment_of_self_ratings_is_all_that_it_leaves_in_doubt() -> None:
    """Checks of one skill move all 18; the answers to the other 17 are the same, and their errors.

    What the answers changed in eight of them shows through.
    """
    checks = {f"skill0.c{each}": "a" for each in range(4)}
    before, now = halves({}), a_state(WIDE, halves_of({}), checks)
    assert before.result is not None
    assert now.result is not None
    assert now.result.leniency < 0
    found = compare_states(before, now)
    assert found.points is not None
    assert not found.is_clear
    assert found.least == pytest.approx(0, abs=4)
    assert found.most == pytest.approx(2 * found.points, abs=4)
    better = {each: "o3" for each in WIDE.statements if int(each[5]) > 2}
    again = compare_states(before, a_state(WIDE, halves_of(better), checks))
    assert again.is_clear
    assert again.points is not None
    assert again.points > found.points


@pytest.mark.slow
@given(pairs())
def test_the_range_of_a_change_holds_the_change_and_stays_within_what_is_possible(
    pair: tuple[State, State],
) -> None:
    found = compare_states(*pair)
    if found.points is None:
        assert (found.least, found.most) == (0.0, 0.0)
        return
    assert found.before.readiness is not None
    lowest, highest = -100 * found.before.readiness, 100 * (1 - found.before.readiness)
    ends = (lowest, found.least, found.points, found.most, highest)
    assert all(one <= other + 1e-9 for one, other in pairwise(ends))
    assert not found.is_clear or abs(found.points) > 0


@pytest.mark.parametrize(("then", "today"), [(None, 0.5), (0.5, None), (None, None)])
def test_readiness_known_on_one_day_only_has_no_change(
    then: float | None, today: float | None
) -> None:
    state = a_state(MATRIX, ALL_HALF)
    before, now = (with_figures(state, readiness=each) for each in (then, today))
    found = compare_states(before, now)
    assert (found.points, found.is_clear) == (None, False)


def test_a_change_of_less_than_a_point_can_be_clear() -> None:
    before, now = (with_figures(a_state(MATRIX, ALL_HALF), readiness=each) for each in (0.5, 0.505))
    assert compare_states(before, now).is_clear
    assert compare_states(now, before).is_clear
