"""Score the statements of a skill: a height and a credit for each, which add up to the level.

The statements of a skill are the steps of a ladder. Each has a height in levels; full credit for
all of them up to a level adds up to exactly that level. Unanswered statements are estimated from
their neighbours. Statements set aside as not applicable count what the next harder answer shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from skills.entries.answers import Answers
from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Skill, Statement

YES: Final = 0.5
"""Credit from which an answer counts as "rather yes": half-way from not at all to fully."""


class Basis(StrEnum):
    """Where the credit of a step comes from."""

    answered = "answered"
    estimated = "estimated"
    implied = "implied"
    not_applicable = "not-applicable"


@dataclass(frozen=True, slots=True)
class Step:
    """How one statement counts.

    Attributes
    ----------
    statement : its id.
    height : its worth at full credit, in levels.
    credit, low, high : the credit counted, and the least and most it could be, 0 to 1.
    shown : the credit that answers show, 0 to 1: an estimate shows no more than the next harder
        answer does.
    """

    statement: str
    level: int
    height: float
    credit: float
    low: float
    high: float
    shown: float
    basis: Basis

    @property
    def gained(self) -> float:
        """Return the contribution of this statement to the level, in levels."""
        return self.height * self.credit


@dataclass(frozen=True, slots=True)
class Tally:
    """The statements of a skill, counted as the person left them.

    Attributes
    ----------
    answered : statements with a credit.
    covered : answered ones, and in quick mode those implied by them.
    asked : statements that apply: all of the skill but those set aside.
    set_aside : statements answered with "not applicable".
    left : statements still to ask: all open ones or, in quick mode, the most a search can take.
    """

    answered: int
    covered: int
    asked: int
    set_aside: int
    left: int

    @property
    def whole(self) -> int:
        """Return all statements of the skill, set aside or not; 0 if every one was set aside."""
        return self.asked + self.set_aside if self.asked else 0


def step_heights(skill: Skill) -> tuple[float, ...]:
    """Return the height of each statement, in levels, in the order of the statements.

    The statements of a level share the distance from the next lower level that has any.
    """
    levels = [statement.level for statement in skill.statements]
    below = dict(zip(sorted(set(levels)), [0, *sorted(set(levels))], strict=False))
    return tuple((level - below[level]) / levels.count(level) for level in levels)


def credit_of(statement: Statement, answers: Answers) -> float | None:
    """Return the credit of a person's answer, or None if there is no answer that counts."""
    return statement.scale.credit(answers.get(statement.id, ""))


def score_statements(skill: Skill, answers: Answers, mode: Mode) -> tuple[Step, ...]:
    """Return a step for every statement of a skill, easy to hard, including unanswered ones."""
    earned = [credit_of(statement, answers) for statement in skill.statements]
    steps = []
    for here, height in enumerate(step_heights(skill)):
        statement = skill.statements[here]
        set_aside = answers.get(statement.id) == NOT_APPLICABLE
        counted, low, high, basis = _count(earned, here, mode, set_aside=set_aside)
        shown = _show(earned, here, counted, is_implied=basis is Basis.implied)
        steps.append(Step(statement.id, statement.level, height, counted, low, high, shown, basis))
    return tuple(steps)


def _count(
    earned: Sequence[float | None], here: int, mode: Mode, *, set_aside: bool
) -> tuple[float, float, float, Basis]:
    """Return credit, low, high and basis of the statement at one position."""
    answered = earned[here]
    if answered is not None:
        return answered, answered, answered, Basis.answered
    if set_aside:
        return _next_harder(earned, here), 0.0, 1.0, Basis.not_applicable
    estimated = _between_neighbours(earned, here)
    harder_yes = [each for each in earned[here + 1 :] if each is not None and each >= YES]
    easier_no = [each for each in earned[:here] if each is not None and each < YES]
    if mode is Mode.full or not (harder_yes or easier_no):
        return estimated, 0.0, 1.0, Basis.estimated
    low = min(estimated, max(harder_yes, default=0.0))
    high = max(estimated, min(easier_no, default=1.0))
    return estimated, low, high, Basis.implied


def _show(earned: Sequence[float | None], here: int, counted: float, *, is_implied: bool) -> float:
    """Return the credit that answers show for the statement at one position.

    Being implied by a "rather yes" is as good as an answer; by a "rather no", it shows nothing.
    """
    answered = earned[here]
    if answered is not None:
        return answered
    harder = _next_harder(earned, here)
    is_yes = is_implied and any(each is not None and each >= YES for each in earned[here + 1 :])
    return max(counted, harder) if is_yes else harder


def _between_neighbours(earned: Sequence[float | None], here: int) -> float:
    """Return the mean of the nearest easier and harder answered credit, default 1 and 0."""
    easier = next((each for each in reversed(earned[:here]) if each is not None), 1.0)
    return (easier + _next_harder(earned, here)) / 2


def _next_harder(earned: Sequence[float | None], here: int) -> float:
    """Return the credit of the nearest harder answered statement, default 0."""
    return next((each for each in earned[here + 1 :] if each is not None), 0.0)


def count_steps(steps: Sequence[Step], mode: Mode) -> Tally:
    """Count the steps of a skill by the origin of their credit."""
    bases = [step.basis for step in steps]
    answered, set_aside = bases.count(Basis.answered), bases.count(Basis.not_applicable)
    return Tally(
        answered=answered,
        covered=answered + bases.count(Basis.implied),
        asked=len(bases) - set_aside,
        set_aside=set_aside,
        left=most_choices(bases.count(Basis.estimated), mode),
    )


def most_choices(open_statements: int, mode: Mode) -> int:
    """Return the largest number of choices needed to settle open statements of one skill.

    A binary search over n statements takes at most as many choices as n has binary digits.
    """
    return open_statements if mode is Mode.full else open_statements.bit_length()
