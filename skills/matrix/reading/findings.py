"""Collect the problems found while reading, up to a limit."""

from __future__ import annotations

from typing import Final

from skills.problems import Place, Problem, Severity

MOST_PROBLEMS: Final = 1_000
"""More than an author can fix in one go, and few enough to keep a hostile file cheap."""

LONGEST_SHOWN: Final = 40
"""Characters of a value that a sentence repeats; longer ones are cut."""


class TooManyProblems(Exception):  # noqa: N818 - it ends a reading early and is no fault
    """Raised to end a reading that found `MOST_PROBLEMS` problems; caught where it began."""


class Findings:
    """Problems as they are found, in any order."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def error(self, place: Place, code: str, what: str, fix: str = "") -> None:
        """Report a problem that prevents the matrix from loading."""
        self._note(Problem(place, Severity.error, code, what, fix))

    def warn(self, place: Place, code: str, what: str, fix: str = "") -> None:
        """Report something that deserves a look but does no harm."""
        self._note(Problem(place, Severity.warning, code, what, fix))

    def _note(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            last = max(each.place for each in self.problems)
            what = f"reading stopped after {MOST_PROBLEMS:,} problems"
            fix = "fix these first, then check the file again"
            self.problems.append(Problem(last, Severity.error, "too-many", what, fix))
            raise TooManyProblems


def quoted(text: str) -> str:
    """Return a value in double quotes, on one line, truncated if long."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= LONGEST_SHOWN else f'"{line[: LONGEST_SHOWN - 1]}…"'
