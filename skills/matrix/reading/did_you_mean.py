"""Guess which name an author meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import islice
from typing import Final

MOST_SEARCHES: Final = 50
"""Limit on searches among many names; they are slow, and fifty misses are not typos any more."""

FEW: Final = 200
"""Number of names up to which all are compared; beyond, only those with a similar start or end."""

ALIKE: Final = 0.75
"""Share of letters two words must have in common; one swapped pair in six letters has 0.83."""

LONGEST: Final = 120
"""Longer words are not typos."""

MOST_PAIRS: Final = 3_000_000
"""Limit on letter comparisons: a third of a second, and ten times what a thousand typos need."""


class NearMisses:
    """A set of names to search for the nearest one, at a bounded cost."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._left = MOST_SEARCHES
        self._pairs_left = MOST_PAIRS

    def nearest(self, word: str) -> str | None:
        """Return the name most similar to a word, or None if none is similar."""
        if not 0 < len(word) <= LONGEST or self._pairs_left < 0:
            return None
        names: Iterable[str] = self.names
        if len(self.names) > FEW:
            if self._left == 0:
                return None
            self._left -= 1
            names = islice(_alike(word, names), FEW)
        return self._closest(word.lower().replace("_", "-"), names)

    def _closest(self, word: str, names: Iterable[str]) -> str | None:
        """Return the result of `get_close_matches`, skipping names that cannot be the nearest."""
        matcher = SequenceMatcher(b=word)
        best, closest = ALIKE, ""
        for bound, name in sorted(_bounds(word, names), reverse=True):
            if bound < best:
                break
            self._pairs_left -= len(word) * len(name)
            matcher.set_seq1(name)
            best, closest = max((best, closest), (matcher.ratio(), name))
        return closest or None


def _bounds(word: str, names: Iterable[str]) -> Iterator[tuple[float, str]]:
    """Yield names with an upper bound of their similarity, by their letters in any order."""
    letters = [(each, word.count(each)) for each in set(word)]
    for name in names:
        both = len(word) + len(name)
        if 2.0 * min(len(word), len(name)) / both >= ALIKE:
            shared = sum([min(count, name.count(each)) for each, count in letters])
            yield 2.0 * shared / both, name


def _alike(word: str, names: Iterable[str]) -> Iterator[str]:
    """Yield names that begin or end like a word; a typo adds or loses few letters."""
    start, end, least, most = word[:2], word[-2:], len(word) - 3, len(word) + 3
    for name in names:
        if (name[:2] == start or name[-2:] == end) and least <= len(name) <= most:
            yield name
