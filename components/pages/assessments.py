"""Page with all assessments of a person: resume, change, delete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from components import guard
from components.form.choices import ask_hours, ask_mode
from components.html import render
from components.text import labels, literal
from components.texts_on_page import show_lead, show_title
from components.transfer import import_file, move_to_account, my_data
from components.web import login, session, tab_state
from components.web.workspace import forget_matrix, workspace
from skills.entries.kinds import TITLE_LENGTH, Mode
from skills.problems import SkillsError
from skills.sentences.answers import carried_over
from skills.sentences.formats import day, plural
from skills.sentences.login import whose
from skills.sentences.overview import answers_counted
from skills.sentences.pages import deleted, deletion_warning, which_assessment
from skills.sentences.progress import with_time
from skills.sentences.review import copy_deletion_warning, own_skills_rated
from skills.store import Assessment
from skills.store.values import Listed
from skills.workspace.answer_count import count_answers
from skills.workspace.assessment import move_to_matrix, stored_answers
from skills.workspace.matrices import NoMatrix, newer_matrix


class _Card(NamedTuple):
    """What a card says about an assessment.

    Attributes
    ----------
    name : its title, with a number if others have the same.
    aim : its target, or "" if that is the title.
    """

    found: Assessment
    name: str
    aim: str
    answers: str
    started: str
    changed: str


def show() -> None:
    """Show every assessment of this person, most recently changed first."""
    owner = guard.require_owner()
    every = session.store().assessments(owner)
    guard.require_device(each.assessment for each in every)
    show_title("Assessments and data", whose(has_account=login.is_on()))
    text = tab_state.flashed()
    if text:
        st.success(literal(text))
    move_to_account.show()
    found = {listed.assessment.id: listed.assessment for listed in every}
    names, alike = _names(list(found.values())), _titles_of_several(list(found.values()))
    for listed in every:
        _show_assessment(_card(listed, names, has_time=listed.assessment.title in alike))
    if not every:
        show_lead("None yet.")
    _show_matrices({listed.assessment.wording for listed in every})
    label = "Start a new assessment" if every else "Start your first assessment"
    if st.button(label, key="another", type="secondary" if every else "primary"):
        st.switch_page(guard.pages()["start"])
    import_file.show(found, names)
    my_data.show(list(found.values()))


def _show_matrices(used: Collection[str]) -> None:
    uploads = session.store().matrices(session.owner())
    if not uploads:
        return
    st.html(render("heading.html", title="My matrices"))
    for each in uploads:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                render(
                    "uploaded_matrix.html",
                    title=each.title,
                    at=session.local(each.created_at),
                )
            )
            if each.wording in used:
                st.caption("in use")
            elif st.button("Delete", key=f"remove-matrix|{each.wording}"):
                forget_matrix(each.wording)
                st.rerun()


def _names(every: Sequence[Assessment]) -> Mapping[str, str]:
    """Return each title by id; equal ones get a number, but the one that was here first."""
    alike = _titles_of_several(every)
    came = {each.id: _came_at(each) for each in every if each.title in alike}
    first = sorted(every, key=lambda each: (came.get(each.id, each.created_at), each.id))
    return labels({each.id: each.title for each in first})


def _titles_of_several(every: Sequence[Assessment]) -> frozenset[str]:
    counts = Counter(each.title for each in every)
    return frozenset(title for title, count in counts.items() if count > 1)


def _came_at(assessment: Assessment) -> datetime:
    """Return when an assessment was begun here, or first imported."""
    imports = session.store().imports(session.owner(), assessment.id)
    return max([assessment.created_at, *(each.at for each in imports[-1:])])


def _card(listed: Listed, names: Mapping[str, str], *, has_time: bool) -> _Card:
    """Return what a card shows, with the time of the last change or only its day."""
    found = listed.assessment
    changed = session.local(found.changed_at)
    target, answers = "", plural(listed.answered, "answer")
    try:
        count = count_answers(workspace(), found)
    except NoMatrix as error:
        answers = str(error).rstrip(".") if found.handed_to else answers
    else:
        target, answers = count.aim, answers_counted(count.tally, count.others)
        if found.handed_to:  # a mentor must not know the level that somebody aims for
            target, answers = count.role, _rated_text(found)
    at = with_time(changed) if has_time else day(changed)
    started = day(session.local(found.created_at))
    target = "" if target == found.title else target
    return _Card(found, names[found.id], target, answers, started, at)


def _show_assessment(card: _Card) -> None:
    assessment = card.found
    with st.container(border=True):
        st.html(render("assessment.html", card=card))
        with st.container(horizontal=True):
            if assessment.handed_to:  # a mentor's copy: the person's own would not be listed now
                if st.button("Continue rating", key=f"rate|{assessment.id}", type="primary"):
                    guard.rate(assessment)
                if st.button("Delete", key=f"delete|{assessment.id}"):
                    _confirm_delete(card)
                return
            if st.button("Continue", key=f"open|{assessment.id}", type="primary"):
                session.choose(assessment.id)
                st.switch_page(guard.pages()["assess"])
            if st.button("Result", key=f"result|{assessment.id}"):
                session.choose(assessment.id)
                st.switch_page(guard.pages()["result"])
            if st.button("Edit", key=f"change|{assessment.id}"):
                _change(assessment, tab_state.count_up("change"))
            if st.button("Delete", key=f"delete|{assessment.id}"):
                _confirm_delete(card)
        import_file.show_imports(assessment)


def _rated_text(copy: Assessment) -> str:
    """Return how far this mentor is in their copy of somebody's assessment."""
    from skills.workspace.reviews import rated_in_copy  # noqa: PLC0415 - slow: loads NumPy

    return own_skills_rated(rated_in_copy(workspace(), copy))


@st.dialog("Edit this assessment")
def _change(assessment: Assessment, time: int) -> None:
    """Show a form for new settings; `time` in its keys discards what was typed when last opened."""
    title = st.text_input(
        "Name", value=assessment.title, max_chars=TITLE_LENGTH, key=f"new-title|{time}"
    )
    mode = ask_mode(Mode(assessment.mode), key=f"new-mode|{time}")
    hours = ask_hours(assessment.hours, key=f"new-hours|{time}")
    _offer_newer_matrix(assessment)
    if st.button("Save", key="save-change", type="primary"):
        try:
            session.store().rename(
                session.owner(), assessment.id, title.strip() or assessment.title
            )
            session.store().update_settings(
                session.owner(),
                assessment.id,
                profile=assessment.profile,
                mode=mode.value,
                hours=hours,
            )
        except SkillsError as error:
            guard.show_trouble(error)
        else:
            st.rerun()


def _offer_newer_matrix(assessment: Assessment) -> None:
    newer = newer_matrix(workspace(), assessment)
    if newer is None:
        return
    carried = stored_answers(workspace(), assessment, newer)
    st.markdown(f"There's a newer version of this matrix. {literal(carried_over(carried))}.")
    if st.button("Switch to the newer version", key="newer"):
        move_to_matrix(workspace(), assessment, newer)
        st.rerun()


@st.dialog("Delete this assessment?")
def _confirm_delete(card: _Card) -> None:
    assessment = card.found
    warn = copy_deletion_warning if assessment.handed_to else deletion_warning
    which = which_assessment(card.name, card.aim)
    st.markdown(literal(warn(which, card.answers, card.changed)))
    my_data.offer_export([assessment])
    if my_data.is_confirmed("Delete permanently", key="really-delete"):
        session.store().erase(session.owner(), assessment.id)
        session.forget(assessment.id)
        tab_state.flash(deleted(card.name))
        st.rerun()
