"""Format numbers, dates and lists for sentences, tables and charts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from skills.scoring.verdicts import TOLERANCE


def percent(share: float) -> str:
    """Format a share of 0 to 1 as a whole percentage, rounded down so that 100 means all."""
    return f"{int(share * 100 + 1e-9)} %"


def rounded(share: float) -> str:
    """Format a share of 0 to 1 as the nearest whole percentage, for parts of a whole."""
    return f"{share * 100:.0f} %"


def points(share: float) -> str:
    """Format a share of readiness as points, 0 to 100, with one decimal."""
    return f"{share * 100:.1f}"


def total(share: float) -> str:
    """Format readiness as points with one decimal, rounded down like its percentage."""
    return f"{math.floor(share * 1000 + TOLERANCE) / 10:.1f}"


def level(value: float | None) -> str:
    """Format a level with at most one decimal, or return "not assessed".

    It is rounded down, so that a target that looks reached is reached.
    """
    if value is None:
        return "not assessed"
    return f"{math.floor(value * 10 + TOLERANCE) / 10:.1f}".removesuffix(".0")


def plural(count: float, one: str, many: str = "") -> str:
    """Return a count with its noun, in the singular or plural."""
    return f"{count:g} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Join words as in a sentence: “one, two and three”."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def day(moment: date) -> str:
    """Format a date for people to read."""
    return f"{moment.day} {moment:%B %Y}"
