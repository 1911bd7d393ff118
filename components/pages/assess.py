"""Page with the questionnaire: one skill per screen, each answer saved as it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import guard
from components.browser import show_step_heading
from components.form import pending, saving
from components.form.qualification_form import show_qualifications
from components.form.saving import FormState
from components.form.skill_form import show_lead, show_skill
from components.form.status import show_status
from components.form.steps import asked_for, jumped_from, show_jump
from components.html import render
from components.text import labels, literal
from components.web import clicks, error_handling, session
from components.web.addresses import address
from skills.entries.kinds import Mode
from skills.matrix import Matrix, Skill
from skills.problems import StoreError
from skills.questionnaire.questions import Progress, asked_skills, controlled_skills, progress
from skills.store import Assessment

QUALIFICATIONS = "@qualifications"
"""Id of the step after the skills; no skill can have it."""


def show() -> None:
    """Show the current step of the questionnaire, with navigation to all others."""
    assessment, matrix = guard.require_assessment()
    if session.is_example():
        _show_no_questions()
        return
    skills = asked_skills(matrix, matrix.profiles[assessment.profile])
    steps = [skill.id for skill in skills]
    if matrix.qualifications:
        steps.append(QUALIFICATIONS)
    form = saving.require_form(assessment.id, matrix)
    answers = form.answers
    controlled = controlled_skills(skills)
    mode = Mode(assessment.mode)
    done = {each.id: progress([each], answers, mode, controlled) for each in skills}
    here = _place(assessment, steps, done)
    skill = matrix.skills.get(here)
    _show_heading(matrix, skill, steps, here)
    if skill:
        show_lead(skill)
    questions = st.container()
    _show_jump(skills, steps, here, done)
    status, is_over = _show_way_on(matrix, steps, here)
    link = "" if here == steps[-1] else address("result", assessment.id)
    with questions:
        if skill:
            _ask(_Questions(assessment, matrix, skill, skills, status, link), [form])
        else:
            show_qualifications(form)
            with status:
                show_status(form, sum(done.values(), start=Progress()), result_link=link)
    if is_over:
        st.switch_page(guard.pages()["result"])


@dataclass(frozen=True, slots=True)
class _Questions:
    """The questions about one skill, as they were when the whole page was drawn.

    Attributes
    ----------
    skills : all that are asked.
    status : the place for what is saved and how far the person has got.
    result_link : address of the result, to show once everything is answered, or "".
    """

    assessment: Assessment
    matrix: Matrix
    skill: Skill
    skills: Sequence[Skill]
    status: DeltaGenerator
    result_link: str


@st.fragment
def _ask(asked: _Questions, known: list[FormState]) -> None:
    """Ask the questions about a skill; after a click on one, only this is drawn.

    Parameters
    ----------
    known : the form if the whole page is drawn, which has stored all clicks; it is taken out.
    """
    is_page = bool(known)
    try:
        form = known.pop() if known else _form_after_click(asked)
        _show_questions(asked, form)
    except Exception as error:  # noqa: BLE001 - as for a whole page
        error_handling.show_script_error(error)
    clicks.add_part()
    if is_page:
        return
    if pending.unmarked():
        st.rerun()  # the whole page, which tells it at its top
    clicks.drawn()


def _form_after_click(asked: _Questions) -> FormState:
    """Store what was clicked and return the form, or rerun the whole page if anything is unusual.

    That is: something could not be stored earlier, another skill is asked for, or the assessment
    has changed since.
    """
    if pending.memory()["unsaved"] or jumped_from(asked.skill.id):
        st.rerun()
    try:
        pending.store_pending()
    finally:
        clicks.taken()
    if not guard.is_current(asked.assessment, asked.matrix):
        st.rerun()
    return saving.require_form(asked.assessment.id, asked.matrix)


def _show_questions(asked: _Questions, form: FormState) -> None:
    controlled = controlled_skills(asked.skills)
    others = [each for each in asked.skills if each is not asked.skill]
    elsewhere = progress(others, form.answers, Mode(asked.assessment.mode), controlled)
    is_controlled = asked.skill.id in controlled
    here = show_skill(form, asked.assessment, asked.skill, is_controlled=is_controlled)
    with asked.status:
        show_status(form, elsewhere + here, result_link=asked.result_link)


def _show_no_questions() -> None:
    st.html(
        render(
            '<h1 class="rr-title">Assess</h1><p class="rr-lead">This is where you\'d rate what you '
            "can do, one skill at a time.</p>"
        )
    )
    if st.button("See the example's result", key="result", type="primary"):
        st.switch_page(guard.pages()["result"])


def _place(assessment: Assessment, steps: Sequence[str], done: Mapping[str, Progress]) -> str:
    """Return the step to show: just requested, of this tab, last visited, or first unfinished."""
    here = session.skill() or assessment.skill
    if here not in steps:
        here = next((each for each in done if not done[each].finished), steps[0])
    here = asked_for(steps, here)
    session.go_to_skill(here)
    if here != assessment.skill:
        with suppress(StoreError):  # only a convenience: the page works without it
            session.store().remember_skill(session.owner(), assessment.id, here)
    return here


def _show_heading(matrix: Matrix, skill: Skill | None, steps: Sequence[str], here: str) -> None:
    area = next((each.title for each in matrix.areas if skill and each.id == skill.area), "")
    place = " · ".join(filter(None, (area, f"{steps.index(here) + 1} of {len(steps)}")))
    title = skill.title if skill else "Qualifications"
    show_step_heading(title, eyebrow=place, step=here)


def _show_jump(
    skills: Sequence[Skill], steps: Sequence[str], here: str, done: Mapping[str, Progress]
) -> None:
    marks = {each: _mark(done[each]) for each in done} | {here: "●"}
    titles = {each.id: f"{marks[each.id]} {each.title}" for each in skills}
    shown = labels(titles | {QUALIFICATIONS: "Qualifications"})
    show_jump(
        {each: shown[each] for each in steps},
        here,
        about="✓ all answered, ◐ some answered, ○ none yet",
    )


def _mark(done: Progress) -> str:
    if done.finished:
        return "✓"
    return "◐" if done.answered else "○"


def _show_way_on(matrix: Matrix, steps: Sequence[str], here: str) -> tuple[DeltaGenerator, bool]:
    """Show the bar at the bottom: back, a place for the status, next.

    Returns that place, and whether the person wants to see the result.
    """
    position = steps.index(here)
    is_over = False
    with st.container(horizontal=True, vertical_alignment="center", key="way-on"):
        st.button("Back", key="back", disabled=position == 0)
        status = st.empty()
        if position + 1 < len(steps):
            following = matrix.skills.get(steps[position + 1])
            title = following.title if following else "Qualifications"
            st.button(f"Next: {literal(title)}", key="next", type="primary")
        else:
            is_over = st.button("See your result", key="result", type="primary")
    return status, is_over
