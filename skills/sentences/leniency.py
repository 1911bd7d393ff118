"""Sentences about how leniently somebody rates, and what is taken off their ratings for it."""

from __future__ import annotations

from typing import Final

from skills.scoring import Estimate, Leniency
from skills.scoring.rounding import LEVEL_DIGITS, round_down
from skills.scoring.verdicts import TOLERANCE
from skills.sentences.formats import exact_level, plural
from skills.sentences.person import YOU, Person

LEAST: Final = 0.05
"""Levels below which an adjustment cannot be seen in any number."""


ADJUSTED: Final = "to agree with your checks"
"""Why so little is taken off or added that the checks count as agreeing."""


def leniency_text(leniency: Leniency, *, is_adjusted: bool, who: Person = YOU) -> str:
    """Explain what is taken off a person's own ratings, or "" if nothing can be compared.

    Parameters
    ----------
    is_adjusted : whether the numbers shown with it are adjusted.
    """
    if not leniency.skills:
        return ""
    skills = plural(leniency.skills, "skill")
    if abs(leniency.shift) < LEAST:
        agree = who.say("Your checks agree with your", "Knowledge checks agree with their")
        return f"{agree} own ratings on {skills}."
    where = "below" if leniency.difference > 0 else "above"
    checks, own = who.say("Your checks put you", "Knowledge checks put {name}"), _own(who)
    compared = f"{checks} {amount(leniency.difference)} {where} {own} own ratings on {skills}."
    way = "lower" if leniency.shift > 0 else "higher"
    shift = f"{amount(leniency.shift)} {way}"
    if is_adjusted:
        return f"{compared} So all {own} own ratings count {shift}."
    return (
        f"{compared} The numbers here ignore that; otherwise all {own} ratings would count {shift}."
    )


def _own(who: Person) -> str:
    return who.say("your", "their")


def amount(levels: float) -> str:
    """Return a number of levels, without its sign, in words."""
    rounded = round(abs(levels), 1)
    if rounded < 1:
        return f"{max(rounded, 0.1):.1f} of a level"
    return plural(rounded, "level")


def adjustment_text(estimate: Estimate) -> str:
    """Return how a self-rating was adjusted to the level that counts, or "" if it was not."""
    if abs(estimate.leniency) <= TOLERANCE:
        return ""
    given, counted = (round_down(each, LEVEL_DIGITS) for each in (estimate.given, estimate.level))
    sign, way = ("less", "high") if estimate.leniency > 0 else ("plus", "low")
    is_seen = abs(estimate.leniency) >= LEAST
    why = f"because your checks show that you rate yourself {way}" if is_seen else ADJUSTED
    return (
        f"Level {exact_level(given)}, {sign} {abs(given - counted):.2f} {why} = level "
        f"{exact_level(counted)}."
    )
