"""Show the sources of a matrix, and the identifiers of its skills in public frameworks."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.html import render
from skills.matrix import Matrix

FRAMEWORKS: Final = {
    "edison": "EDISON",
    "esco": "ESCO",
    "onet": "O*NET",
    "sfia": "SFIA",
    "uk-gdad": "UK Government Digital and Data",
}
"""Ids of public frameworks and their names."""


def show(matrix: Matrix) -> None:
    """Show sources and identifiers; nothing if the matrix has neither."""
    named = [skill for skill in matrix.skills.values() if skill.refs]
    if not matrix.credits and not named:
        return
    with st.expander("What this matrix is based on", key="credits"):
        if matrix.credits:
            st.html(render("plain_list.html", texts=matrix.credits))
        if named:
            st.html(render("credit_list.html", skills=named, frameworks=FRAMEWORKS))
