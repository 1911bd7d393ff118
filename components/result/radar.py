"""Show the radar, with a legend of its numbered axes below."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.result import figures
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.sentences.results import finding


def show(matrix: Matrix, readiness: Readiness) -> None:
    """Show a person's levels against the targets of one profile, skills in matrix order."""
    order = {skill: position for position, skill in enumerate(matrix.skills)}
    skill_gaps = sorted(readiness.skill_gaps, key=lambda each: order[each.target.skill])
    spokes = [
        figures.Spoke(
            matrix.skills[each.target.skill].title, each.score.level, float(each.target.level)
        )
        for each in skill_gaps
    ]
    st.plotly_chart(
        figures.radar(spokes, [each.title for each in matrix.levels]),
        key="radar",
        config={"displayModeBar": False, "scrollZoom": False},
        alt=f"Radar of levels against targets. {finding(matrix, readiness)}",
    )
    st.html(render("radar_legend.html", spokes=spokes, levels=matrix.levels))
