"""Show the data of the charts as a table."""

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
    verified: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Show skills with level, target, readiness loss and reason.

    Parameters
    ----------
    own : what the levels are called.
    verified : what a verified project shows, in words, by skill id.
    """
    st.html(
        render("gap_table.html", matrix=matrix, skill_gaps=skill_gaps, own=own, verified=verified)
    )
