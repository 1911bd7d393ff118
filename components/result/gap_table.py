"""Show the data of the charts as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.scoring.readiness import SkillGap


def show(matrix: Matrix, skill_gaps: Sequence[SkillGap], own: str = "You") -> None:
    """Show skills with level, target, readiness loss and reason; `own` names the levels."""
    st.html(render("gap_table.html", matrix=matrix, skill_gaps=skill_gaps, own=own))
