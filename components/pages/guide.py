"""Page with the guide to writing a matrix; the navigation does not list it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

GUIDE: Final = Path(__file__).parents[2] / "docs" / "matrix-format.md"


def show() -> None:
    """Show the guide."""
    st.markdown(GUIDE.read_text(encoding="utf-8"))
