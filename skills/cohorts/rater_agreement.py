"""Decide what may be shown about how alike the raters of a group rate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from skills.cohorts.privacy import LEAST
from skills.cohorts.rater_tally import RaterTally
from skills.review.agreement import FEWEST, Interval
from skills.review.intraclass import intraclass
from skills.review.many_raters import Distance, alpha, fleiss_kappa

FEWEST_RATED: Final = 10
"""Fewest people for a coefficient. With 10 simulated people, the 95% intervals contained the
true value in 90 to 93 of 100 groups; with 20 in 93 to 95 (`benchmarks/simulated_raters.py`)."""

FEWEST_FOR_KAPPA: Final = 3
"""Fewest raters of each statement for the kappa of Fleiss; for two there is weighted kappa."""


class Withheld(StrEnum):
    """Why a coefficient is not given."""

    few_people = "few-people"
    few_statements = "few-statements"
    same_ratings = "same-ratings"
    other_number = "other-number"
    two_raters = "two-raters"
    other_raters = "other-raters"


Coefficient = Interval | Withheld


@dataclass(frozen=True, slots=True)
class RaterAgreement:
    """How alike the raters of a group rate: of five people or more, and never of one rater.

    Attributes
    ----------
    people : people with statements that two or more rated, rounded down to a multiple of five, so
        that nobody can tell how few have none.
    statements : these statements, counted once for each person.
    raters : the raters of each statement, or None if it was not the same number everywhere.
    by_order, by_distance : Krippendorff's alpha, ordinal and interval.
    exact : Fleiss' kappa.
    single, mean : intraclass correlation of one rater and of the mean of all, by the mean credit
        that a rater gave to a person.
    """

    people: int
    statements: int
    raters: int | None
    by_order: Coefficient
    by_distance: Coefficient
    exact: Coefficient
    single: Coefficient
    mean: Coefficient


def rater_agreement(tally: RaterTally) -> RaterAgreement | None:
    """Return what may be shown, or None if fewer than five people have ratings to compare."""
    pairs = tally.coincidences
    if pairs.people < LEAST:
        return None
    return RaterAgreement(
        pairs.people // LEAST * LEAST,
        pairs.units,
        min(tally.sizes) if len(tally.sizes) == 1 else None,
        _given(tally, lambda: alpha(pairs, Distance.ordinal)),
        _given(tally, lambda: alpha(pairs, Distance.interval)),
        _exact(tally),
        *_intraclass(tally),
    )


def _given(tally: RaterTally, compute: Callable[[], Interval | None]) -> Coefficient:
    """Return a coefficient, or why there is none."""
    if tally.coincidences.people < FEWEST_RATED:
        return Withheld.few_people
    if tally.coincidences.units < FEWEST:
        return Withheld.few_statements
    return compute() or Withheld.same_ratings


def _exact(tally: RaterTally) -> Coefficient:
    if len(tally.sizes) > 1:
        return Withheld.other_number
    if min(tally.sizes) < FEWEST_FOR_KAPPA:
        return Withheld.two_raters
    return _given(tally, lambda: fleiss_kappa(tally.coincidences))


def _intraclass(tally: RaterTally) -> tuple[Coefficient, Coefficient]:
    places = tally.places
    if places is None:
        return Withheld.other_raters, Withheld.other_raters
    if places.people < FEWEST_RATED:
        return Withheld.few_people, Withheld.few_people
    both = intraclass(places)
    return both or (Withheld.same_ratings, Withheld.same_ratings)
