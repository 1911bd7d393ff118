"""A skill with a statement at each level, and what its statements count by."""

from __future__ import annotations

from matrix_support import a_skill, answer

from skills.entries.kinds import Mode
from skills.matrix import Skill
from skills.scoring.statements import score_statements

SQL = a_skill("sql", levels=(1, 2, 3, 4))


def bases(skill: Skill, *earned: float | str | None, mode: Mode = Mode.full) -> list[str]:
    """Return for each statement whether it was answered, implied or left open."""
    return [str(step.basis) for step in score_statements(skill, answer(skill, *earned), mode)]
