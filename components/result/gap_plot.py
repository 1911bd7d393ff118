"""Show the gaps: every skill on one scale, sorted by readiness loss."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.scoring.readiness import SkillGap


def show(matrix: Matrix, skill_gaps: Sequence[SkillGap], own: str = "You") -> None:
    """Show levels, ranges and targets as a dot plot; `own` names the levels."""
    st.html(render("gap_plot.html", matrix=matrix, skill_gaps=skill_gaps, own=own))
