"""Sentences made of numbers are right for one thing as well as for several."""

from __future__ import annotations

import re
from datetime import date

import pytest
from matrix_support import a_matrix, a_project, a_skill, answer, the_profile

from skills.entries.answers import Carried
from skills.entries.kinds import Mode
from skills.guidance.plan_steps import PlanStep
from skills.matrix import Matrix, Target
from skills.problems import MatrixError, Place, Problem, Severity
from skills.scoring import score_skills
from skills.scoring.readiness import Readiness, compute_readiness
from skills.sentences.cv import answered_text
from skills.sentences.guidance import weeks
from skills.sentences.matrix_changes import _answers_text
from skills.sentences.plan_page import plan_summary, week_text
from skills.sentences.results import finding
from skills.sentences.verdicts import basis


def one_skill(levels: tuple[int, ...] = (1,), **how: Mode) -> tuple[Matrix, Readiness]:
    skill = a_skill("sql", levels)
    matrix = a_matrix(skill, targets=[Target("sql", 1)])
    answers = answer(skill, *(1.0 if at == levels[-1] else None for at in levels))
    return matrix, compute_readiness(
        matrix, the_profile(matrix), score_skills(matrix, answers, **how)
    )


ONE, ALONE = one_skill()
TWO, IMPLIED = one_skill((1, 2), mode=Mode.quick)
ONE_STEP = (PlanStep(a_project("one", hours=1), 0.0, 1.0, ()),)
PROBLEM = Problem(Place("a.yaml", 1, 1), Severity.error, "code", "what", "fix")

SINGULAR = {
    "basis": basis(ONE, ALONE),
    "implied": basis(TWO, IMPLIED),
    "finding": finding(ONE, ALONE),
    "cv": answered_text(IMPLIED, (date(2026, 1, 2), date(2026, 1, 2))),
    "projects": plan_summary(ALONE, ONE_STEP, 1),
    "week": week_text(ONE_STEP[0].project, 1),
    "weeks": weeks(1, 1),
    "matrix": str(MatrixError([PROBLEM])),
    "carried": next(_answers_text(Carried({"a": "b"}, {}, {"c": "d"}))),
}


@pytest.mark.parametrize("name", SINGULAR)
def test_one_is_singular(name: str) -> None:
    assert not re.search(
        r"\b1 (statements|answers|skills|gaps|hours|weeks|problems)\b", SINGULAR[name]
    )


def test_verbs_and_pronouns_follow_their_number() -> None:
    assert SINGULAR["basis"].startswith("1 of 1 statement answered")
    assert SINGULAR["implied"].startswith("1 of 2 statements answered, 1 more implied by it")
    assert SINGULAR["cv"].startswith(
        "1 of 2 statements answered on 2 January 2026, 1 more implied by it."
    )
    assert SINGULAR["projects"].startswith("1 project, 1 hour: a week or less at 1 h a week.")
    assert SINGULAR["week"] == "Fits in this week's 1 hour."
    assert SINGULAR["weeks"] == ", a week or less at 1 hour a week"
    assert SINGULAR["matrix"] == "1 problem in the matrix. No matrix was loaded."
    assert SINGULAR["carried"].startswith("1 of 2 answers still counts")
