"""Show a person's own rating and other sources side by side, and how they became one level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from skills.matrix import Matrix
from skills.scoring import CHECK, SELF, source_weights
from skills.scoring.knowledge_checks import Outcome
from skills.scoring.readiness import SkillGap
from skills.sentences.results import level, rounded


def show(
    matrix: Matrix,
    skill_gaps: Sequence[SkillGap],
    outcomes: Mapping[str, Outcome],
    dates: Mapping[str, str],
) -> None:
    """Show each skill with knowledge checks answered: rating, check, and the two combined."""
    rows = "".join(
        _row(matrix, each, outcomes[each.target.skill], dates[each.target.skill])
        for each in skill_gaps
        if each.target.skill in outcomes
    )
    st.html(
        '<div class="rr-scroll" tabindex="0" role="region" aria-label="Rating and checks">'
        '<table class="rr-table"><caption class="rr-visually-hidden">Your rating and the checks'
        '</caption><thead><tr><th scope="col">Skill</th><th scope="col" class="rr-num">Rating'
        '</th><th scope="col" class="rr-num">Checks</th><th scope="col" class="rr-num">Level</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(matrix: Matrix, each: SkillGap, outcome: Outcome, date: str) -> str:
    levels = {estimate.source: estimate.level for estimate in each.score.estimates}
    weights = source_weights(each.score.estimates)
    shares = {
        estimate.source: weight
        for estimate, weight in zip(each.score.estimates, weights, strict=True)
    }
    return (
        f'<tr><th scope="row">{escape(matrix.skills[each.target.skill].title)}<br>'
        f'<span class="rr-quiet">{outcome.right} of {outcome.answered} right, {date}</span></th>'
        f"{_cell(levels.get(SELF), shares.get(SELF))}{_cell(levels.get(CHECK), shares.get(CHECK))}"
        f'<td class="rr-num"><b>{level(each.score.level)}</b></td></tr>'
    )


def _cell(value: float | None, share: float | None) -> str:
    if value is None or share is None:
        return '<td class="rr-num">–</td>'
    return (
        f'<td class="rr-num">{level(value)}<br><span class="rr-quiet">counts {rounded(share)}'
        "</span></td>"
    )
