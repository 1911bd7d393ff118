"""Estimate how far readiness has really changed, given the errors that both dates share.

A person who rates the same statements again makes mostly the same error again: who is modest stays
modest. It cancels in the difference, so a change can be clear although the two ranges overlap.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from skills.matrix import NOT_APPLICABLE
from skills.records.change_reasons import Cause, Side, is_moved, reasons
from skills.records.record import SkillResult
from skills.scoring.skill_gap import attain

SLIP: Final = 0.6
"""Typical chance in one answer, in options: asked again, people are often one option off."""

NINE_IN_TEN: Final = 1.645
"""Standard deviations on either side that hold nine in ten of normally distributed values."""

SAME_EVIDENCE: Final = frozenset({Cause.raised, Cause.lowered, Cause.reworded, Cause.target})
"""Causes after which a level still comes from the same statements and sources as before."""


@dataclass(frozen=True, slots=True)
class ChangeRange:
    """The likely range of a change of readiness, as shares of -1 to 1.

    Attributes
    ----------
    is_mixed : whether most of the doubt comes from skills whose levels have other evidence than
        before.
    """

    least: float
    most: float
    is_mixed: bool = False


def change_range(earlier: Side, later: Side, before: float, now: float) -> ChangeRange:
    """Return the likely range of a change of readiness.

    A skill that did not move adds nothing. Where the evidence is the same, only chance is left of
    the error, on its own in each skill. Another adjustment of self-ratings says nothing about the
    person, and moves all skills the same way: all that it moved is in doubt, and nothing more.
    Where the evidence is not the same, the errors of all skills may go the same way, and add up.
    """
    chance, shifted, other = [], [], []
    for skill, share in _moved(earlier, later):
        causes = _causes(skill, earlier, later)
        if not causes or not causes <= SAME_EVIDENCE | {Cause.leniency}:
            other.append(share * _spread(_in_range(skill, each) for each in (earlier, later)))
            continue
        if Cause.leniency in causes:
            shifted.append(share * _shift(skill, earlier, later))
        if causes & SAME_EVIDENCE:
            chance.append(share * _spread(_by_chance(skill, each) for each in (earlier, later)))
    same, mixed = math.hypot(*chance) + math.fsum(shifted), math.fsum(other)
    change, slack = now - before, same + mixed
    return ChangeRange(
        max(change - slack, -before), min(change + slack, 1 - before), is_mixed=mixed > same
    )


def _moved(earlier: Side, later: Side) -> Iterator[tuple[str, float]]:
    """Yield the skills whose level or range differs, with their shares of readiness."""
    pairs = [(earlier.results.get(each), one) for each, one in later.results.items()]
    known = [(then, one) for then, one in pairs if then is not None and one.target is not None]
    total = math.fsum(one.weight for then, one in known if _is_assessed(then, one))
    for then, one in known:
        if one.weight > 0 and _is_assessed(then, one) and is_moved(then, one):
            yield one.skill, one.weight / total


def _is_assessed(then: SkillResult, now: SkillResult) -> bool:
    return then.level is not None or now.level is not None


def _causes(skill: str, earlier: Side, later: Side) -> set[Cause]:
    """Return why a skill moved, or nothing where its level is not known on both dates."""
    if None in (earlier.results[skill].level, later.results[skill].level):
        return set()
    return {each.cause for each in reasons(skill, earlier, later)}


def _shift(skill: str, earlier: Side, later: Side) -> float:
    """Return by how much another adjustment of self-ratings moves an attainment, at most."""
    result = later.results[skill]
    level, target = result.level or 0.0, result.target or 0
    as_before = min(max(level + later.leniency - earlier.leniency, 0.0), later.top)
    return abs(attain(level, target) - attain(as_before, target))


def _spread(ends: Iterator[tuple[float, float]]) -> float:
    """Return half the joint width of the attainments on both dates."""
    return math.hypot(*((high - low) / 2 for low, high in ends))


def _by_chance(skill: str, side: Side) -> tuple[float, float]:
    """Return the attainments that chance in the answers could have given."""
    result = side.results[skill]
    level, target = result.level or 0.0, result.target or 0
    answers = [each for each in side.statements(skill) if _counts(each, side)]
    steps = [max(len(side.earned[each]) - 1, 1) for each in answers]
    slips = math.fsum((SLIP / each) ** 2 for each in steps)
    error = NINE_IN_TEN * side.top * math.sqrt(slips) / max(len(answers), 1)
    return attain(max(level - error, 0.0), target), attain(min(level + error, side.top), target)


def _counts(statement: str, side: Side) -> bool:
    return side.chosen.get(statement, NOT_APPLICABLE) != NOT_APPLICABLE


def _in_range(skill: str, side: Side) -> tuple[float, float]:
    """Return the attainments at both ends of the range of a level."""
    result = side.results[skill]
    if result.level is None:
        return 0.0, 1.0
    target = result.target or 0
    return attain(result.low, target), attain(result.high, target)
