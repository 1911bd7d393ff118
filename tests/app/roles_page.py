"""Answers up to a level, and the result page and scores that they lead to."""

from collections.abc import Mapping

from page_visit import Visit, begin, put

from skills.entries.kinds import Mode
from skills.matrix import Matrix
from skills.scoring import Score, score_skills
from skills.scoring.readiness import Readiness, compute_readiness
from skills.store import Assessment

MARKS = {"alone": "✓", "with support": "◐", "not yet": "○", "not assessed": "?"}
COMPOST = ("heap", "turning", "ripe", "plan")
ADVICE = ("listen", "match", "refuse")
PRUNING = ("tools", "apple", "rose")


def up_to(skill: str, statements: tuple[str, ...], reached: int | None) -> dict[str, str]:
    """Answer so that a level is reached; None leaves the skill out."""
    if reached is None:
        return {}
    return {
        f"{skill}.{each}": "fully" if place < reached else "never"
        for place, each in enumerate(statements)
    }


def show(
    visit: Visit, matrix: Matrix, profile: str, answers: Mapping[str, str], view: str
) -> Assessment:
    """Open a tab of a new result."""
    assessment = begin(visit, matrix, profile)
    put(visit, assessment, answers)
    visit.open("result", view=view, a=assessment.id)
    return assessment


def scored(matrix: Matrix, answers: Mapping[str, str]) -> Mapping[str, Score]:
    """Work out the score of each skill in full mode."""
    return score_skills(matrix, answers, mode=Mode.full)


def readiness_of(matrix: Matrix, profile: str, answers: Mapping[str, str]) -> Readiness:
    """Work out the readiness for a profile."""
    return compute_readiness(matrix, matrix.profiles[profile], scored(matrix, answers))
