"""What the product says of simulated people, what is true of them, and how well the two agree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from skills.scoring.verdicts import Verdict

GRAVE_READINESS, GRAVE_MUSTS, GRAVE_LEVELS = 0.70, 2, 1.0
"""Ready is gravely false if the true readiness is lower than this, if this many must-haves or more
are truly missing, or if one of them is missing by more than so many levels."""

ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Row:
    """How the product did in one situation.

    Attributes
    ----------
    level_error : mean distance of a level from the true one, in levels.
    rmse : root of the mean squared distance, in levels; not printed in every table.
    error, bias : mean distance of readiness from the true one, and its mean with sign, in points.
    held, skills_held : percentage of true readiness and of true levels within their range.
    width : mean width of the range of readiness, in points.
    right : percentage of people who get the verdict of their true levels.
    ready : percentage told "ready".
    false, grave : percentage of those of whom it is not true, and gravely not.
    missed : percentage of the truly ready who are told something else.
    plain, plain_grave : percentage told "ready" without "by your own ratings", and of those, of
        whom it is gravely false.
    """

    level_error: float
    rmse: float
    error: float
    bias: float
    held: float
    skills_held: float
    width: float
    right: float
    ready: float
    false: float
    grave: float
    missed: float
    plain: float
    plain_grave: float

    def cells(self) -> tuple[str, ...]:
        """Return the figures as they are printed."""
        figures = [(getattr(self, name), form) for name, form in FORMS.items()]
        return tuple("–" if math.isnan(each) else f"{each:{form}}" for each, form in figures)


FORMS: Final = {
    "level_error": ".2f",
    "error": ".1f",
    "bias": "+.1f",
    "held": ".0f",
    "skills_held": ".0f",
    "width": ".0f",
    "right": ".0f",
    "ready": ".0f",
    "false": ".0f",
    "grave": ".0f",
    "missed": ".0f",
    "plain": ".0f",
    "plain_grave": ".0f",
}

COLUMNS: Final = tuple(name.replace("_", " ") for name in FORMS)


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of one person.

    Attributes
    ----------
    readiness : 0 to 1, from the true levels.
    verdict : what the product's own rules say of the true levels, everything answered.
    missing : how far each missing must-have is missed, in levels.
    """

    readiness: float
    verdict: Verdict
    missing: tuple[float, ...]

    @property
    def is_ready(self) -> bool:
        """Return whether the person is ready."""
        return self.verdict is Verdict.ready

    @property
    def is_far(self) -> bool:
        """Return whether "ready" would be gravely false."""
        few = len(self.missing) < GRAVE_MUSTS and max(self.missing, default=0.0) <= GRAVE_LEVELS
        return not self.is_ready and (self.readiness < GRAVE_READINESS or not few)


@dataclass(frozen=True, slots=True)
class Told:
    """What the product says of one person, and what is true.

    Attributes
    ----------
    off : mean distance of their levels from the true ones, in levels.
    squared : mean squared distance.
    skills_held : share of their true levels within the range.
    readiness, low, high : 0 to 1.
    """

    truth: Truth
    off: float
    squared: float
    skills_held: float
    readiness: float
    low: float
    high: float
    verdict: Verdict
    is_confirmed: bool

    @property
    def signed(self) -> float:
        """Return how much too high the readiness is, in points."""
        return 100 * (self.readiness - self.truth.readiness)

    @property
    def is_held(self) -> bool:
        """Return whether the true readiness is within the range."""
        return self.low - ROUNDING <= self.truth.readiness <= self.high + ROUNDING


def judge(told: Sequence[Told]) -> Row:
    """Return how well the product did with some people."""
    ready = [one.truth for one in told if one.verdict is Verdict.ready]
    plain = [one.truth for one in told if one.verdict is Verdict.ready and one.is_confirmed]
    able = [one for one in told if one.truth.is_ready]
    return Row(
        level_error=fmean(one.off for one in told),
        rmse=math.sqrt(fmean(one.squared for one in told)),
        error=fmean(abs(one.signed) for one in told),
        bias=fmean(one.signed for one in told),
        held=_percentage([one.is_held for one in told]),
        skills_held=100 * fmean(one.skills_held for one in told),
        width=100 * fmean(one.high - one.low for one in told),
        right=_percentage([one.verdict is one.truth.verdict for one in told]),
        ready=100 * len(ready) / len(told),
        false=_percentage([not one.is_ready for one in ready]),
        grave=_percentage([one.is_far for one in ready]),
        missed=_percentage([one.verdict is not Verdict.ready for one in able]),
        plain=100 * len(plain) / len(told),
        plain_grave=_percentage([one.is_far for one in plain]),
    )


def _percentage(values: list[bool]) -> float:
    return 100 * sum(values) / len(values) if values else float("nan")
