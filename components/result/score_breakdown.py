"""Show how a number came about, down to single answers."""

from __future__ import annotations

from html import escape

import streamlit as st

from components.text import literal
from skills.matrix import Matrix
from skills.scoring import Estimate, Step
from skills.scoring.readiness import Readiness, SkillGap
from skills.sentences.results import BASIS_WORDS, SOURCE_WORDS, combined, level, points, total


def show_readiness(matrix: Matrix, readiness: Readiness) -> None:
    """Show readiness as a sum over skills."""
    counted = [each for each in readiness.skill_gaps if each.share > 0]
    rows = "".join(_term(matrix, each) for each in counted)
    reached = total(readiness.value) if readiness.value is not None else "–"
    st.markdown(
        "Readiness is the weighted mean of how much of each target is reached. "
        "Only assessed skills count; a level above its target counts as the target."
    )
    st.html(
        '<div class="rr-scroll" tabindex="0" role="region" aria-label="Readiness as a sum">'
        '<table class="rr-table"><thead><tr><th scope="col">Skill</th>'
        '<th scope="col" class="rr-num">Weight share</th>'
        '<th scope="col" class="rr-num">Level ÷ target</th>'
        '<th scope="col" class="rr-num">Adds points</th></tr></thead>'
        f'<tbody>{rows}<tr><th scope="row">Readiness</th><td></td><td></td>'
        f'<td class="rr-num"><b>{reached}</b></td></tr></tbody></table></div>'
    )


def show_skill(matrix: Matrix, standing: SkillGap) -> None:
    """Show the level of one skill: each source as a sum over its statements, then the mean."""
    for estimate in standing.score.estimates:
        source = SOURCE_WORDS.get(estimate.source, estimate.source)
        st.markdown(f"**{source.capitalize()}**: level {level(estimate.level)}")
        if estimate.steps:
            st.html(_steps_table(matrix, estimate))
    if together := combined(standing.score):
        st.markdown(literal(together))


def _steps_table(matrix: Matrix, estimate: Estimate) -> str:
    rows = "".join(_step(matrix, each) for each in estimate.steps)
    return (
        '<div class="rr-scroll" tabindex="0" role="region" aria-label="Level as a sum">'
        '<table class="rr-table"><thead><tr><th scope="col">Statement</th>'
        '<th scope="col" class="rr-num">Step</th><th scope="col" class="rr-num">Credit</th>'
        '<th scope="col" class="rr-num">Adds</th></tr></thead>'
        f'<tbody>{rows}<tr><th scope="row">Level, range {level(estimate.low)} to '
        f"{level(estimate.high)} by answers alone, typical error {level(estimate.error)}</th>"
        f'<td></td><td></td><td class="rr-num"><b>{estimate.level:.2f}</b></td></tr>'
        "</tbody></table></div>"
    )


def _step(matrix: Matrix, step: Step) -> str:
    return (
        f'<tr><th scope="row">{escape(matrix.statements[step.statement].text)}<br>'
        f'<span class="rr-quiet">level {step.level}, {BASIS_WORDS[step.basis]}</span></th>'
        f'<td class="rr-num">{step.height:.2f}</td><td class="rr-num">{step.credit:.2f}</td>'
        f'<td class="rr-num">{step.gained:.2f}</td></tr>'
    )


def _term(matrix: Matrix, each: SkillGap) -> str:
    return (
        f'<tr><th scope="row">{escape(matrix.skills[each.target.skill].title)}</th>'
        f'<td class="rr-num">{points(each.share)} %</td>'
        f'<td class="rr-num">{level(each.score.level)} ÷ {each.target.level}</td>'
        f'<td class="rr-num">{points(each.gained)}</td></tr>'
    )
