"""The form for one skill: its statements and its note.

Not a Streamlit fragment: after a restart the server knows no fragments, so the first clicks would
be dropped silently.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from components.form import saving
from components.form.pending import Slot
from components.form.saving import FormState
from components.form.statement import ask
from components.form.status import mark
from components.html import render
from components.result import scoring_tab
from components.text import labels, literal
from components.web import session, tab_state
from components.web.addresses import address
from skills.entries.answers import Answers
from skills.entries.kinds import NOTE_LENGTH, Mode
from skills.matrix import Matrix, Skill, Statement
from skills.questionnaire.questions import (
    Progress,
    in_place,
    is_finished,
    open_statements,
    progress,
    settling_statement,
)
from skills.scoring import score_skill
from skills.scoring.assessed import assess_entries
from skills.scoring.skill_gap import SkillGap, compare_skill
from skills.sentences.pages import skill_rated
from skills.store import Assessment

UNSAID: Final = ""
WISHES: Final = {UNSAID: "I don't know yet", "yes": "Yes", "no": "No"}
"""Answers to whether a person wants to grow in a skill; saying nothing is one of them."""


def show_skill(
    form: FormState, assessment: Assessment, skill: Skill, *, is_controlled: bool
) -> Progress:
    """Show the statements of one skill, store what changes, and return the progress in it.

    Parameters
    ----------
    is_controlled : whether quick mode also asks an implied statement of this skill.
    """
    mode = Mode(assessment.mode)
    asks = dict.fromkeys(each.scale.title for each in skill.statements)
    st.html(render("skill_lead.html", about=skill.about, asks=asks))
    gap = _result_so_far(form, assessment, skill, is_controlled=is_controlled)

    def waiting(answers: Answers) -> Sequence[Statement]:
        found = open_statements(skill, answers, mode, is_controlled=is_controlled)
        more = settling_statement(skill, answers) if gap and gap.is_only_estimated else None
        return found if more is None or more in found else (*found, more)

    answers = _ask_statements(form, skill, waiting, page=f"{form.form_key}|{skill.id}|{mode}")
    here = progress([skill], answers, mode, {skill.id} if is_controlled else ())
    text = ""
    if here.finished:
        gap = gap or _result_so_far(form, assessment, skill, is_controlled=is_controlled)
        is_open = any(each.id not in answers for each in waiting(answers))
        text = _rated(form.matrix, assessment, skill, answers, gap, is_open=is_open)
        here = here.reopened() if is_open else here
    _show_rated(assessment, skill, text)
    _ask_note(form, skill)
    _offer_clearing(form, [each for each in skill.statements if each.id in answers])
    form.close()
    return here


def _ask_statements(
    form: FormState,
    skill: Skill,
    waiting: Callable[[Answers], Sequence[Statement]],
    *,
    page: str,
) -> dict[str, str]:
    """Ask the statements one after the other, and return the answers that are stored.

    Parameters
    ----------
    waiting : returns the statements to show, given the answers; in quick mode, each depends on the
        last answer.
    page : name under which the tab remembers their order.
    """
    before = tab_state.shown_statements(page)
    slots: dict[str, Slot] = {each.id: ("answer", each.id) for each in skill.statements}
    answers = _known(slots, form.shown)
    shown: list[str] = []
    while statement := next(
        (e for e in in_place(waiting(answers), before) if e.id not in shown), None
    ):
        shown.append(statement.id)
        if chosen := _ask_statement(form, statement, len(shown)):
            answers[statement.id] = chosen
    tab_state.keep_statements(page, shown)
    return _known(slots, form.stored)


def _known(slots: Mapping[str, Slot], value: Callable[[Slot], str | None]) -> dict[str, str]:
    return {each: found for each, slot in slots.items() if (found := value(slot)) is not None}


def _ask_statement(form: FormState, statement: Statement, number: int) -> str | None:
    slot: Slot = ("answer", statement.id)
    chosen = ask(statement, number=number, value=form.shown(slot), key=form.key(slot))
    saved = form.save(slot, chosen)
    mark(form, slot)
    return saved


def _ask_note(form: FormState, skill: Skill) -> None:
    slot: Slot = ("note", skill.id)
    written = form.shown(slot) or ""
    with st.expander("Evidence and notes" + (" ✓" if written else ""), key=f"evidence|{skill.id}"):
        examples = [each.show for each in skill.statements if each.show]
        if examples:
            st.html(
                render(
                    "evidence_examples.html",
                    examples=examples,
                )
            )
        text = st.text_area(
            "What can you show? Links, projects, people who can confirm it",
            value=written,
            # No `max_chars`, which cuts what is pasted or sent: a longer note is refused instead.
            key=form.key(slot),
            help="Saved when you leave the field or press Ctrl+Enter. "
            f"At most {NOTE_LENGTH:,} characters.",
        )
        form.save(slot, text)
        mark(form, slot)
        _ask_wish(form, skill)


def _ask_wish(form: FormState, skill: Skill) -> None:
    slot: Slot = ("growth", skill.id)
    shown = form.shown(slot) or UNSAID
    chosen = st.selectbox(
        "Do you want to grow in this skill?",
        list(WISHES),
        index=list(WISHES).index(shown),
        format_func=lambda each: WISHES.get(each, ""),
        key=form.key(slot),
        help="Of two equally good next steps, your plan and the agenda with a mentor put this "
        "skill first. It doesn't change any level.",
    )
    if chosen == UNSAID and form.shown(slot):
        saving.clear(form, slot)
        st.rerun()
    form.save(slot, chosen)
    mark(form, slot)


def _offer_clearing(form: FormState, answered: list[Statement]) -> None:
    """Offer to clear answers; always rendered, so that nothing below it moves on a click."""
    everything = "@all"
    titles = {each.id: each.text for each in answered}
    shown = labels(titles | {everything: "All answers on this page"})
    chosen = st.menu_button(
        "Clear an answer",
        options=list(shown),
        format_func=lambda each: literal(shown.get(each, "")),
        key=f"clear|{form.form_key}",
        type="tertiary",
        disabled=not answered,
    )
    wanted = list(titles) if chosen == everything else [each for each in titles if each == chosen]
    for statement_id in wanted:
        saving.clear(form, ("answer", statement_id))
    if wanted:
        st.rerun()


def _result_so_far(
    form: FormState, assessment: Assessment, skill: Skill, *, is_controlled: bool
) -> SkillGap | None:
    """Return a skill's gap from all that is known, or None before it is finished.

    It scores this skill alone, since a click on a finished skill waits for it.
    """
    mode = Mode(assessment.mode)
    if not is_finished(skill, form.answers, mode, is_controlled=is_controlled):
        return None
    entries = tuple(form.entries.values())
    found = assess_entries(
        assessment, entries, form.matrix, session.today(), adjust_leniency=scoring_tab.adjusts()
    )
    target = next(each for each in found.profile.targets if each.skill == skill.id)
    return compare_skill(target, found.score(skill.id))


def _rated(  # noqa: PLR0913 - each is known of the skill by now
    matrix: Matrix,
    assessment: Assessment,
    skill: Skill,
    answers: Answers,
    gap: SkillGap | None,
    *,
    is_open: bool,
) -> str:
    """Return the level of a finished skill; any earlier, its target could bias the answers."""
    if gap is None:
        return ""
    score = score_skill(skill, answers, top=matrix.top, mode=Mode(assessment.mode))
    return skill_rated(
        matrix,
        matrix.profiles[assessment.profile],
        score,
        gap.target.level,
        is_reached=gap.is_reached,
        is_estimated=is_open,
    )


def _show_rated(assessment: Assessment, skill: Skill, text: str) -> None:
    """Show a text on the level; it keeps its place even while there is nothing to show."""
    has_checks = bool(text and skill.checks)
    st.html(
        render(
            "skill_rated.html",
            text=text,
            checks=len(skill.checks) if has_checks else 0,
            link=f"{address('checks', assessment.id)}&{urlencode({'skill': skill.id})}",
        )
    )
