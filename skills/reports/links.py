"""Find the addresses in a text that a report turns into links: bare ones starting with https."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_IN_ADDRESS: Final = r"[^\s<>\"'`\\{}|^\x00-\x1f\x7f-\uffff]"
_END: Final = ".,;:!?)"
_ADDRESS: Final = re.compile(
    rf"(?<!\S)https://(?=[\w-]+\.[\w-]){_IN_ADDRESS}{{3,500}}(?<![{_END}])(?=[{_END}]*(?:\s|\Z))"
)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text in order, each with whether it is an address to link.

    An address stands alone and is in ASCII; anything else that could be one stays text.
    """
    end = 0
    for found in _ADDRESS.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(text):
        yield text[end:], False
