"""Import a file that asks for a review, or what a mentor sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import guard, problem_list
from components.text import literal
from components.texts_on_page import show_link
from components.web import session, tab_state
from components.web.addresses import address
from components.web.workspace import workspace
from skills.problems import SkillsError
from skills.sentences.review import (
    ANSWER_ELSEWHERE,
    ANSWER_IMPORTED,
    REQUEST_LEAD,
    answer_text,
    request_about,
    request_without_matrix,
)
from skills.workspace.matrices import NoMatrixForFile, matrix_for_import, matrix_of, require_room

if TYPE_CHECKING:
    from skills.importing.read_result import ImportedData, ReadResult
    from skills.records.record import Record
    from skills.store import Assessment
    from skills.workspace.matrices import MatrixChoice


def show(read: ReadResult, draft: str) -> None:
    """Offer to begin the review that a file asks for; explain where an answer belongs."""
    from skills.workspace.review_by_file import requested_review  # noqa: PLC0415 - slow: loads pydantic

    review = requested_review(read)
    if not review or read.imported is None or read.record is None:
        about = read.record.assessment.id if read.record else ""
        link = address("review", about)
        show_link("Open the review", link, lead=ANSWER_ELSEWHERE)
        return
    _show_about(read.record)
    st.markdown(REQUEST_LEAD)
    try:
        _offer_rating(read.imported, review, draft)
    except NoMatrixForFile as error:
        st.error(literal(request_without_matrix(error.title)))
    except SkillsError as error:
        guard.show_trouble(error)


def _show_about(record: Record) -> None:
    """Show whom a request is about, for which role, and when it was made."""
    from skills.records.matrix_copy import matrix_of as copied  # noqa: PLC0415 - slow: loads pydantic
    from skills.workspace.review_by_file import role_title  # noqa: PLC0415 - see above

    about = record.assessment
    role = role_title(copied(record.matrix), about.profile)
    text = request_about(about.title, role, session.local(record.taken_at))
    st.markdown(f"**{literal(text)}**")


def _offer_rating(imported: ImportedData, review: str, draft: str) -> None:
    """Offer to go on with the mentor's copy of a request, or to make it."""
    from skills.workspace.review_by_file import copy_for  # noqa: PLC0415 - slow: loads pydantic

    copy = copy_for(workspace(), review)
    choice = matrix_for_import(workspace(), imported) if copy is None else None
    label = "Start rating" if copy is None else "Continue rating"
    if not st.button(label, key="start-rating", type="primary"):
        return
    if choice is not None:
        copy = _make_copy(imported, choice, review, draft)
    if copy is not None:
        tab_state.finish_draft(draft)
        tab_state.count_up("imported")
        guard.rate(copy)


def _make_copy(imported: ImportedData, choice: MatrixChoice, review: str, draft: str) -> Assessment:
    from skills.workspace.review_by_file import make_copy  # noqa: PLC0415 - slow: loads pydantic

    if choice.files:
        require_room(workspace())
    return make_copy(workspace(), imported, choice, review, tab_state.draft(draft))


def ask_answer(assessment: Assessment, review: str) -> None:
    """Ask for the file that a mentor sent back, and import it once its effect is known."""
    key = tab_state.upload_key(f"answer|{review}|{tab_state.count('answered')}")
    file = st.file_uploader("Your mentor's file", type=["json"], key=key, max_upload_size=12)
    if file is None:
        return
    from skills.importing.detect import read_file  # noqa: PLC0415 - slow: loads pydantic
    from skills.workspace.review_by_file import import_answer, preview_answer  # noqa: PLC0415 - see above

    try:
        read = read_file(file.getvalue(), file.name)
        problem_list.show(read.problems, "This file can't be imported")
        if read.imported is None:
            st.markdown("**Nothing was changed.**")
            return
        found = preview_answer(workspace(), assessment, matrix_of(workspace(), assessment), read)
        st.markdown(literal(answer_text(found)))
        if found is None or not (found.new + found.changed):
            return
        if st.button("Import", key=f"import-{review}", type="primary"):
            import_answer(
                workspace(), assessment, found, operation=tab_state.draft(f"answer|{file.file_id}")
            )
            tab_state.count_up("answered")
            tab_state.flash(ANSWER_IMPORTED)
            st.rerun()
    except SkillsError as error:
        guard.show_trouble(error)
