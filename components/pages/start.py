"""Start page: explain the tool and start an assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components import guard, problem_list
from components.form.choices import ask_hours, ask_mode
from components.html import render
from components.text import labels, literal
from components.transfer import downloads
from components.web import session
from components.web.workspace import library, remember, workspace
from skills.entries.kinds import TITLE_LENGTH, Mode
from skills.matrix import Matrix, Profile
from skills.matrix.reading import read_texts
from skills.problems import SkillsError
from skills.questionnaire.effort import effort
from skills.sentences.formats import day as written_day
from skills.sentences.pages import loaded as loaded_text
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
    installed = {matrix.wording: matrix for matrix in loaded.matrices.values()}
    titles = _titles(owner, installed)
    if titles:
        _show_choices(owner, titles, installed)
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


def _titles(owner: str, installed: Mapping[str, Matrix]) -> Mapping[str, str]:
    """Return the title of each matrix to choose from, by wording: installed and the person's own.

    The own ones are listed without being read, as there may be twenty of 5 MB each.
    """
    titles = {wording: _matrix_title(matrix) for wording, matrix in installed.items()}
    for each in session.store().matrices(owner):
        added = written_day(session.local(each.created_at))
        titles.setdefault(each.wording, f"{each.title}, added {added}")
    return titles


def _show_choices(owner: str, titles: Mapping[str, str], installed: Mapping[str, Matrix]) -> None:
    st.html(render("heading.html", title="Start an assessment"))
    wording = _choose_matrix(titles)
    matrix = installed.get(wording) or uploaded_matrix(workspace(), wording)
    if matrix is None:
        st.warning("This matrix cannot be read any more: upload it again.")
        return
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


def _choose_matrix(titles: Mapping[str, str]) -> str:
    brought = st.session_state.pop("brought", "")
    if len(titles) == 1:
        return next(iter(titles))
    if brought in titles:
        st.session_state["matrix"] = brought
    shown = labels(titles)
    wording = st.selectbox(
        "Matrix",
        list(shown),
        format_func=lambda each: shown[each],
        key="matrix",
    )
    return wording if wording in titles else next(iter(titles))


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
            "Any role is a YAML file. Several files are read as one matrix: choose them together."
        )
        st.page_link(guard.pages()["guide"], label="How to write a matrix")
        downloads.offer_starter("Download a starter")
        # A new key empties the uploader: what is uploaded next replaces what was.
        files = st.file_uploader(
            "YAML files",
            type=["yaml", "yml"],
            accept_multiple_files=True,
            key=f"upload|{session.count('upload')}",
            max_upload_size=MATRIX_SIZE,
        )
        if files:
            _take_upload(owner, [(file.name, file.getvalue()) for file in files])
            session.count_up("upload")
            st.rerun()
        _show_outcome()


def _take_upload(owner: str, files: list[tuple[str, bytes]]) -> None:
    """Read an upload once and store it; keep what it came to for the next runs to show.

    A mended file of several replaces the one of the same name, beside the others.
    """
    names = {name for name, _ in files}
    before: list[tuple[str, bytes]] = st.session_state.pop("unread", [])
    others = [each for each in before if each[0] not in names]
    if len(others) < len(before):
        files = others + files
    reading = read_texts(files)
    outcome: dict[str, object] = {"problems": reading.problems}
    if reading.matrix is None:
        st.session_state["unread"] = files
    else:
        outcome |= _stored(owner, reading.matrix, files)
    st.session_state["outcome"] = outcome


def _stored(owner: str, matrix: Matrix, files: Sequence[tuple[str, bytes]]) -> Mapping[str, str]:
    """Store a matrix and choose it; return its title, or what kept it from being stored."""
    try:
        if matrix.wording not in {each.wording for each in session.store().matrices(owner)}:
            require_room(workspace())
            texts = [(name, content.decode("utf-8-sig")) for name, content in files]
            store_matrix(workspace(), matrix, texts)
        remember(matrix)
    except SkillsError as error:
        return {"trouble": str(error)}
    st.session_state["brought"] = matrix.wording
    return {"title": matrix.title}


def forget_upload() -> None:
    """Forget what the last upload came to, when the page is left."""
    for name in ("outcome", "unread"):
        st.session_state.pop(name, None)


def _show_outcome() -> None:
    outcome = st.session_state.get("outcome")
    if not outcome:
        return
    problem_list.show(outcome["problems"])
    if "title" in outcome:
        st.success(literal(loaded_text(outcome["title"])))
    elif "trouble" in outcome:
        guard.show_trouble(SkillsError(outcome["trouble"]))
    else:
        st.markdown("**No matrix was loaded.** Everything else works as before.")
