"""Escape untrusted text for Streamlit's Markdown, and format times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Final

_MARKDOWN: Final = re.compile(
    r"""
    :[A-Za-z+][\w+/-]*:             # an icon or a face by its name
    | [\\`*_{}\[\]<~$|]            # markup wherever it stands
    | (?<=^)[-+>#=]                 # a list, a quotation, a heading at the start
    | (?<=^\d)[.)] | (?<=^\d\d)[.)] | (?<=^\d\d\d)[.)]   # a numbered list at the start
    | &(?=[#\w]+;)                  # an entity
    | :(?=[A-Za-z+_/-])             # a colour, an address
    | (?<=www)\.                    # an address
    """,
    re.VERBOSE,
)
_SPACE: Final = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def literal(text: str) -> str:
    """Escape text for a place where Streamlit renders Markdown, such as a label.

    Line breaks become spaces, since a label is one line. Only possible markup is escaped, because
    screen readers get the label with its escapes.
    """
    return _MARKDOWN.sub(_escaped, _SPACE.sub(" ", text).strip())


def _escaped(match: re.Match[str]) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", match[0])


def labels(titles: Mapping[str, str]) -> dict[str, str]:
    """Return a unique label for each id, since Streamlit identifies choices by their label.

    Duplicate titles, which a matrix may have, get a number.
    """
    counts: Counter[str] = Counter()
    found: dict[str, str] = {}
    given, every = set[str](), set(titles.values())
    for each, title in titles.items():
        counts[title] += 1
        label = title if counts[title] == 1 else f"{title} ({counts[title]})"
        while label in given or (counts[title] > 1 and label in every):
            counts[title] += 1
            label = f"{title} ({counts[title]})"
        found[each] = label
        given.add(label)
    return found


def clock(moment: datetime) -> str:
    """Format the time of day as HH:MM:SS."""
    return f"{moment:%H:%M:%S}"
