"""Whether a database can store a text."""

from __future__ import annotations


def is_text(text: str) -> bool:
    """Return whether a database can store every character: no NUL, no half of a pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
