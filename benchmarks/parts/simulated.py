"""Judge levels, readiness, ranges and verdicts of simulated people by what is true of them."""

from __future__ import annotations

from benchmarks.simulated_people import SITUATIONS
from benchmarks.tables import show_table
from benchmarks.verdicts import CHECKS, COLUMNS, measure
from skills.entries.kinds import Mode


def show(*, quick: bool) -> None:
    """Print the tables."""
    people = 50 if quick else 3_000
    rows = []
    for situation in SITUATIONS:
        for mode in Mode:
            for checks in CHECKS:
                row = measure(situation, mode, checks, people)
                rows.append((situation.name, mode.value, checks, *row.cells()))
    show_table(
        f"simulated: {people} people a row", ("situation", "mode", "checks", *COLUMNS), rows, ()
    )
