"""A profile of three skills, and the readiness that answers lead to."""

from __future__ import annotations

from matrix_support import YES_NO, a_matrix, a_skill, answer, the_profile

from skills.matrix import Target
from skills.scoring import score_skills
from skills.scoring.readiness import Readiness, compute_readiness

SQL, ML, OPS = (a_skill(each, scale=YES_NO) for each in ("sql", "ml", "ops"))
TARGETS = (
    Target("ml", 4, weight=3, must=True),
    Target("sql", 2, weight=1),
    Target("ops", 3, weight=2),
)
MATRIX = a_matrix(SQL, ML, OPS, targets=TARGETS)


def readiness(answers: dict[str, str], targets: tuple[Target, ...] = TARGETS) -> Readiness:
    """Compare answers to the three skills with a profile."""
    matrix = a_matrix(SQL, ML, OPS, targets=targets)
    return compute_readiness(matrix, the_profile(matrix), score_skills(matrix, answers))


def all_three(sql: int, ml: int, ops: int) -> dict[str, str]:
    """Answers of somebody who does everything up to these levels and nothing above."""
    found = {}
    for skill, level in ((SQL, sql), (ML, ml), (OPS, ops)):
        found |= answer(skill, *(float(rank <= level) for rank in range(1, 5)))
    return found
