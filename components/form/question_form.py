"""Ask the questions about the result of a project, and check the answers."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st

from components import guard
from components.form import project_status
from components.form.saving import FormState
from components.text import literal
from components.web import session, tab_state
from components.web.entry_access import access_to
from skills.matrix import Project
from skills.problems import SkillsError
from skills.projects.check_answers import check_answers
from skills.sentences.project_checks import unanswered_text, wrong_text
from skills.workspace.keep_attempt import save_attempt

LONGEST: Final = 200
"""Characters in an answer."""


def ask_questions(form: FormState, project: Project) -> None:
    """Ask every question; check all answers at once, and keep how many are right."""
    key = f"questions|{form.form_key}|{project.id}"
    with st.form(key, border=False):
        given = {
            each.id: st.text_input(literal(each.ask), max_chars=LONGEST, key=f"{key}|{each.id}")
            for each in project.questions
        }
        kind: Literal["primary", "secondary"] = (
            "secondary" if project_status.is_passed(form, project) else "primary"
        )
        is_sent = st.form_submit_button("Check answers", type=kind)
    if not is_sent:
        return
    answers = {question: answer or "" for question, answer in given.items()}
    if missing := unanswered_text(project, answers):
        st.error(literal(missing))
        return
    found = check_answers(answers, matrix=form.matrix, project=project, now=session.now())
    try:
        save_attempt(
            access_to(form.form_key),
            project,
            found.check,
            tab=form.tab,
            operation=session.operation(),
        )
    except SkillsError as error:
        guard.show_trouble(error)
        return
    tab_state.flash(wrong_text(project, found.wrong))
    st.rerun()
