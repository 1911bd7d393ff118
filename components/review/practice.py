"""Practice for a mentor: rate example people and compare with the reference; nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

import streamlit as st

from components.browser import show_step_heading
from components.form.statement import ask
from components.html import render
from components.texts_on_page import show_lead
from components.web import review_tab, session, tab_state
from components.web.review_tab import Practice
from skills.matrix import Dossier, Matrix
from skills.questionnaire.effort import practice_minutes
from skills.review.calibration import closeness, compare_with_reference
from skills.sentences.calibration import (
    PRIVATE,
    answer_text,
    closeness_text,
    offer_label,
    offer_text,
    steps_text,
    together_texts,
)
from skills.sentences.entry_labels import NOT_OBSERVED

STEP: Final = "@practice/"
"""What the ids of these steps begin with; no skill's id can."""


def steps_of(matrix: Matrix) -> list[str]:
    """Return the ids of the steps, one for each dossier; none if the matrix has no dossiers."""
    return [f"{STEP}{each.id}" for each in matrix.calibration]


def offer(matrix: Matrix) -> None:
    """Offer practice ratings if the matrix has example dossiers."""
    if not matrix.calibration:
        return
    count = len(matrix.calibration)
    text = f"{offer_text(count)} {PRIVATE}"
    show_lead(text)
    if st.button(offer_label(count, practice_minutes(matrix)), key="practise"):
        session.go_to_skill(steps_of(matrix)[0])
        st.rerun()


def show(matrix: Matrix, review: str, step: str, following: str) -> None:
    """Show the dossier of a step: its statements to rate or, once compared, the reference.

    Parameters
    ----------
    following : the first step after the practice.
    """
    practice = review_tab.practice(review)
    steps = steps_of(matrix)
    position = steps.index(step)
    dossier = matrix.calibration[position]
    is_compared = dossier.id in practice.compared
    progress_text = f"Practice · Example {position + 1} of {len(steps)}"
    show_step_heading(dossier.title, eyebrow=progress_text, step=step)
    skill = matrix.skills[dossier.skill]
    st.html(
        render(
            "practice_lead.html",
            skill=skill,
            text=dossier.text,
            private=PRIVATE,
            is_compared=is_compared,
        )
    )
    if is_compared:
        _show_comparison(matrix, practice, dossier)
    else:
        _ask(matrix, practice, dossier)
    _show_way_on(practice, dossier, following, is_last=position + 1 == len(steps))


def _ask(matrix: Matrix, practice: Practice, dossier: Dossier) -> None:
    ratings = practice.ratings.setdefault(dossier.id, {})
    attempt = tab_state.count(f"practice|{dossier.id}")
    for number, each in enumerate(dossier.reference, start=1):
        chosen = ask(
            matrix.statements[each.statement],
            number=number,
            value=ratings.get(each.statement),
            key=f"practice|{dossier.id}|{each.statement}|{attempt}",
            aside=NOT_OBSERVED,
        )
        if chosen is not None:
            ratings[each.statement] = chosen


def _show_comparison(matrix: Matrix, practice: Practice, dossier: Dossier) -> None:
    compared = compare_with_reference(matrix, dossier, practice.ratings.get(dossier.id, {}))
    rows = [
        {
            "statement": statement.text,
            "yours": answer_text(statement.scale, each.rated),
            "steps": steps_text(each),
            "reference": answer_text(statement.scale, each.reference.answer),
            "why": each.reference.why,
        }
        for each in compared
        for statement in [matrix.statements[each.reference.statement]]
    ]
    text = closeness_text(closeness(compared))
    st.html(
        render(
            "practice_comparison.html", rows=rows, text=text, together=_together(matrix, practice)
        )
    )
    if st.button("Try again", key="try-again", type="tertiary"):
        _begin_anew(practice, dossier)
        st.rerun()


def _together(matrix: Matrix, practice: Practice) -> Sequence[str]:
    done = [each for each in matrix.calibration if each.id in practice.compared]
    compared = [
        compare_with_reference(matrix, each, practice.ratings.get(each.id, {})) for each in done
    ]
    return together_texts(len(done), closeness(chain.from_iterable(compared)))


def _begin_anew(practice: Practice, dossier: Dossier) -> None:
    practice.ratings.pop(dossier.id, None)
    practice.compared.discard(dossier.id)
    tab_state.count_up(f"practice|{dossier.id}")


def _show_way_on(practice: Practice, dossier: Dossier, following: str, *, is_last: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="way-on"):
        st.button("Back", key="back")
        if st.button("Skip to rating", key="skip", type="tertiary"):
            session.go_to_skill(following)
            st.rerun()
        if dossier.id in practice.compared:
            st.button("Start rating" if is_last else "Next example", key="next", type="primary")
        elif st.button("Compare", key="compare", type="primary"):
            practice.compared.add(dossier.id)
            st.rerun()
