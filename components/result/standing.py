"""Show where the latest assessment stands, for a person who returns."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.web import session
from skills.scoring.verdicts import Verdict
from skills.sentences.overview import result_preview_text, since_text
from skills.sentences.results import readiness_text
from skills.sentences.verdicts import verdict
from skills.store import Assessment
from skills.workspace.welcome_back import NextMove, Standing


def show(assessment: Assessment, standing: Standing) -> str:
    """Show readiness, the verdict and what changed; return the name of the page to open next."""
    matrix, readiness = standing.assessed.matrix, standing.assessed.readiness
    is_known = readiness.verdict is not Verdict.unknown
    earlier = standing.earlier
    since = ""
    if earlier:
        on = session.local(earlier.taken_at).date()
        since = since_text(readiness, earlier.readiness, on, session.today())
    st.html(
        render(
            "standing.html",
            title=assessment.title,
            changed=session.local(assessment.changed_at),
            percent=readiness_text(readiness) if is_known else "",
            sentence=verdict(matrix, readiness)
            if is_known
            else f"{result_preview_text(readiness)}.",
            since=since if is_known else "",
        )
    )
    return "result" if standing.move is NextMove.see_result else "assess"
