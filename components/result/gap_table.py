"""Say in a table what the pictures show."""

from __future__ import annotations

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness


def show(matrix: Matrix, readiness: Readiness) -> None:
    """Show every skill of a profile with level, target, cost and reason, costliest first."""
    st.html(render("gap_table.html", matrix=matrix, skill_gaps=readiness.ordered()))
