"""The name and version of the program; defined only here."""

from __future__ import annotations

from typing import Final

NAME: Final = "Readiness Radar"
VERSION: Final = "0.1.0"
"""Version of the program; file formats and the database schema have their own versions."""

PROGRAM: Final = f"{NAME} {VERSION}"
"""Name and version for display."""
