"""Show how readiness and levels are computed, down to single answers."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.result import paging
from components.text import literal
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.scoring.rounding import LEVEL_DIGITS, SHARE_DIGITS, shown_terms
from skills.scoring.skill_gap import SkillGap
from skills.sentences.formats import exact_level
from skills.sentences.knowledge_checks import GUESSING, checks_sum
from skills.sentences.leniency import adjustment_text
from skills.sentences.reports import READINESS_EXPLAINED
from skills.sentences.results import SOURCE_WORDS, basis_words, combined


def show_readiness(matrix: Matrix, readiness: Readiness) -> None:
    """Show readiness as a sum over skills."""
    counted = [each for each in readiness.skill_gaps if each.share > 0]
    adds, total = shown_terms([each.gained for each in counted], SHARE_DIGITS)
    st.markdown(READINESS_EXPLAINED)
    terms = paging.choose_part(list(zip(counted, adds, strict=True)), "terms", "Skills")
    st.html(render("readiness_sum.html", matrix=matrix, terms=terms, total=total))


def show_skill(matrix: Matrix, standing: SkillGap) -> None:
    """Show the level of one skill: a sum over statements for each source, then the mean."""
    for estimate in standing.score.estimates:
        source = SOURCE_WORDS.get(estimate.source, estimate.source)
        st.markdown(f"**{source.capitalize()}**: level {exact_level(estimate.unadjusted_level)}")
        if estimate.checks:
            steps = checks_sum(estimate)
            st.html(render("check_sum.html", steps=steps, level=estimate.level))
            st.markdown(GUESSING)
        if estimate.steps:
            gained = [step.gained for step in estimate.steps]
            adds, total = shown_terms(gained, LEVEL_DIGITS)
            st.html(
                render(
                    "level_sum.html",
                    matrix=matrix,
                    estimate=estimate,
                    steps=zip(estimate.steps, adds, strict=True),
                    total=total,
                    basis_words=basis_words(estimate.source),
                )
            )
        if adjusted := adjustment_text(estimate):
            st.markdown(literal(adjusted))
    if together := combined(standing.score):
        st.markdown(literal(together))
