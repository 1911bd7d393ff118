"""Page with the questionnaire: one skill per screen, each answer saved as it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

import streamlit as st

from components import guard
from components.browser import show_step_heading
from components.form import saving
from components.form.qualification_form import show_qualifications
from components.form.skill_form import show_skill
from components.form.status import show_status
from components.form.steps import asked_for, show_jump
from components.html import render
from components.text import labels, literal
from components.web import session
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
    elsewhere = sum((done[each] for each in done if each != here), start=Progress())
    if here == QUALIFICATIONS:
        _show_heading("", "Qualifications", steps, here)
        show_qualifications(form)
        now = elsewhere
    else:
        skill = matrix.skills[here]
        area = next(each for each in matrix.areas if each.id == skill.area)
        _show_heading(area.title, skill.title, steps, here)
        now = elsewhere + show_skill(form, assessment, skill, is_controlled=here in controlled)
    _show_jump(skills, steps, here, done)
    _show_way_on(form, matrix, steps, here, now)


def _show_no_questions() -> None:
    st.html(render("assess_example.html"))
    if st.button("See the example's result", key="result", type="primary"):
        st.switch_page(guard.pages()["result"])


def _place(assessment: Assessment, steps: Sequence[str], done: Mapping[str, Progress]) -> str:
    """Return the step to show: just requested, of this tab, last visited, or first unfinished.

    A step that was finished on the last visit is left behind while another is unfinished.
    """
    unfinished = [each for each in done if not done[each].finished]
    last = assessment.skill if assessment.skill in unfinished or not unfinished else ""
    here = session.skill() or last
    if here not in steps:
        here = next(iter(unfinished), steps[0])
    here = asked_for(steps, here)
    session.go_to_skill(here)
    if here != assessment.skill:
        with suppress(StoreError):  # only a convenience: the page works without it
            session.store().remember_skill(session.owner(), assessment.id, here)
    return here


def _show_heading(eyebrow: str, title: str, steps: Sequence[str], step: str) -> None:
    progress_text = " · ".join(filter(None, (eyebrow, f"{steps.index(step) + 1} of {len(steps)}")))
    show_step_heading(title, eyebrow=progress_text, step=step)


def _show_jump(
    skills: Sequence[Skill], steps: Sequence[str], step: str, done: Mapping[str, Progress]
) -> None:
    marks = {each: _mark(done[each]) for each in done} | {step: "●"}
    titles = {each.id: f"{marks[each.id]} {each.title}" for each in skills}
    shown = labels(titles | {QUALIFICATIONS: "Qualifications"})
    show_jump(
        {each: shown[each] for each in steps},
        step,
        about="✓ all answered, ◐ some answered, ○ none yet",
    )


def _mark(done: Progress) -> str:
    if done.finished:
        return "✓"
    return "◐" if done.answered else "○"


def _show_way_on(
    form: saving.FormState, matrix: Matrix, steps: Sequence[str], step: str, now: Progress
) -> None:
    """Show the bar at the bottom: back, what is saved, progress, next."""
    position = steps.index(step)
    with st.container(horizontal=True, vertical_alignment="center", key="way-on"):
        st.button("Back", key="back", disabled=position == 0)
        is_last = position + 1 == len(steps)
        show_status(form, now, result_link="" if is_last else address("result", form.assessment_id))
        if not is_last:
            following = matrix.skills.get(steps[position + 1])
            title = following.label if following else "Qualifications"
            st.button(f"Next: {literal(title)}", key="next", type="primary")
        elif st.button("See your result", key="result", type="primary"):
            st.switch_page(guard.pages()["result"])
