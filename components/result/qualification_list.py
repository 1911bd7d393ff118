"""Show qualifications beside the skills: what is usual, and what the person has."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from skills.matrix import Matrix
from skills.sentences.results import HOLDING_WORDS


def show(matrix: Matrix, profile_id: str, held: Mapping[str, str]) -> None:
    """Show each qualification with what the profile says of it and the person's own answer."""
    rows = "".join(
        f'<tr><th scope="row">{escape(each.title)}<br><span class="rr-quiet">'
        f"{escape(each.about)}</span></th>"
        f'<td class="rr-short">{each.expected.get(profile_id, "not asked for")}</td>'
        f'<td class="rr-short">{HOLDING_WORDS.get(held.get(each.id, ""), "not answered")}</td></tr>'
        for each in matrix.qualifications
    )
    st.html(
        '<table class="rr-table"><caption class="rr-visually-hidden">Qualifications</caption>'
        '<thead><tr><th scope="col">Qualification</th>'
        '<th scope="col" class="rr-short">At this level</th>'
        f'<th scope="col" class="rr-short">You</th></tr></thead><tbody>{rows}</tbody></table>'
        '<p class="rr-quiet">Qualifications never change a level or the verdict.</p>'
    )
