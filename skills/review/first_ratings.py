"""What a mentor rated before the reveal, where it was changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from skills.entries.kinds import MENTOR_MODE
from skills.matrix import Matrix
from skills.scoring.assessed import assess

Choices = Mapping[str, str | None]
"""Statement id to the chosen option, or None if it was cleared."""


class RatingEvent(NamedTuple):
    """One change of a mentor's rating; `is_import` if it came from a file."""

    statement: str
    new: str | None
    at: datetime
    is_import: bool


@dataclass(frozen=True, slots=True)
class ChangedRating:
    """A rating of one statement before the reveal and now; None where there was or is none."""

    statement: str
    first: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class FirstRating:
    """How a mentor rated a skill before the reveal and rates it now.

    Attributes
    ----------
    level, now : in levels, or None without a rating.
    statements : the ratings that differ, in the order of the matrix.
    """

    level: float | None
    now: float | None
    statements: tuple[ChangedRating, ...]


def first_choices(events: Iterable[RatingEvent], since: datetime) -> Choices | None:
    """Return a mentor's ratings as they stood at the reveal, or None if that is not known.

    It is not known after the import of a file in which a rating was changed already.

    Parameters
    ----------
    events : oldest first.
    since : the time of the reveal.
    """
    found: dict[str, str | None] = {}
    for each in events:
        if each.at <= since:
            found[each.statement] = each.new
        elif each.statement not in found:
            if each.is_import:
                return None
            found[each.statement] = None
    return found


def first_ratings(
    matrix: Matrix, profile: str, first: Choices, now: Choices
) -> Mapping[str, FirstRating]:
    """Return the skills of which a rating was changed, by their ids.

    Parameters
    ----------
    first, now : the mentor's ratings at the reveal and as they stand.
    """
    one, other = (
        assess(matrix, each, {}, profile=profile, mode=MENTOR_MODE) for each in (first, now)
    )
    found = {}
    for skill in matrix.skills.values():
        pairs = [
            (each.id, one.answers.get(each.id), other.answers.get(each.id))
            for each in skill.statements
        ]
        changed = tuple(ChangedRating(*each) for each in pairs if each[1] != each[2])
        if changed:
            levels = one.own_level(skill.id), other.own_level(skill.id)
            found[skill.id] = FirstRating(*levels, changed)
    return found
