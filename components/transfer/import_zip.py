"""Import an export bundle: all assessments and matrices from one ZIP file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import guard, problem_list
from components.text import literal
from components.web import tab_state
from components.web.workspace import workspace
from skills.problems import SkillsError
from skills.sentences.pages import archive_done, archive_holds, own_matrices
from skills.sentences.problems import matrix_left_out, matrix_replaced, no_matrix_for_file
from skills.workspace.matrices import (
    MatrixChoice,
    NoMatrixForFile,
    exact_matrix,
    matrices_in,
    matrix_for_import,
    require_room,
    store_matrix,
)

if TYPE_CHECKING:
    from skills.importing.bundle import ExportBundle
    from skills.importing.read_result import ImportedData


def show(name: str, data: bytes, draft: str) -> None:
    """Show the contents of an archive, and import all of it on the click of a button."""
    from skills.importing.bundle import read_bundle  # noqa: PLC0415 - slow: loads pydantic

    bundle = read_bundle(data, name)
    ready = _ready(bundle)
    usable, unread = matrices_in(bundle)
    own = [each for each in usable if _is_new(each)]
    if own:
        st.markdown(own_matrices([literal(each.matrix.title) for each in own]))
    for each in unread:
        st.warning(literal(matrix_left_out(each)))
    if not ready and not own:
        st.markdown("**Nothing was changed.**")
        return
    if st.button(
        f"Import {archive_holds(len(ready), len(own))}", key="take-in|pack", type="primary"
    ):
        try:
            _import(ready, own, len(unread), draft)
        except SkillsError as error:
            guard.show_trouble(error)


def _ready(bundle: ExportBundle) -> list[tuple[ImportedData, MatrixChoice]]:
    """Show each assessment in an archive; return those that can be imported."""
    ready: list[tuple[ImportedData, MatrixChoice]] = []
    for name, reading in bundle.readings:
        problem_list.show(reading.problems, f"{name} can't be imported")
        if reading.imported is None:
            continue
        try:
            choice = matrix_for_import(workspace(), reading.imported)
            _show_one(reading.imported, choice)
        except NoMatrixForFile as error:
            text = no_matrix_for_file(error.title, error.problem, can_choose=False)
            st.warning(f"{literal(name)}: {literal(text)}")
            continue
        except SkillsError as error:
            st.warning(f"{literal(name)}: {literal(str(error))}")
            continue
        ready.append((reading.imported, choice))
    return ready


def _show_one(imported: ImportedData, choice: MatrixChoice) -> None:
    from skills.sentences.imports import import_summary  # noqa: PLC0415 - slow: loads pydantic
    from skills.workspace.import_file import preview_import  # noqa: PLC0415 - see above

    text = import_summary(preview_import(workspace(), None, imported, choice.matrix, choice.files))
    if choice.problem:
        text = (*text, matrix_replaced(choice.problem))
    st.markdown(f"**{literal(imported.title or choice.matrix.title)}**: {literal(' '.join(text))}")


def _is_new(own: MatrixChoice) -> bool:
    return exact_matrix(workspace(), own.matrix.id, own.matrix.wording) is None


def _import(
    ready: list[tuple[ImportedData, MatrixChoice]],
    own: list[MatrixChoice],
    unread: int,
    draft: str,
) -> None:
    from skills.workspace.import_file import import_as_new  # noqa: PLC0415 - slow: see above

    operation = tab_state.draft(draft)
    coming = [*own, *(choice for _, choice in ready if choice.files)]
    require_room(workspace(), len({each.matrix.wording for each in coming}))
    for choice in own:
        store_matrix(workspace(), choice.matrix, choice.files)
    for number, (imported, choice) in enumerate(ready):
        # A second click finds what the first one imported instead of importing it again.
        import_as_new(workspace(), imported, choice, operation=f"{operation}-{number}")
    tab_state.flash(archive_done(len(ready), len(own), unread))
    tab_state.count_up("imported")
    tab_state.finish_draft(draft)
    st.rerun()
