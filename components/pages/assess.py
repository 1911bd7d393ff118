"""Ask the statements, one skill a screen, and keep each answer as it is given."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import guard, session
from components.focus import show_step_heading
from components.group import show_qualifications, show_skill
from components.text import literal
from skills.answers import Answers, carry_answers
from skills.asking import asked_skills, is_finished
from skills.matrix import Matrix, Skill
from skills.scoring import Mode
from skills.store import Assessment

QUALIFICATIONS = "@qualifications"
"""The step after the skills; no skill can have this id."""


def show() -> None:
    """Show the group the person is at, with a way to every other."""
    found, matrix = guard.require_assessment()
    skills = asked_skills(matrix, matrix.profiles[found.profile])
    steps = [skill.id for skill in skills]
    if matrix.qualifications:
        steps.append(QUALIFICATIONS)
    here = _place(found, matrix, steps)
    if here == QUALIFICATIONS:
        _show_heading("Beside the skills", "Qualifications", steps, here)
        show_qualifications(found.id)
    else:
        skill = matrix.skills[here]
        area = next(each for each in matrix.areas if each.id == skill.area)
        _show_heading(area.title, skill.title, steps, here)
        show_skill(found.id, here)
    _show_way_on(matrix, steps, here)
    _show_jump(found, matrix, skills, steps, here)


def _place(found: Assessment, matrix: Matrix, steps: Sequence[str]) -> str:
    wanted = session.skill() or found.skill
    if wanted in steps:
        here = wanted
    else:
        answers = carry_answers(session.store().answers(session.owner(), found.id), matrix).answers
        unfinished = (
            step
            for step in steps
            if step in matrix.skills
            and not is_finished(matrix.skills[step], answers, Mode(found.mode))
        )
        here = next(unfinished, steps[0])
    session.go_to_skill(here)
    if here != found.skill:
        session.store().remember_skill(session.owner(), found.id, here)
    return here


def _show_heading(eyebrow: str, title: str, steps: Sequence[str], here: str) -> None:
    place = f"{eyebrow} · {steps.index(here) + 1} of {len(steps)}"
    show_step_heading(title, eyebrow=place, step=here)


def _show_jump(
    found: Assessment,
    matrix: Matrix,
    skills: Sequence[Skill],
    steps: Sequence[str],
    here: str,
) -> None:
    answers = carry_answers(session.store().answers(session.owner(), found.id), matrix).answers
    mode = Mode(found.mode)
    titles = {skill.id: _jump_title(skill, answers, mode) for skill in skills}
    titles[QUALIFICATIONS] = "Qualifications"
    chosen = st.selectbox(
        "Jump to",
        steps,
        index=steps.index(here),
        format_func=lambda step: titles[step],
        key=f"jump|{here}",
    )
    if chosen != here and chosen in steps:
        _go(chosen)


def _jump_title(skill: Skill, answers: Answers, mode: Mode) -> str:
    answered = sum(1 for each in skill.statements if each.id in answers)
    if is_finished(skill, answers, mode):
        return f"✓ {skill.title}"
    return f"{'◐' if answered else '○'} {skill.title}"


def _show_way_on(matrix: Matrix, steps: Sequence[str], here: str) -> None:
    position = steps.index(here)
    with st.container(horizontal=True):
        if position > 0 and st.button("Back", key="back"):
            _go(steps[position - 1])
        if position + 1 < len(steps):
            following = steps[position + 1]
            skill = matrix.skills.get(following)
            title = skill.title if skill else "Qualifications"
            if st.button(f"Next: {literal(title)}", key="next", type="primary"):
                _go(following)
        elif st.button("See the result", key="next", type="primary"):
            st.switch_page(guard.pages()["result"])


def _go(step: str) -> None:
    session.go_to_skill(step)
    st.rerun()
