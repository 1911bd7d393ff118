"""Show the radar, with a legend of its numbered axes below."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.result import figures
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.scoring.spokes import Radar, Spoke, choose_spokes
from skills.sentences.reports import by_area
from skills.sentences.results import finding


def of(matrix: Matrix, readiness: Readiness) -> Radar:
    """Return the radar of levels against the targets of one profile, skills in matrix order."""
    order = {skill: position for position, skill in enumerate(matrix.skills)}
    areas = {each.id: each.title for each in matrix.areas}
    skill_gaps = sorted(readiness.skill_gaps, key=lambda each: order[each.target.skill])
    skills = [(matrix.skills[each.target.skill], each) for each in skill_gaps]
    return choose_spokes(
        [
            Spoke(skill.title, areas[skill.area], each.score.level, each.target.level)
            for skill, each in skills
        ]
    )


def show(matrix: Matrix, readiness: Readiness, radar: Radar) -> None:
    """Show a radar that has axes."""
    st.plotly_chart(
        figures.radar(radar.spokes, [each.title for each in matrix.levels]),
        key="radar",
        config={"displayModeBar": False, "scrollZoom": False},
        alt=f"Radar of levels against targets. {finding(matrix, readiness)}",
    )
    about = by_area(has_targets=True) if radar.is_by_area else ""
    st.html(render("radar_legend.html", spokes=radar.spokes, levels=matrix.levels, about=about))
