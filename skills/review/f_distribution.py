"""Quantiles of the F and t distributions, which the standard library does not have."""

from __future__ import annotations

from math import exp, lgamma, log, log1p, sqrt
from typing import Final

HALVINGS: Final = 100
"""Halvings of an interval of length 1, after which it is narrower than a float can tell."""

TERMS: Final = 10_000
"""Most terms of the continued fraction; a thousand degrees of freedom take about fifty."""

CLOSE: Final = 1e-15
"""Relative change below which a further term is not needed."""

TINY: Final = 1e-300
"""Stands in for 0 as a divisor."""


def f_quantile(share: float, first: float, second: float) -> float:
    """Return the value below which a share of the F distribution lies.

    Parameters
    ----------
    first, second : degrees of freedom; they need not be whole numbers.
    """
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _beta_share(middle, first / 2, second / 2) < share:
            low = middle
        else:
            high = middle
    return second * low / (first * (1 - low))


def t_quantile(share: float, freedom: float) -> float:
    """Return the value below which a share of at least a half of the t distribution lies."""
    return sqrt(f_quantile(2 * share - 1, 1, freedom))


def _beta_share(x: float, a: float, b: float) -> float:
    """Return the share of the beta distribution below x, between 0 and 1."""
    front = exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b))
    # The fraction converges fast only on this side of the mean, so the other side is mirrored.
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function by Lentz's method."""
    upper, lower = 1.0, 1 / _no_zero(1 - (a + b) * x / (a + 1))
    found = lower
    for m in range(1, TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            lower = 1 / _no_zero(1 + term * lower)
            upper = _no_zero(1 + term / upper)
            found *= lower * upper
        if abs(lower * upper - 1) < CLOSE:
            break
    return found


def _no_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY
