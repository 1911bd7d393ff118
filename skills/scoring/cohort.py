"""Score many people at once with NumPy, with the same results as one by one.

The arithmetic is that of `statements`, `levels` and `readiness` for self-ratings, vectorised over
blocks of people: arrays have the shape (statements, people). A test checks both for equality.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix, Profile, Skill, Statement
from skills.scoring.estimates import SELF_ERROR
from skills.scoring.levels import READINESS_WIDTH, SKILL_WIDTH
from skills.scoring.statements import YES, most_choices, step_heights
from skills.scoring.verdicts import (
    DEVELOPING,
    HALF,
    LEAST_COVERAGE,
    NEARLY,
    NEARLY_GAP,
    NEARLY_MUSTS,
    READY,
    READY_COVERAGE,
    TOLERANCE,
    Verdict,
)

BLOCK: Final = 8192
"""People scored together: few enough for their numbers to fit into the CPU cache."""

SKILL_COLUMNS: Final = ("level", "low", "high")
"""Columns for each skill, named ``<skill>.<column>``."""

PROFILE_COLUMNS: Final = ("readiness", "low", "high", "coverage")
"""Columns for each profile, named ``<profile>.<column>``; the verdicts follow at the end."""

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]

_VERDICTS: Final = tuple(Verdict)
_UNPLACED: Final = -1


@dataclass(frozen=True, slots=True)
class _Scores:
    """The scores of one skill, a number for each person; `level` is NaN if not assessed."""

    level: Floats
    least: Floats
    most: Floats
    error: float
    top: int
    covered: Floats
    asked: Floats
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


def score_people(
    matrix: Matrix,
    answers: pd.DataFrame,
    *,
    mode: Mode = Mode.full,
    profiles: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Score a table of answers with a row for each person and a column for each statement.

    Parameters
    ----------
    answers : cells hold an option id, "not-applicable" or nothing. A statement without a column
        is unanswered. Columns and cells unknown to the matrix are ignored; `unplaced` counts
        them.
    profiles : ids of the profiles to compare with, all by default.

    Returns
    -------
    A table with the same index: for each skill ``<skill>.level``, ``.low`` and ``.high`` in levels;
    for each profile ``<profile>.readiness``, ``.low``, ``.high`` and ``.coverage`` from 0 to 1; and
    at the end ``<profile>.verdict``. Values that are not assessed are NaN.

    Raises
    ------
    KeyError
        If the matrix has no such profile.
    """
    wanted = [matrix.profiles[each] for each in (matrix.profiles if profiles is None else profiles)]
    codes = {each.id: _encode(each, answers) for each in matrix.statements.values()}
    names = [f"{each}.{column}" for each in matrix.skills for column in SKILL_COLUMNS]
    names += [f"{each.id}.{column}" for each in wanted for column in PROFILE_COLUMNS]
    numbers = np.empty((len(names), len(answers)))
    verdicts = np.empty((len(wanted), len(answers)), dtype=np.int8)
    for first in range(0, len(answers), BLOCK):
        here = slice(first, first + BLOCK)
        part = {statement: column[here] for statement, column in codes.items()}
        _score_block(matrix, wanted, part, mode, (numbers[:, here], verdicts[:, here]))
    table = pd.DataFrame(numbers.T, index=answers.index, columns=names, copy=False)
    words = {
        f"{each.id}.verdict": _in_words(row) for each, row in zip(wanted, verdicts, strict=True)
    }
    return pd.concat([table, pd.DataFrame(words, index=answers.index)], axis="columns")


def unplaced(matrix: Matrix, answers: pd.DataFrame) -> Mapping[str, int]:
    """Count the filled cells that are unknown to the matrix, by column."""
    found = {}
    for name in answers.columns:
        filled = int(answers[name].notna().sum())
        statement = matrix.statements.get(name)
        if statement is not None:
            filled -= int((_encode(statement, answers) != _UNPLACED).sum())
        if filled:
            found[str(name)] = filled
    return found


def _in_words(verdicts: Codes) -> pd.Categorical:
    """Return verdicts as an ordered categorical instead of codes."""
    return pd.Categorical.from_codes(verdicts, [each.value for each in _VERDICTS], ordered=True)


def _encode(statement: Statement, answers: pd.DataFrame) -> Codes:
    """Return each person's option as its position, one more for "not applicable", or -1."""
    if statement.id not in answers.columns:
        return np.full(len(answers), _UNPLACED, dtype=np.int8)
    choices = [*(option.id for option in statement.scale.options), NOT_APPLICABLE]
    column = answers[statement.id]
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, values = column.cat.codes.to_numpy(), column.cat.categories
    else:
        codes, values = pd.factorize(column)
    positions: Codes = np.take(_positions(choices, values), codes)
    return positions


def _positions(choices: Sequence[str], values: Iterable[object]) -> Codes:
    """Return the position of each value among the choices, then that of a missing value."""
    found = [choices.index(each) if each in choices else _UNPLACED for each in values]
    return np.array([*found, _UNPLACED], dtype=np.int8)


