"""Score many people at once with NumPy, with the same results as one by one.

Self-ratings only; a table is scored in blocks of people by `cohort_skills` and `cohort_readiness`.
A test checks that the results are equal.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix, Profile, Statement
from skills.scoring.cohort_readiness import VERDICTS, compare_people, missing_musts
from skills.scoring.cohort_segments import SkillScorer
from skills.scoring.cohort_skills import Codes, Flags, Floats, SkillScores
from skills.scoring.levels import SKILL_WIDTH

BLOCK: Final = 8192
"""People scored together: few enough for their numbers to fit into the CPU cache."""

SKILL_COLUMNS: Final = ("level", "low", "high")
"""Columns for each skill, named ``<skill>.<column>``."""

PROFILE_COLUMNS: Final = ("readiness", "low", "high", "coverage")
"""Columns for each profile, named ``<profile>.<column>``; the verdicts follow at the end."""

UNANSWERED: Final = -1


@dataclass(frozen=True, slots=True)
class WantedColumns:
    """What to return about people, beside the levels of their skills.

    Attributes
    ----------
    profiles : ids of the profiles to compare with.
    musts : whether to name the must-haves that are missing.
    ranges : whether to return the range of each skill.
    """

    profiles: Sequence[str]
    musts: bool = False
    ranges: bool = True

    @property
    def of_skills(self) -> Sequence[str]:
        """Return the columns for each skill."""
        return SKILL_COLUMNS if self.ranges else SKILL_COLUMNS[:1]


def score_people(
    matrix: Matrix,
    answers: pd.DataFrame,
    *,
    mode: Mode = Mode.full,
    profiles: Sequence[str] | None = None,
    musts: bool = False,
) -> pd.DataFrame:
    """Score a table of answers with a row for each person and a column for each statement.

    Parameters
    ----------
    answers : cells hold an option id, "not-applicable" or nothing. A statement without a column
        is unanswered. Columns and cells unknown to the matrix are ignored; `unplaced` counts
        them.
    profiles : ids of the profiles to compare with, all by default.
    musts : whether to name the must-haves that are missing as well.

    Returns
    -------
    A table with the same index: for each skill ``<skill>.level``, ``.low`` and ``.high`` in levels;
    for each profile ``<profile>.readiness``, ``.low``, ``.high`` and ``.coverage`` from 0 to 1; and
    at the end ``<profile>.verdict``, then ``<profile>.missing``: the skills whose must-have is not
    reached, with spaces between them. Values that are not assessed are NaN.

    Raises
    ------
    KeyError
        If the matrix has no such profile.
    """
    codes = {each.id: _encode(each, answers) for each in matrix.statements.values()}
    wanted = tuple(matrix.profiles) if profiles is None else profiles
    scorer = SkillScorer(matrix, mode)
    return score_codes(scorer, codes, answers.index, WantedColumns(wanted, musts))


def score_codes(
    scorer: SkillScorer,
    codes: Mapping[str, Codes],
    index: pd.Index,
    columns: WantedColumns,
) -> pd.DataFrame:
    """Score answers that are already codes; see `score_people`.

    Parameters
    ----------
    scorer : of the matrix and mode; one for all blocks of a file, since making it takes time.
    codes : for every statement, the position of each person's option, one more than the last for
        "not applicable", or `UNANSWERED`.
    index : the index of the table to return.
    """
    matrix = scorer.matrix
    wanted = [matrix.profiles[each] for each in columns.profiles]
    people = len(index)
    names = [f"{each}.{column}" for each in matrix.skills for column in columns.of_skills]
    names += [f"{each.id}.{column}" for each in wanted for column in PROFILE_COLUMNS]
    numbers = np.empty((len(names), people))
    verdicts = np.empty((len(wanted), people), dtype=np.int8)
    missing = [np.empty((len(_musts(each)), people), dtype=np.bool_) for each in wanted]
    for first in range(0, people, BLOCK):
        here = slice(first, first + BLOCK)
        part = {statement: column[here] for statement, column in codes.items()}
        flags = [each[:, here] for each in missing] if columns.musts else []
        _score_block(wanted, part, scorer, (numbers[:, here], verdicts[:, here], flags))
    table = pd.DataFrame(numbers.T, index=index, columns=names, copy=False)
    words = {
        f"{each.id}.verdict": in_words(row) for each, row in zip(wanted, verdicts, strict=True)
    }
    if columns.musts:
        named = zip(wanted, missing, strict=True)
        words |= {f"{each.id}.missing": _named(_musts(each), flags) for each, flags in named}
    return pd.concat([table, pd.DataFrame(words, index=index)], axis="columns")


def unplaced(matrix: Matrix, answers: pd.DataFrame) -> Mapping[str, int]:
    """Count the filled cells that are unknown to the matrix, by column."""
    found = {}
    for name in answers.columns:
        filled = int(answers[name].notna().sum())
        statement = matrix.statements.get(name)
        if statement is not None:
            filled -= int((_encode(statement, answers) != UNANSWERED).sum())
        if filled:
            found[str(name)] = filled
    return found


def in_words(verdicts: Codes) -> pd.Categorical:
    """Return verdicts as an ordered categorical instead of codes."""
    return pd.Categorical.from_codes(verdicts, [each.value for each in VERDICTS], ordered=True)


def _musts(profile: Profile) -> Sequence[str]:
    """Return the skills that are must-haves of a profile."""
    return [target.skill for target in profile.targets if target.must]


def _named(skills: Sequence[str], flags: Flags) -> pd.Categorical:
    """Return for each column of flags the skills that are flagged, with spaces between them."""
    codes = np.zeros(flags.shape[1], dtype=np.int64)
    for row in flags:
        # Renumbered at each step, so that the codes stay small however many skills there are.
        codes = pd.factorize(2 * codes + row)[0]
    states = pd.Series(np.arange(len(codes))).groupby(codes).first()
    names = [" ".join(itertools.compress(skills, flags[:, each])) for each in states]
    return pd.Categorical.from_codes(codes, names)


def _encode(statement: Statement, answers: pd.DataFrame) -> Codes:
    """Return each person's option as its position, one more for "not applicable", or -1."""
    if statement.id not in answers.columns:
        return np.full(len(answers), UNANSWERED, dtype=np.int8)
    choices = choices_of(statement)
    column = answers[statement.id]
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, values = column.cat.codes.to_numpy(), column.cat.categories
    else:
        codes, values = pd.factorize(column)
    found: Codes = np.take(positions(choices, values), codes)
    return found


