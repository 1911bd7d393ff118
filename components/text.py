"""Write a stranger's text so that a page shows it literally, and moments for people."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Final

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@^=/\"'%])")
_SPACE: Final = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def literal(text: str) -> str:
    """Escape text for a place where Streamlit reads Markdown, such as a label.

    Line breaks become spaces, since a label is one line.
    """
    return _MARKDOWN.sub(r"\\\1", _SPACE.sub(" ", text).strip())


def clock(moment: datetime) -> str:
    """Write the time of day."""
    return f"{moment:%H:%M:%S}"


def day(moment: date) -> str:
    """Write a date for people."""
    return f"{moment.day} {moment:%B %Y}"
