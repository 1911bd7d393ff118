"""Find the line that keeps a file from being YAML, which is often before the one that fails.

A parser stops where it cannot go on. The mistake is somewhere above, so every likely repair of the
lines around is tried, and the one that makes the file readable names line, cause and fix.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from math import inf
from typing import Final, NamedTuple

from skills.matrix.reading.draft import read_draft
from skills.matrix.reading.findings import MOST_PROBLEMS, Findings, TooManyProblems
from skills.matrix.reading.format import MATRIX
from skills.matrix.reading.line_repairs import Repair, indent_of, is_blank
from skills.matrix.reading.nodes import IS_FAST, error_line, read_nodes
from skills.matrix.reading.repair_rules import repairs_of
from skills.matrix.reading.repair_rules_flow import SWALLOWING
from skills.matrix.reading.tree import Keyed
from skills.problems import Place, Problem

MOST_CHARACTERS: Final = 400_000 if IS_FAST else 20_000
"""Characters read again in all, about half a second of work."""

WHOLE: Final = 20_000
"""Files up to this size are read again as a whole, larger ones around the failing line."""

NEAR: Final = 4
"""How many lines before the failing one may contain the mistake."""

FAR: Final = 150
"""How many lines before the failing one may contain an unclosed quote or bracket."""

LONGEST_LINE: Final = 2_000
MOST_LINES: Final = 200_000


class Window(NamedTuple):
    """Some lines of a file that can be read by themselves.

    Attributes
    ----------
    numbers : the number of each line in the file, counted from 0.
    """

    lines: Sequence[str]
    numbers: Sequence[int]


def name_mistake(problem: Problem, text: str) -> Problem:
    """Return a problem "not-yaml" at the line that causes it, if that can be found out."""
    if text.count("\n") > MOST_LINES:
        return problem
    lines = text.split("\n")
    failing = error_line(text)
    if failing is None:
        return problem
    window = _window(lines, min(failing, len(lines) - 1), problem.place.line - 1)
    if window is None:
        return problem
    found = _best(window, problem.place.line - 1)
    if found is None:
        return problem
    line = window.numbers[found.line] + 1
    column = problem.place.column if line == problem.place.line else found.column + 1
    place = Place(problem.place.file, line, column)
    return replace(problem, place=place, what=found.what, fix=found.fix)


def _window(lines: Sequence[str], failing: int, started: int) -> Window | None:
    if sum(len(each) + 1 for each in lines) <= WHOLE:
        return Window(lines, range(len(lines)))
    first = max(0, min(failing - FAR, started))
    last = min(len(lines), failing + 10)
    numbers = [*_ancestors(lines, first), *range(first, last)]
    kept = [lines[each] for each in numbers]
    if sum(map(len, kept)) > WHOLE:
        return None
    return Window(kept, numbers)


def _ancestors(lines: Sequence[str], first: int) -> list[int]:
    """Return the lines that open the groups in which a line stands."""
    depth = next((indent_of(each) for each in lines[first:] if not is_blank(each)), 0)
    found: list[int] = []
    for number in range(first - 1, -1, -1):
        if depth == 0:
            break
        line = lines[number]
        if not is_blank(line) and indent_of(line) < depth:
            depth = indent_of(line)
            found.append(number)
    return found[::-1]


def _best(window: Window, started: int) -> Repair | None:
    """Return the repair after which most can be read."""
    before = _score(window.lines)
    best, found = before, None
    left = MOST_CHARACTERS
    for repair in _candidates(window, int(before[0]), started):
        left -= sum(map(len, repair.lines))
        if left < 0:
            break
        read, problems = _score(repair.lines)
        score = read - (len(repair.lines) - len(window.lines)), problems
        if score > best:
            best, found = score, repair
        if best == (inf, 0):
            break
    return found


def _candidates(window: Window, failing: int, started: int) -> Iterator[Repair]:
    lines = window.lines
    failing = min(failing, len(lines) - 1)
    up = [n for n in range(failing, -1, -1) if not is_blank(lines[n])]
    up = [n for n in up if len(lines[n]) <= LONGEST_LINE]
    near = up[:NEAR]
    opened = [n for n, number in enumerate(window.numbers) if number == started and n not in near]
    for index in (*near[1:2], *near[:1], *near[2:], *(n for n in opened if n in up)):
        yield from repairs_of(lines, index)
    for index in up[NEAR:FAR]:
        for rule in SWALLOWING:
            yield from rule(lines, index)


def _score(lines: Sequence[str]) -> tuple[float, int]:
    """Return how far a text can be read, and how little is wrong with what was read."""
    line = error_line("\n".join(lines))
    if line is None:
        return inf, -_problems_in(lines)
    ends = (lines[: max(0, line - each)] for each in range(NEAR))
    before = next((each for each in ends if error_line("\n".join(each)) is None), None)
    return line, -MOST_PROBLEMS if before is None else -_problems_in(before)


def _problems_in(lines: Sequence[str]) -> int:
    """Return the number of problems; the end of a text may be missing."""
    findings = Findings()
    with suppress(TooManyProblems):
        root, _whole = read_nodes("", "\n".join(lines), findings)
        if isinstance(root, Keyed):
            read_draft(root, MATRIX, findings)
    return len(findings.problems)
