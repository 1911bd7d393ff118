"""Show the verdict: a sentence, readiness with its range, and what it is based on."""

from __future__ import annotations

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.scoring.readiness import READY, Readiness, Verdict
from skills.sentences.results import basis, reach, ready_rule, verdict


def show(matrix: Matrix, readiness: Readiness) -> None:
    """Show readiness for one profile, without a number if there are too few answers."""
    is_unknown = readiness.verdict is Verdict.unknown
    st.html(
        render(
            "verdict.html",
            sentence=verdict(matrix, readiness),
            readiness=readiness,
            is_unknown=is_unknown,
            reach=reach(readiness),
            ready_from=READY,
            ready_rule=ready_rule(has_musts=any(e.target.must for e in readiness.skill_gaps)),
            basis=basis(matrix, readiness, with_reach=not is_unknown),
        )
    )
