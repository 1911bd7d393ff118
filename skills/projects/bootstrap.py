"""How certain the difference between two files of predictions is: a paired bootstrap over rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from skills.projects.metrics import FloatArray, Metric, Values

DRAWS: Final = 2_000
SHARE: Final = 90
"""Per cent of the draws that the range covers."""

_CELLS: Final = 1_000_000
"""Weights held at a time: eight megabytes."""


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much one file is better than another, below 0 if it is worse, with its range."""

    value: float
    low: float
    high: float


def difference(  # noqa: PLR0913 - two files, and how to compare them
    metric: Metric,
    truth: Values,
    new: Values,
    old: Values,
    *,
    seed: int,
    groups: Sequence[int] | None = None,
    draws: int = DRAWS,
) -> Difference:
    """Compare two predictions of the same rows.

    Parameters
    ----------
    groups : the group of each row where rows are not independent; then groups are drawn.
    """
    random = np.random.default_rng(seed)
    at_once = max(1, _CELLS // len(truth))
    sizes = [min(at_once, draws - start) for start in range(0, draws, at_once)]
    gains = np.concatenate(
        [
            _gains(metric, truth, new, old, _weights(random, len(truth), groups, each))
            for each in sizes
        ]
    )
    half = (100 - SHARE) / 2
    low, high = np.nanpercentile(gains, [half, 100 - half])
    value = metric.gain(metric.score(truth, new), metric.score(truth, old))
    return Difference(value, float(low), float(high))


def _weights(
    random: np.random.Generator, rows: int, groups: Sequence[int] | None, draws: int
) -> FloatArray:
    """Return how often each row occurs in each draw."""
    count = rows if groups is None else max(groups) + 1
    drawn = random.integers(0, count, (draws, count)) + count * np.arange(draws)[:, np.newaxis]
    counts = np.bincount(drawn.ravel(), minlength=draws * count).reshape(draws, count)
    return (counts if groups is None else counts[:, list(groups)]).astype(np.float64)


def _gains(
    metric: Metric, truth: Values, new: Values, old: Values, weights: FloatArray
) -> FloatArray:
    first, second = (metric.resample(truth, each, weights) for each in (new, old))
    return first - second if metric.better == "higher" else second - first
