"""Position dates on a time axis: calendar of a plan, readiness over time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from skills.reports.report_lines import HistoryLine, PlanLine
from skills.sentences.formats import day, days

MONDAYS: Final = 70
"""Longest span in days with weekly marks; longer ones have months, quarters or years."""

_STEPS: Final = ((400, 1), (1200, 3))
_FEWEST: Final = 2


def calendar(plan: tuple[PlanLine, ...]) -> dict[str, object] | None:
    """Return where the first day begins and the last ends, marks and a text; None without dates."""
    spans = [(each.title, each.start, each.end) for each in plan]
    known = [(title, start, end) for title, start, end in spans if start and end]
    if not known:
        return None
    first = min(start for _, start, _ in known)
    last = max(end for _, _, end in known)
    text = "; ".join([f"{title}, {days(start, end)}" for title, start, end in known])
    return {
        "start": first.toordinal(),
        "end": last.toordinal() + 1,
        "ticks": [
            {"at": each.toordinal(), "label": _short(each, last - first)}
            for each in _marks(first, last)
        ],
        "alt": f"Calendar of the plan: {text}.",
    }


def _marks(first: date, last: date) -> list[date]:
    span = (last - first).days
    if span <= MONDAYS:
        monday = -first.weekday() % 7
        step = 7 if span <= MONDAYS // 2 else 14
        places = range(monday, span + 1, step)
        return [first + timedelta(days=each) for each in places] or [first]
    months = next((step for most, step in _STEPS if span <= most), 12 * (1 + span // 5000))
    count = first.year * 12 + first.month - 1
    found: list[date] = []
    while len(found) < MONDAYS:
        count += 1
        if count % months:
            continue
        mark = date(count // 12, count % 12 + 1, 1)
        if mark > last:
            break
        found.append(mark)
    return found


def _short(mark: date, span: timedelta) -> str:
    if span.days <= MONDAYS:
        return f"{mark.day} {mark:%b}"
    return f"{mark:%b %Y}" if mark.month == 1 or span.days > _STEPS[0][0] else f"{mark:%b}"


def history_chart(history: tuple[HistoryLine, ...]) -> dict[str, object] | None:
    """Return readiness over time as points, or None if there are fewer than two."""
    known = [(each, each.readiness) for each in history if each.readiness is not None]
    if len(known) < _FEWEST:
        return None
    first = min(each.on for each, _ in known).toordinal()
    whole = max(each.on for each, _ in known).toordinal() - first
    points = [
        {
            "x": (each.on.toordinal() - first) / whole if whole else index / (len(known) - 1),
            "readiness": value,
            "low": each.low,
            "high": each.high,
            "is_comparable": each.is_comparable,
        }
        for index, (each, value) in enumerate(known)
    ]
    ends = [(0, known[0][0]), (1, known[-1][0])] if whole else [(0, known[0][0])]
    return {
        "points": points,
        "ticks": [{"x": x, "label": day(each.on)} for x, each in ends],
        "alt": (
            f"Line of readiness over time with its likely range, from {_summary(*known[0])} to "
            f"{_summary(*known[-1])}. The table after it lists every date."
        ),
    }


def _summary(line: HistoryLine, readiness: float) -> str:
    return f"{int(readiness)} of 100 on {day(line.on)}"
