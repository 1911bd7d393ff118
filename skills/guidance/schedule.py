"""Put the steps of a plan into a calendar, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

FURTHEST: Final = 3653
"""Maximum number of days for which a plan has dates: nobody plans beyond ten years."""

Span = tuple[date | None, date | None]
"""First and last day of a project, or None without dates."""


def spans(hours: Sequence[float], hours_a_week: float | None, today: date) -> Iterator[Span]:
    """Yield the first and last day of each of several projects, given the hours of each."""
    spent = 0.0
    for each in hours:
        yield _span(spent, each, hours_a_week, today)
        spent += each


def shares(hours: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield where each of several projects begins and ends in the whole time, 0 to 1."""
    total = sum(hours)
    spent = 0.0
    for each in hours:
        yield spent / total, (spent + each) / total
        spent += each


def _span(spent: float, hours: float, hours_a_week: float | None, today: date) -> Span:
    if not hours_a_week or (spent + hours) * 7 / hours_a_week > FURTHEST:
        return None, None
    start = today + timedelta(days=int(spent / hours_a_week * 7))
    return start, today + timedelta(days=-(-(spent + hours) * 7 // hours_a_week))
