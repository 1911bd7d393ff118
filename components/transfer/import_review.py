"""Import a file that asks for a review, or what a mentor sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import guard, problem_list
from components.html import render
from components.text import literal
from components.web import review_tab, session
from components.web.addresses import address
from components.web.workspace import workspace
from skills.problems import SkillsError
from skills.sentences.review import ANSWER_ELSEWHERE, REQUEST_LEAD, answer_text
from skills.workspace.matrices import matrix_for_import, matrix_of, require_room

if TYPE_CHECKING:
    from skills.importing.read_result import ReadResult
    from skills.store import Assessment


def show(read: ReadResult, draft: str) -> None:
    """Offer to begin the review that a file asks for; tell where an answer belongs."""
    from skills.workspace.import_file import import_as_new  # noqa: PLC0415 - slow: loads pydantic
    from skills.workspace.review_by_file import requested_review  # noqa: PLC0415 - see above

    review = requested_review(read)
    if not review or read.imported is None:
        about = read.record.assessment.id if read.record else ""
        link = address("review", about)
        st.html(
            render(
                '<p>{{ text }} <a class="rr-go rr-link" href="{{ link }}">Open the review</a></p>',
                text=ANSWER_ELSEWHERE,
                link=link,
            )
        )
        return
    st.markdown(REQUEST_LEAD)
    if not st.button("Start rating", key="start-rating", type="primary"):
        return
    try:
        choice = matrix_for_import(workspace(), read.imported)
        if choice.files:
            require_room(workspace())
        made = import_as_new(workspace(), read.imported, choice, operation=session.draft(draft))
        session.store().keep_for_review(session.owner(), made.id, review)
    except SkillsError as error:
        guard.show_trouble(error)
        return
    session.finish_draft(draft)
    session.count_up("imported")
    session.choose(made.id)
    review_tab.show_review(review)
    session.go_to_skill("")
    st.switch_page(guard.pages()["mentor"])


def ask_answer(assessment: Assessment, review: str) -> None:
    """Ask for the file that a mentor sent back, and import it once its effect is known."""
    key = f"answer|{review}|{session.count('answered')}"
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
                workspace(), assessment, found, operation=session.draft(f"answer|{file.file_id}")
            )
            session.count_up("answered")
            st.rerun()
    except SkillsError as error:
        guard.show_trouble(error)
