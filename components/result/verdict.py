"""Show the verdict: one sentence, the number with its range, what it rests on."""

from __future__ import annotations

from html import escape

import streamlit as st

from skills.matrix import Matrix
from skills.scoring.readiness import READY, Readiness, Verdict
from skills.sentences.results import basis, percent, reach, verdict


def show(matrix: Matrix, readiness: Readiness) -> None:
    """Show how ready somebody is for one profile; no number stands for too few answers."""
    is_unknown = readiness.verdict is Verdict.unknown
    text = basis(matrix, readiness, with_reach=not is_unknown)
    st.html(
        f'<section class="rr-hero"><h1 class="rr-title">{escape(verdict(matrix, readiness))}</h1>'
        f'{_figures(readiness)}<p class="rr-basis">{escape(text)}</p></section>'
    )


def _figures(readiness: Readiness) -> str:
    value = readiness.value
    if value is None:
        return ""
    if readiness.verdict is Verdict.unknown:
        text = escape(reach(readiness))
        return f'<p class="rr-basis">{text}</p>{_bar(readiness, text)}{_key("what it could be")}'
    label = (
        f"Readiness {percent(value)}, likely range {percent(readiness.low)} to "
        f"{percent(readiness.high)}, ready from {percent(READY)}"
    )
    here = f'<span class="rr-here" style="left:{value:.2%}"></span>'
    return (
        f'<p class="rr-number"><b>{percent(value)}</b>'
        "<span>of the targets reached, weighted</span></p>"
        f"{_bar(readiness, label, here)}{_key('likely range')}"
    )


def _bar(readiness: Readiness, label: str, here: str = "") -> str:
    return (
        f'<div class="rr-bar" role="img" aria-label="{label}"><span class="rr-range" '
        f'style="left:{readiness.low:.2%};right:{1 - readiness.high:.2%}"></span>'
        f'<span class="rr-mark" style="left:{READY:.2%}"></span>{here}</div>'
    )


def _key(shaded: str) -> str:
    return (
        f'<p class="rr-quiet">Shaded: {shaded}. Thin mark: {percent(READY)}. '
        "From there on we say ready, if every must-have is reached.</p>"
    )
