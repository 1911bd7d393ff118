"""Score a skill in segments of a few statements: each state of a segment once, then look people up.

A state is one answer, "not applicable" or nothing for each statement of a segment. What a segment
adds to a level depends on the rest of the skill by two credits only: that of the nearest answer
before it and of the nearest after it, which stand in for what is unanswered at its ends. It depends
on them linearly, so a state needs one number without them and one factor for each. That holds in
full mode; in quick mode an answer implies others far away, which `cohort_skills` computes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skills.entries.kinds import Mode
from skills.matrix import Matrix, Skill, Statement
from skills.scoring.cohort_skills import Codes, Floats, SkillScores, score_people_on
from skills.scoring.estimates import SELF_ERROR
from skills.scoring.statements import step_heights

MOST_STATES: Final = 1_296
"""States of a segment: four statements of four options; their numbers fit into the cache."""

LEVEL, LEAST, MOST, SHOWN, COVERED, ASIDE = range(6)
"""Rows that segments add up."""

LEVEL_BEFORE, LEVEL_AFTER, SHOWN_AFTER = range(6, 9)
"""Rows with the factors of the nearest credits before and after a segment."""

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Segment:
    """A few statements of a skill that follow each other.

    Attributes
    ----------
    table : a row for each of the above, and a column for each state.
    first, last : the credits of the first and the last answer by state, NaN without any.
    origin : the number of the state in which every code is 0, the first option.
    """

    statements: Sequence[str]
    sizes: Sequence[int]
    table: Floats
    first: Floats
    last: Floats
    origin: int

    def states(self, codes: Mapping[str, Codes], people: int) -> Places:
        """Return the number of each person's state."""
        # Small numbers take half the time; each code is one less than its place among the states.
        whose = np.zeros(people, dtype=np.int32)
        for statement, size in zip(self.statements, self.sizes, strict=True):
            whose *= size
            whose += codes[statement]
        whose += np.int32(self.origin)
        return whose.astype(np.intp)


class SkillScorer:
    """Scores the skills of blocks of people; what people share is computed once.

    The memory it works in is kept for the next block, since to get new memory from the system took
    a fifth of the time. So it is for one thread, and scores hold until their skill is scored again.
    """

    def __init__(self, matrix: Matrix, mode: Mode) -> None:
        self.matrix, self._mode = matrix, mode
        is_full = mode is Mode.full
        self._segments = {each.id: _segments(each) for each in matrix.skills.values() if is_full}
        self._memory: dict[str, Floats] = {}

    def score(self, skill: Skill, codes: Mapping[str, Codes], people: int) -> SkillScores:
        """Score one skill for a block of people."""
        segments = self._segments.get(skill.id)
        if not segments:
            return score_people_on(skill, codes, people, self._mode, self.matrix.top)
        states = [each.states(codes, people) for each in segments]
        sums = self._keep(skill.id, ASIDE + 1, people)
        _add_up(segments, states, sums, self._keep("", SHOWN_AFTER + 1, people))
        return _scores(skill, sums, self.matrix.top)

    def _keep(self, name: str, rows: int, people: int) -> Floats:
        """Return an array with any content, in the memory that is kept under a name."""
        size = rows * people
        if name not in self._memory or len(self._memory[name]) < size:
            self._memory[name] = np.empty(size)
        return self._memory[name][:size].reshape(rows, people)


def _scores(skill: Skill, sums: Floats, top: int) -> SkillScores:
    count, is_assessed = len(skill.statements), sums[COVERED] > 0
    is_applicable = sums[ASIDE] < count
    return SkillScores(
        level=np.where(is_assessed, np.minimum(sums[LEVEL], top), np.nan),
        least=np.minimum(sums[LEAST], top),
        most=np.minimum(sums[MOST], top),
        error=SELF_ERROR * top,
        top=top,
        covered=sums[COVERED],
        asked=count - sums[ASIDE],
        whole=np.where(is_applicable, count, 0.0),
        left=count - sums[COVERED] - sums[ASIDE],
        shown=sums[SHOWN],
        is_assessed=is_assessed,
        is_applicable=is_applicable,
    )


