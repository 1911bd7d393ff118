"""Check the answers to a project's questions; each answer is right or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final
from unicodedata import normalize

from skills.entries.project_attempts import ProjectCheck
from skills.matrix import Matrix, Project, ResultQuestion
from skills.matrix.numbers_in_text import number_in
from skills.projects.counted_check import ANSWERS, Counted, counted_check, hash_of

SLACK: Final = 1e-9
"""What a number may be off by the way it is stored, as a share of it."""


@dataclass(frozen=True, slots=True)
class CheckedAnswers:
    """The result of checking answers.

    Attributes
    ----------
    wrong : ids of the questions that are still wrong, in order.
    """

    check: ProjectCheck
    wrong: tuple[str, ...]


def check_answers(
    answers: Mapping[str, str], *, matrix: Matrix, project: Project, now: datetime
) -> CheckedAnswers:
    """Check the answers to a project with questions.

    Parameters
    ----------
    answers : question id to answer; a question that is missing is not answered right.
    """
    questions = project.questions
    wrong = tuple(each.id for each in questions if not is_right(each, answers.get(each.id, "")))
    counted = Counted(
        right=len(questions) - len(wrong),
        total=len(questions),
        file_hash=hash_of([answers.get(each.id, "") for each in questions]),
        version=hash_of([asdict(each) for each in questions]),
    )
    check = counted_check(ANSWERS, counted, matrix=matrix, now=now)
    return CheckedAnswers(check, wrong)


def is_right(question: ResultQuestion, answer: str) -> bool:
    """Return whether an answer is accepted: a number within its tolerance, or one of the texts."""
    if question.within is None:
        return _plain(answer) in {_plain(each) for each in question.accepted}
    found, wanted = number_in(answer), number_in(question.accepted[0])
    if found is None or wanted is None:
        return False
    return abs(found - wanted) <= question.within + SLACK * abs(wanted)


def _plain(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())
