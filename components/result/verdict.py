"""Show the verdict: a sentence, readiness with its range, and what it is based on."""

from __future__ import annotations

import streamlit as st

from components.html import render
from skills.scoring.assessed import Assessed
from skills.scoring.verdicts import READY, Verdict
from skills.sentences.leniency import leniency_text
from skills.sentences.verdicts import basis, reach, ready_rule, verdict, way_text


def show(assessed: Assessed) -> None:
    """Show readiness for one profile, without a number if there are too few answers."""
    matrix, readiness = assessed.matrix, assessed.readiness
    is_unknown = readiness.verdict is Verdict.unknown
    st.html(
        render(
            "verdict.html",
            sentence=verdict(matrix, readiness),
            readiness=readiness,
            is_unknown=is_unknown,
            way=way_text(matrix, readiness),
            reach=reach(readiness),
            ready_from=READY,
            ready_rule=ready_rule(has_musts=any(e.target.must for e in readiness.skill_gaps)),
            basis=basis(matrix, readiness, with_reach=not is_unknown),
            leniency=leniency_text(assessed.leniency, is_adjusted=assessed.is_adjusted),
        )
    )
