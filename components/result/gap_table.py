"""Show the data of the charts as a table."""

from __future__ import annotations

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness


def show(matrix: Matrix, readiness: Readiness) -> None:
    """Show every skill with level, target, readiness loss and reason, largest loss first."""
    st.html(render("gap_table.html", matrix=matrix, skill_gaps=readiness.ordered()))
