"""Start page: explain the tool and start an assessment."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components import guard, problem_list
from components.form.choices import ask_hours, ask_mode
from components.html import render
from components.text import labels, literal
from components.transfer import downloads
from components.web import session
from components.web.workspace import library, workspace
from skills.entries.kinds import TITLE_LENGTH, Mode
from skills.matrix import Matrix, Profile
from skills.matrix.library import LoadedMatrices
from skills.matrix.reading import read_texts
from skills.problems import SkillsError
from skills.questionnaire.questions import effort
from skills.sentences.results import aim
from skills.workspace.matrices import require_room, store_matrix, uploaded_matrix

MATRIX_SIZE = 5
"""Maximum size in MB of a matrix file."""


def show() -> None:
    """Show what the tool does, and the choices to start an assessment."""
    owner = guard.require_owner()
    # Streamlit renders its own heading sooner: HTML needs a module that is loaded later.
    st.title("Am I ready for that job, and what should I do next?", anchor=False)
    st.markdown(
        "Rate what you can do, statement by statement. See how far you are, what costs most, and "
        "which projects close the gaps."
    )
    _show_resume(owner)
    loaded = library().load()
    offered = _offered(owner, loaded)
    if offered:
        _show_choices(owner, offered)
    else:
        st.warning("There is no matrix here yet. Add your own below.")
    _show_upload(owner)
    if loaded.problems:
        with st.expander("A matrix on this server cannot be used as it is", key="broken"):
            problem_list.show(loaded.problems)
    st.html(render("promises.html"))


def _show_resume(owner: str) -> None:
    latest = session.store().assessments(owner)[:1]
    for found in [each.assessment for each in latest]:
        if st.button(f"Go on with “{literal(found.title)}”", key="resume", type="primary"):
            session.choose(found.id)
            st.switch_page(guard.pages()["assess"])


def _offered(owner: str, loaded: LoadedMatrices) -> Mapping[str, Matrix]:
    """Return all matrices to choose from, by wording: installed ones and the person's own."""
    own = [uploaded_matrix(workspace(), each.wording) for each in session.store().matrices(owner)]
    every = [*loaded.matrices.values(), *(matrix for matrix in own if matrix)]
    return {matrix.wording: matrix for matrix in every}


def _show_choices(owner: str, offered: Mapping[str, Matrix]) -> None:
    st.html(render("heading.html", title="Start an assessment"))
    matrix = _choose_matrix(offered)
    profile = _choose_profile(matrix)
    mode = ask_mode(Mode.full, key="mode")
    hours = ask_hours(None, key="hours")
    cost = effort(matrix, profile, mode)
    st.html(
        render(
            '<p class="rr-lead"><b>About {{ minutes | plural("minute") }}</b> for '
            '{{ statements | plural("statement") }}. You can stop at any time.</p>',
            minutes=cost.minutes,
            statements=cost.statements,
        )
    )
    if st.button("Start", key="start", type="primary"):
        _start(owner, matrix, profile, mode, hours)


def _choose_matrix(offered: Mapping[str, Matrix]) -> Matrix:
    if len(offered) == 1:
        return next(iter(offered.values()))
    shown = labels({each: _matrix_title(matrix) for each, matrix in offered.items()})
    wording = st.selectbox(
        "Matrix",
        list(shown),
        format_func=lambda each: shown[each],
        key="matrix",
    )
    return offered.get(wording) or next(iter(offered.values()))


def _matrix_title(matrix: Matrix) -> str:
    return f"{matrix.title} ({matrix.version})" if matrix.version else matrix.title


def _choose_profile(matrix: Matrix) -> Profile:
    roles = {role.id: role for role in matrix.roles}
    role = matrix.roles[0]
    if len(roles) > 1:
        titles = labels({each: roles[each].title for each in roles})
        chosen = st.selectbox(
            "Role", list(titles), format_func=lambda each: titles[each], key="role"
        )
        role = roles.get(chosen, role)
    else:
        st.html(render('<p class="rr-quiet">Role: <b>{{ title }}</b></p>', title=role.title))
    profiles = {profile.id: profile for profile in role.profiles}
    first = next(iter(profiles))
    shown = labels({each: profiles[each].title for each in profiles})
    chosen = st.segmented_control(
        "Level you aim for",
        list(profiles),
        default=first,
        required=True,
        format_func=lambda each: literal(shown.get(each, "")),
        key=f"level|{matrix.wording}|{role.id}",
        width="stretch",
    )
    profile = profiles.get(chosen or first, profiles[first])
    if profile.about:
        st.html(render('<p class="rr-quiet">{{ text }}</p>', text=profile.about))
    return profile


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


def _show_upload(owner: str) -> None:
    with st.expander("Use a matrix of your own", key="own"):
        st.markdown(
            "Any role is a YAML file; docs/matrix-format.md explains how to write one. "
            "Several files are read as one matrix."
        )
        downloads.offer_starter("Download a starter")
        files = st.file_uploader(
            "YAML files",
            type=["yaml", "yml"],
            accept_multiple_files=True,
            key="upload",
            max_upload_size=MATRIX_SIZE,
        )
        if files:
            _read_upload(owner, [(file.name, file.getvalue()) for file in files])


def _read_upload(owner: str, files: list[tuple[str, bytes]]) -> None:
    reading = read_texts(files)
    problem_list.show(reading.problems)
    if reading.matrix is None:
        st.markdown("**No matrix was loaded.** Everything else works as before.")
        return
    known = {each.wording for each in session.store().matrices(owner)}
    if reading.matrix.wording not in known:
        try:
            require_room(workspace())
            texts = [(name, content.decode("utf-8-sig")) for name, content in files]
            store_matrix(workspace(), reading.matrix, texts)
        except SkillsError as error:
            guard.show_trouble(error)
            return
        st.rerun()
    st.success(f"Loaded: {literal(reading.matrix.title)}. Choose it above.")
