"""Choose the next statement, measure progress, and estimate the time an assessment takes.

Full mode asks every statement. Quick mode is a binary search: it asks the middle one of the open
statements; a "rather yes" implies the easier ones, a "rather no" the harder ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from skills.entries.answers import Answers
from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix, Profile, Skill, Statement
from skills.scoring.statements import Basis, credit_of, score_statements

WORDS_A_MINUTE: Final = 200
"""Reading speed for demanding text; silent reading averages about 240 (Brysbaert 2019, Journal of
Memory and Language 109)."""

SECONDS_A_CHOICE: Final = 4
"""Time to decide and click after reading a statement; judgement."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What an assessment costs before it begins.

    Attributes
    ----------
    statements : expected number; in quick mode the average over all outcomes, rounded.
    words : in those statements.
    minutes : rounded up.
    """

    statements: int
    words: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is.

    Attributes
    ----------
    answered : statements with a credit.
    asked : statements that apply; in quick mode the answered ones plus the most that can follow,
        so that the progress bar never moves back.
    finished, skills : numbers of skills.
    """

    answered: int = 0
    asked: int = 0
    finished: int = 0
    skills: int = 0

    def __add__(self, other: Progress) -> Progress:
        """Add the progress in other skills."""
        return Progress(
            self.answered + other.answered,
            self.asked + other.asked,
            self.finished + other.finished,
            self.skills + other.skills,
        )


def asked_skills(matrix: Matrix, profile: Profile) -> tuple[Skill, ...]:
    """Return the skills for which a profile has a target, in file order."""
    wanted = {target.skill for target in profile.targets}
    return tuple(skill for skill in matrix.skills.values() if skill.id in wanted)


def next_statement(skill: Skill, answers: Answers) -> Statement | None:
    """Return the statement to ask next in quick mode, or None if all are answered or implied."""
    unsettled = _unsettled(skill, answers)
    return unsettled[(len(unsettled) - 1) // 2] if unsettled else None


def open_statements(skill: Skill, answers: Answers, mode: Mode) -> tuple[Statement, ...]:
    """Return the statements to show.

    In full mode, these are all statements, easy to hard. In quick mode, these are the answered ones
    in the order in which they were asked, then the next one, so that every answer that counts stays
    visible and can be changed. Answers that quick mode would not ask for come first, easy to hard.
    """
    if mode is Mode.full:
        return skill.statements
    asked = tuple(_asked_in_turn(skill, answers))
    unasked = tuple(
        each for each in skill.statements if is_answered(each, answers) and each not in asked
    )
    following = next_statement(skill, answers)
    return unasked + asked + (() if following is None else (following,))


def is_finished(skill: Skill, answers: Answers, mode: Mode) -> bool:
    """Return whether no statement of a skill is left to ask."""
    if mode is Mode.full:
        return all(is_answered(statement, answers) for statement in skill.statements)
    return not _unsettled(skill, answers)


def is_answered(statement: Statement, answers: Answers) -> bool:
    """Return whether a statement has an answer, "not applicable" included."""
    if answers.get(statement.id) == NOT_APPLICABLE:
        return True
    return credit_of(statement, answers) is not None


def effort(matrix: Matrix, profile: Profile, mode: Mode) -> Effort:
    """Estimate the effort of answering everything that a profile requires."""
    count = words = 0.0
    for skill in asked_skills(matrix, profile):
        length = len(skill.statements)
        share = 1.0 if mode is Mode.full or not length else expected_choices(length) / length
        count += share * length
        words += share * sum(len(each.text.split()) for each in skill.statements)
    minutes = words / WORDS_A_MINUTE + count * SECONDS_A_CHOICE / 60
    return Effort(round(count), round(words), math.ceil(round(minutes, 9)))


def expected_choices(statements: int) -> float:
    """Return the average number of statements asked by binary search, all outcomes equally likely.

    With n statements there are n + 1 outcomes; as many as possible are reached in
    floor(log2(n + 1)) steps, and each of the others takes one more.
    """
    outcomes = statements + 1
    depth = outcomes.bit_length() - 1
    return depth + 2 * (outcomes - (1 << depth)) / outcomes


def progress(skills: Sequence[Skill], answers: Answers, mode: Mode) -> Progress:
    """Return the progress in some skills."""
    return sum((_progress_in(skill, answers, mode) for skill in skills), start=Progress())


def _progress_in(skill: Skill, answers: Answers, mode: Mode) -> Progress:
    """Return the progress in one skill; fast, since every click needs that of every skill."""
    given = [each for each in skill.statements if each.id in answers]
    aside = sum(answers[each.id] == NOT_APPLICABLE for each in given)
    answered = sum(credit_of(each, answers) is not None for each in given)
    if mode is Mode.full:
        asked = len(skill.statements) - aside
        return Progress(answered, asked, int(answered == asked), 1)
    unsettled = len(_unsettled(skill, answers)) if given else len(skill.statements)
    # Binary search over n open statements takes at most as many choices as n has binary digits.
    return Progress(answered, answered + unsettled.bit_length(), int(not unsettled), 1)


def _unsettled(skill: Skill, answers: Answers) -> list[Statement]:
    """Return the statements that are not answered, not applicable or implied, easy to hard."""
    steps = score_statements(skill, answers, Mode.quick)
    return [
        statement
        for statement, step in zip(skill.statements, steps, strict=True)
        if step.basis is Basis.estimated
    ]


def _asked_in_turn(skill: Skill, answers: Answers) -> Iterator[Statement]:
    """Replay quick mode from the start, as far as it is answered."""
    known: dict[str, str] = {}
    while (statement := next_statement(skill, known)) and is_answered(statement, answers):
        known[statement.id] = answers[statement.id]
        yield statement
