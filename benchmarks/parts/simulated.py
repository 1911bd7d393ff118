"""Simulate people with known levels who answer the first matrix with errors, and score them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from statistics import fmean

from benchmarks.tables import show_table
from skills.entries.answers import Answers
from skills.entries.kinds import Mode
from skills.matrix import Matrix, Profile, Skill, Statement
from skills.matrix.library import SHIPPED
from skills.matrix.reading import read_matrix
from skills.questionnaire.questions import next_statement
from skills.scoring import score_skills
from skills.scoring.readiness import attain, compare

SLIPS = (0.0, 0.05, 0.1, 0.2)
SEED = 20_261_123

Levels = Mapping[str, int]
"""Skill id to the true level of a simulated person, 0 to the top."""


def show(*, quick: bool) -> None:
    """Print the table."""
    people = 100 if quick else 2_000
    matrix = read_matrix(SHIPPED / "machine-learning-engineer").matrix
    if matrix is None:
        return
    profile = matrix.profiles["ml-engineer.mid"]
    rows = [
        (f"{slips:.0%}", mode.value, people, *_errors(matrix, profile, mode, slips, people))
        for slips in SLIPS
        for mode in Mode
    ]
    columns = ("slips", "mode", "people", "choices", "level error", "readiness error", "bias")
    notes = (
        "A slip turns one answer round. Levels are whole numbers, each as likely.",
        "Level error: mean distance from the true level, in levels; aim at 10 %: at most 0.6.",
        "Readiness error: mean distance, in points; aim at 10 %: at most 6. Bias: its mean sign.",
    )
    show_table("simulated", columns, rows, notes)


def _errors(
    matrix: Matrix, profile: Profile, mode: Mode, slips: float, people: int
) -> tuple[float, float, float, float]:
    """Return the number of choices, mean error of levels and of readiness, and its bias."""
    chance = random.Random(SEED)  # noqa: S311 - the same people every time
    asked, off, signed = [], [], []
    for _ in range(people):
        true = {skill: chance.randint(0, matrix.top) for skill in matrix.skills}
        answers = _answer(matrix, true, mode, slips, chance)
        scores = score_skills(matrix, answers, mode=mode)
        off += [abs((scores[skill].level or 0.0) - level) for skill, level in true.items()]
        found = compare(matrix, profile, scores).value or 0.0
        signed.append(100 * (found - _true_readiness(profile, true)))
        asked.append(len(answers))
    return fmean(asked), fmean(off), fmean(map(abs, signed)), fmean(signed)


def _true_readiness(profile: Profile, true: Levels) -> float:
    weights = [each.weight for each in profile.targets]
    reached = [each.weight * attain(true[each.skill], each.level) for each in profile.targets]
    return sum(reached) / sum(weights)


def _answer(
    matrix: Matrix, true: Levels, mode: Mode, slips: float, chance: random.Random
) -> Answers:
    answers: dict[str, str] = {}
    for skill in matrix.skills.values():
        if mode is Mode.full:
            for statement in skill.statements:
                answers[statement.id] = _choose(statement, true[skill.id], slips, chance)
        else:
            answers |= _halve(skill, true[skill.id], slips, chance)
    return answers


def _halve(skill: Skill, level: int, slips: float, chance: random.Random) -> dict[str, str]:
    answers: dict[str, str] = {}
    while statement := next_statement(skill, answers):
        answers[statement.id] = _choose(statement, level, slips, chance)
    return answers


def _choose(statement: Statement, level: int, slips: float, chance: random.Random) -> str:
    is_able = (statement.level <= level) != (chance.random() < slips)
    return statement.scale.options[-1 if is_able else 0].id
