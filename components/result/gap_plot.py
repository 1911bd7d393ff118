"""Show what costs most: every skill on one scale, sorted by the readiness it takes away."""

from __future__ import annotations

from html import escape

import streamlit as st

from skills.matrix import Matrix
from skills.scoring.readiness import Readiness, SkillGap
from skills.sentences.results import level, points, standing


def show(matrix: Matrix, readiness: Readiness) -> None:
    """Show levels, ranges and targets as dots, the costliest gap first."""
    rows = "".join(_row(matrix, each) for each in readiness.ordered())
    st.html(
        '<p class="rr-key" aria-hidden="true"><span><i class="rr-you"></i>you</span>'
        '<span><i class="rr-likely"></i>likely range</span>'
        '<span><i class="rr-target"></i>target</span>'
        f"<span>scale 0 to {matrix.top}</span></p>"
        f'<ul class="rr-dots">{rows}</ul>'
    )


def _row(matrix: Matrix, each: SkillGap) -> str:
    title = escape(matrix.skills[each.target.skill].title)
    look = "rr-tag rr-plain" if each.is_met else "rr-tag"
    must = f' <span class="{look}">must-have</span>' if each.target.must else ""
    text = f"You {level(each.score.level)}, target {each.target.level}, {standing(each)}"
    cost = f"−{points(each.lost)}" if each.lost > 0 else "✓" if each.is_met else "–"
    return (
        f'<li><span class="rr-name">{title}{must}</span>'
        f'<span class="rr-track" role="img" aria-label="{text}">{_marks(matrix.top, each)}</span>'
        f'<span class="rr-cost">{cost}</span></li>'
    )


def _marks(top: int, each: SkillGap) -> str:
    target = each.target.level / top
    marks = f'<i class="rr-target" style="left:{target:.2%}"></i>'
    if each.score.level is None:
        return marks
    you, low, high = (value / top for value in (each.score.level, each.score.low, each.score.high))
    likely = f'<i class="rr-likely" style="left:{low:.2%};right:{1 - high:.2%}"></i>'
    span = ""
    if you < target:
        span = f'<i class="rr-span" style="left:{you:.2%};right:{1 - target:.2%}"></i>'
    return f'{likely}{span}{marks}<i class="rr-you" style="left:{you:.2%}"></i>'
