"""Ask the statements, one skill a screen, and keep each answer as it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components import guard, session
from components.focus import show_step_heading
from components.group import show_qualifications, show_skill
from components.text import literal
from skills.answers import Answers
from skills.asking import asked_skills, is_finished, progress
from skills.matrix import Matrix, Skill
from skills.scoring import Mode
from skills.store import Assessment

QUALIFICATIONS = "@qualifications"
"""The step after the skills; no skill can have this id."""


def show() -> None:
    """Show the group the person is at, with a way to every other."""
    found, matrix = guard.require_assessment()
    answers = session.answers(found, matrix).answers
    skills = asked_skills(matrix, matrix.profiles[found.profile])
    steps = [skill.id for skill in skills]
    if matrix.qualifications:
        steps.append(QUALIFICATIONS)
    here = _place(found, skills, steps, answers)
    if here == QUALIFICATIONS:
        _show_heading("Beside the skills", "Qualifications", steps, here)
        show_qualifications()
    else:
        skill = matrix.skills[here]
        area = next(each for each in matrix.areas if each.id == skill.area)
        _show_heading(area.title, skill.title, steps, here)
        others = [each for each in skills if each.id != here]
        show_skill(here, progress(others, answers, Mode(found.mode)))
    _show_way_on(matrix, steps, here)
    _show_jump(skills, steps, here, lambda each: _mark(each, answers, Mode(found.mode)))


def _place(
    found: Assessment, skills: Sequence[Skill], steps: Sequence[str], answers: Answers
) -> str:
    wanted = session.skill() or found.skill
    if wanted not in steps:
        unfinished = (
            each.id for each in skills if not is_finished(each, answers, Mode(found.mode))
        )
        wanted = next(unfinished, steps[0])
    session.go_to_skill(wanted)
    if wanted != found.skill:
        session.store().remember_skill(session.owner(), found.id, wanted)
    return wanted


def _show_heading(eyebrow: str, title: str, steps: Sequence[str], here: str) -> None:
    place = f"{eyebrow} · {steps.index(here) + 1} of {len(steps)}"
    show_step_heading(title, eyebrow=place, step=here)


def _show_jump(
    skills: Sequence[Skill], steps: Sequence[str], here: str, mark: Callable[[Skill], str]
) -> None:
    titles = {each.id: f"{mark(each)} {each.title}" for each in skills if each.id != here}
    titles |= {each.id: f"● {each.title}" for each in skills if each.id == here}
    chosen = st.selectbox(
        "Jump to",
        steps,
        index=steps.index(here),
        format_func=lambda step: titles.get(step, "Qualifications"),
        key=f"jump|{here}",
        help="✓ all answered, ◐ some answered, ○ none yet",
    )
    if chosen != here and chosen in steps:
        _go(chosen)


def _mark(skill: Skill, answers: Answers, mode: Mode) -> str:
    if is_finished(skill, answers, mode):
        return "✓"
    return "◐" if any(each.id in answers for each in skill.statements) else "○"


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
