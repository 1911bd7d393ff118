"""Write texts and tables in Markdown, escaped so that no text is interpreted as markup.

Anything that could be markup is escaped, including mentions, issue numbers and bare URLs on GitHub.
The only HTML is ``<br>``, for line breaks where Markdown has no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from skills.reports.links import pieces
from skills.sentences.formats import printable

_MARKUP: Final = re.compile(
    r"""
    [\\`*{}\[\]<>~$|!&@\#^]    # markup wherever it stands, mentions, numbers of issues
    | (?<![^\W_])_ | _(?![^\W_])    # an underscore, but not within a word
    | (?<![0-9]):(?=\S) | :(?=[^\s0-9])
    | \.(?=[^\s0-9]) | (?<![0-9])\.(?=[0-9])    # an address, a face by its name
    | \A[-+=]                   # a list, a line, an underlined heading
    """,
    re.VERBOSE,
)
_NUMBERED: Final = re.compile(r"\A([0-9]{1,9})([.)])(?=\s|\Z)")
_EDGE: Final = re.compile(r"\A\s|\s\Z")
_BREAK: Final = re.compile(r"\r\n|\r|\n")

NUMBER: Final = "---:"
TEXT: Final = "---"

MarkdownCells = Sequence[str]


def literal(text: str) -> str:
    """Escape one line so that it is shown literally, including spaces at its ends."""
    escaped = _MARKUP.sub(lambda match: f"\\{match[0]}", printable(text))
    escaped = _NUMBERED.sub(r"\1\\\2", escaped)
    return _EDGE.sub(lambda match: f"&#{ord(match[0])};", escaped)


def line(text: str) -> str:
    """Escape a text and put it on one line, for headings."""
    return literal(_BREAK.sub(" ", text))


def cell(text: object) -> str:
    """Escape a text and put it on one line with ``<br>`` for line breaks, for cells and lists."""
    return "<br>".join(literal(each) for each in _BREAK.split(str(text)))


def linked(text: str) -> str:
    """Escape a text as `cell` does, except that addresses in it are links."""
    found = pieces(printable(text))
    return "".join(f"<{each}>" if is_link else cell(each) for each, is_link in found)


def bold(text: str) -> str:
    """Escape a text and put it on one line in bold."""
    return f"**{cell(text)}**" if text else ""


def paragraph(text: str, start: str = "", *, has_links: bool = False) -> str:
    """Escape a text and keep its line breaks and empty lines; `start` is put before every line.

    With `has_links`, addresses in it are links.
    """
    lines = [linked(each) if has_links else literal(each) for each in _BREAK.split(text)]
    written = [
        f"{start}{each}\\" if each and follows else f"{start}{each}".rstrip()
        for each, follows in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return "\n".join(written)


def table(columns: MarkdownCells, kinds: MarkdownCells, rows: Iterable[MarkdownCells]) -> str:
    """Format a table of cells that are already escaped; `kinds` are `TEXT` or `NUMBER`."""
    return "\n".join(f"| {' | '.join(each)} |" for each in [columns, kinds, *rows])
