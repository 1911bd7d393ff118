"""Upload a person's own matrix, and show the outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from components import guard, problem_list
from components.text import literal
from components.transfer import downloads
from components.web import session, tab_state
from components.web.workspace import remember, workspace
from skills.matrix import Matrix
from skills.matrix.reading import read_texts
from skills.problems import SkillsError
from skills.sentences.pages import loaded as loaded_text
from skills.workspace.matrices import require_room, store_matrix

MATRIX_SIZE: Final = 5
"""Maximum size in MB of a matrix file."""


def show(owner: str) -> None:
    """Offer a guide, a starter file and the upload of a matrix."""
    st.markdown(
        "Any role fits in a YAML file. If yours is split into several files, select them together: "
        "they're read as one matrix."
    )
    st.page_link(guard.pages()["guide"], label="How to write a matrix")
    downloads.offer_starter("Download a starter file")
    # A new key empties the uploader, so the next upload replaces the last one.
    files = st.file_uploader(
        "YAML files",
        type=["yaml", "yml"],
        accept_multiple_files=True,
        key=tab_state.upload_key(f"upload|{tab_state.count('upload')}"),
        max_upload_size=MATRIX_SIZE,
    )
    if files:
        _take(owner, [(file.name, file.getvalue()) for file in files])
        tab_state.count_up("upload")
        st.rerun()
    _show_outcome()


def forget() -> None:
    """Forget the outcome of the last upload when the page is left."""
    tab_state.forget_upload()


def _take(owner: str, files: list[tuple[str, bytes]]) -> None:
    """Read an upload once and store it; keep the outcome for the next runs to show.

    A corrected file replaces the earlier one of the same name; the others stay.
    """
    names = {name for name, _ in files}
    before = tab_state.unread_files()
    others = [each for each in before if each[0] not in names]
    if len(others) < len(before):
        files = others + files
    reading = read_texts(files)
    outcome: dict[str, object] = {"problems": reading.problems}
    if reading.matrix is None:
        tab_state.keep_unread(files)
    else:
        outcome |= _stored(owner, reading.matrix, files)
    tab_state.keep_outcome(outcome)


def _stored(owner: str, matrix: Matrix, files: Sequence[tuple[str, bytes]]) -> Mapping[str, str]:
    """Store a matrix and choose it; return its title, or why it could not be stored."""
    try:
        texts = [(name, content.decode("utf-8-sig")) for name, content in files]
        if matrix.wording in {each.wording for each in session.store().matrices(owner)}:
            # What no fingerprint covers may differ: the examples for mentors.
            session.store().renew_matrix(owner, matrix.wording, texts)
        else:
            require_room(workspace())
            store_matrix(workspace(), matrix, texts)
        remember(matrix)
    except SkillsError as error:
        return {"trouble": str(error)}
    tab_state.offer_matrix(matrix.wording)
    return {"title": matrix.title}


def _show_outcome() -> None:
    outcome = tab_state.upload_outcome()
    if not outcome:
        return
    problem_list.show(outcome["problems"])
    if "title" in outcome:
        st.success(literal(loaded_text(outcome["title"])))
    elif "trouble" in outcome:
        guard.show_trouble(SkillsError(outcome["trouble"]))
    else:
        st.markdown("**No matrix was loaded.** Everything else works as before.")
