"""Show the gaps: every skill on one scale, sorted by readiness loss."""

from __future__ import annotations

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness


def show(matrix: Matrix, readiness: Readiness) -> None:
    """Show levels, ranges and targets as a dot plot, largest readiness loss first."""
    st.html(render("gap_plot.html", matrix=matrix, skill_gaps=readiness.ordered()))
