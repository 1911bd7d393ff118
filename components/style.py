"""The style of every page, read once from the files of one folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from components.html import render
from skills.drawing.style import page_style

STYLES = Path(__file__).parent / "styles"


def show_style() -> None:
    """Add the style to the page as one message, which a browser receives only once."""
    st.html(render("<style>{{ css | safe }}</style>", css=_style()))


@cache
def _style() -> str:
    files = sorted(STYLES.glob("*.css"))
    return "\n".join([*(each.read_text(encoding="utf-8") for each in files), page_style()])
