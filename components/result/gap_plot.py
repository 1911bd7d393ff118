"""Show what costs most: every skill on one scale, sorted by the readiness it takes away."""

from __future__ import annotations

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness


def show(matrix: Matrix, readiness: Readiness) -> None:
    """Show levels, ranges and targets as dots, the costliest gap first."""
    st.html(render("gap_plot.html", matrix=matrix, skill_gaps=readiness.ordered()))
