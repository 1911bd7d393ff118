"""Round numbers for people so that what is shown stays true."""

from __future__ import annotations

import math

from skills.scoring.readiness import TOLERANCE


def round_down(value: float, digits: int = 0) -> float:
    """Return the largest number of so many digits that is not above a value."""
    return math.floor(value * 10.0**digits + TOLERANCE) / 10.0**digits


def round_up(value: float, digits: int = 0) -> float:
    """Return the smallest number of so many digits that is not below a value."""
    return math.ceil(value * 10.0**digits - TOLERANCE) / 10.0**digits
