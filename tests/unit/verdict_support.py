"""Two skills or four, and the readiness that answers lead to."""

from matrix_support import a_matrix, a_skill, answer, the_profile

from skills.entries.kinds import Mode
from skills.matrix import Matrix, Target
from skills.scoring import score_skills
from skills.scoring.readiness import Readiness, compute_readiness


def of(matrix: Matrix, answers: dict[str, str], mode: Mode = Mode.full) -> Readiness:
    """Return the readiness for the profile of a matrix."""
    return compute_readiness(matrix, the_profile(matrix), score_skills(matrix, answers, mode=mode))


SQL, WRITING = a_skill("sql"), a_skill("writing")
MATRIX = a_matrix(SQL, WRITING, targets=[Target("sql", 2, must=True), Target("writing", 2)])


def four(*levels: int, musts: int = 4) -> tuple[Matrix, Readiness]:
    """Four skills with target 2 and weight, of which the first are must-haves."""
    skills = [a_skill(each) for each in ("sql", "git", "law", "art")]
    matrix = a_matrix(
        *skills, targets=[Target(e.id, 2, must=at < musts) for at, e in enumerate(skills)]
    )
    answers: dict[str, str] = {}
    for skill, level in zip(skills, levels, strict=True):
        answers |= answer(skill, *(float(rank <= level) for rank in range(1, 5)))
    return matrix, of(matrix, answers)
