"""Page with the guide to writing a matrix; the navigation does not list it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from components.html import render
from components.web.addresses import address
from skills.matrix.reading.field_tables import without_markers

GUIDE: Final = Path(__file__).parents[2] / "docs" / "matrix-format.md"


def show() -> None:
    """Show where to add a matrix, then the guide, without the comments that mark its tables."""
    st.html(render("guide_lead.html", link=address("start")))
    st.markdown(without_markers(GUIDE.read_text(encoding="utf-8")))
