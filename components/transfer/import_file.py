"""Import a file, after a preview, and undo an import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from components import guard, problem_list
from components.html import render
from components.text import labels, literal
from components.texts_on_page import show_quiet
from components.transfer import import_review, import_zip
from components.web import session, tab_state
from components.web.workspace import workspace
from skills.problems import SkillsError
from skills.sentences.pages import came_from_file, import_done, import_undone, imported_as_new
from skills.sentences.problems import matrix_replaced
from skills.store import Assessment
from skills.workspace.matrices import MatrixChoice, matrix_for_import, matrix_of, require_room

if TYPE_CHECKING:
    from skills.importing.preview import ImportPreview, Prefer
    from skills.importing.read_result import ImportedData, ReadResult

NEW: Final = "@new"
"""Id of a new assessment, in addition to those of existing ones."""

PREFERENCES: Final[Mapping[Prefer, str]] = {
    "newer": "the newer one",
    "file": "what the file says",
    "mine": "what I have",
}

SIZE: Final = 12
"""Maximum size of a file in MB; the reader has nearly the same limit and explains it."""

MOST: Final = 200
"""Maximum number of entries listed in a preview; the counts include all."""


def show(every: Mapping[str, Assessment], names: Mapping[str, str]) -> None:
    """Offer to import a file, into one of these assessments or as a new one.

    Parameters
    ----------
    names : what the page calls each assessment.
    """
    with st.expander("Import a file", key="bring-in"):
        st.markdown(
            "Choose a JSON, PDF, Excel or CSV file that was exported here (an Excel file saved "
            "again as ODS or XLS works too), the ZIP file with everything, or a file that asks you "
            "to rate someone. A JSON Resume fills "
            "in your notes, never your answers. You'll see what would change before anything does."
        )
        file = st.file_uploader(
            "File",
            type=["json", "pdf", "xlsx", "ods", "xls", "csv", "zip"],
            key=tab_state.upload_key(f"bring|{tab_state.count('imported')}"),
            max_upload_size=SIZE,
        )
        if file is not None:
            draft = f"bring|{file.file_id}"
            _show_file(file.name, file.getvalue(), every, names, draft=draft)


def show_imports(assessment: Assessment) -> None:
    """Show the imports into an assessment, each with a button to undo it."""
    for each in session.store().imports(session.owner(), assessment.id):
        with st.container(horizontal=True, vertical_alignment="center"):
            text = came_from_file(each.entries, session.local(each.at))
            st.html(render("import_made.html", text=text))
            if st.button("Undo", key=f"undo|{each.operation}"):
                done = session.store().undo_import(session.owner(), assessment.id, each.operation)
                tab_state.flash(import_undone(done.reverted, len(done.kept)))
                st.rerun()


def _show_file(
    name: str, data: bytes, every: Mapping[str, Assessment], names: Mapping[str, str], draft: str
) -> None:
    from skills.importing.bundle import is_bundle  # noqa: PLC0415 - slow: loads pydantic
    from skills.importing.detect import read_file  # noqa: PLC0415 - slow: loads pydantic
    from skills.workspace.review_by_file import is_review  # noqa: PLC0415 - slow: loads pydantic

    if is_bundle(data):
        import_zip.show(name, data, draft)
        return
    read = read_file(data, name)
    if is_review(read):
        import_review.show(read, draft)
        return
    key = f"bring-to|{draft}"
    usual = NEW if tab_state.has_value(key) else _usual_target(read, every)
    target = _choose_target(names, usual, key)
    found = every.get(target)
    try:
        reading = read
        if found and read.imported is None:
            # Only a résumé is read with the matrix it goes to.
            reading = read_file(data, name, matrix_of(workspace(), found))
        problem_list.show(reading.problems, "This file can't be imported")
        if reading.imported is None:
            st.markdown("**Nothing was changed.**")
            return
        choice = _choose_matrix(found, reading.imported)
        for sentence in reading.left_out:
            show_quiet(sentence)
        if choice.problem:
            st.warning(literal(matrix_replaced(choice.problem)))
        _show_preview(found, reading.imported, choice, f"{draft}|{target}")
    except SkillsError as error:
        guard.show_trouble(error)


def _choose_matrix(assessment: Assessment | None, imported: ImportedData) -> MatrixChoice:
    """Return the matrix of an assessment or, for a new one, the one that fits a file."""
    if assessment is None:
        return matrix_for_import(workspace(), imported)
    return MatrixChoice(matrix_of(workspace(), assessment))


def _choose_target(names: Mapping[str, str], usual: str, key: str) -> str:
    shown = labels({NEW: "A new assessment", **names})
    return st.selectbox(
        "Import into",
        list(shown),
        index=list(shown).index(usual),
        format_func=lambda each: shown.get(each, ""),
        key=key,
    )


def _usual_target(reading: ReadResult, every: Mapping[str, Assessment]) -> str:
    """Return the assessment a file was made from, or one like it, to avoid creating a duplicate."""
    imported = reading.imported
    if imported is None:
        return NEW
    if reading.record is not None and reading.record.assessment.id in every:
        return reading.record.assessment.id
    about = (imported.matrix_id, imported.title, imported.profile)
    alike = (
        each.id for each in every.values() if (each.matrix_id, each.title, each.profile) == about
    )
    return next(alike, NEW)


def _show_preview(
    assessment: Assessment | None, imported: ImportedData, choice: MatrixChoice, draft: str
) -> None:
    from skills.importing.preview import chosen, is_nothing_for  # noqa: PLC0415 - see above
    from skills.sentences.imports import nothing_fits  # noqa: PLC0415 - see above
    from skills.workspace.import_file import import_as_new, import_into, preview_import  # noqa: PLC0415 - see above

    seen = preview_import(workspace(), assessment, imported, choice.matrix, choice.files)
    _show_entries(seen)
    prefer: Prefer = _ask_preference() if seen.counts["changed"] else "file"
    is_agreed = not is_nothing_for(seen) or _agree(nothing_fits(seen), f"all-the-same|{draft}")
    # One key per target, so that a click never imports into a target without a preview.
    key = f"take-in|{assessment.id if assessment else NEW}"
    if not st.button("Import", key=key, type="primary", disabled=not is_agreed):
        return
    # A second click finds what the first one imported instead of importing it again.
    operation = tab_state.draft(draft)
    if assessment is None:
        if choice.files:
            require_room(workspace())
        made = import_as_new(workspace(), imported, choice, operation=operation)
        session.choose(made.id)
        tab_state.flash(imported_as_new(made.title))
    else:
        entries = chosen(seen, prefer=prefer)
        new = replace(imported, history=seen.history)
        count = import_into(workspace(), assessment, new, entries, operation=operation)
        tab_state.flash(import_done(assessment.title, count, len(new.history)))
    tab_state.count_up("imported")
    tab_state.finish_draft(draft)
    st.rerun()


def _agree(sentence: str, key: str) -> bool:
    st.warning(literal(sentence))
    return st.checkbox("Import it anyway", key=key)


def _ask_preference() -> Prefer:
    chosen = st.segmented_control(
        "Where the file and your answers differ, keep",
        list(PREFERENCES),
        default="newer",
        required=True,
        format_func=lambda each: PREFERENCES.get(each, ""),
        key="prefer",
    )
    return next((each for each in PREFERENCES if each == chosen), "newer")


def _show_entries(seen: ImportPreview) -> None:
    from skills.sentences.imports import entry_texts, import_summary  # noqa: PLC0415 - see above

    for sentence in import_summary(seen):
        st.markdown(literal(sentence))
    lines = [each for each in seen.lines[:MOST] if each.change != "same"]
    if lines:
        with st.expander("Entry by entry", key="entries"):
            st.html(render("import_preview.html", lines=entry_texts(seen, lines)))
