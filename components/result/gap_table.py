"""Say in a table what the pictures show."""

from __future__ import annotations

from html import escape

import streamlit as st

from skills.matrix import Matrix
from skills.scoring.readiness import Readiness, SkillGap
from skills.sentences.results import level, points, standing


def show(matrix: Matrix, readiness: Readiness) -> None:
    """Show every skill of a profile with level, target, cost and reason, costliest first."""
    rows = "".join(_row(matrix, each) for each in readiness.ordered())
    st.html(
        '<div class="rr-scroll" tabindex="0" role="region" aria-label="Skills against targets">'
        '<table class="rr-table"><caption class="rr-visually-hidden">Skills against targets, '
        "the costliest gap first</caption><thead><tr>"
        '<th scope="col">Skill</th><th scope="col" class="rr-num">You</th>'
        '<th scope="col" class="rr-num">Target</th><th scope="col" class="rr-num">Weight</th>'
        '<th scope="col" class="rr-num">Points lost</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(matrix: Matrix, each: SkillGap) -> str:
    why = f'<br><span class="rr-quiet">{escape(each.target.why)}</span>' if each.target.why else ""
    must = ' <span class="rr-tag rr-plain">must-have</span>' if each.target.must else ""
    lost = points(each.lost) if each.score.is_assessed else "–"
    return (
        f'<tr><th scope="row">{escape(matrix.skills[each.target.skill].title)}{must}<br>'
        f'<span class="rr-quiet">{standing(each)}</span>{why}</th>'
        f'<td class="rr-num">{level(each.score.level) if each.score.is_assessed else "–"}</td>'
        f'<td class="rr-num">{each.target.level}</td>'
        f'<td class="rr-num">{each.target.weight:g}</td><td class="rr-num">{lost}</td></tr>'
    )