def _add_up(
    segments: Sequence[_Segment], states: Sequence[Places], sums: Floats, rows: Floats
) -> None:
    """Write the rows that segments add up, with a column for each person.

    Parameters
    ----------
    rows : what is overwritten with the rows of each segment.
    """
    people = sums.shape[1]
    after = [np.zeros(people)]
    for segment, whose in zip(segments[:0:-1], states[:0:-1], strict=True):
        after.append(_or_else(segment.first[whose], after[-1]))
    sums[:], before = 0.0, np.ones(people)
    for segment, whose in zip(segments, states, strict=True):
        # All states are in the table. To clip is to check nothing, which saves a copy.
        segment.table.take(whose, axis=1, out=rows, mode="clip")
        harder = after.pop()
        sums += rows[: ASIDE + 1]
        sums[LEVEL] += rows[LEVEL_BEFORE] * before + rows[LEVEL_AFTER] * harder
        sums[SHOWN] += rows[SHOWN_AFTER] * harder
        if after:
            before = _or_else(segment.last[whose], before)


def _or_else(credit: Floats, otherwise: Floats) -> Floats:
    """Return the credits, with others where they are NaN."""
    return np.where(np.isnan(credit), otherwise, credit)


def _segments(skill: Skill) -> Sequence[_Segment]:
    """Divide a skill into segments, none of which has too many states, where possible."""
    heights = step_heights(skill)
    found, start = [], 0
    for end in range(1, len(skill.statements) + 1):
        is_last = end == len(skill.statements)
        if is_last or _count_states(skill.statements[start : end + 1]) > MOST_STATES:
            found.append(_segment(skill.statements[start:end], heights[start:end]))
            start = end
    return found if max((len(each.first) for each in found), default=0) <= MOST_STATES else ()


def _size(statement: Statement) -> int:
    """Return the number of states of a statement: its options, not applicable, unanswered."""
    return len(statement.scale.options) + 2


def _count_states(statements: Sequence[Statement]) -> int:
    return prod(_size(each) for each in statements)


def _segment(statements: Sequence[Statement], heights: Sequence[float]) -> _Segment:
    """Score every state of a segment, in the order of the numbers that `states` gives them."""
    sizes = tuple(_size(each) for each in statements)
    places = np.unravel_index(np.arange(prod(sizes)), sizes)
    # The first place is for no answer, the last for "not applicable".
    credits_of = [
        np.array([np.nan, *(e.credit for e in each.scale.options), np.nan]) for each in statements
    ]
    earned = np.array([known[index] for known, index in zip(credits_of, places, strict=True)])
    aside = np.array([index == size - 1 for index, size in zip(places, sizes, strict=True)])
    easier, harder = _nearest(earned), _nearest(earned[::-1])[::-1]
    table = _table(earned, aside, (easier, harder), np.array(heights))
    origin = int(np.ravel_multi_index([1] * len(sizes), sizes))
    ids = [each.id for each in statements]
    return _Segment(ids, sizes, table, harder[0], easier[-1], origin)


def _nearest(earned: Floats) -> Floats:
    """Return the credit of each statement, or else of the nearest answer before it, or NaN."""
    found = earned.copy()
    for row in range(1, len(found)):
        found[row] = _or_else(found[row], found[row - 1])
    return found


def _table(
    earned: Floats, aside: NDArray[np.bool_], nearest: tuple[Floats, Floats], heights: Floats
) -> Floats:
    """Return the rows of a table, with a column for every state.

    Parameters
    ----------
    earned, aside : credits, NaN where unanswered, and what is not applicable; a row for each
        statement and a column for each state.
    nearest : the credits of the nearest answers before and after, within the segment.
    """
    easier, harder = nearest
    answered = ~np.isnan(earned)
    # Of an open statement, each neighbour counts half; what is set aside takes the harder one.
    of_easier = np.where(answered | aside, 0.0, 0.5)
    of_harder = np.where(answered, 0.0, np.where(aside, 1.0, 0.5))
    known_easier, known_harder = np.nan_to_num(easier), np.nan_to_num(harder)
    credit = of_easier * known_easier + of_harder * known_harder
    table = np.empty((SHOWN_AFTER + 1, earned.shape[1]))
    table[LEVEL] = heights @ np.where(answered, earned, credit)
    table[LEAST] = heights @ np.where(answered, earned, 0.0)
    table[MOST] = heights @ np.where(answered, earned, 1.0)
    table[SHOWN] = heights @ np.where(answered, earned, known_harder)
    table[COVERED] = answered.sum(axis=0)
    table[ASIDE] = aside.sum(axis=0)
    table[LEVEL_BEFORE] = heights @ (of_easier * np.isnan(easier))
    table[LEVEL_AFTER] = heights @ (of_harder * np.isnan(harder))
    table[SHOWN_AFTER] = heights @ (~answered & np.isnan(harder))
    return table
