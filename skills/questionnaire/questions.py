"""Choose the next statement, measure progress, and estimate the time an assessment takes.

Full mode asks every statement. Quick mode is a binary search: it asks the middle one of the open
statements; a "rather yes" implies the easier ones, a "rather no" the harder ones. In some skills it
also asks one of the implied statements, which shows whether somebody answers with care.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from skills.entries.answers import Answers
from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix, Profile, Skill, Statement
from skills.scoring.statements import YES, Basis, credit_of, most_choices, score_statements

WORDS_A_MINUTE: Final = 200
"""Reading speed for demanding text; silent reading averages about 240 (Brysbaert 2019, Journal of
Memory and Language 109)."""

SECONDS_A_CHOICE: Final = 4
"""Time to decide and click after reading a statement; judgement."""

SECONDS_A_PAGE: Final = 3
"""Time to turn a page: 1.35 s to think of it, 1.1 s to point, 0.2 s to click (keystroke model,
Card, Moran & Newell 1980, Communications of the ACM 23), and the page appears."""

CONTROLS: Final = 8
"""Most skills in which quick mode also asks an implied statement; random answers contradict half of
them, careful ones hardly any."""

FEWEST_CONTROLS: Final = 3
"""Fewest such skills: with fewer, contradictions would say nothing."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What an assessment costs before it begins.

    Attributes
    ----------
    statements : expected number; in quick mode the average over all outcomes, rounded.
    words : everything to read: statements, introductions of skills, and qualifications.
    minutes : rounded up; for reading, for one choice a statement or qualification, and for turning
        the pages.
    pages : one for each skill, and one for the qualifications.
    """

    statements: int
    words: int
    minutes: int
    pages: int


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


def controlled_skills(skills: Sequence[Skill]) -> frozenset[str]:
    """Return the ids of the skills in which quick mode also asks an implied statement.

    They are spread evenly over the questionnaire, at most every other one, and have at least 3
    statements: with fewer, nothing may be implied.
    """
    fit = [each.id for each in skills if len(each.statements) > 2]  # noqa: PLR2004 - as it says
    count = min(CONTROLS, len(fit) // 2)
    if count < FEWEST_CONTROLS:
        return frozenset()
    return frozenset(fit[place * len(fit) // count] for place in range(count))


def control_statement(skill: Skill, answers: Answers) -> Statement | None:
    """Return the implied statement that quick mode asks as well, or None before the search ends.

    It is the one furthest from where the answers turn from yes to no, so that careful people agree
    with what was implied. Its own answer changes nothing in the choice.
    """
    asked = {each.id: answers[each.id] for each in _asked_in_turn(skill, answers)}
    steps = score_statements(skill, asked, Mode.quick)
    if any(step.basis is Basis.estimated for step in steps):
        return None
    turn = sum(step.credit >= YES for step in steps) - 0.5
    implied = [place for place, step in enumerate(steps) if step.basis is Basis.implied]
    furthest = max(implied, key=lambda place: (abs(place - turn), place), default=None)
    return None if furthest is None else skill.statements[furthest]


def open_statements(
    skill: Skill, answers: Answers, mode: Mode, *, is_controlled: bool = False
) -> tuple[Statement, ...]:
    """Return the statements to show.

    In full mode, these are all statements, easy to hard. In quick mode, these are the answered ones
    in the order in which they were asked, then the next one, so that every answer that counts stays
    visible and can be changed. Answers that quick mode would not ask for come first, easy to hard.

    Parameters
    ----------
    is_controlled : whether quick mode also asks an implied statement of this skill, at the end.
    """
    if mode is Mode.full:
        return skill.statements
    asked = tuple(_asked_in_turn(skill, answers))
    control = control_statement(skill, answers) if is_controlled else None
    last = next_statement(skill, answers) if control is None else control
    unasked = tuple(
        each
        for each in skill.statements
        if is_answered(each, answers) and each not in asked and each != last
    )
    return unasked + asked + (() if last is None else (last,))


def is_finished(skill: Skill, answers: Answers, mode: Mode, *, is_controlled: bool = False) -> bool:
    """Return whether no statement of a skill is left to ask."""
    if mode is Mode.full:
        return all(is_answered(statement, answers) for statement in skill.statements)
    return not _unsettled(skill, answers) and not (
        is_controlled and _is_control_open(skill, answers)
    )


def is_answered(statement: Statement, answers: Answers) -> bool:
    """Return whether a statement has an answer, "not applicable" included."""
    if answers.get(statement.id) == NOT_APPLICABLE:
        return True
    return credit_of(statement, answers) is not None


def effort(matrix: Matrix, profile: Profile, mode: Mode) -> Effort:
    """Estimate the effort of answering everything that a profile requires, and the qualifications.

    What may be skipped is not counted: notes, credentials and knowledge checks.
    """
    count = words = 0.0
    skills = asked_skills(matrix, profile)
    controlled = controlled_skills(skills) if mode is Mode.quick else frozenset()
    for skill in skills:
        length = len(skill.statements)
        asked = length if mode is Mode.full else expected_choices(length) + (skill.id in controlled)
        count += asked
        words += asked / max(length, 1) * _words(each.text for each in skill.statements)
    words += _words(_introductions(skills))
    words += _words(f"{each.title} {each.about}" for each in matrix.qualifications)
    pages = len(skills) + bool(matrix.qualifications)
    seconds = (count + len(matrix.qualifications)) * SECONDS_A_CHOICE + pages * SECONDS_A_PAGE
    minutes = words / WORDS_A_MINUTE + seconds / 60
    return Effort(round(count), round(words), math.ceil(round(minutes, 9)), pages)


def _introductions(skills: Sequence[Skill]) -> Iterator[str]:
    """Yield what stands above the statements, and the title of a scale where it is a new one."""
    before: set[str] = set()
    for skill in skills:
        titles = {each.scale.title for each in skill.statements}
        yield " ".join((skill.about, *(titles - before)))
        before = titles


def _words(texts: Iterable[str]) -> int:
    return sum(len(each.split()) for each in texts)


def expected_choices(statements: int) -> float:
    """Return the average number of statements asked by binary search, all outcomes equally likely.

    With n statements there are n + 1 outcomes; as many as possible are reached in
    floor(log2(n + 1)) steps, and each of the others takes one more.
    """
    outcomes = statements + 1
    depth = outcomes.bit_length() - 1
    return depth + 2 * (outcomes - (1 << depth)) / outcomes


def progress(
    skills: Sequence[Skill], answers: Answers, mode: Mode, controlled: Collection[str] = ()
) -> Progress:
    """Return the progress in some skills.

    Parameters
    ----------
    controlled : ids of the skills in which quick mode also asks an implied statement.
    """
    found = (
        _progress_in(each, answers, mode, is_controlled=each.id in controlled) for each in skills
    )
    return sum(found, start=Progress())


def _progress_in(skill: Skill, answers: Answers, mode: Mode, *, is_controlled: bool) -> Progress:
    """Return the progress in one skill; fast, since every click needs that of every skill."""
    given = [each for each in skill.statements if each.id in answers]
    aside = sum(answers[each.id] == NOT_APPLICABLE for each in given)
    answered = sum(credit_of(each, answers) is not None for each in given)
    if mode is Mode.full:
        asked = len(skill.statements) - aside
        return Progress(answered, asked, int(answered == asked), 1)
    unsettled = len(_unsettled(skill, answers)) if given else len(skill.statements)
    left = most_choices(unsettled, Mode.quick)
    if is_controlled and (unsettled or _is_control_open(skill, answers)):
        left += 1
    return Progress(answered, answered + left, int(not left), 1)


def _is_control_open(skill: Skill, answers: Answers) -> bool:
    """Return whether the implied statement that is asked as well has no answer yet."""
    control = control_statement(skill, answers)
    return control is not None and not is_answered(control, answers)


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
