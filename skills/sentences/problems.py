"""Fold problems that are alike into one, so that one cause is reported once."""

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
