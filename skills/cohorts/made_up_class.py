"""Make up a class for a matrix, so that the page of a cohort can be looked at without any files."""

from __future__ import annotations

import csv
import io
from random import Random
from typing import Final

from skills.cohorts.columns import ID
from skills.cohorts.files_in_memory import CohortFile
from skills.matrix import Matrix, Statement

PEOPLE: Final = 24

COURSES: Final = ("Day course", "Evening course")

OPEN: Final = 0.05
"""Share of statements that nobody answers."""

SPREAD: Final = 0.6
"""Standard deviation, in levels, of people around the middle, and of their skills around them."""


def made_up_class(matrix: Matrix, chance: Random) -> CohortFile:
    """Return a table of answers that nobody gave: people of two courses around the middle level."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([ID, "course", *matrix.statements])
    for number in range(PEOPLE):
        course = COURSES[number % len(COURSES)]
        writer.writerow([f"person {number + 1}", course, *_answers(matrix, chance)])
    return CohortFile("made-up class.csv", out.getvalue().encode())


def _answers(matrix: Matrix, chance: Random) -> list[str]:
    person = chance.gauss(matrix.top / 2, SPREAD)
    found = []
    for skill in matrix.skills.values():
        able = person + chance.gauss(0, SPREAD)
        for each in skill.statements:
            is_open = chance.random() < OPEN
            found.append("" if is_open else _answer(each, able))
    return found


def _answer(statement: Statement, able: float) -> str:
    """Return the option that comes closest to what somebody of a level can do."""
    share = able - statement.level + 1  # of the step from the level below
    return min(statement.scale.options, key=lambda each: abs(each.credit - share)).id
