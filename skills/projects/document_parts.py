"""The parts of a document, independent of its file type."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """What stands under a heading, or under a name at the top level of a YAML or JSON file.

    Attributes
    ----------
    title : "" for what stands before the first heading.
    level : of the heading, from 1.
    words : those between this heading and the next one, of whatever level.
    """

    title: str
    level: int
    words: int


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document divided into parts, with its total number of words."""

    parts: tuple[DocumentPart, ...]
    words: int


class DocumentError(Exception):
    """Raised where a file is not what its name says; the message has no full stop."""

    def __init__(self, what: str, fix: str, line: int = 0, column: int = 0) -> None:
        self.fix, self.line, self.column = fix, line, column
        super().__init__(what)


def word_count(text: str) -> int:
    """Return how many words a text has: what stands between spaces and has a letter or digit."""
    return sum(any(map(str.isalnum, each)) for each in text.split())
