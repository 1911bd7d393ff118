"""When a rating is too old to count as current."""

from __future__ import annotations

from datetime import timedelta

import pytest
from comparison_support import ALL_HALF, MATRIX, lines_of, with_results
from report_support import NOW
from state_support import a_state

from skills.matrix import NOT_APPLICABLE
from skills.records.comparison import FRESH, ChangeKind, compare_states


@pytest.mark.parametrize(
    ("age", "change"), [(FRESH, ChangeKind.same), (FRESH * 2, ChangeKind.stale)]
)
def test_a_skill_not_answered_for_more_than_a_year_is_stale(
    age: timedelta, change: ChangeKind
) -> None:
    before = a_state(MATRIX, ALL_HALF)
    line = lines_of(compare_states(before, a_state(MATRIX, ALL_HALF, at=NOW + age, given=NOW)))
    assert line["sql"].change is change
    assert line["sql"].newest == NOW
    assert line["sql"].now == 2.0


def test_a_check_keeps_a_skill_fresh_and_a_missing_date_says_nothing() -> None:
    old, today = a_state(MATRIX, ALL_HALF), NOW + FRESH * 2
    state = a_state(MATRIX, ALL_HALF, {"sql.c0": "a"}, at=today, given=NOW)
    checked = state.model_copy(
        update={"checks": tuple(each.model_copy(update={"at": today}) for each in state.checks)}
    )
    assert not lines_of(compare_states(old, checked))["sql"].is_stale
    first, *rest = state.answers
    undated = state.model_copy(update={"answers": (first.model_copy(update={"at": None}), *rest)})
    assert not lines_of(compare_states(old, undated))["sql"].is_stale
    assert lines_of(compare_states(old, state))["sql"].is_stale


def test_a_stale_skill_that_rose_is_listed_as_risen_and_marked() -> None:
    before = a_state(MATRIX, ALL_HALF)
    now = with_results(a_state(MATRIX, ALL_HALF, at=NOW + FRESH * 2, given=NOW), level=3.0)
    line = lines_of(compare_states(before, now))["sql"]
    assert (line.change, line.is_stale) == (ChangeKind.rose, True)


@pytest.mark.parametrize(
    ("age", "change"),
    [
        (timedelta(days=365), ChangeKind.same),
        (timedelta(days=365, seconds=1), ChangeKind.stale),
        (timedelta(days=364), ChangeKind.same),
    ],
)
def test_an_answer_holds_for_a_year(age: timedelta, change: ChangeKind) -> None:
    now = a_state(MATRIX, ALL_HALF, at=NOW + age, given=NOW)
    assert lines_of(compare_states(a_state(MATRIX, ALL_HALF), now))["sql"].change is change


def test_unassessed_skills_do_not_go_stale() -> None:
    aside = dict.fromkeys(MATRIX.statements, NOT_APPLICABLE)
    now = a_state(MATRIX, aside, at=NOW + FRESH * 2, given=NOW)
    line = lines_of(compare_states(a_state(MATRIX, aside), now))["sql"]
    assert (line.now, line.newest) == (None, NOW)
    assert (line.change, line.is_stale) == (ChangeKind.same, False)
