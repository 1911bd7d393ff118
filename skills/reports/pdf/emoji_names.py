"""Replace emoji with their names, for fonts that cannot draw them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_PICTURE: Final = (
    "[\u2607\u2608\u2630-\u2637\u268c-\u268f\u269d-\u269f\u26a8\u26a9\u26b0\u26b1\u26b3-\u2700"
    "\u2705\u270a\u270b\u2715\u2716\u2727-\u2729\u274c\u274e\u2753-\u2755\u2757\u275f\u2760"
    "\u2795-\u2797\u27b0\U0001f000-\U0001faff]"
)
"""Symbols that no font shipped with this program or with the typesetter can draw."""

_ANY: Final = "[\u2190-\u2bff\U0001f000-\U0001faff]"
_SKIN: Final = "[\U0001f3fb-\U0001f3ff]"
_LETTER: Final = "[\U0001f1e6-\U0001f1ff]"
_TAG: Final = "[\U000e0020-\U000e007e]"
_END_OF_TAGS: Final = "\U000e007f"
_DRAWN: Final = "\ufe0f"
_JOINER: Final = "\u200d"

_ONE: Final = f"{_ANY}{_DRAWN}?{_SKIN}?"

_EMOJI: Final = re.compile(
    f"(?P<flag>{_LETTER}{{2}})"
    f"|\U0001f3f4(?P<tags>{_TAG}+){_END_OF_TAGS}"
    f"|(?P<key>[0-9#*]){_DRAWN}?\u20e3"
    f"|(?P<joined>{_ONE}(?:{_JOINER}{_ONE})+)"
    f"|(?P<one>{_PICTURE}){_DRAWN}?{_SKIN}?"
    f"|(?P<plain>{_ANY}){_DRAWN}{_SKIN}?"
)

_FIRST_LETTER: Final = 0x1F1E6
_NO_NAME: Final = "emoji"


def with_names(text: str) -> str:
    """Return a text with each emoji as its name in brackets, such as “[thumbs up sign]”.

    A sequence gets one name: its parts are listed, skin tones are left out, and flags are named by
    their code. Symbols that can be drawn stay.
    """
    return text if text.isascii() else _EMOJI.sub(_named, text)


def _named(match: re.Match[str]) -> str:
    if flag := match["flag"]:
        return f"[flag {''.join(chr(ord(each) - _FIRST_LETTER + ord('A')) for each in flag)}]"
    if tags := match["tags"]:
        return f"[flag {''.join(chr(ord(each) - 0xE0000) for each in tags).upper()}]"
    if text := match["key"] or match["plain"]:
        return text
    parts = (match["joined"] or match["one"]).split(_JOINER)
    return f"[{', '.join(_name(each[0]) for each in parts)}]"


def _name(picture: str) -> str:
    return unicodedata.name(picture, _NO_NAME).lower()
