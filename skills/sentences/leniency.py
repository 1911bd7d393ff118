"""Sentences about how leniently somebody rates, and what is taken off their ratings for it."""

from __future__ import annotations

from typing import Final

from skills.scoring import AGREED, CHECK, MENTOR, Estimate, Leniency
from skills.scoring.rounding import LEVEL_DIGITS, round_down
from skills.scoring.verdicts import TOLERANCE
from skills.sentences.addressee import YOU, Addressee
from skills.sentences.formats import capitalised, exact_level, listed, plural

LEAST: Final = 0.05
"""Levels below which an adjustment cannot be seen in any number."""


ADJUSTED: Final = "to match your other results"
"""Why so little is taken off or added that the other sources count as agreeing."""


def leniency_text(leniency: Leniency, *, is_adjusted: bool, addressee: Addressee = YOU) -> str:
    """Explain what is taken off a person's own ratings, or "" if nothing can be compared.

    Parameters
    ----------
    is_adjusted : whether the numbers shown with it are adjusted.
    """
    if not leniency.skills:
        return ""
    skills = plural(leniency.skills, "skill")
    others, own = _others(leniency, addressee), _own(addressee)
    if abs(leniency.shift) < LEAST:
        return f"{others} match {own} own ratings on {skills}."
    where = "below" if leniency.difference > 0 else "above"
    apart, you = amount(leniency.difference), addressee.say("you", "{name}")
    apart = f"an average of {apart}" if leniency.skills > 1 else apart
    compared = f"{others} put {you} {apart} {where} {own} own ratings on {skills}."
    way = "lower" if leniency.shift > 0 else "higher"
    shift = f"{amount(leniency.shift)} {way}"
    if is_adjusted:
        return f"{compared} So all {own} own ratings count {shift}."
    return (
        f"{compared} The numbers here ignore that; otherwise all {own} ratings would count {shift}."
    )


def _others(leniency: Leniency, addressee: Addressee) -> str:
    """Name what a person's own ratings were compared with, to begin a sentence with."""
    words = {
        CHECK: addressee.say("your checks", "knowledge checks"),
        MENTOR: addressee.say("your mentor's ratings", "a mentor's ratings"),
        AGREED: addressee.say("the levels you agreed", "agreed levels"),
    }
    known = [words[each] for each in words if each in (leniency.sources or (CHECK,))]
    other = addressee.say("your other results", "other results")
    return capitalised(other if len(known) == len(words) else listed(known))


def _own(addressee: Addressee) -> str:
    return addressee.say("your", "their")


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
    given, counted = (
        round_down(each, LEVEL_DIGITS) for each in (estimate.unadjusted_level, estimate.level)
    )
    sign, way = ("less", "high") if estimate.leniency > 0 else ("plus", "low")
    is_seen = abs(estimate.leniency) >= LEAST
    why = f"because your other results show that you rate yourself {way}" if is_seen else ADJUSTED
    return (
        f"Level {exact_level(given)}, {sign} {abs(given - counted):.2f} {why} = level "
        f"{exact_level(counted)}."
    )
