"""Show the radar: first as a picture that is there at once, with Plotly where it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from components.result import figures
from components.web.scripts import DRAW_SCRIPT
from skills.drawing.radar_picture import RadarPicture
from skills.matrix import Matrix
from skills.scoring.radar_views import View, default_view, radar_views, spokes_of
from skills.scoring.readiness import Readiness
from skills.sentences.radar import radar_text, view_note
from skills.sentences.results import finding


def views_of(matrix: Matrix, readiness: Readiness) -> tuple[View, ...]:
    """Return the views of the radar of one profile, skills in matrix order."""
    return radar_views(spokes_of(matrix, readiness))


def choose(views: Sequence[View], wanted: str = "") -> View:
    """Return the view of an id, or the one to begin with."""
    return next((each for each in views if each.id == wanted), default_view(views))


def of(matrix: Matrix, readiness: Readiness) -> View:
    """Return the view to begin with; it has no spokes if there is nothing to draw."""
    return default_view(views_of(matrix, readiness))


def show(matrix: Matrix, readiness: Readiness, view: View) -> None:
    """Show a view that has axes, for a page and for a phone; the style sheet picks one."""
    levels = [each.title for each in matrix.levels]
    picture = RadarPicture(view, levels, finding(matrix, readiness))
    st.html(render("<style>{{ '' | radar_style }}</style>"))
    st.html(
        render("radar.html", picture=picture, note=view_note(view), script=DRAW_SCRIPT),
        unsafe_allow_javascript=True,
    )


def explore(matrix: Matrix, readiness: Readiness, view: View) -> None:
    """Show a view with Plotly, which takes longer to load."""
    st.plotly_chart(
        figures.radar(view.spokes, [each.title for each in matrix.levels]),
        key=f"radar|{view.id}",
        config={"displayModeBar": False, "scrollZoom": False},
        alt=radar_text(view, finding(matrix, readiness)),
    )
