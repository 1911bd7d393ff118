"""Show self-ratings and knowledge checks side by side, and how they combine into one level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.scoring import CHECK, SELF, source_weights
from skills.scoring.knowledge_checks import Outcome
from skills.scoring.skill_gap import SkillGap


def show(
    matrix: Matrix,
    skill_gaps: Sequence[SkillGap],
    outcomes: Mapping[str, Outcome],
    dates: Mapping[str, str],
) -> None:
    """Show each skill with answered knowledge checks: self-rating, check, and both combined."""
    rows = [
        _row(matrix, each, outcomes[each.target.skill], dates[each.target.skill])
        for each in skill_gaps
        if each.target.skill in outcomes
    ]
    st.html(render("source_table.html", rows=rows))


def _row(matrix: Matrix, gap: SkillGap, outcome: Outcome, date: str) -> Mapping[str, object]:
    estimates = gap.score.estimates
    weights = source_weights(estimates)
    sources = {
        estimate.source: {
            "unadjusted_level": estimate.unadjusted_level,
            "adjusted": estimate.level if estimate.leniency else None,
            "share": weight,
        }
        for estimate, weight in zip(estimates, weights, strict=True)
    }
    return {
        "title": matrix.skills[gap.target.skill].title,
        "outcome": outcome,
        "date": date,
        "rating": sources.get(SELF),
        "check": sources.get(CHECK),
        "level": gap.score.level,
    }
