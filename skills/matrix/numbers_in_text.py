"""Read a number as people write it: 1,234.5 or 9,5 or 12 %."""

from __future__ import annotations

import math
import re
from typing import Final

_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN: Final = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?")


def number_in(text: str) -> float | None:
    """Return the number that a text is, or None if it is none.

    A comma before three digits separates thousands; any other is a decimal point. A percent sign
    at the end is left out: 12 % is 12.
    """
    written = text.strip().removesuffix("%").strip().replace("\u2212", "-").replace(" ", "")
    if _GROUPED.fullmatch(written):
        return float(written.replace(",", ""))
    if not _PLAIN.fullmatch(written):
        return None
    found = float(written.replace(",", "."))
    return found if math.isfinite(found) else None
