"""Sentences for a result shown to others: they talk about a level and address no one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

NOT_STATED: Final = "Too few answers for a percentage yet."
PREVIEW: Final = "Preview"
"""Heading where there is no verdict yet."""


HIDDEN_INCLUDED: Final = (
    "That data also contains a mentor's ratings that aren't revealed yet: anyone who opens it "
    "can read them."
)


def share_range(likely: str, ready: str) -> str:
    """Return what the bar below the percentage shows."""
    return f"Likely range {likely}. The line marks {ready}, where “ready” starts."


def summary(facts: Sequence[tuple[str, str]]) -> str:
    """Return a result as a few lines of plain text to copy; empty facts are left out."""
    return "".join(f"{name}: {text}\n" if name else f"{text}\n" for name, text in facts if text)
