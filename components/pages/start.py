"""Start page: what the tool offers, the choices for a new assessment, and the way back to one."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components import guard, problem_list
from components.form.choices import ask_hours, ask_mode
from components.form.profile_choice import ask_matrix, ask_profile, matrix_titles
from components.html import render
from components.result import example_radar, standing
from components.text import literal
from components.texts_on_page import show_quiet
from components.transfer import move_to_account, own_matrix
from components.web import login, session, tab_state
from components.web.addresses import address
from components.web.workspace import library, workspace
from skills.entries.kinds import TITLE_LENGTH, Mode
from skills.matrix import Matrix, Profile
from skills.questionnaire.effort import effort
from skills.sentences.login import yours_alone
from skills.sentences.pages import start_label
from skills.sentences.results import aim
from skills.store import Assessment
from skills.workspace.example_person import EXAMPLE
from skills.workspace.matrices import NoMatrix, matrix_of, uploaded_matrix
from skills.workspace.welcome_back import NextMove, find_standing


def show() -> None:
    """Show what the tool offers, and the choices for a new assessment."""
    owner = guard.require_owner()
    known = [each.assessment for each in session.store().assessments(owner)]
    guard.require_device(known)
    latest = [each for each in known if not each.handed_to][:1]
    if not latest:
        move_to_account.show()
    words, picture = st.columns([1, 1.1], gap="medium")
    with words:
        # Streamlit renders its own heading sooner: HTML needs a module that is loaded later.
        st.title("Am I ready for that job, and what should I do next?", anchor=False)
        lead = st.container()
        found = _show_choices(owner, is_first=not latest)
        with lead:
            if latest:
                _show_standing(latest[0])
            else:
                example_radar.show_lead(*(found or (None, None)))
    with picture:
        if found:
            example_radar.show(*found)
    st.html(render("promises.html", yours=yours_alone(has_account=login.is_on())))


def forget_upload() -> None:
    """Forget the outcome of the last upload when the page is left."""
    own_matrix.forget()


def _show_standing(assessment: Assessment) -> None:
    """Show where the latest assessment stands, with a button for what to do next."""
    try:
        matrix = matrix_of(workspace(), assessment)
        today = session.today()
        found = find_standing(workspace(), assessment, matrix, today)
    except NoMatrix:
        return
    with st.container(border=True, key="standing"):
        page = standing.show(assessment, found)
        label = {
            NextMove.carry_on: f"Continue “{literal(assessment.title)}”",
            NextMove.see_result: "See your result",
            NextMove.update: "Update your answers",
        }[found.move]
        if st.button(label, key="resume", type="primary"):
            session.choose(assessment.id)
            st.switch_page(guard.pages()[page])


def _show_choices(owner: str, *, is_first: bool) -> tuple[Matrix, Profile] | None:
    loaded = library().load()
    installed = {matrix.wording: matrix for matrix in loaded.matrices.values()}
    titles = matrix_titles(owner, installed)
    chosen = None
    if titles:
        chosen = _choose(owner, titles, installed, is_first=is_first)
    else:
        st.warning("There's no matrix here yet. Add your own below.")
        with st.expander("Your own skill matrix", key="more", expanded=True):
            own_matrix.show(owner)
    if loaded.problems:
        with st.expander("A matrix on this server can't be used as it is", key="broken"):
            problem_list.show(loaded.problems)
    return chosen


def _choose(
    owner: str, titles: Mapping[str, str], installed: Mapping[str, Matrix], *, is_first: bool
) -> tuple[Matrix, Profile] | None:
    brought = tab_state.offered_matrix()
    if len(titles) > 1 and brought in titles:
        tab_state.set_widget("matrix", brought)
    wording = ask_matrix(titles, key="matrix")
    matrix = installed.get(wording) or uploaded_matrix(workspace(), wording)
    if matrix is None:
        st.warning("This matrix can't be read any more. Upload it again.")
        own_matrix.show(owner)
        return None
    profile = ask_profile(matrix, "Level you're aiming for")
    if profile.about:
        show_quiet(profile.about)
    start = st.container(horizontal=True, vertical_alignment="center", key="start-row")
    with st.expander("Assessment length, hours a week, your own skill matrix", key="more"):
        efforts = {each: effort(matrix, profile, each) for each in Mode}
        mode = ask_mode(Mode.quick, key="mode", efforts=efforts)
        hours = ask_hours(None, key="hours")
        own_matrix.show(owner)
    label = start_label(efforts[mode].minutes)
    with start:
        if st.button(label, key="start", type="primary" if is_first else "secondary"):
            _start(owner, matrix, profile, mode, hours)
        st.html(
            render(
                "example_link.html",
                link=address("result", EXAMPLE),
            ),
            width="content",
        )
    return matrix, profile


def _start(owner: str, matrix: Matrix, profile: Profile, mode: Mode, hours: float | None) -> None:
    title = aim(matrix, profile.id)[:TITLE_LENGTH]
    found = session.store().create_assessment(
        owner,
        title=title,
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        profile=profile.id,
        mode=mode.value,
        hours=hours,
    )
    session.choose(found.id)
    st.switch_page(guard.pages()["assess"])