def choices_of(statement: Statement) -> Sequence[str]:
    """Return what may be answered to a statement, in the order of the codes."""
    return [*(option.id for option in statement.scale.options), NOT_APPLICABLE]


def positions(choices: Sequence[str], values: Iterable[object]) -> Codes:
    """Return the position of each value among the choices, then that of a missing value."""
    found = [choices.index(each) if each in choices else UNANSWERED for each in values]
    return np.array([*found, UNANSWERED], dtype=np.int8)


def _score_block(
    profiles: Sequence[Profile],
    codes: Mapping[str, Codes],
    scorer: SkillScorer,
    results: tuple[Floats, Codes, Sequence[Flags]],
) -> None:
    """Score a block of people and write numbers, verdicts and what is missing into the arrays."""
    numbers, verdicts, missing = results
    people, skills = numbers.shape[1], scorer.matrix.skills.values()
    start = len(numbers) - len(PROFILE_COLUMNS) * len(profiles)
    scores: dict[str, SkillScores] = {}
    for skill, rows in zip(skills, np.split(numbers[:start], len(skills)), strict=True):
        found = scorer.score(skill, codes, people)
        rows[0] = found.level
        if len(rows) > 1:
            rows[1:] = found.within(SKILL_WIDTH.alone)
        scores[skill.id] = found
    for index, profile in enumerate(profiles):
        first = start + len(PROFILE_COLUMNS) * index
        verdicts[index] = compare_people(
            profile, scores, numbers[first : first + len(PROFILE_COLUMNS)]
        )
    for profile, flags in zip(profiles, missing, strict=False):
        flags[:] = missing_musts(profile, scores)
