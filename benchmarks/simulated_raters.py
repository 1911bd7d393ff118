"""Measure how often the interval of alpha contains the true value, for groups of made-up people.

``python -m benchmarks.simulated_raters`` takes about two minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import Final

import numpy as np

from skills.review.many_raters import Coincidences, Distance, alpha, coincidences

CREDITS: Final = (0.0, 1 / 3, 2 / 3, 1.0)
STATEMENTS: Final = 40
MISSING: Final = 0.3
"""Share of the statements that a rater leaves out."""

GROUPS: Final = 600
MANY: Final = 20_000
"""People whose alpha is taken to be the true one."""


def person(draw: np.random.Generator, noise: float) -> Coincidences:
    """Return how two to four raters rate one person, of whom the first, the person, is lenient."""
    raters = int(draw.integers(2, 5))
    lenience = draw.normal(0, 0.5, raters) + 0.4 * (np.arange(raters) == 0)
    difficulty = np.linspace(-2, 2, STATEMENTS)[:, None]
    felt = draw.normal() - difficulty + lenience + draw.normal(0, noise, (STATEMENTS, raters))
    chosen = np.clip(np.round(felt + 1.5), 0, len(CREDITS) - 1).astype(int)
    is_there = draw.random(chosen.shape) >= MISSING
    return coincidences(
        CREDITS, [row[kept].tolist() for row, kept in zip(chosen, is_there, strict=True)]
    )


def group(draw: np.random.Generator, people: int, noise: float) -> Coincidences:
    """Return how the raters of a group rate."""
    return reduce(add, (person(draw, noise) for _ in range(people)))


def coverage(
    people: int, noise: float, groups: int = GROUPS, many: int = MANY
) -> Mapping[Distance, float]:
    """Return the share of groups whose interval contains the true value."""
    draw = np.random.default_rng(1)
    everybody = group(draw, many, noise)
    truth = {each: alpha(everybody, each) for each in Distance}
    hits = dict.fromkeys(Distance, 0)
    for _ in range(groups):
        found = group(draw, people, noise)
        for each in Distance:
            given, true = alpha(found, each), truth[each]
            assert given  # noqa: S101 - people differ
            assert true  # noqa: S101 - likewise
            hits[each] += given.low <= true.value <= given.high
    return {each: count / groups for each, count in hits.items()}


def main() -> None:
    """Print a line for each size of a group."""
    for noise in (0.5, 1.5):
        for people in (5, 10, 20, 50):
            found = ", ".join(
                f"{each} {share:.3f}" for each, share in coverage(people, noise).items()
            )
            print(f"noise {noise}, {people} people: {found}")


if __name__ == "__main__":
    main()
