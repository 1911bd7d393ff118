"""Tell whether two headings are the title of the same section."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST_TITLE: Final = 200
"""Characters of a heading that count."""

_WORD: Final = re.compile(r"\w+")


def section_key(title: str) -> str:
    """Return what two titles of the same section have in common.

    Case, punctuation and numbers in front make no difference: "2. Stop rule:" is "stop_rule".
    """
    text = unicodedata.normalize("NFKC", title[:LONGEST_TITLE]).casefold().replace("_", " ")
    words = _WORD.findall(text)
    while len(words) > 1 and words[0].isdecimal():
        del words[0]
    return " ".join(words) or text.strip()
