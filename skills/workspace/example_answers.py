"""The answers of the example's person to any matrix, derived from a level for each skill."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

from skills.entries.kinds import Mode
from skills.matrix import Matrix, Profile, Skill, Statement
from skills.questionnaire.questions import asked_skills
from skills.scoring import Score, score_skill
from skills.scoring.statements import step_heights
from skills.workspace import example_person as person

T = TypeVar("T")

BLUR: Final = 1.6
"""Number of steps over which answers turn from yes to no; 1 is a sharp edge."""


def example_answers(skill: Skill, top: int, visit: int) -> Iterator[tuple[str, str]]:
    """Return each statement of a skill with its answer on the first or the second day."""
    return answers_at(skill, described(skill, person.LEVELS, _guess(skill, top))[visit])


def answers_at(skill: Skill, level: float) -> Iterator[tuple[str, str]]:
    """Yield each statement of a skill with the answer of somebody at a level."""
    for statement, credit in _credits(skill, level):
        yield statement.id, _nearest(statement, credit)


def example_scores(matrix: Matrix, profile: Profile) -> Mapping[str, Score]:
    """Return the scores of the latest answers alone, without checks."""
    return {
        skill.id: score_skill(
            skill, dict(example_answers(skill, matrix.top, 1)), top=matrix.top, mode=Mode.full
        )
        for skill in asked_skills(matrix, profile)
    }


def described(skill: Skill, values: Mapping[str, T], otherwise: T) -> T:
    """Return what is given for a skill, under its current or an earlier id, or a default."""
    return next((values[each] for each in (skill.id, *skill.was) if each in values), otherwise)


def _guess(skill: Skill, top: int) -> tuple[float, float]:
    """Return levels for a skill that none are given for: arbitrary, but always the same."""
    chance = hashlib.sha256(skill.id.encode()).digest()
    before = chance[0] / 255 * 0.7 * top
    return before, min(before + chance[1] / 255, top)


def _credits(skill: Skill, level: float) -> Iterator[tuple[Statement, float]]:
    """Yield statements with credits that add up to a level: yes at first, then less and less."""
    top = 0.0
    for statement, height in zip(skill.statements, step_heights(skill), strict=True):
        top += height
        middle = top - height / 2
        yield statement, 0.5 + (level - middle) / (BLUR * height)


def _nearest(statement: Statement, credit: float) -> str:
    """Return the option whose credit is nearest to the given one."""
    options = statement.scale.options
    return min(options, key=lambda each: abs(each.credit - min(max(credit, 0.0), 1.0))).id
