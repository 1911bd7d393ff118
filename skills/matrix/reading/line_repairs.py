"""A line of a file as it may have been meant, and what the rules for repairs share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from skills.matrix.reading.format import records

ODD_SPACES: Final = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000"
"""Spaces that YAML takes for letters; word processors and web pages write them."""
ODD: Final = re.compile(f"[{ODD_SPACES}]")
ODD_WHAT: Final = "a space here is a non-breaking space, not an ordinary one"
ODD_FIX: Final = (
    "delete the spaces and retype them; text pasted from web pages or Word often has such spaces"
)

OPENING: Final = "“”„‟«»‘’‚‹›″"
CLOSING: Final = OPENING
BULLETS: Final = "•◦▪▫‣●○■□·∙➢➤✓–—‒―*§"
KEYS: Final = frozenset(name for record in records() for name in record.fields)
"""Every key that the format names itself."""


class Repair(NamedTuple):
    """A line as it may have been meant.

    Attributes
    ----------
    line : number of the line, counted from 0.
    what, fix : the explanation if this repair works.
    lines : the text with the repair, line by line.
    """

    line: int
    column: int
    what: str
    fix: str
    lines: Sequence[str]


class LineParts(NamedTuple):
    """A line taken apart: what stands before the value, and the value."""

    head: str
    value: str


_KEY: Final = re.compile(r"""((?: |-[ ])*[^\s:#{\["'][^:#{}"]*:[ ]+|[ ]*(?:-[ ]+)+)(.+)$""")
KNOWN: Final = "|".join(sorted(KEYS, key=len, reverse=True))


def indent_of(line: str) -> int:
    """Return the number of spaces at the start of a line."""
    return len(line) - len(line.lstrip(" "))


def is_blank(line: str) -> bool:
    """Return whether a line contains nothing, or only a note."""
    return line.strip()[:1] in {"", "#"}


def in_quotes(text: str) -> str:
    """Return a text in the quotes that need least change to it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def changed(lines: Sequence[str], index: int, new: str, what: str, fix: str = "") -> Repair:
    """Return the repair that writes a line anew."""
    old = lines[index]
    column = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    column = min(max(column, indent_of(old)), len(old))
    shown = new.strip()
    advice = fix or (f"write: {shown}" if len(shown) <= LONGEST_LINE else _SHORT_FIX)
    return Repair(index, column, what, advice, [*lines[:index], new, *lines[index + 1 :]])


LONGEST_LINE: Final = 240
_SHORT_FIX: Final = "put the whole text in quotes"


def parts_of(line: str) -> LineParts | None:
    """Return a line in two parts, or None if it has no value after a key or a hyphen."""
    found = _KEY.match(line)
    return LineParts(found[1], found[2].rstrip()) if found else None


RepairRule = Callable[[Sequence[str], int], Iterator[Repair]]
