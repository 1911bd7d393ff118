"""Upload the document of a project, and see which parts of its structure are missing."""

from __future__ import annotations

import streamlit as st

from components import problem_list
from components.form.saving import FormState
from components.html import render
from components.web import tab_state
from skills.matrix import Project, ResultDocument
from skills.problems import Problem
from skills.projects.check_document import check_document
from skills.projects.document_file import EXTENSIONS
from skills.sentences import result_documents as say


def ask_document(form: FormState, project: Project, document: ResultDocument) -> None:
    """Ask for a document and show what is missing in it; nothing of it is kept."""
    file = st.file_uploader(
        "Your document",
        type=list(EXTENSIONS),
        key=tab_state.upload_key(f"document|{form.form_key}|{project.id}"),
        max_upload_size=1,
    )
    if file is None:
        return
    found = check_document(file.getvalue(), file.name, document)
    if isinstance(found, Problem):
        problem_list.show((found,), "This file can't be checked")
        return
    st.html(
        render(
            "structure_result.html",
            verdict=say.structure_verdict(found),
            texts=say.open_texts(found),
            met=say.met_text(found),
        )
    )
