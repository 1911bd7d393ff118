"""Say below every page which program and version this is."""

from __future__ import annotations

import streamlit as st

from components.html import render
from skills.version import PROGRAM


def show_foot() -> None:
    """Show the foot of a page, as the last thing on it."""
    st.html(render('<p class="rr-quiet rr-foot">{{ program }}</p>', program=PROGRAM))
