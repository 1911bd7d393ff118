"""Show what changed between two moments: a sentence, a dot for each end, and the reasons."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from skills.reports.report import ChangeLine, Changes
from skills.sentences.results import level

SIGNS: Final = {"rose": "▲", "fell": "▼", "new": "＋", "gone": "–", "stale": "◷", "same": "="}


def show(changes: Changes, top: int) -> None:
    """Show every skill of which there is something to tell, on a scale from 0 to `top`."""
    st.html(f'<p class="rr-lead">{escape(changes.summary)}</p>')
    if changes.lines:
        rows = "".join(_row(each, top) for each in changes.lines)
        st.html(
            '<p class="rr-key" aria-hidden="true"><span><i class="rr-target"></i>before</span>'
            f'<span><i class="rr-you"></i>after</span></p><ul class="rr-dots">{rows}</ul>'
        )


def _row(each: ChangeLine, top: int) -> str:
    text = f"{level(each.before)} before, {level(each.now)} after"
    return (
        f'<li><span class="rr-name">{escape(each.title)}<br>'
        f'<span class="rr-quiet">{escape(each.why)}</span></span>'
        f'<span class="rr-track" role="img" aria-label="{text}">{_marks(each, top)}</span>'
        f'<span class="rr-cost">{SIGNS.get(each.change, "")} {each.change}</span></li>'
    )


def _marks(each: ChangeLine, top: int) -> str:
    marks = ""
    if each.before is not None and each.now is not None:
        left, right = sorted((each.before / top, each.now / top))
        marks += f'<i class="rr-likely" style="left:{left:.2%};right:{1 - right:.2%}"></i>'
    if each.before is not None:
        marks += f'<i class="rr-target" style="left:{each.before / top:.2%}"></i>'
    if each.now is not None:
        marks += f'<i class="rr-you" style="left:{each.now / top:.2%}"></i>'
    return marks
