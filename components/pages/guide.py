"""Page with the guide to writing a matrix; the navigation does not list it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from skills.matrix.reading.field_tables import without_markers

GUIDE: Final = Path(__file__).parents[2] / "docs" / "matrix-format.md"


def show() -> None:
    """Show the guide, without the comments between which its tables are generated."""
    st.markdown(without_markers(GUIDE.read_text(encoding="utf-8")))
