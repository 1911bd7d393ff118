"""How far an assessment is, as a list of assessments shows it: target, and answers counted."""

from __future__ import annotations

from dataclasses import dataclass

from skills.entries.answers import Answers
from skills.entries.assessment import Assessment
from skills.entries.kinds import Mode
from skills.matrix import Matrix, Target
from skills.scoring.statements import Tally, count_steps, score_statements
from skills.sentences.results import aim
from skills.workspace import Workspace
from skills.workspace.assessment import stored_answers, unmoved


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """The target of an assessment, and its answers as the result counts them.

    Attributes
    ----------
    role : the role of the target, without its level.
    others : answers that the target does not ask for, such as those for another role.
    """

    aim: str
    role: str
    tally: Tally
    others: int


def count_answers(workspace: Workspace, assessment: Assessment) -> AnswerCount:
    """Return how far an assessment is, without computing its result.

    Raises
    ------
    NoMatrix
        If its matrix is not available any more.
    """
    found, matrix = unmoved(workspace, assessment.id)
    carried = stored_answers(workspace, found, matrix)
    tallies = [
        (each, _tally(matrix, each, carried.answers, Mode(found.mode)))
        for each in matrix.profiles[found.profile].targets
    ]
    weighted = [tally for target, tally in tallies if target.weight > 0]
    tally = Tally(
        answered=sum(each.answered for each in weighted),
        covered=sum(each.covered for each in weighted),
        asked=sum(each.asked for each in weighted),
        set_aside=sum(each.set_aside for _, each in tallies),
        left=sum(each.left for each in weighted),
    )
    given = len(carried.answers) + len(carried.orphaned)
    role = matrix.role_of(found.profile).title
    return AnswerCount(
        aim(matrix, found.profile), role, tally, given - tally.answered - tally.set_aside
    )


def _tally(matrix: Matrix, target: Target, answers: Answers, mode: Mode) -> Tally:
    return count_steps(score_statements(matrix.skills[target.skill], answers, mode), mode)
