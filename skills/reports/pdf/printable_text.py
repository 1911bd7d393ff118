"""Sanitize text for print: no bidirectional overrides, and limits on words, marks and lines.

Emoji are replaced with their names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from skills.reports.pdf.emoji_names import with_names

LONGEST_WORD: Final = 28
"""Longest word, in characters, without added break opportunities."""

PIECE: Final = 10
"""Characters between break opportunities; few, as they also have to fit narrow columns."""

MARKS: Final = 8
"""Maximum number of combining marks on a letter; no language uses as many."""

MOST_LINES: Final = 400
"""Maximum number of lines of a text; the rest is cut, so that line breaks cannot fill pages."""

BREAK: Final = "\u200b"
"""Marks where a word may break; `template.typ` replaces it, so it is in no finished PDF."""

ELLIPSIS: Final = "…"

ITEM: Final = 40
"""Characters counted for a list item in addition to its text, to limit empty ones as well."""

_NEW_LINES: Final = re.compile("\r\n|[\r\u2028\u2029\u0085\v\f]")
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_BROKEN: Final = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS: Final = re.compile(f"{BREAK}+")
_LONG_WORD: Final = re.compile(rf"[^\s{BREAK}]{{{LONGEST_WORD + 1},}}")
_BREAKS_BY_ITSELF: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff]")
_JOINER: Final = "\u200d"
_MARKS: Final = frozenset({"Mn", "Me"})


def clean(text: str) -> str:
    """Return printable text: composed (NFC), one kind of line break, no control characters.

    Characters that override the direction of text are removed; invalid ones become "\ufffd"; words
    over `LONGEST_WORD` characters may break.
    """
    text = _NEW_LINES.sub("\n", text).replace("\t", " ")
    text = _UNWANTED.sub("", _BROKEN.sub("\ufffd", text))
    text = _BREAKS.sub(BREAK, _without_towers(unicodedata.normalize("NFC", text)))
    return _LONG_WORD.sub(lambda match: _breakable(match[0]), text)


def _without_towers(text: str) -> str:
    """Return text with at most `MARKS` combining marks on a letter: thousands exhaust memory."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for each in text:
        marks = marks + 1 if each == _JOINER or unicodedata.category(each) in _MARKS else 0
        if marks <= MARKS:
            kept.append(each)
    return "".join(kept)


def _breakable(word: str) -> str:
    pieces: list[str] = []
    since = 0
    for before, each in zip(" " + word, word, strict=False):
        if since >= PIECE and _may_break(before, each):
            pieces.append(BREAK)
            since = 0
        pieces.append(each)
        since += 1
    return "".join(pieces)


def _may_break(before: str, after: str) -> bool:
    if _JOINER in (before, after) or _BREAKS_BY_ITSELF.match(after):
        return False
    return not unicodedata.category(after).startswith("M")


def is_rtl(text: str) -> bool:
    """Return whether the first letter with a direction is written from right to left."""
    kinds = (unicodedata.bidirectional(each) for each in text)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


@dataclass
class Room:
    """A budget of characters; `is_cut` is whether any text was cut."""

    left: int
    longest: int
    is_cut: bool = False

    def fit(self, value: object) -> object:
        """Return data with its texts cleaned and cut to the remaining budget."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, dict):
            return {key: self.fit(each) for key, each in value.items()}
        if isinstance(value, list):
            return self._list(value)
        return value

    def _text(self, value: str) -> str:
        most = max(0, min(self.left, self.longest))
        named = with_names(value[:most])
        is_long = max(len(value), len(named)) > most
        value = clean(named[:most])
        lines = value.split("\n")
        if is_long or len(lines) > MOST_LINES:
            self.is_cut = True
            value = "\n".join(lines[:MOST_LINES]) + ELLIPSIS
        self.left -= len(value) + ITEM * (min(len(lines), MOST_LINES) - 1)
        return value

    def _list(self, values: list[object]) -> list[object]:
        found = []
        for each in values:
            if self.left <= 0:
                self.is_cut = True
                break
            self.left -= ITEM
            found.append(self.fit(each))
        return found
