"""Show the radar, with a legend of its numbered axes below."""

from __future__ import annotations

import streamlit as st

from components.result import figures
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.scoring.spokes import Radar, Spoke, choose_spokes
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


def show(matrix: Matrix, readiness: Readiness) -> None:
    """Show the radar, if there is one."""
    explore(matrix, readiness)


def explore(matrix: Matrix, readiness: Readiness) -> None:
    """Show a radar that can be explored."""
    found = of(matrix, readiness)
    if not found.spokes:
        return
    st.plotly_chart(
        figures.radar(found.spokes, [each.title for each in matrix.levels]),
        key="radar",
        config={"displayModeBar": False, "scrollZoom": False},
        alt=f"Radar of levels against targets. {finding(matrix, readiness)}",
    )
