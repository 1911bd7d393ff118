"""Problems in user data, with place and fix, and the base classes of our exceptions.

An error in a user's file is a value (`Problem`), so that all of them can be shown at once. A
failure of the program or its environment is an exception derived from `SkillsError`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """Whether a problem stops a matrix from loading (error) or only deserves a look (warning)."""

    error = 0
    warning = 1


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A character in a file.

    Attributes
    ----------
    file : name or path as the author knows it.
    line, column : counted from 1; 0 for the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem in somebody's data, in the author's own words.

    Attributes
    ----------
    what : one sentence without the place and without a full stop.
    fix : what to write instead, or "" if only the author can know.
    source_line : the unchanged line of the file, or "".
    """

    place: Place
    severity: Severity
    code: str
    what: str
    fix: str = ""
    source_line: str = ""

    @property
    def blocks(self) -> bool:
        """Return whether this problem prevents the data from being used."""
        return self.severity is Severity.error


def first_error(problems: Iterable[Problem]) -> Problem | None:
    """Return the first problem that prevents data from being used, or None."""
    return next((each for each in problems if each.blocks), None)


class SkillsError(Exception):
    """The base of all our exceptions: one sentence a person can act on."""


class MatrixError(SkillsError):
    """Raised where a matrix cannot be used, with all its problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        found = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__(f"{found} in the matrix. No matrix was loaded.")


class StoreError(SkillsError):
    """Raised where the database cannot do what was asked."""
