"""Hours, weeks and days of a plan: the available hours, and when each project is done.

A day is one seventh of a week, today is the first day, and the last day is included. The weeks of
a plan end with its last day, or begin today where it has none. A week that has begun has all its
hours left, so that a plan does not change from day to day.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from skills.entries.plan_limits import PlanLimits

FURTHEST: Final = 3653
"""Maximum number of days for which a plan has dates: nobody plans beyond ten years."""

MOST_MARKS: Final = 6
"""Maximum number of weeks that a calendar names."""

Span = tuple[date | None, date | None]
"""First and last day of a project, both included, or None without dates."""

_WEEK: Final = 7
_DIGITS: Final = 9
"""Decimal places that count, so that 0.3 hours at 0.1 hours a week are three weeks and no more."""


def hours_until(limits: PlanLimits, today: date) -> float | None:
    """Return the hours in the weeks from today to the last day, both included, or None.

    There is no limit without a last day or without hours a week.
    """
    if limits.until is None or not limits.hours_a_week:
        return None
    return round(weeks_until(limits.until, today) * limits.hours_a_week, _DIGITS)


def weeks_until(last: date, today: date) -> int:
    """Return the number of weeks from today to the end date, 0 if that is past."""
    return max(0, math.ceil(_days(today, last) / _WEEK))


def weeks_for(hours: float, hours_a_week: float | None) -> int | None:
    """Return the number of weeks these hours take, or None if that is not known."""
    weeks = hours / hours_a_week if hours_a_week else math.inf
    return _round_up(weeks) if math.isfinite(weeks) else None


def last_day(weeks: int, today: date) -> date:
    """Return the last day of a number of weeks that begin today."""
    return today + timedelta(days=weeks * _WEEK - 1)


def has_dates(hours: float, hours_a_week: float | None) -> bool:
    """Return whether a finish date can be calculated."""
    return hours_a_week is not None and hours * _WEEK <= hours_a_week * FURTHEST


def spans(hours: Sequence[float], limits: PlanLimits, today: date) -> Iterator[Span]:
    """Yield the first and last day of each of several projects, given the hours of each.

    Each begins on the day after the one before it ends, or on that day if both end on it.
    """
    spent, after = 0.0, 1
    for each in hours:
        spent += each
        if not limits.hours_a_week or not has_dates(spent, limits.hours_a_week):
            yield None, None
            continue
        end = _day_of(spent / limits.hours_a_week, _days_left(limits.until, today))
        yield _date_of(today, min(after, end)), _date_of(today, end)
        after = end + 1


def shares(hours: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield where each of several projects begins and ends in the total time, 0 to 1."""
    total = sum(hours)
    spent = 0.0
    for each in hours:
        yield spent / total, (spent + each) / total
        spent += each


def week_marks(hours: Sequence[float], hours_a_week: float | None) -> Iterator[tuple[int, float]]:
    """Yield some weeks of a plan, each with where it begins in the total time, 0 to 1.

    There are at most `MOST_MARKS`, at equal distances from week 1 on; none without hours a week.
    """
    total = sum(hours)
    weeks = weeks_for(total, hours_a_week)
    if not hours_a_week or not weeks:
        return
    for week in range(1, weeks + 1, math.ceil(weeks / MOST_MARKS)):
        yield week, (week - 1) * hours_a_week / total


def _days(first: date, last: date) -> int:
    """Return the number of days from the first to the last, counting both."""
    return (last - first).days + 1


def _days_left(until: date | None, today: date) -> int:
    """Return the number of days left in this week of the plan, today included."""
    if until is None or until < today:
        return _WEEK
    return (until - today).days % _WEEK + 1


def _day_of(weeks: float, days_left: int) -> int:
    """Return the day, from 1, by which the hours of a number of weeks are done.

    Parameters
    ----------
    days_left : days in which the hours of the first week are done.
    """
    if weeks <= 1:
        return max(1, _round_up(weeks * days_left))
    return days_left + _round_up((weeks - 1) * _WEEK)


def _date_of(today: date, day: int) -> date:
    return today + timedelta(days=day - 1)


def _round_up(number: float) -> int:
    return math.ceil(round(number, _DIGITS))