def _score_block(
    matrix: Matrix,
    profiles: Sequence[Profile],
    codes: Mapping[str, Codes],
    mode: Mode,
    results: tuple[Floats, Codes],
) -> None:
    """Score a block of people and write numbers and verdicts into the given arrays."""
    numbers, verdicts = results
    people = numbers.shape[1]
    scores: dict[str, _Scores] = {}
    for place, skill in enumerate(matrix.skills.values()):
        found = _score_skill(skill, codes, people, mode, matrix.top)
        numbers[3 * place : 3 * place + 3] = found.level, *found.within(SKILL_WIDTH.alone)
        scores[skill.id] = found
    for place, profile in enumerate(profiles):
        first = 3 * len(scores) + 4 * place
        verdicts[place] = _compare(profile, scores, numbers[first : first + 4])


def _score_skill(
    skill: Skill, codes: Mapping[str, Codes], people: int, mode: Mode, top: int
) -> _Scores:
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
    return _Scores(
        level=np.where(np.any(answered, axis=0), np.minimum(heights @ credit, top), np.nan),
        least=np.minimum(heights @ low, top),
        most=np.minimum(heights @ high, top),
        error=SELF_ERROR * top,
        top=top,
        covered=covered.sum(axis=0).astype(np.float64),
        asked=np.where(unasked, 0.0, count),
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


def _compare(profile: Profile, scores: Mapping[str, _Scores], results: Floats) -> Codes:
    """Compare a block of people with a profile: fill in the results and return verdicts."""
    people = results.shape[1]
    assessed, applicable, covered, asked, left = np.zeros((5, people))
    value, low, high = np.zeros((3, people))
    for target in profile.targets:
        score, weight = scores[target.skill], target.weight
        ends = score.within(READINESS_WIDTH.alone)
        assessed += weight * score.is_assessed
        applicable += weight * score.is_applicable
        value += weight * np.where(score.is_assessed, _attain(score.level, target.level), 0.0)
        low += weight * np.where(score.is_assessed, _attain(ends[0], target.level), 0.0)
        high += weight * np.where(score.is_applicable, _attain(ends[1], target.level), 0.0)
        if weight > 0:
            covered, asked, left = covered + score.covered, asked + score.asked, left + score.left
    results[0] = _divide(value, assessed, np.nan)
    results[1] = _divide(low, applicable, 0.0)
    results[2] = _divide(high, applicable, 1.0)
    results[3] = _divide(covered, asked, 0.0)
    short = np.ceil(READY_COVERAGE * asked - covered - TOLERANCE)
    weights = sum(target.weight for target in profile.targets)
    is_little = applicable < weights * (LEAST_COVERAGE - TOLERANCE)
    is_unknown = (np.minimum(left, short) > 0) | is_little
    return _judge(profile, scores, results, is_unknown=is_unknown)


def _attain(level: Floats, target: int) -> Floats:
    """Return the share of a target that levels reach, 0 to 1; a target of 0 is reached."""
    return np.minimum(level / target, 1.0) if target > 0 else np.ones_like(level)


def _divide(part: Floats, whole: Floats, otherwise: float) -> Floats:
    """Divide within 0 and 1, with another value if there is nothing to divide by."""
    shares = np.full_like(part, otherwise)
    np.divide(part, whole, out=shares, where=whole > 0)
    return np.clip(shares, 0.0, 1.0)


def _judge(
    profile: Profile, scores: Mapping[str, _Scores], results: Floats, *, is_unknown: Flags
) -> Codes:
    """Return the verdict on each readiness, as a code."""
    value, coverage = results[0], results[3]
    missing, far, weak = _count_targets(profile, scores)
    is_sure = (coverage >= READY_COVERAGE - TOLERANCE) & (missing == 0) & (weak == 0)
    is_near = (missing <= NEARLY_MUSTS) & (far == 0)
    conditions = {
        Verdict.unknown: np.isnan(value) | is_unknown | (coverage < LEAST_COVERAGE - TOLERANCE),
        Verdict.ready: is_sure & (value >= READY - TOLERANCE),
        Verdict.nearly: is_near & (value >= NEARLY - TOLERANCE),
        Verdict.developing: value >= DEVELOPING - TOLERANCE,
    }
    positions = [_VERDICTS.index(each) for each in conditions]
    chosen = np.select(list(conditions.values()), positions, _VERDICTS.index(Verdict.early))
    return chosen.astype(np.int8)


def _count_targets(profile: Profile, scores: Mapping[str, _Scores]) -> Floats:
    """Return, by person, the must-haves missing, those far off, and the targets under half."""
    counts = np.zeros((3, len(next(iter(scores.values())).level)))
    for target in profile.targets:
        # NaN, the level of what is not assessed, is below everything.
        shown = np.minimum(scores[target.skill].level, scores[target.skill].shown)
        if target.must:
            counts[0] += ~(shown >= target.level - TOLERANCE)
            counts[1] += ~(shown >= target.level - NEARLY_GAP - TOLERANCE)
        if target.weight > 0:
            counts[2] += ~(_attain(shown, target.level) >= HALF - TOLERANCE)
    return counts
