"""Page with knowledge checks, to compare self-ratings with."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components import guard
from components.browser import show_step_heading
from components.form import knowledge_check, saving
from components.form.pending import Slot
from components.form.saving import FormState
from components.form.status import mark
from components.html import render
from components.result import scoring_tab
from components.text import labels
from components.texts_on_page import show_quiet
from components.web import session, tab_state
from components.web.workspace import workspace
from skills.matrix import Matrix, Skill
from skills.questionnaire.questions import asked_skills
from skills.scoring.assessed import Assessed, assess_entries
from skills.scoring.knowledge_checks import check_rounds, may_retake, next_check, shuffled
from skills.sentences.knowledge_checks import (
    ABOUT_CHECKS,
    GUESSING,
    MAY_STILL_MOVE,
    MOVES_OTHERS,
    TAKE_AGAIN_LATER,
    checks_outcome,
    earlier_checks,
    level_changed,
)
from skills.store import Assessment
from skills.workspace.assessment import check_history


def show() -> None:
    """Show the knowledge checks of one skill, with navigation to those of all others."""
    assessment, matrix = guard.require_assessment()
    if session.is_example():
        st.html(render("checks_example.html"))
        return
    profile = matrix.profiles[assessment.profile]
    skills = {each.id: each for each in asked_skills(matrix, profile) if each.checks}
    if not skills:
        st.html(render("checks_none.html"))
        return
    here = tab_state.choice("check-skill") or session.skill()
    skill = skills.get(here) or next(iter(skills.values()))
    form = saving.require_form(assessment.id, matrix)
    check_answers = {
        item: value for _, item in _slots(skill) if (value := form.stored(("check", item)))
    }
    # The pressed button is gone after a step, so the focus moves to the top.
    step = f"check {skill.id} {len(check_answers)} {tab_state.explained(skill.id)}"
    show_step_heading(skill.title, eyebrow="Knowledge checks", step=step)
    st.html(
        render(
            "checks_lead.html",
            lead=ABOUT_CHECKS,
            others=MOVES_OTHERS,
        )
    )
    _show_checks(assessment, matrix, skill, form, check_answers)
    titles = labels({each: skills[each].title for each in skills})
    st.selectbox(
        "Skill",
        list(titles),
        index=list(titles).index(skill.id),
        format_func=lambda each: titles[each],
        key="check-skill",
    )


def _slots(skill: Skill) -> list[Slot]:
    return [("check", each.id) for each in skill.checks]


def _show_checks(
    assessment: Assessment,
    matrix: Matrix,
    skill: Skill,
    form: FormState,
    check_answers: Mapping[str, str],
) -> None:
    just_answered = tab_state.explained(skill.id)
    if just_answered in check_answers:
        check = next(each for each in skill.checks if each.id == just_answered)
        knowledge_check.explain(check, check_answers[just_answered])
        if st.button("Continue", key="go-on", type="primary"):
            tab_state.explain(skill.id, "")
            st.rerun()
    else:
        _ask_next(form, assessment, skill, check_answers)
    assessed = assess_entries(
        assessment,
        tuple(form.entries.values()),
        matrix,
        session.today(),
        adjust_leniency=scoring_tab.adjusts(),
    )
    _show_outcome(assessed, skill)
    _show_earlier(assessment, skill, is_finished=len(check_answers) == len(skill.checks))


def _ask_next(
    form: FormState, assessment: Assessment, skill: Skill, check_answers: Mapping[str, str]
) -> None:
    check = next_check(skill, check_answers, assessment.id)
    if check is None:
        _show_finished(form, skill, check_answers)
        return
    slot: Slot = ("check", check.id)
    chosen = knowledge_check.ask(check, shuffled(check, assessment.id), key=f"{form.key(slot)}")
    if chosen is None:
        return
    tab_state.explain(skill.id, check.id)
    form.save(slot, chosen)
    if slot not in form.unsaved:
        st.rerun()
    mark(form, slot)


def _show_finished(form: FormState, skill: Skill, check_answers: Mapping[str, str]) -> None:
    st.html(render("checks_all_answered.html"))
    with st.expander("Questions, answers and explanations", key=f"all|{skill.id}"):
        for check in skill.checks:
            knowledge_check.explain(check, check_answers[check.id])
    last = max(at for slot in _slots(skill) if (at := form.entries[slot].changed_at))
    if not may_retake(last, session.now()):
        show_quiet(TAKE_AGAIN_LATER)
    elif st.button("Retake them", key="again"):
        for check in skill.checks:
            saving.clear(form, ("check", check.id))
        st.rerun()


def _show_earlier(assessment: Assessment, skill: Skill, *, is_finished: bool) -> None:
    taken = check_rounds(skill, check_history(workspace(), assessment))
    if taken and (len(taken) > 1 or is_finished):
        rounds = [(session.local(each.last), each.right, each.answered) for each in taken]
        show_quiet(earlier_checks(rounds))


def _show_outcome(assessed: Assessed, skill: Skill) -> None:
    """Show how the checks went and what they changed, with a way back to the result."""
    outcome = assessed.outcome(skill.id)
    changed = level_changed(assessed.own_level(skill.id), assessed.scores[skill.id].level, outcome)
    st.html(
        render(
            "checks_outcome.html",
            outcome=checks_outcome(outcome),
            changed=changed,
            guessing=f"{MAY_STILL_MOVE} {GUESSING}" if changed else "",
        )
    )
    if outcome.answered and st.button("Back to your result", key="result"):
        st.switch_page(guard.pages()["result"])
