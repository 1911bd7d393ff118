"""Show the radar: at once as a picture, and with Plotly on request."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.browser import hide_parts_of_charts
from components.html import render
from components.result import figures
from components.web.scripts import DRAW_SCRIPT
from skills.drawing.radar_picture import RadarPicture
from skills.matrix import Matrix
from skills.scoring.radar_views import View, default_view, radar_views, spokes_of
from skills.scoring.readiness import Readiness
from skills.sentences.radar import radar_text, view_note, view_title
from skills.sentences.results import finding


def show(matrix: Matrix, readiness: Readiness, own: str = "You") -> None:
    """Show the radar, with a switch if there are several views of it; `own` names its line."""
    views = radar_views(spokes_of(matrix, readiness))
    if not views:
        return
    container = st.container()
    view = _choose(views, "view-of-radar")
    with container:
        is_first = view is default_view(views)
        levels = [each.title for each in matrix.levels]
        picture = RadarPicture(view, levels, finding(matrix, readiness), own)
        show_picture(picture, view_note(view) if is_first else "")


def show_picture(picture: RadarPicture, note: str = "") -> None:
    """Show a radar, drawn both for a page and for a phone."""
    st.html(
        render("radar.html", picture=picture, note=note, script=DRAW_SCRIPT),
        unsafe_allow_javascript=True,
    )


def offer(matrix: Matrix, readiness: Readiness) -> None:
    """Offer to explore the radar, unless there are too few skills for one."""
    views = radar_views(spokes_of(matrix, readiness))
    if not views:
        return
    with st.expander("Explore the radar", key="explore", on_change="rerun") as explored:
        if explored.open:
            _explore(matrix, readiness, views)


def _explore(matrix: Matrix, readiness: Readiness, views: Sequence[View]) -> None:
    """Show a view with Plotly, which takes longer to load."""
    view = _choose(views, "explored")
    st.plotly_chart(
        figures.radar(view.spokes, [each.title for each in matrix.levels]),
        key=f"radar|{view.id}",
        config={"displayModeBar": False, "scrollZoom": False},
        alt=radar_text(view, finding(matrix, readiness)),
    )
    hide_parts_of_charts()


def _choose(views: Sequence[View], key: str) -> View:
    """Offer the views and return the chosen one."""
    first = default_view(views)
    if len(views) == 1:
        return first
    titles = {each.id: view_title(each) for each in views}
    chosen = st.segmented_control(
        "Skills in the radar",
        list(titles),
        default=first.id,
        required=True,
        format_func=lambda each: titles.get(each, ""),
        key=key,
        label_visibility="collapsed",
    )
    return next((each for each in views if each.id == chosen), first)
