"""Say below every page which program and version this is."""

from __future__ import annotations

import streamlit as st

from skills.version import PROGRAM


def show_foot() -> None:
    """Show the foot of a page, as the last thing on it."""
    st.html(f'<p class="rr-quiet rr-foot">{PROGRAM}</p>')
