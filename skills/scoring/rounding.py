"""Round numbers for people so that what is shown stays true."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from skills.scoring.verdicts import TOLERANCE

POINTS_DIGITS: Final = 1
"""Decimals of points, 0 to 100, in a sum."""

SHARE_DIGITS: Final = POINTS_DIGITS + 2
"""Decimals of the same points as a share, 0 to 1."""

LEVEL_DIGITS: Final = 2
"""Decimals of levels in a sum."""


def round_down(value: float, digits: int = 0) -> float:
    """Return the largest number with this many digits that is not above a value."""
    return math.floor(value * 10.0**digits + TOLERANCE) / 10.0**digits


def round_up(value: float, digits: int = 0) -> float:
    """Return the smallest number with this many digits that is not below a value."""
    return math.ceil(value * 10.0**digits - TOLERANCE) / 10.0**digits


def shown_terms(terms: Sequence[float], digits: int) -> tuple[tuple[float, ...], float]:
    """Return the rounded terms of a sum and their total, which add up as shown.

    The total is rounded down; each term is rounded down or up, those with the largest rest up.

    Parameters
    ----------
    terms : levels or shares; some may be below 0.
    """
    scaled = [each * 10.0**digits for each in terms]
    whole = [math.floor(each + TOLERANCE) for each in scaled]
    total = max(math.floor(math.fsum(scaled) + TOLERANCE), sum(whole))
    by_rest = sorted(range(len(whole)), key=lambda index: whole[index] - scaled[index])
    for index in by_rest[: total - sum(whole)]:
        whole[index] += 1
    return tuple(each / 10.0**digits for each in whole), total / 10.0**digits
