"""A small complete matrix to start from, in YAML and as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Final

STARTER_NAME: Final = "my-matrix.yaml"
"""The name of the starter as a download."""

_HERE: Final = Path(__file__).parent


def starter_text() -> str:
    """Return a small complete matrix with comments."""
    return (_HERE / "starter.yaml").read_text(encoding="utf-8")


def table_template() -> str:
    """Return a table of skills as CSV, which ``convert`` turns into a matrix."""
    return (_HERE / "starter.csv").read_text(encoding="utf-8")
