"""Score each state of a skill once, and look people up: many people answer a skill alike.

A state is one answer, "not applicable" or nothing for each statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skills.entries.kinds import Mode
from skills.matrix import Matrix, Skill
from skills.scoring.cohort_skills import Codes, SkillScores, score_people_on

MOST_STATES: Final = 8_192
"""States up to which a skill is looked up: few enough for their scores to fit into the cache."""

_BY_PERSON: Final = tuple(
    each.name for each in fields(SkillScores) if each.name not in ("error", "top")
)


class SkillScorer:
    """Scores skills, by looking people up where there are more of them than states."""

    def __init__(self, matrix: Matrix, mode: Mode, people: int) -> None:
        self._mode, self._top = mode, matrix.top
        self._states = {
            skill.id: _score_states(skill, mode, matrix.top)
            for skill in matrix.skills.values()
            if skill.statements and _count_states(skill) <= min(people, MOST_STATES)
        }

    def score(self, skill: Skill, codes: Mapping[str, Codes], people: int) -> SkillScores:
        """Score one skill for a block of people."""
        states = self._states.get(skill.id)
        if states is None:
            return score_people_on(skill, codes, people, self._mode, self._top)
        whose = np.zeros(people, dtype=np.intp)
        for statement, size in zip(skill.statements, _sizes(skill), strict=True):
            whose *= size
            whose += codes[statement.id] + 1
        return replace(states, **{name: getattr(states, name)[whose] for name in _BY_PERSON})


def _sizes(skill: Skill) -> list[int]:
    """Return in how many ways each statement can be answered, set aside or left open."""
    return [len(each.scale.options) + 2 for each in skill.statements]


def _count_states(skill: Skill) -> int:
    return prod(_sizes(skill))


def _score_states(skill: Skill, mode: Mode, top: int) -> SkillScores:
    """Score every state, in the order of the numbers that `score` gives them."""
    count = _count_states(skill)
    places: tuple[NDArray[np.intp], ...] = np.unravel_index(np.arange(count), tuple(_sizes(skill)))
    codes = {
        statement.id: (place - 1).astype(np.int8)
        for statement, place in zip(skill.statements, places, strict=True)
    }
    return score_people_on(skill, codes, count, mode, top)
