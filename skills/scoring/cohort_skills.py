"""Score one skill of many people at once: the arithmetic of `statements` and `levels`, vectorised.

Arrays have the shape (statements, people) or (people,).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skills.entries.kinds import Mode
from skills.matrix import Skill
from skills.scoring.estimates import SELF_ERROR
from skills.scoring.statements import YES, most_choices, step_heights

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SkillScores:
    """The scores of one skill, a number for each person; `level` is NaN if not assessed."""

    level: Floats
    least: Floats
    most: Floats
    error: float
    top: int
    covered: Floats
    asked: Floats
    whole: Floats
    left: Floats
    shown: Floats
    is_assessed: Flags
    is_applicable: Flags

    def within(self, width: float) -> tuple[Floats, Floats]:
        """Return the range that reaches some typical errors to each side."""
        reach = width * self.error
        low = np.where(self.is_assessed, np.maximum(self.least - reach, 0.0), 0.0)
        high = np.where(self.is_assessed, np.minimum(self.most + reach, self.top), self.top)
        return low, high


def score_people_on(
    skill: Skill, codes: Mapping[str, Codes], people: int, mode: Mode, top: int
) -> SkillScores:
    """Score one skill for a block of people."""
    count = len(skill.statements)
    earned, set_aside = np.empty((count, people)), np.empty((count, people), dtype=np.bool_)
    for row, statement in enumerate(skill.statements):
        options = [option.credit for option in statement.scale.options]
        # The last two are for "not applicable" and, at position -1, for no answer.
        earned[row] = np.array([*options, np.nan, np.nan])[codes[statement.id]]
        set_aside[row] = codes[statement.id] == len(options)
    answered = ~np.isnan(earned)
    harder = _next_harder(earned, answered)
    credit = np.where(set_aside, harder, (_next_easier(earned, answered) + harder) / 2)
    credit = np.where(answered, earned, credit)
    low, high = np.where(answered, earned, 0.0), np.where(answered, earned, 1.0)
    covered, shown = answered, np.where(answered, earned, harder)
    if mode is Mode.quick:
        implied = _imply(earned, ~answered & ~set_aside, credit, low, high)
        covered = answered | implied
        np.copyto(shown, np.maximum(credit, harder), where=implied & _is_followed_by_yes(earned))
    heights = np.array(step_heights(skill), dtype=np.float64)
    unasked = set_aside.sum(axis=0) == count
    return SkillScores(
        level=np.where(np.any(answered, axis=0), np.minimum(heights @ credit, top), np.nan),
        least=np.minimum(heights @ low, top),
        most=np.minimum(heights @ high, top),
        error=SELF_ERROR * top,
        top=top,
        covered=covered.sum(axis=0).astype(np.float64),
        asked=(count - set_aside.sum(axis=0)).astype(np.float64),
        whole=np.where(unasked, 0.0, count),
        left=_left(~covered & ~set_aside, mode),
        shown=heights @ shown,
        is_assessed=np.any(answered, axis=0),
        is_applicable=~unasked | (count == 0),
    )


def _left(open_statements: Flags, mode: Mode) -> Floats:
    """Return how many statements are still to ask at most."""
    most = [most_choices(each, mode) for each in range(len(open_statements) + 1)]
    found: Floats = np.array(most, dtype=np.float64)[open_statements.sum(axis=0)]
    return found


def _next_easier(earned: Floats, answered: Flags) -> Floats:
    """Return the credit of the nearest easier answered statement, default 1."""
    found = np.empty_like(earned)
    nearest = np.ones(earned.shape[1])
    for row, credit in enumerate(earned):
        found[row] = nearest
        nearest = np.where(answered[row], credit, nearest)
    return found


def _next_harder(earned: Floats, answered: Flags) -> Floats:
    """Return the credit of the nearest harder answered statement, default 0."""
    found = np.empty_like(earned)
    nearest = np.zeros(earned.shape[1])
    for row in reversed(range(len(earned))):
        found[row] = nearest
        nearest = np.where(answered[row], earned[row], nearest)
    return found


def _imply(earned: Floats, unanswered: Flags, credit: Floats, low: Floats, high: Floats) -> Flags:
    """Narrow low and high where other answers imply a statement; return a mask of these."""
    highest_yes, lowest_no = np.zeros_like(earned), np.ones_like(earned)
    for row in reversed(range(len(earned) - 1)):
        harder = np.where(earned[row + 1] >= YES, earned[row + 1], 0.0)
        highest_yes[row] = np.maximum(highest_yes[row + 1], harder)
    for row in range(1, len(earned)):
        easier = np.where(earned[row - 1] < YES, earned[row - 1], 1.0)
        lowest_no[row] = np.minimum(lowest_no[row - 1], easier)
    np.copyto(low, np.minimum(credit, highest_yes), where=unanswered)
    np.copyto(high, np.maximum(credit, lowest_no), where=unanswered)
    implied: Flags = unanswered & ((highest_yes > 0.0) | (lowest_no < 1.0))
    return implied


def _is_followed_by_yes(earned: Floats) -> Flags:
    """Return whether any harder statement was answered with a "rather yes"."""
    is_yes = earned >= YES
    found: Flags = np.logical_or.accumulate(is_yes[::-1])[::-1]
    return np.vstack([found[1:], np.zeros_like(is_yes[:1])])
