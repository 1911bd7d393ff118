"""When the projects of a plan are done, and how many hours there are until its last day."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise

import pytest
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from skills.entries.plan_limits import PlanLimits
from skills.guidance.schedule import (
    FURTHEST,
    has_dates,
    hours_until,
    last_day,
    spans,
    weeks_for,
    weeks_until,
)

TODAY = date(2031, 1, 1)
PACES = st.integers(min_value=1, max_value=1680).map(lambda tenths: tenths / 10)
LENGTHS = st.lists(st.integers(1, 3000).map(lambda tenths: tenths / 10), min_size=1, max_size=6)
LEFT = st.integers(min_value=0, max_value=200)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def dates(hours: list[float], pace: float, until: date | None = None) -> list[tuple[int, int]]:
    """The first and last day of each project, counted from today, which is 1."""
    found = spans(hours, PlanLimits(pace, until), TODAY)
    return [
        ((start - TODAY).days + 1, (end - TODAY).days + 1) for start, end in found if start and end
    ]


def test_a_week_of_hours_takes_the_seven_days_that_begin_today() -> None:
    until = date(2031, 1, 7)
    assert hours_until(PlanLimits(6, until), TODAY) == 6
    assert list(spans([6], PlanLimits(6, until), TODAY)) == [(TODAY, until)]
    assert list(spans([6], PlanLimits(6), TODAY)) == [(TODAY, until)]


@given(PACES, LEFT, LENGTHS)
@settings(max_examples=examples(300))
def test_a_plan_of_all_hours_until_a_day_ends_on_it(
    pace: float, left: int, parts: list[float]
) -> None:
    limits = PlanLimits(pace, after(left))
    whole = hours_until(limits, TODAY)
    assert whole is not None
    hours = [each * whole / math.fsum(parts) for each in parts]
    found = list(spans(hours, limits, TODAY))
    assert found[0][0] == TODAY
    assert found[-1][1] == limits.until


@given(PACES, LEFT, LENGTHS)
@settings(max_examples=examples(300))
def test_a_plan_fits_until_a_day_exactly_if_its_hours_do(
    pace: float, left: int, hours: list[float]
) -> None:
    limits = PlanLimits(pace, after(left))
    whole = hours_until(limits, TODAY)
    assert whole is not None
    (*_, (_, end)) = spans(hours, limits, TODAY)
    assume(end is not None)
    total = math.fsum(hours)
    assume(total == whole or not math.isclose(total, whole))
    assert (end <= limits.until) is (total <= whole)


@given(PACES, st.none() | LEFT, LENGTHS)
@settings(max_examples=examples(300))
def test_one_project_follows_the_other(pace: float, left: int | None, hours: list[float]) -> None:
    found = dates(hours, pace, None if left is None else after(left))
    assert all(1 <= start <= end for start, end in found)
    assert all(
        start == end + 1 or start == later == end for (_, end), (start, later) in pairwise(found)
    )


@given(PACES, LENGTHS)
@settings(max_examples=examples(300))
def test_no_project_ends_later_than_its_hours_take(pace: float, hours: list[float]) -> None:
    ends = [end for _, end in dates(hours, pace)]
    spent = [math.fsum(hours[: at + 1]) for at in range(len(ends))]
    assert all((end - 1) * pace / 7 < each for end, each in zip(ends, spent, strict=True))
    assert all(end * pace / 7 > each - 1e-6 for end, each in zip(ends, spent, strict=True))


def test_a_week_that_has_begun_has_all_its_hours_left() -> None:
    """Ten days are a week of three days and one of seven."""
    until = after(9)
    assert dates([6, 6], 6, until) == [(1, 3), (4, 10)]
    assert dates([2, 4, 6], 6, until) == [(1, 1), (2, 3), (4, 10)]
    assert dates([6], 6, TODAY) == [(1, 1)]


def test_what_does_not_fit_goes_on_after_the_last_day() -> None:
    assert dates([12, 6], 6, after(9)) == [(1, 10), (11, 17)]
    assert dates([6], 6, after(-1)) == dates([6], 6, after(-3)) == [(1, 7)]


def test_projects_of_an_hour_share_a_day() -> None:
    assert dates([1, 1, 1, 5], 14) == [(1, 1), (1, 1), (2, 2), (3, 4)]


def test_a_plan_has_dates_for_ten_years_if_there_is_a_pace() -> None:
    assert dates([FURTHEST, 1], 7) == [(1, FURTHEST)]
    assert has_dates(FURTHEST, 7)
    assert not has_dates(FURTHEST + 1, 7)
    assert not has_dates(1, 5e-324)
    for pace in (None, 0.0):
        assert not has_dates(1, pace)
        assert list(spans([1], PlanLimits(pace, TODAY), TODAY)) == [(None, None)]


@pytest.mark.parametrize(
    ("hours", "pace", "weeks"),
    [(4, 4, 1), (4.1, 4, 2), (11, 5, 3), (0.3, 0.1, 3), (2.1, 0.7, 3), (0, 4, 0)],
)
def test_hours_are_counted_in_weeks(hours: float, pace: float, weeks: int) -> None:
    assert weeks_for(hours, pace) == weeks


@pytest.mark.parametrize("pace", [None, 0.0, 5e-324])
def test_without_a_pace_weeks_are_not_known(pace: float | None) -> None:
    assert weeks_for(2, pace) is None


@given(PACES, LEFT)
@settings(max_examples=examples(200))
def test_weeks_until_a_day_are_those_its_hours_take(pace: float, left: int) -> None:
    until = after(left)
    assert weeks_for(hours_until(PlanLimits(pace, until), TODAY) or 0.0, pace) == weeks_until(
        until, TODAY
    )


@pytest.mark.parametrize(
    ("left", "weeks"), [(-8, 0), (-1, 0), (0, 1), (6, 1), (7, 2), (13, 2), (14, 3)]
)
def test_weeks_until_a_day_count_one_that_has_begun(left: int, weeks: int) -> None:
    assert weeks_until(after(left), TODAY) == weeks
    assert hours_until(PlanLimits(6, after(left)), TODAY) == 6 * weeks


@pytest.mark.parametrize("weeks", [1, 2, 52])
def test_the_last_day_of_some_weeks_is_the_last_that_counts_for_them(weeks: int) -> None:
    last = last_day(weeks, TODAY)
    assert weeks_until(last, TODAY) == weeks
    assert weeks_until(last + timedelta(days=1), TODAY) == weeks + 1


def test_without_a_last_day_or_a_pace_hours_have_no_limit() -> None:
    assert hours_until(PlanLimits(None, TODAY), TODAY) is None
    assert hours_until(PlanLimits(0.0, TODAY), TODAY) is None
    assert hours_until(PlanLimits(6), TODAY) is None
