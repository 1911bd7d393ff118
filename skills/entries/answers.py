"""Hold what a person answered, and carry it over to a matrix that has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skills.matrix import NOT_APPLICABLE, Matrix

Answers = Mapping[str, str]
"""Statement id to option id or `NOT_APPLICABLE`. A statement that is missing is unanswered."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of stored answers under a matrix.

    Attributes
    ----------
    answers : what still counts, under today's ids.
    renamed : old statement id to new one, for answers that followed a rename.
    orphaned : stored id to choice, for answers this matrix has no place for; they stay stored.
    """

    answers: Answers
    renamed: Mapping[str, str]
    orphaned: Mapping[str, str]


def carry_answers(stored: Mapping[str, str | None], matrix: Matrix) -> Carried:
    """Sort stored answers into those that count, those renamed and those without a place.

    An answer under today's id wins over one that comes by an earlier id, and so does one that
    was cleared since (None): otherwise clearing would bring an old answer back.
    """
    renames = {old: each.id for each in matrix.statements.values() for old in each.was}
    kept: dict[str, str] = {}
    renamed: dict[str, str] = {}
    orphaned: dict[str, str] = {}
    for stored_id, choice in stored.items():
        if choice is None:
            continue
        today = stored_id if stored_id in matrix.statements else renames.get(stored_id)
        if today is None or not is_choice(matrix, today, choice):
            orphaned[stored_id] = choice
        elif today == stored_id:
            kept[today] = choice
        elif today not in stored:
            kept.setdefault(today, choice)
            renamed[stored_id] = today
    return Carried(kept, renamed, orphaned)


def is_choice(matrix: Matrix, statement_id: str, choice: object) -> bool:
    """Tell whether a value is an answer this matrix offers for this statement."""
    statement = matrix.statements.get(statement_id)
    if statement is None or not isinstance(choice, str):
        return False
    return choice == NOT_APPLICABLE or statement.scale.credit(choice) is not None
