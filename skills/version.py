"""Name the program and its version, in this one place."""

from __future__ import annotations

from typing import Final

NAME: Final = "Readiness Radar"
VERSION: Final = "0.1.0"
"""Of the program as a whole; the files and the database count versions of their own."""

PROGRAM: Final = f"{NAME} {VERSION}"
"""Name and version, as people read them."""
