"""Show the levels of a role side by side."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.sentences.results import musts_text, readiness_text, verdict_word


def show(matrix: Matrix, compared: Sequence[Readiness], chosen: str) -> None:
    """Show readiness for every level of a role; `chosen` is the profile aimed for."""
    cards = "".join(_card(matrix, each, is_chosen=each.profile == chosen) for each in compared)
    st.html(f'<ul class="rr-levels">{cards}</ul>')


def _card(matrix: Matrix, each: Readiness, *, is_chosen: bool) -> str:
    title = escape(matrix.profiles[each.profile].title)
    aim = '<span class="rr-tag rr-good">your aim</span>' if is_chosen else ""
    return (
        f'<li class="{"rr-chosen" if is_chosen else ""}"><span class="rr-name">{title}</span> {aim}'
        f'<span class="rr-big">{readiness_text(each)}</span>{verdict_word(each)}'
        f'<br><span class="rr-quiet">{musts_text(each)}</span></li>'
    )
