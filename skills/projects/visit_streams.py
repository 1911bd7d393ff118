"""Draw streams of visits to clinics from a survey; in half of them the patients change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Final

from skills.projects.data_tables import DataTable, csv_table, table_from

CLINICS: Final = 1_200
DAYS: Final = 42
AGES: Final = (3, 15)
"""How many days ago the patients may have changed."""

PATIENTS: Final = (80, 25)
"""Patients on a day of the week, and on one of the weekend."""

ILL: Final = 62
WELL: Final = 80
"""Below the one a health index is that of sicker people, above the other of healthier ones."""

_SATURDAY: Final = 5
_WEEK: Final = 7


@dataclass(slots=True)
class _Place:
    """Numbers of visits of the people at one place: of all, and of two kinds of them."""

    everybody: list[int] = field(default_factory=list)
    ill: list[int] = field(default_factory=list)
    well: list[int] = field(default_factory=list)


def clinics(data: bytes) -> DataTable:
    """Return the visits of each clinic by day; 1 is a clinic whose patients have changed."""
    places, random = _places(data), Random(0)  # noqa: S311 - no secret
    names = [f"day_{each}" for each in range(1, DAYS + 1)]
    rows = (map(str, _clinic(places, random)) for _ in range(CLINICS))
    return table_from(["first_weekday", *names, "changed"], rows)


def _places(data: bytes) -> list[_Place]:
    table = csv_table(data.decode()).only(["site", "mdvis", "xghindx"])
    found: dict[str, _Place] = defaultdict(_Place)
    for site, visits, health in table.rows:
        place, count = found[site], round(float(visits))
        place.everybody.append(count)
        if float(health) < ILL:
            place.ill.append(count)
        elif float(health) > WELL:
            place.well.append(count)
    return [found[each] for each in sorted(found)]


def _clinic(places: list[_Place], random: Random) -> Iterator[int]:
    """Yield the first weekday, 0 for Monday, the visits of each day, and whether they changed."""
    place, changed, first = random.choice(places), random.randrange(2), random.randrange(_WEEK)
    later, age = random.choice([place.ill, place.well]), random.randint(*AGES)
    yield first
    for day in range(DAYS):
        people = later if changed and day >= DAYS - age else place.everybody
        is_weekend = (first + day) % _WEEK >= _SATURDAY
        yield sum(random.choices(people, k=PATIENTS[is_weekend]))
    yield changed
