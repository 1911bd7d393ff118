"""Sentences about how alike the raters of a group rate, and why a coefficient is not given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from skills.cohorts.privacy import LEAST
from skills.cohorts.rater_agreement import (
    FEWEST_FOR_KAPPA,
    FEWEST_RATED,
    Coefficient,
    RaterAgreement,
    Withheld,
)
from skills.review.agreement import FEWEST

TITLE: Final = "How closely raters agree"

TOO_FEW: Final = (
    f"Nothing is shown, because fewer than {LEAST} people have a statement that two people rated "
    "before the reveal: they and a mentor, or two mentors."
)

SCALE_TEXT: Final = (
    "1 is full agreement, 0 is no better than chance. Only ratings from before the reveal count, "
    "and the person's own answers as they stood then."
)

WITHHELD: Final[Mapping[Withheld, str]] = {
    Withheld.few_people: f"needs {FEWEST_RATED} people with such ratings",
    Withheld.few_statements: f"needs {FEWEST} statements that two or more rated",
    Withheld.same_ratings: "not defined, because nothing varies",
    Withheld.other_number: "needs the same number of raters for every statement",
    Withheld.two_raters: f"needs {FEWEST_FOR_KAPPA} raters or more for every statement",
    Withheld.other_raters: "needs the same raters for everybody",
}


def rater_lines(found: RaterAgreement | None) -> list[str]:
    """Return what may be shown about the raters of a group as lines of text."""
    if found is None:
        return [TITLE, f"  {TOO_FEW}"]
    rows = coefficient_rows(found)
    width = max(len(name) for name, _ in rows)
    lines = [f"    {name:<{width}}  {text}" for name, text in rows]
    return [TITLE, f"  {rated_text(found)}", *lines, f"  {SCALE_TEXT}"]


def coefficient_rows(found: RaterAgreement) -> list[tuple[str, str]]:
    """Return each coefficient: what it compares, and its value or why it is not given."""
    return [(name, coefficient_text(each)) for name, each in _rows(found)]


def rated_text(found: RaterAgreement) -> str:
    """Say how many people, statements and raters there are to compare."""
    raters = "two raters or more" if found.raters is None else f"{found.raters} raters"
    return (
        f"At least {found.people:,} people with {found.statements:,} statements in all, {raters} "
        "for each statement."
    )


def coefficient_text(found: Coefficient) -> str:
    """Return a coefficient with its interval, or why it is not given."""
    if isinstance(found, Withheld):
        return WITHHELD[found]
    if found.low == found.high:
        return "1.00, because all raters agree everywhere"
    value, low, high = (f"{each:.2f}".replace("-", "−") for each in found)
    return f"{value}, 95% interval {low} to {high}"


def _rows(found: RaterAgreement) -> Iterator[tuple[str, Coefficient]]:
    yield "Statements, by rank of the options (Krippendorff's alpha)", found.by_order
    yield "Statements, by the credit of the options (Krippendorff's alpha)", found.by_distance
    yield "Statements, exactly the same (Fleiss' kappa)", found.exact
    yield "Mean rating of a person, one rater (intraclass correlation)", found.single
    yield "Mean rating of a person, all raters averaged (intraclass correlation)", found.mean
