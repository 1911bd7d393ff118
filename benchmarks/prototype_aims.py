"""How much more than the prototype a click of the product may cost."""

from __future__ import annotations

from typing import Final

CPU: Final = "CPU × prototype (aim ≤ 1.3)"
RATE: Final = "clicks/s × prototype (aim ≥ 0.8)"
KILOBYTES: Final = "kB × prototype (aim ≤ 1.5)"
"""Columns with the ratio of the same run, and the aim for the product."""
