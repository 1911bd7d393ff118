"""Choose the next statement, and measure progress.

Full mode asks every statement. Quick mode is a binary search: it asks the middle one of the open
statements; a "rather yes" implies the easier ones, a "rather no" the harder ones. In some skills it
also asks one of the implied statements, which shows whether somebody answers with care.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from skills.entries.answers import Answers
from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix, Profile, Skill, Statement
from skills.scoring.statements import YES, Basis, credit_of, most_choices, score_statements
from skills.scoring.verdicts import TOLERANCE

CONTROLS: Final = 8
"""Most skills in which quick mode also asks an implied statement; random answers contradict half of
them, careful ones hardly any."""

FEWEST_CONTROLS: Final = 3
"""Fewest such skills: with fewer, contradictions would mean nothing."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person has got.

    Attributes
    ----------
    answered : statements with a credit.
    asked : statements that apply; in quick mode the answered ones plus the most that can follow,
        so that the progress bar never moves back.
    finished, skills : numbers of skills.
    spared : how many of those quick mode may turn out not to ask, if all apply.
    aside : statements set aside or, in a mentor's ratings, not observed.
    unseen : how many finished skills have nothing else.
    started : how many skills have an answer and are not finished.
    """

    answered: int = 0
    asked: int = 0
    finished: int = 0
    skills: int = 0
    spared: int = 0
    aside: int = 0
    unseen: int = 0
    started: int = 0

    @property
    def fewest(self) -> int:
        """Return the fewest statements that may be asked in total, if all apply."""
        return self.asked - self.spared

    @property
    def is_finished(self) -> bool:
        """Return whether every skill is finished."""
        return self.skills > 0 and self.finished == self.skills

    @property
    def share(self) -> float:
        """Return the share that is answered, 0 to 1; 1 if there is nothing to ask."""
        return self.answered / self.asked if self.asked else 1.0

    def reopened(self) -> Progress:
        """Return the progress in a finished skill of which one statement more is asked."""
        return replace(self, asked=self.asked + 1, finished=0, started=1)

    def with_aside(self) -> Progress:
        """Return the same with statements set aside counted as answered."""
        return replace(self, answered=self.answered + self.aside, asked=self.asked + self.aside)

    def __add__(self, other: Progress) -> Progress:
        """Add the progress in other skills."""
        return Progress(
            self.answered + other.answered,
            self.asked + other.asked,
            self.finished + other.finished,
            self.skills + other.skills,
            self.spared + other.spared,
            self.aside + other.aside,
            self.unseen + other.unseen,
            self.started + other.started,
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
    return frozenset(fit[index * len(fit) // count] for index in range(count))


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
    implied = [index for index, step in enumerate(steps) if step.basis is Basis.implied]
    furthest = max(implied, key=lambda index: (abs(index - turn), index), default=None)
    return None if furthest is None else skill.statements[furthest]


def open_statements(
    skill: Skill, answers: Answers, mode: Mode, *, is_controlled: bool = False
) -> tuple[Statement, ...]:
    """Return the statements to show.

    In full mode, these are all statements, easy to hard. In quick mode, these are the answered ones
    in the order in which they were asked, then the next one, so that every answer that counts stays
    visible and can be changed. Answers that quick mode would not ask for come first, easy to hard.
    A page that is already shown keeps its order with `in_place`.

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


def settling_statement(skill: Skill, answers: Answers) -> Statement | None:
    """Return the statement whose estimate counts most beyond what the answers show, or None.

    Asking it, and the next such one, turns a level that is partly estimated into one that is shown
    or a gap that is real.
    """
    steps = score_statements(skill, answers, Mode.quick)
    unsure = {index: each.height * (each.credit - each.shown) for index, each in enumerate(steps)}
    index = max(unsure, key=lambda each: unsure[each], default=None)
    return None if index is None or unsure[index] <= TOLERANCE else skill.statements[index]


def in_place(statements: Sequence[Statement], shown: Sequence[str]) -> tuple[Statement, ...]:
    """Return statements in the places where they were first shown, new ones at the end.

    Parameters
    ----------
    shown : ids of the statements that a page has shown so far, in their order.
    """
    positions = {each: position for position, each in enumerate(shown)}
    return tuple(sorted(statements, key=lambda each: positions.get(each.id, len(positions))))


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
        is_done, unseen = answered == asked, int(not asked and aside > 0)
        return Progress(
            answered, asked, int(is_done), 1, 0, aside, unseen, int(bool(given) and not is_done)
        )
    fewest, most = _still_to_come(skill, answers if given else {}, is_controlled=is_controlled)
    unseen = int(not most and not answered and aside > 0)
    started = int(bool(given) and bool(most))
    return Progress(
        answered, answered + most, int(not most), 1, most - fewest, aside, unseen, started
    )


def _still_to_come(skill: Skill, answers: Answers, *, is_controlled: bool) -> tuple[int, int]:
    """Return the fewest and the most statements that quick mode still asks about a skill.

    Both are exact, except after answers that quick mode did not ask for: then there is no telling
    whether a control statement follows.
    """
    unsettled = len(_unsettled(skill, answers)) if answers else len(skill.statements)
    if not is_controlled:
        return (unsettled + 1).bit_length() - 1, most_choices(unsettled, Mode.quick)
    if not unsettled:
        control = int(_is_control_open(skill, answers))
        return control, control
    asked = {each.id: answers[each.id] for each in _asked_in_turn(skill, answers)}
    if any(each.id in answers and each.id not in asked for each in skill.statements):
        return (unsettled + 1).bit_length() - 1, most_choices(unsettled, Mode.quick) + 1
    steps = score_statements(skill, asked, Mode.quick) if asked else ()
    return _search_and_control(unsettled, any(each.basis is Basis.implied for each in steps))


@cache
def _search_and_control(unsettled: int, has_implied: bool) -> tuple[int, int]:  # noqa: FBT001 - a state
    """Return the fewest and most choices of a search, plus a control if a statement is implied.

    A "rather yes" to the middle statement implies the easier ones, a "rather no" the harder ones.
    """
    if not unsettled:
        return int(has_implied), int(has_implied)
    easier, harder = (unsettled - 1) // 2, unsettled // 2
    yes = _search_and_control(harder, has_implied or easier > 0)
    no = _search_and_control(easier, has_implied or harder > 0)
    return 1 + min(yes[0], no[0]), 1 + max(yes[1], no[1])


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
