"""Sentences about how alike two people rate the same skills; neither is called right.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from typing import Final

from skills.review.agreement import FEWEST, Agreement, SkillDifference
from skills.review.all_raters import JointAgreement
from skills.sentences.formats import capitalised, level, plural

SMALLEST: Final = 0.1
"""Smallest difference that is named, in levels: the tenth that is shown."""


def rated_text(agreement: Agreement) -> str:
    """Return how many statements both rated, and to how many they gave the same rating."""
    if not agreement.rated:
        return "No statement has been rated by both."
    rated = f"Both rated {plural(agreement.rated, 'statement')}"
    return f"{rated} and gave the same rating to {_share(agreement.same, agreement.rated)}."


def kappa_text(agreement: Agreement) -> str:
    """Return the agreement beyond chance, or why it is not stated."""
    if agreement.kappa is None:
        if agreement.rated < FEWEST:
            return f"Agreement beyond chance needs at least {FEWEST} statements rated by both."
        return "Agreement beyond chance is not defined, because all ratings are the same."
    value, low, high = (f"{each:.2f}".replace("-", "−") for each in agreement.kappa)
    return (
        f"Agreement beyond chance {value}, 95% interval {low} to {high} (quadratic weighted kappa: "
        "1 is full agreement, 0 is no better than chance)."
    )


def joint_text(agreement: JointAgreement) -> str:
    """Describe the agreement among three or more raters."""
    every = f"all {agreement.raters} raters"
    if not agreement.rated:
        same = f"No statement has been rated by {every}."
    else:
        rated = f"{capitalised(every)} rated {plural(agreement.rated, 'statement')}"
        same = f"{rated} and gave the same rating to {_share(agreement.same, agreement.rated)}."
    return f"{same} {_joint_alpha(agreement)}".strip()


def _joint_alpha(agreement: JointAgreement) -> str:
    """Return the agreement of all beyond chance, or "" if it is not known."""
    if agreement.alpha is None:
        return ""
    value, low, high = (f"{each:.2f}".replace("-", "−") for each in agreement.alpha)
    interval = (
        "" if agreement.alpha.low == agreement.alpha.high else f", 95% interval {low} to {high}"
    )
    return (
        f"Agreement beyond chance among all raters is {value}{interval} (Krippendorff's alpha, "
        f"from the {agreement.shared} statements rated by at least two of them)."
    )


def difference_text(agreement: Agreement, first: str, second: str) -> str:
    """Return who rates higher on average, or "" if that is not known.

    Parameters
    ----------
    first, second : what the raters are called.
    """
    if agreement.difference is None:
        return ""
    if abs(agreement.difference) < SMALLEST:
        return f"On average, {first} and {second} come out about the same."
    way = "higher" if agreement.difference > 0 else "lower"
    return f"On average, {second} is {_levels(abs(agreement.difference))} {way} than {first}."


def skill_difference_text(ratings: SkillDifference) -> str:
    """Return how far apart two ratings of a skill are, seen from the first."""
    if ratings.difference is None:
        return "a rating is missing"
    if abs(ratings.difference) < SMALLEST:
        return "the same"
    return f"{_levels(abs(ratings.difference))} {'higher' if ratings.difference > 0 else 'lower'}"


def _share(part: int, whole: int) -> str:
    """Say how many of some statements: "3 of them", "none of them" or "each of them"."""
    if part in {0, whole}:
        return "each of them" if part else "none of them"
    return f"{part} of them"


def _levels(size: float) -> str:
    shown = level(size)
    return (
        f"{shown} {'level' if shown == '1' else 'levels'}" if size >= 1 else f"{shown} of a level"
    )
