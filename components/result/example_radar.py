"""Show the example's radar against the chosen role and level."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.result import radar
from components.web.scripts import DRAW_SCRIPT
from skills.drawing.radar_picture import RadarPicture
from skills.matrix import Matrix, Profile
from skills.scoring.radar_views import default_view, radar_views, spokes_of
from skills.scoring.readiness import compute_readiness
from skills.sentences.overview import example_text
from skills.workspace.example_answers import example_scores


def show_lead(matrix: Matrix | None, profile: Profile | None) -> None:
    """Show what the tool offers; on a phone, with the shape of the example's radar beside it."""
    picture = _picture(matrix, profile) if matrix and profile else None
    st.html(
        render("start_lead.html", picture=picture, script=DRAW_SCRIPT),
        unsafe_allow_javascript=True,
    )


def show(matrix: Matrix, profile: Profile) -> None:
    """Show the levels of the example against the targets of a profile."""
    picture = _picture(matrix, profile)
    if picture:
        radar.show_picture(picture)
        text = example_text(matrix, profile)
        st.html(render("radar_caption.html", text=text))


def _picture(matrix: Matrix, profile: Profile) -> RadarPicture | None:
    readiness = compute_readiness(matrix, profile, example_scores(matrix, profile))
    views = radar_views(spokes_of(matrix, readiness))
    levels = [each.title for each in matrix.levels]
    return RadarPicture(default_view(views), levels, "") if views else None
