"""Say which rule an id breaks, and propose the id that was probably meant."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import combining, normalize

from skills.matrix.reading.field_types import ID_MOST, ID_PATTERN

RULE: Final = f"use lower-case letters, digits and single hyphens, {ID_MOST} characters at most"

FIRST: Final = "c"
"""Put before an id that begins with a digit."""

_ID: Final = re.compile(ID_PATTERN)
_LETTERS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "å": "aa"}
    | {"þ": "th", "ð": "d", "ł": "l", "đ": "d", "&": " and ", "+": " plus "}
)


def is_id(part: str) -> bool:
    """Return whether a text is a single id."""
    return len(part) <= ID_MOST and _ID.fullmatch(part) is not None


def proposed_id(text: str) -> str:
    """Return an id made of the words of a text, or "" if it contains no Latin letter or digit."""
    spelled = normalize("NFC", text[: 4 * ID_MOST]).lower().translate(_LETTERS)
    plain = "".join(each for each in normalize("NFD", spelled) if not combining(each))
    plain = re.sub(r"['’`]", "", plain)
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    first = FIRST if words[:1].isdigit() else ""
    return f"{first}{words}"[:ID_MOST].rstrip("-")


def broken_rule(text: str) -> str:
    """Return what an id must contain or must not, as a reason after "is not an id"."""
    broken = [reason for pattern, reason in _RULES if re.search(pattern, text)]
    strange = "".join(dict.fromkeys(re.findall(r"[^a-zA-Z0-9\s_.-]", text)))[:5]
    if strange:
        letters = any(each.isalpha() for each in strange)
        broken.append(
            f'must not contain "{strange}"' + (", only the letters a to z" if letters else "")
        )
    if len(text) > ID_MOST:
        broken.append(f"must have at most {ID_MOST} characters")
    *most, last = broken or ["must be made of lower-case words and single hyphens"]
    return f"it {', '.join(most)} and {last}" if most else f"it {last}"


_RULES: Final = (
    (r"^[^a-zA-Zäöüß]*\d", "must begin with a letter"),
    (r"[A-Z]", "must not contain capital letters"),
    (r"\s", "must not contain spaces"),
    (r"_", "must not contain underscores"),
    (r"\.", "must not contain dots"),
    (r"^-|-$|--", "must have single hyphens only, and only between words"),
)
