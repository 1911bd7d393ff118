"""Page with all assessments of a person: resume, change, delete."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from components import guard
from components.form.choices import ask_hours, ask_mode
from components.html import render
from components.text import literal
from components.transfer import import_file, move_to_account, my_data
from components.web import login, session, tab_state
from components.web.workspace import forget_matrix, workspace
from skills.entries.kinds import TITLE_LENGTH, Mode
from skills.problems import SkillsError
from skills.sentences.answers import carried_over
from skills.sentences.login import whose
from skills.sentences.pages import deleted, deletion_warning
from skills.sentences.review import copy_deletion_warning, skills_rated
from skills.store import Assessment
from skills.workspace.assessment import move_to_matrix, stored_answers
from skills.workspace.matrices import NoMatrix, newer_matrix


def show() -> None:
    """Show every assessment of this person, most recently changed first."""
    owner = guard.require_owner()
    every = session.store().assessments(owner)
    guard.require_device(each.assessment for each in every)
    st.html(
        render(
            '<h1 class="rr-title">Assessments and data</h1><p class="rr-lead">{{ whose }}</p>',
            whose=whose(has_account=login.is_on()),
        )
    )
    text = tab_state.flashed()
    if text:
        st.success(literal(text))
    move_to_account.show()
    for listed in every:
        _show_assessment(listed.assessment, listed.answered)
    if not every:
        st.html(render('<p class="rr-lead">None yet.</p>'))
    _show_matrices({listed.assessment.wording for listed in every})
    label = "Start a new assessment" if every else "Start your first assessment"
    if st.button(label, key="another", type="secondary" if every else "primary"):
        st.switch_page(guard.pages()["start"])
    import_file.show({listed.assessment.id: listed.assessment for listed in every})
    my_data.show([listed.assessment for listed in every])


def _show_matrices(used: Collection[str]) -> None:
    uploads = session.store().matrices(session.owner())
    if not uploads:
        return
    st.html(render("heading.html", title="My matrices"))
    for each in uploads:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                render(
                    "<p><span data-about>{{ title }}</span>, {{ at | day }}</p>",
                    title=each.title,
                    at=session.local(each.created_at),
                )
            )
            if each.wording in used:
                st.caption("in use")
            elif st.button("Delete", key=f"remove-matrix|{each.wording}"):
                forget_matrix(each.wording)
                st.rerun()


def _show_assessment(assessment: Assessment, answered: int) -> None:
    with st.container(border=True):
        changed = session.local(assessment.changed_at)
        rated = _rated_text(assessment) if assessment.handed_to else ""
        st.html(
            render(
                "assessment.html",
                found=assessment,
                answered=answered,
                rated=rated,
                changed=changed,
            )
        )
        with st.container(horizontal=True):
            if assessment.handed_to:  # a mentor's copy: the person's own would not be listed now
                if st.button("Continue rating", key=f"rate|{assessment.id}", type="primary"):
                    guard.rate(assessment)
                if st.button("Delete", key=f"delete|{assessment.id}"):
                    _confirm_delete(assessment, answered)
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
                _confirm_delete(assessment, answered)
        import_file.show_imports(assessment)


def _rated_text(copy: Assessment) -> str:
    """Return how far this mentor is in their copy of somebody's assessment."""
    from skills.workspace.reviews import rated_in_copy  # noqa: PLC0415 - slow: loads NumPy

    try:
        return skills_rated(rated_in_copy(workspace(), copy))
    except NoMatrix as error:
        return str(error).rstrip(".")


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
def _confirm_delete(assessment: Assessment, answered: int) -> None:
    title = literal(assessment.title)
    is_copy = bool(assessment.handed_to)
    st.markdown(copy_deletion_warning(title) if is_copy else deletion_warning(title, answered))
    my_data.offer_export([assessment])
    if my_data.is_confirmed("Delete permanently", key="really-delete"):
        session.store().erase(session.owner(), assessment.id)
        session.forget(assessment.id)
        tab_state.flash(deleted(assessment.title))
        st.rerun()
