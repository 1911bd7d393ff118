"""The tab that shows how the result was computed, down to single answers."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.html import render
from components.result import credit_list, score_breakdown
from components.text import labels
from components.texts_on_page import show_note
from components.web import tab_state
from skills.entries.answers import Carried
from skills.scoring.assessed import Assessed
from skills.sentences.answers import without_place
from skills.sentences.verdicts import basis, ready_rule

ADJUSTS: Final = "adjusts"
"""Key of the toggle that takes off the person's leniency; it only changes what is shown."""


def adjusts() -> bool:
    """Return whether the person's leniency is to be taken off their ratings."""
    return tab_state.is_toggled(ADJUSTS, default=True)


def show(assessed: Assessed) -> None:
    """Show the basis of the verdict, the arithmetic, and the sources of the matrix."""
    matrix, readiness, carried = assessed.matrix, assessed.readiness, assessed.carried
    has_musts = any(each.target.must for each in readiness.skill_gaps)
    st.html(
        render(
            "verdict_basis.html",
            basis=basis(matrix, readiness),
            rule=ready_rule(has_musts=has_musts),
        )
    )
    if assessed.leniency.skills:
        st.toggle(
            "Adjust my ratings using my other results",
            value=True,
            key=ADJUSTS,
            persist_state="session",
        )
    st.html(render("heading.html", title="How readiness adds up"))
    score_breakdown.show_readiness(matrix, readiness)
    counted = {each.target.skill: each for each in readiness.ordered() if each.score.is_assessed}
    titles = labels({each: matrix.skills[each].title for each in counted})
    chosen = st.selectbox(
        "Show how a skill's level was computed",
        list(titles),
        index=None,
        placeholder="Choose a skill",
        format_func=lambda each: titles[each],
        key="explain",
    )
    if chosen in counted:
        score_breakdown.show_skill(matrix, counted[chosen])
    credit_list.show(matrix)
    show_without_place(carried)


def show_without_place(carried: Carried) -> None:
    """Show a note on answers whose statements are no longer in the matrix, if there are any."""
    if carried.orphaned:
        sentence = without_place(carried)
        show_note(sentence)
