"""The form in which a mentor rates one skill, without seeing how the person rated it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components.form import saving
from components.form.pending import Slot
from components.form.saving import FormState
from components.form.statement import ask
from components.form.status import mark
from components.html import render
from components.web import tab_state
from skills.entries.answers import Answers, carry_answers
from skills.entries.kinds import MENTOR_MODE, NOTE_LENGTH
from skills.entries.review_entries import item_of, ratings_of
from skills.matrix import NOT_APPLICABLE, Skill, Statement
from skills.questionnaire.questions import Progress, in_place, open_statements, progress
from skills.sentences.entry_labels import NOT_OBSERVED, NOT_SEEN


def mentors_answers(form: FormState, review: str) -> Answers:
    """Return a mentor's stored ratings as answers, by statement id."""
    return carry_answers(ratings_of(review, form.entries.values()), form.matrix).answers


def show_skill(form: FormState, review: str, skill: Skill) -> Progress:
    """Ask a mentor about one skill, store what changes, and return the progress in it."""
    st.html(render("rating_lead.html", about=skill.about))
    _show_note(form, skill)
    answers = _ask_statements(form, review, skill)
    _ask_comment(form, review, skill)
    form.close()
    return progress([skill], answers, MENTOR_MODE)


def _show_note(form: FormState, skill: Skill) -> None:
    note = form.stored(("note", skill.id))
    if note:
        st.html(render("evidence.html", title="Their evidence and notes", note=note))


def _ask_statements(form: FormState, review: str, skill: Skill) -> Mapping[str, str]:
    """Ask the statements one after the other, each depending on the last answer."""
    slots = {each.id: _slot(review, each.id) for each in skill.statements}
    # What was rated under an earlier id of a statement is shown, and stored under its current one.
    carried = mentors_answers(form, review)
    answers = {
        each: value
        for each, slot in slots.items()
        if (value := form.shown(slot) or carried.get(each))
    }
    page = f"{form.form_key}|{skill.id}"
    before = tab_state.shown_statements(page)
    shown: list[str] = []
    while statement := _following(skill, answers, before, shown):
        shown.append(statement.id)
        slot = slots[statement.id]
        chosen = ask(
            statement,
            number=len(shown),
            value=answers.get(statement.id),
            key=form.key(slot),
            aside=NOT_OBSERVED,
        )
        saved = form.save(slot, chosen)
        mark(form, slot)
        if saved:
            answers[statement.id] = saved
    tab_state.keep_statements(page, shown)
    _offer_to_pass(form, skill, slots, is_new=not answers)
    return {each: value for each, slot in slots.items() if (value := form.stored(slot))}


def _offer_to_pass(
    form: FormState, skill: Skill, slots: Mapping[str, Slot], *, is_new: bool
) -> None:
    """Offer to say of a whole skill that nothing of it was observed, before anything is rated."""
    if is_new and st.button(NOT_SEEN, key=f"unseen|{skill.id}", type="tertiary"):
        for slot in slots.values():
            saving.replace_value(form, slot, NOT_APPLICABLE)
        st.rerun()


def _following(
    skill: Skill, answers: Answers, before: Sequence[str], shown: Sequence[str]
) -> Statement | None:
    waiting = in_place(open_statements(skill, answers, MENTOR_MODE), before)
    return next((each for each in waiting if each.id not in shown), None)


def _ask_comment(form: FormState, review: str, skill: Skill) -> None:
    slot: Slot = ("comment", item_of(review, skill.id))
    written = form.shown(slot) or ""
    with st.expander("Comment" + (" ✓" if written else ""), key=f"comment|{skill.id}"):
        text = st.text_area(
            "What have you seen? What would the next level look like?",
            value=written,
            key=form.key(slot),
            help="Saved when you leave the field or press Ctrl+Enter. They'll see it once the "
            f"ratings are revealed. At most {NOTE_LENGTH:,} characters.",
        )
        form.save(slot, text)
        mark(form, slot)


def _slot(review: str, statement: str) -> Slot:
    return "rating", item_of(review, statement)
