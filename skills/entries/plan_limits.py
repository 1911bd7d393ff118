"""The limits that a person sets to their plan: hours a week, a last day, one area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Final, Literal

UNTIL: Final = "until"
"""Item of the entry with the last day, as an ISO date."""

AREA: Final = "area"
"""Item of the entry with the id of the only area."""

LIMITS: Final[Mapping[str, str]] = {UNTIL: "End date of the plan", AREA: "Only area of the plan"}
"""The items of these entries, each with its wording."""

Limit = Literal["until", "area"]


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """What a plan has to keep to.

    Attributes
    ----------
    hours_a_week : hours for learning, or None if not known.
    until : the last day, or None without one.
    area : id of the only area whose skills to raise, or "" for all.
    """

    hours_a_week: float | None = None
    until: date | None = None
    area: str = ""


NO_LIMITS: Final = PlanLimits()


def limits_of(hours_a_week: float | None, stored: Mapping[str, str]) -> PlanLimits:
    """Return the limits from the values of their entries; one that is no date is ignored."""
    return PlanLimits(hours_a_week, as_day(stored.get(UNTIL, "")), stored.get(AREA, ""))


def as_day(text: str) -> date | None:
    """Return the day that an ISO date means, as in 2031-05-09, or None if it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # Days of the outermost years have no neighbours to count with.
    is_usual = MINYEAR < day.year < MAXYEAR
    return day if is_usual and day.isoformat() == text else None
