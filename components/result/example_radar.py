"""Show the example's radar against the chosen role and level."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.result import radar
from skills.matrix import Matrix, Profile
from skills.scoring.radar_views import default_view, radar_views, spokes_of
from skills.scoring.readiness import compare
from skills.sentences.overview import example_text
from skills.workspace.example_answers import example_scores


def show(matrix: Matrix, profile: Profile) -> None:
    """Show the levels of the example against the targets of a profile."""
    readiness = compare(matrix, profile, example_scores(matrix, profile))
    views = radar_views(spokes_of(matrix, readiness))
    if views:
        radar.show_view(matrix, readiness, default_view(views))
        text = example_text(matrix, profile)
        st.html(render('<p class="rr-quiet rr-centred">{{ text }}</p>', text=text))
