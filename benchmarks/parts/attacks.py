"""Attack what the page of a cohort shows with sums and differences of groups."""

from __future__ import annotations

from benchmarks.differencing import Attack, attack, shown_on_the_page, without_small_groups
from benchmarks.matrices import shipped
from benchmarks.tables import show_table

SEED = 20_261_128
QUERIES_A_COHORT = 100


def show(*, quick: bool) -> None:
    """Print the table."""
    cohorts, matrix = 2 if quick else 100, shipped()
    ways = {
        "groups of five or more (to compare)": without_small_groups,
        "the page (aim 0 revealed)": shown_on_the_page,
    }
    rows = [
        _row(name, attack(matrix, way, cohorts, QUERIES_A_COHORT, SEED))
        for name, way in ways.items()
    ]
    columns = (
        "what is shown",
        "cohorts",
        "people",
        "groups",
        "queries",
        "isolate a set",
        "cells revealed",
        "CPU ms a summary",
    )
    notes = (
        (
            "A query adds and subtracts the sums of groups that are shown, for a random skill, "
            "profile or the number of people; half of them take groups within a group from it."
        ),
        (
            "A cell is revealed if the sum of one to four people follows; both rows ask about the "
            "same cohorts, and groups count once for each column that shows them."
        ),
    )
    show_table("attacks", columns, rows, notes)


def _row(name: str, found: Attack) -> tuple[object, ...]:
    return (
        name,
        found.cohorts,
        found.people,
        found.groups,
        found.queries,
        found.isolating,
        found.revealed,
        found.cpu_ms / found.cohorts,
    )
