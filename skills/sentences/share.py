"""Sentences that go with a result shown to others: they speak of a level and to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

NOT_STATED: Final = "Too few answers for a percentage yet."


def share_range(likely: str, ready: str) -> str:
    """Return what the bar below the percentage shows."""
    return f"Likely range {likely}. The line marks {ready}, ready."


def share_verdict(word: str) -> str:
    """Return the verdict as a heading; without one, that it is a preview."""
    return f"{word[:1].upper()}{word[1:]}" if word else "Preview"


def summary(facts: Sequence[tuple[str, str]]) -> str:
    """Return a result as a few lines of plain text to copy; empty facts are left out."""
    return "".join(f"{name}: {text}\n" if name else f"{text}\n" for name, text in facts if text)
