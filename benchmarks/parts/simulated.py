"""Judge levels, readiness, ranges and verdicts of simulated people by what is true of them."""

from __future__ import annotations

from benchmarks.hard_cases import (
    KINDS,
    gap_of_pairs,
    guessed_level,
    hard_levels_set_aside,
    musts_left_to_estimates,
    musts_unanswered,
    noted,
    one_skill_missing,
    wrongly_ready,
)
from benchmarks.outcomes import COLUMNS
from benchmarks.simulated_checks import CHECKS
from benchmarks.simulated_people import SITUATIONS
from benchmarks.tables import show_table
from benchmarks.verdicts import measure
from skills.entries.kinds import Mode


def show(*, quick: bool) -> None:
    """Print the tables."""
    people = 50 if quick else 3_000
    _show_situations(people)
    _show_pairs(people)
    _show_careless(people)
    _show_never_ready()
    print(f"\nMean level of people who guess every check: {guessed_level(people // 5):.2f}")


def _show_situations(people: int) -> None:
    rows = [
        (situation.name, mode.value, checks, *measure(situation, mode, checks, people).cells())
        for situation in SITUATIONS
        for mode in Mode
        for checks in CHECKS
    ]
    notes = (
        "Level error: mean distance from the true level, in levels.",
        "Error, bias: mean distance from the true readiness and its mean sign, in points.",
        "Held: % of true readiness within its range, which is so many points wide.",
        "Skills held: % of the true levels within their ranges.",
        "Right: % who get the verdict of their true levels. Ready: % told so.",
        'False, grave: % of those. Missed: % of the truly ready who are not told "ready".',
        'Plain: % told "ready" without "by your own ratings", and % of those gravely false.',
    )
    columns = ("situation", "mode", "checks", *COLUMNS)
    show_table(f"simulated: {people} people a row", columns, rows, notes)


def _show_pairs(people: int) -> None:
    rows = [
        (mode.value, checks, *(f"{each:.1f}" for each in gap_of_pairs(mode, checks, people)))
        for mode in Mode
        for checks in CHECKS
    ]
    notes = ("The same people, once bold and once modest: bold minus modest, in points.",)
    show_table("simulated: pairs", ("mode", "checks", "mean gap", "mean distance"), rows, notes)


def _show_careless(people: int) -> None:
    rows = []
    for kind in KINDS:
        found = [f"{each:.3g}" for mode in Mode for each in noted(kind, mode, people)]
        rows.append((kind, *found))
    columns = (
        "answers",
        *(f"{mode.value}: {what}" for mode in Mode for what in ("% noted", "AUC")),
    )
    notes = ("AUC of the share of answers out of order, against honest people.",)
    show_table("simulated: careless answers", columns, rows, notes)


def _show_never_ready() -> None:
    cases = {
        "one hard skill at 0, all others at target": one_skill_missing(),
        "levels 3 and 4 set aside": hard_levels_set_aside(),
        "must-haves unanswered from their level on": musts_unanswered(),
        "must-haves known from the easiest and the hardest only": musts_left_to_estimates(),
    }
    rows = []
    for what, each in cases.items():
        for mode in Mode:
            found = wrongly_ready(each, mode)
            rows.append((what, mode.value, len(each), len(found), ", ".join(found[:3]) or "-"))
    columns = ("answers", "mode", "cases", "told ready", "the first of them")
    show_table("simulated: never ready", columns, rows, ("Every profile. All must be 0.",))
