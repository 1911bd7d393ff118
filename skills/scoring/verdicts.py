"""Give a verdict on how close a person is to a profile."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

TOLERANCE: Final = 1e-9
"""Differences up to this size are floating-point rounding."""

READY: Final = 0.85
"""Readiness from which the verdict can be "ready"; judgement: the rest is learnt on the job."""

NEARLY: Final = 0.70
"""Readiness from which the verdict is "nearly"; judgement: one or two projects are missing."""

DEVELOPING: Final = 0.40
"""Readiness from which the verdict is "developing"; judgement: the foundations are there."""

READY_COVERAGE: Final = 0.80
"""Coverage required for the verdict "ready": skipping weak skills can raise readiness over the
assessed ones, so a high number on few answers must not be enough. What is set aside is no part of
it: it counts no more than the next harder answer, so it never raises readiness."""

LEAST_KNOWN: Final = 0.50
"""Share of all statements, set aside or not, that must be covered for any verdict: with less, more
would be guessed than known. The same goes for the weight of skills not set aside."""

NEARLY_MUSTS: Final = 2
"""Must-haves that may be missing for the verdict "nearly"; `docs/decisions.md` has the figures."""

NEARLY_GAP: Final = 1
"""Levels by which a must-have may be missed for the verdict "nearly"; judgement: one project."""

HALF: Final = 0.5
"""Attainment that the verdict "ready" asks of every target with a weight: a high mean must not hide
that somebody cannot do one part of the work at all."""


class Condition(StrEnum):
    """A condition of the verdict "ready"."""

    readiness = "readiness"
    coverage = "coverage"
    musts = "musts"
    half = "half"


class Verdict(StrEnum):
    """How close a person is to a profile, in one word."""

    unknown = "unknown"
    early = "early"
    developing = "developing"
    nearly = "nearly"
    ready = "ready"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a verdict is based on.

    Attributes
    ----------
    value : readiness, 0 to 1, or None if nothing is assessed.
    coverage : covered share of the statements that apply, 0 to 1.
    known : covered share of all statements, set aside or not, 0 to 1.
    applicable : share of the weights that skills have that were not set aside, 0 to 1.
    needed : statements that must be answered before there can be a verdict.
    missing_musts, far_musts : must-haves that are not reached, and those of them not shown to be
        within `NEARLY_GAP` levels.
    weak : targets with a weight of which less than `HALF` is shown to be reached.
    """

    value: float | None
    coverage: float
    known: float = 1.0
    applicable: float = 1.0
    needed: int = 0
    missing_musts: int = 0
    far_musts: int = 0
    weak: int = 0


def judge(grounds: Grounds) -> Verdict:
    """Return the verdict: "ready" needs every condition, "nearly" readiness and most must-haves."""
    known = min(grounds.coverage, grounds.known, grounds.applicable)
    if grounds.value is None or grounds.needed or known < LEAST_KNOWN - TOLERANCE:
        return Verdict.unknown
    if not unmet_conditions(grounds):
        return Verdict.ready
    is_near = grounds.missing_musts <= NEARLY_MUSTS and not grounds.far_musts
    if is_near and grounds.value >= NEARLY - TOLERANCE:
        return Verdict.nearly
    return Verdict.developing if grounds.value >= DEVELOPING - TOLERANCE else Verdict.early


def unmet_conditions(grounds: Grounds) -> tuple[Condition, ...]:
    """Return which conditions of the verdict "ready" are not met."""
    met = {
        Condition.readiness: grounds.value is not None and grounds.value >= READY - TOLERANCE,
        Condition.coverage: grounds.coverage >= READY_COVERAGE - TOLERANCE,
        Condition.musts: not grounds.missing_musts,
        Condition.half: not grounds.weak,
    }
    return tuple(each for each in Condition if not met[each])
