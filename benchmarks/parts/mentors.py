"""Judge what mentors and agreed levels add to what simulated people say of themselves."""

from __future__ import annotations

from typing import Final

from benchmarks.design_population import (
    POPULATIONS,
    SITUATION,
    SOURCES,
    TOP,
    asked_groups,
    combine_levels,
)
from benchmarks.outcomes import COLUMNS, Row
from benchmarks.simulated_mentors import FURTHER, VARIANTS, Talks, Variant, review, summarise
from benchmarks.simulated_people import BOLD, MODEST, PUBLISHED, Group, Situation
from benchmarks.tables import show_table
from benchmarks.verdicts import groups, shipped
from skills.entries.kinds import Mode

MODE: Final = Mode.quick
"""How people answer: the mode they are offered first."""

WITH_MENTOR: Final = tuple(each for each in VARIANTS if each.mentors)

Found = tuple[str, str, Row, Talks | None]


def show(*, quick: bool) -> None:
    """Print the tables."""
    people = 50 if quick else 1_000
    _show_aim(3 * people)
    crowd = groups(people)
    found = [
        *_measure(crowd, PUBLISHED, (*VARIANTS, *FURTHER)),
        *_measure(crowd, BOLD, WITH_MENTOR),
        *_measure(crowd, MODEST, WITH_MENTOR),
    ]
    _show_outcomes(f"mentors: {people} people a row", found)
    _show_talks("mentors: agreed levels", found)
    found = _measure(asked_groups(people), SITUATION, VARIANTS)
    _show_outcomes(f"mentors: population of the aim, asked, {people} people a row", found)
    _show_talks("mentors: population of the aim, asked, agreed levels", found)


def _measure(
    people: tuple[Group, ...], situation: Situation, variants: tuple[Variant, ...]
) -> list[Found]:
    return [
        (situation.name, each.name, *summarise(people, review(people, situation, MODE, each)))
        for each in variants
    ]


def _show_outcomes(title: str, found: list[Found]) -> None:
    rows = [
        (
            situation,
            variant,
            f"{row.rmse:.2f}",
            f"{row.rmse * TOP / shipped().top:.2f}",
            *row.cells()[1:],
        )
        for situation, variant, row, _ in found
    ]
    notes = (
        f"RMSE: root mean squared error of levels on 0 to {shipped().top}; the same on 0 to {TOP}.",
        "The other columns: as in the part `simulated`. Quick mode, also for mentors.",
    )
    columns = ("situation", "sources", "RMSE", f"of {TOP}", *COLUMNS[1:])
    show_table(title, columns, rows, notes)


def _show_talks(title: str, found: list[Found]) -> None:
    rows = [
        (
            situation,
            variant,
            f"{talks.share:.0f}",
            f"{talks.before:.2f}",
            f"{talks.after:.2f}",
            f"{talks.bias:+.2f}",
            f"{talks.was_held:.0f}",
            f"{talks.is_held:.0f}",
            f"{talks.reach:.2f}",
        )
        for situation, variant, _, talks in found
        if talks
    ]
    notes = (
        "Only skills with an agreed level, which are so many % of all.",
        "RMSE of the combined level before and of the agreed level after, in levels; bias after.",
        "Held: % of true levels within the range before and after.",
        "Reach: distance from the agreed level within which 9 of 10 true levels are.",
    )
    columns = (
        "situation",
        "sources",
        "% agreed",
        "RMSE before",
        "after",
        "bias",
        "held before",
        "after",
        "reach",
    )
    show_table(title, columns, rows, notes)


def _show_aim(people: int) -> None:
    rows = []
    for sources in SOURCES:
        levels = [combine_levels(each, sources, people) for each in POPULATIONS]
        aim = "–" if sources.aim is None else f"{sources.aim:.2f}"
        cells = [f"{each.rmse:.2f}" for each in levels]
        rows.append((sources.name, aim, *cells, f"{levels[-1].held:.0f}"))
    columns = ("sources", "when set", *(each.name for each in POPULATIONS), "skills held")
    notes = (
        f"RMSE of levels from 0 to {TOP}, {people} people a row; skills held: of the last column.",
        "When set: what was found then. The aim is .65 after agreement, where self alone has 1.25.",
    )
    show_table("mentors: population of the aim", columns, rows, notes)
