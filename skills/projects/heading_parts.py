"""Divide a text into parts by its headings, as Markdown marks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from skills.projects.document_parts import DocumentPart, ReadDocument, word_count

_MOST_LEVEL: Final = 6
_MARKS: Final = ("=", "-")
"""What underlines headings of the first and second level."""

_FENCES: Final = ("```", "~~~")
_NO_TITLES: Final = ("- ", "* ", "+ ", "> ", "|")
"""How lines of lists, quotations and tables begin: a rule below them underlines nothing."""


def parts_of_text(text: str) -> ReadDocument:
    """Return the parts of a text whose headings begin with # or are underlined by === or ---."""
    shown = _without_comments(text)
    parts: list[DocumentPart] = []
    title, level, words = "", 0, 0
    for line, heading, found in _headings_in([each.strip() for each in shown.splitlines()]):
        if found:
            parts.append(DocumentPart(title, level, words))
            title, level, words = heading, found, 0
        else:
            words += word_count(line)
    return ReadDocument((*parts, DocumentPart(title, level, words)), word_count(shown))


def _without_comments(text: str) -> str:
    """Leave out what stands in <!-- -->, which no reader sees."""
    first, *rest = text.split("<!--")
    kept = [first]
    for each in rest:
        _, end, after = each.partition("-->")
        kept.append(after if end else f"<!--{each}")
    return "".join(kept)


def _headings_in(lines: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Yield each line with its title and level as a heading, "" and 0 if it is none."""
    fence = above = ""
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        title, level = "", 0
        if fence:
            is_end = line.startswith(fence) and not line.strip(fence[0])
            fence = "" if is_end else fence
        elif line.startswith(_FENCES):
            fence = line[: len(line) - len(line.lstrip(line[0]))]
        elif line.startswith("#"):
            title, level = _marked(line)
        elif below.startswith(_MARKS) and _begins_anew(above):
            title, level = line, _level_above(line, below)
        yield line, title, level
        above = line


def _marked(text: str) -> tuple[str, int]:
    """Return title and level of a heading that begins with #, or "" and 0."""
    rest = text.lstrip("#")
    level = len(text) - len(rest)
    if level > _MOST_LEVEL or not rest[:1].isspace():
        return "", 0
    return rest.strip().rstrip("#").strip(), level


def _begins_anew(above: str) -> bool:
    """Return whether the line below this one is not part of the same paragraph."""
    return not above or above.startswith("#") or _underlined(above) > 0


def _level_above(text: str, below: str) -> int:
    """Return the level of a heading that the line below underlines, 0 if it does not."""
    if not text or text.startswith(_NO_TITLES) or _underlined(text):
        return 0
    return _underlined(below)


def _underlined(line: str) -> int:
    """Return the level that a line gives to the heading above it, 0 if it is no underline."""
    mark = line[:1]
    return _MARKS.index(mark) + 1 if mark in _MARKS and not line.strip(mark) else 0
