"""Break a name into two or three lines that are as narrow as possible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from skills.drawing.text_width import text_width

MOST_SIGNS: Final = 42
"""Number of characters above which a name is cut short, with “…”."""

WIDEST_WORD: Final = 11.6
"""Width above which a word is broken, in multiples of the text size."""

_SPACE: Final = re.compile(r"[^\S\u00a0]+")
"""White space at which a line may break."""

_SLACK: Final = 1e-6
_PIECES: Final = re.compile(r"[^-/]*[-/]+|[^-/]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece that must not be broken, and what precedes it on a line; widths are in text sizes."""

    text: str
    glue: str
    width: float = field(init=False)
    space: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "width", text_width(self.text, 1))
        object.__setattr__(self, "space", text_width(self.glue, 1))


def wrapped(text: str, most: int) -> tuple[str, ...]:
    """Return a text in at most `most` lines, the widest of them as narrow as possible.

    Parameters
    ----------
    text : a name as `shortened` returns it.
    """
    pieces = [_Piece(each, glue) for each, glue in _pieces(text)]
    for limit in sorted(_widths(pieces)):
        lines = _filled(pieces, limit + _SLACK)
        if len(lines) <= most:
            return tuple(lines)
    return (text,)  # pragma: no cover - with the widest limit, one line is enough


def shortened(text: str, most: int = MOST_SIGNS) -> str:
    """Return a text on one line, cut short if it is too long."""
    line = _SPACE.sub(" ", text).strip(" ") or "–"
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _widths(pieces: Sequence[_Piece]) -> Iterator[float]:
    """Yield the width of every possible line that no single piece exceeds."""
    least = max(each.width for each in pieces)
    for start in range(len(pieces)):
        width = -pieces[start].space
        for each in pieces[start:]:
            width += each.space + each.width
            if width >= least:
                yield width


def _filled(pieces: Sequence[_Piece], limit: float) -> list[str]:
    """Fill lines up to a width, in multiples of the text size."""
    lines, taken = [pieces[0].text], pieces[0].width
    for each in pieces[1:]:
        if taken + each.space + each.width <= limit:
            lines[-1] += f"{each.glue}{each.text}"
            taken += each.space + each.width
        else:
            lines.append(each.text)
            taken = each.width
    return lines


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces that must not be broken, each with what separates it from the one before."""
    for word in line.split(" "):
        glue = " "
        for part in _PIECES.findall(word):
            for piece in _short_enough(part):
                yield piece, glue
                glue = ""


def _short_enough(word: str) -> Iterator[str]:
    """Yield a word whole, or in parts: wide characters break anywhere, long words with a hyphen."""
    if any(unicodedata.east_asian_width(each) in "WF" for each in word):
        yield from _clusters(word)
        return
    part = ""
    for sign in _clusters(word):
        if part and text_width(f"{part}{sign}-", 1) > WIDEST_WORD and len(part) > 1:
            yield part if part.endswith("-") else f"{part}-"
            part = ""
        part += sign
    if part:
        yield part


def _clusters(word: str) -> list[str]:
    """Return the characters of a word, with combining ones kept with the character before."""
    found: list[str] = []
    for sign in word:
        if found and unicodedata.category(sign) in {"Mn", "Me", "Mc", "Cf"}:
            found[-1] += sign
        else:
            found.append(sign)
    return found
