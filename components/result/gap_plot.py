"""Show the gaps: every skill on one scale, sorted by readiness loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.scoring.skill_gap import SkillGap


def show(
    matrix: Matrix,
    skill_gaps: Sequence[SkillGap],
    own: str = "You",
    *,
    answering: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Show levels, ranges and targets as a dot plot.

    Parameters
    ----------
    own : what the levels are called.
    answering : by skill, the address of the statements that would settle an estimate.
    """
    st.html(
        render("gap_plot.html", matrix=matrix, skill_gaps=skill_gaps, own=own, answering=answering)
    )
