"""A person's answers, and their migration to a changed matrix."""

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
    answers : valid answers under current ids.
    renamed : old statement id to new one, for answers that followed a rename.
    orphaned : stored id to choice, for answers without a place in this matrix; they stay stored.
    """

    answers: Answers
    renamed: Mapping[str, str]
    orphaned: Mapping[str, str]


def carry_answers(stored: Mapping[str, str | None], matrix: Matrix) -> Carried:
    """Migrate stored answers to a matrix: valid ones, renamed ones and orphans.

    An answer under the current id takes precedence over one under an earlier id, even if it has
    been cleared (None): otherwise clearing would bring back an old answer. A value that the matrix
    does not offer takes precedence over nothing.
    """
    renames = {old: each.id for each in matrix.statements.values() for old in each.was}
    kept: dict[str, str] = {}
    renamed: dict[str, str] = {}
    orphaned: dict[str, str] = {}
    for stored_id, choice in stored.items():
        if choice is None:
            continue
        current_id = stored_id if stored_id in matrix.statements else renames.get(stored_id)
        if current_id is None or not is_choice(matrix, current_id, choice):
            orphaned[stored_id] = choice
        elif current_id == stored_id:
            kept[current_id] = choice
        elif stored.get(current_id, "") is not None and not is_choice(
            matrix, current_id, stored.get(current_id)
        ):
            kept.setdefault(current_id, choice)
            renamed[stored_id] = current_id
    return Carried(kept, renamed, orphaned)


def is_choice(matrix: Matrix, statement_id: str, choice: object) -> bool:
    """Return whether a value is a valid answer to this statement in this matrix."""
    statement = matrix.statements.get(statement_id)
    if statement is None or not isinstance(choice, str):
        return False
    return choice == NOT_APPLICABLE or statement.scale.credit(choice) is not None
