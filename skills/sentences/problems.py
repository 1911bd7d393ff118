"""Sentences about matrices that cannot be read, and problems that are alike folded into one.

Texts are plain: callers escape what came from a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from skills.problems import Problem

FEW: Final = 3
"""The largest number of similar problems that are reported one by one."""

LINES_SHOWN: Final = 5

_OWNER: Final = re.compile(r'"[^"]*"')


def fold(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems with those that differ only in the thing they are about reported once.

    The first of them stays, and says how many there are and in which lines.
    """
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for each in problems:
        groups.setdefault(_likeness(each), []).append(each)
    folded = []
    for group in groups.values():
        folded += [_folded(group)] if len(group) > FEW else group
    return tuple(sorted(folded))


def _likeness(problem: Problem) -> tuple[object, ...]:
    what = _OWNER.sub('""', problem.what, count=1)
    return problem.place.file, problem.severity, problem.code, what, problem.fix


def _folded(group: Sequence[Problem]) -> Problem:
    first, *rest = group
    lines = list(dict.fromkeys(each.place.line for each in rest))
    shown = ", ".join(map(str, lines[:LINES_SHOWN])) + (", …" if len(lines) > LINES_SHOWN else "")
    name = "line" if len(lines) == 1 else "lines"
    return replace(first, what=f"{first.what}, and {len(rest)} more like it ({name} {shown})")


def matrix_left_out(problem: Problem) -> str:
    """Say which matrix of an archive is not imported, for which problem, and what to do."""
    return (
        f"The matrix in {problem.place.file} can't be read, so it's left out: {_stated(problem)}. "
        f"{_cure(problem)} Then upload the matrix on the start page."
    )


def matrix_replaced(problem: Problem) -> str:
    """Say that the matrix in a file has a problem, so another version of it is used."""
    return (
        "The file's own matrix can't be read, so another version of it that's already here is "
        f"used: in {problem.place.file}, {_stated(problem)}."
    )


def no_matrix_for_file(title: str, problem: Problem | None, *, can_choose: bool = True) -> str:
    """Say that the matrix of a file is not available, and what to do.

    Parameters
    ----------
    problem : the first problem in the file's own copy of the matrix, or None if it has no copy.
    can_choose : whether an assessment can be chosen to import into; not for a file of an archive.
    """
    made = f"The file was made with the matrix “{title}”, which isn't available"
    other = ", or choose an assessment to import into" if can_choose else ""
    way = f"and try again{other}. Nothing was changed."
    if problem is None:
        return f"{made}. Upload it on the start page {way}"
    then = f"Then upload the matrix on the start page {way}"
    return f"{made}. {copy_unread(problem)} {_cure(problem)} {then}"


def copy_unread(problem: Problem) -> str:
    """Say for which problem the copy of a matrix in a file is of no use."""
    return f"The copy in the file can't be read: in {problem.place.file}, {_stated(problem)}."


def _stated(problem: Problem) -> str:
    place = problem.place
    column = f", column {place.column}" if place.column else ""
    return f"line {place.line}{column}: {problem.what}" if place.line else problem.what


def _cure(problem: Problem) -> str:
    return f"Fix: {problem.fix}." if problem.fix else "Correct that."
