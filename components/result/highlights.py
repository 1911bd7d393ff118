"""Show the largest gaps and the strengths side by side."""

from __future__ import annotations

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.scoring.highlights import all_gaps, largest_gaps, strengths
from skills.scoring.readiness import Readiness


def show(matrix: Matrix, readiness: Readiness, *, all_link: str) -> None:
    """Show the biggest gaps and the strengths; `all_link` leads to every skill."""
    st.html(
        render(
            "highlights.html",
            matrix=matrix,
            gaps=largest_gaps(readiness),
            count=len(all_gaps(readiness)),
            strengths=strengths(readiness),
            all_link=all_link,
        )
    )
