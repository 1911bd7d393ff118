"""Find notes behind values that were probably meant as text, such as the #1 in "Ward #1"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_BEHIND: Final = re.compile(r"[ \t](#[^\s#].*|#[ ]?[0-9].*)$", re.MULTILINE)
MOST: Final = 10_000
"""Lines looked at; a file with more of them is not written by hand."""


def notes_of(text: str) -> Mapping[int, tuple[int, str]]:
    """Return the notes that look like text, by their line: column and text, all counted from 0."""
    found: dict[int, tuple[int, str]] = {}
    line, seen = 0, 0
    for each in _BEHIND.finditer(text):
        line += text.count("\n", seen, each.start())
        seen = each.start()
        column = each.start(1) - (text.rfind("\n", 0, each.start()) + 1)
        found.setdefault(line, (column, each[1].rstrip()))
        if len(found) >= MOST:
            break
    return found
