"""Show readiness for the levels of a role side by side."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.sentences.guidance import higher_level_text


def show(matrix: Matrix, compared: Sequence[Readiness], chosen: str) -> None:
    """Show readiness for every level of a role; `chosen` is the id of the profile aimed for."""
    st.html(
        render(
            "role_levels.html",
            matrix=matrix,
            compared=compared,
            chosen=chosen,
            why=higher_level_text(matrix, compared),
        )
    )
