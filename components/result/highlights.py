"""Show the largest gaps and the strengths side by side."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.scoring.highlights import all_gaps, largest_gaps, strengths
from skills.scoring.readiness import Readiness


def show(
    matrix: Matrix, readiness: Readiness, *, all_link: str, answering: Mapping[str, str]
) -> None:
    """Show the gaps that matter most and the strengths.

    Parameters
    ----------
    all_link : address of the tab with every skill.
    answering : by skill, the address of the statements that would settle an estimate.
    """
    st.html(
        render(
            "highlights.html",
            matrix=matrix,
            gaps=largest_gaps(readiness),
            count=len(all_gaps(readiness)),
            strengths=strengths(readiness),
            all_link=all_link,
            answering=answering,
        )
    )
