"""Guess which name an author meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice
from typing import Final

MOST_SEARCHES: Final = 50
"""Searches among many names; comparing words costs, and after fifty slips the cause is another."""

FEW: Final = 200
"""Names that are compared in full; among more, only those that begin or end alike."""

ALIKE: Final = 0.75
"""Share of letters two words must have in common; one swapped pair in six letters has 0.83."""

LONGEST: Final = 120
"""Longer words are no slip of the pen."""


class NearMisses:
    """Find the nearest of a set of names, at a bounded cost."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._left = MOST_SEARCHES

    def nearest(self, word: str) -> str | None:
        """Return the name that is most like a word, or None where none is."""
        if not 0 < len(word) <= LONGEST:
            return None
        names: Iterable[str] = self.names
        if len(self.names) > FEW:
            if self._left == 0:
                return None
            self._left -= 1
            names = islice(_alike(word, names), FEW)
        close = get_close_matches(word.lower().replace("_", "-"), names, n=1, cutoff=ALIKE)
        return close[0] if close else None


def _alike(word: str, names: Iterable[str]) -> Iterator[str]:
    """Return names that begin or end like a word; a slip adds or loses few letters."""
    start, end, least, most = word[:2], word[-2:], len(word) - 3, len(word) + 3
    for name in names:
        if (name[:2] == start or name[-2:] == end) and least <= len(name) <= most:
            yield name
