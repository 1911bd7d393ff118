"""Show qualifications: which are usual, and which the person has."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.html import render
from skills.matrix import Matrix
from skills.sentences.qualifications import expected_text
from skills.sentences.results import HOLDING_WORDS


def show(matrix: Matrix, profile_id: str, states: Mapping[str, str]) -> None:
    """Show each qualification with what the profile expects and the person's answer."""
    st.html(
        render(
            "qualification_list.html",
            qualifications=matrix.qualifications,
            profile=profile_id,
            states=states,
            words=HOLDING_WORDS,
            expected_text=expected_text,
        )
    )
