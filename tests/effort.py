"""Decide how much a run of the tests tries of what has no end: few by default, many on demand.

``SKILLS_TEST_EFFORT=thorough make test`` draws ten times the examples, kills servers 20 times, and
has 100 people use them meanwhile.
"""

from __future__ import annotations

import os
from typing import Final, NamedTuple

from hypothesis import HealthCheck, settings

VARIABLE: Final = "SKILLS_TEST_EFFORT"


class Effort(NamedTuple):
    """How many of a test's examples are drawn, how often servers are killed, who uses them then.

    Where `is_fixed`, the same examples are drawn in every run, so that a run is as steady as the
    code under test.
    """

    share: float
    kills: int
    people: int
    is_fixed: bool


EFFORTS: Final = {
    "quick": Effort(share=0.2, kills=1, people=10, is_fixed=True),
    "default": Effort(share=0.5, kills=3, people=20, is_fixed=True),
    "thorough": Effort(share=5, kills=20, people=100, is_fixed=False),
}
EFFORT: Final = EFFORTS[os.environ.get(VARIABLE) or "default"]
KILLS: Final = EFFORT.kills


def examples(count: int) -> int:
    """Return how many examples to draw where a test would like this many."""
    return max(1, round(count * EFFORT.share))


def set_up_hypothesis() -> None:
    """Let tests without a number of their own draw the usual 100, as far as the effort goes.

    How long an example takes, or drawing it, says more about the machine than about the code.
    """
    for name, effort in EFFORTS.items():
        settings.register_profile(
            name,
            deadline=None,
            max_examples=round(100 * effort.share),
            derandomize=effort.is_fixed,
            suppress_health_check=[HealthCheck.too_slow],
        )
    settings.load_profile(os.environ.get(VARIABLE) or "default")
