"""Show the verdict: one sentence, the number with its range, what it rests on."""

from __future__ import annotations

from html import escape

import streamlit as st

from skills.gaps import READY, Readiness
from skills.matrix import Matrix
from skills.telling import basis, percent, verdict


def show(matrix: Matrix, readiness: Readiness) -> None:
    """Show how ready somebody is for one profile."""
    value = readiness.value
    number = ""
    if value is not None:
        number = (
            f'<p class="rr-number"><b>{percent(value)}</b>'
            "<span>of the targets reached, weighted</span></p>"
            + _bar(value, readiness.low, readiness.high)
        )
    st.html(
        f'<section class="rr-hero"><h1 class="rr-title">{escape(verdict(matrix, readiness))}</h1>'
        f'{number}<p class="rr-basis">{escape(basis(matrix, readiness))}</p></section>'
    )


def _bar(value: float, low: float, high: float) -> str:
    label = (
        f"Readiness {percent(value)}, likely range {percent(low)} to {percent(high)}, "
        f"ready from {percent(READY)}"
    )
    return (
        f'<div class="rr-bar" role="img" aria-label="{label}">'
        f'<span class="rr-range" style="left:{low:.2%};right:{1 - high:.2%}"></span>'
        f'<span class="rr-mark" style="left:{READY:.2%}"></span>'
        f'<span class="rr-here" style="left:{value:.2%}"></span></div>'
        f'<p class="rr-quiet">Shaded: likely range. Thin mark: {percent(READY)}, '
        "from which we say ready.</p>"
    )
