"""Upload the predictions or the table of a project, and see whether they pass its check."""

from __future__ import annotations

from threading import Lock
from typing import Final

import streamlit as st

from components import guard, problem_list
from components.form import project_status, saving
from components.form.pending import Slot
from components.form.saving import FormState
from components.html import render
from components.text import literal
from components.web import session, tab_state
from components.web.addresses import address
from components.web.entry_access import access_to
from skills.entries.project_attempts import Attempts, read_attempts
from skills.matrix import Project
from skills.problems import SkillsError
from skills.scoring.verified import verified_levels_of
from skills.sentences import project_checks as say
from skills.sentences.result_tables import broken_texts
from skills.workspace.keep_attempt import save_attempt
from skills.workspace.verify_project import check_file

SIZE: Final = 5
"""Maximum size of a file in MB; the check has the same limit and explains it."""

_ONE_AT_A_TIME: Final = Lock()
"""Held while a file is scored, which takes a processor and some memory."""


def ask_file(form: FormState, project: Project) -> None:
    """Ask for a file of predictions or a table, check it, and keep the result."""
    turn = tab_state.count(f"checked|{project.id}")
    thing = "table" if project.table else "predictions"
    file = st.file_uploader(
        f"Your {thing} (CSV)",
        type=["csv", "tsv", "txt"],
        key=tab_state.upload_key(f"{thing}|{form.form_key}|{project.id}|{turn}"),
        max_upload_size=SIZE,
    )
    is_wanted = st.button(
        f"Check {thing}",
        key=f"check|{project.id}",
        type="secondary" if project_status.is_passed(form, project) else "primary",
        disabled=file is None,
    )
    if file is None or not is_wanted:
        return
    try:
        _check(form, project, file.name, file.getvalue())
    except SkillsError as error:
        guard.show_trouble(error)


def _check(form: FormState, project: Project, name: str, data: bytes) -> None:
    busy = say.CHECKING_TABLE if project.table else say.SCORING
    with st.spinner(busy), _ONE_AT_A_TIME:
        found = check_file(data, name, matrix=form.matrix, project=project, now=session.now())
    if isinstance(found, tuple):
        problem_list.show(found, "This file can't be checked")
        st.markdown(literal(say.NOT_SCORED))
        return
    before = _stored(form, project)
    after = save_attempt(
        access_to(form.form_key),
        project,
        found.check,
        tab=form.tab,
        operation=session.operation(),
    )
    tab_state.flash(say.SAME_FILE if after == before else say.verdict_text(found.check))
    if project.table is not None:
        texts = broken_texts(found.broken, project.table)
        tab_state.keep_findings(f"{project.id}|{found.check.file_hash}", texts)
    tab_state.count_up(f"checked|{project.id}")
    st.rerun()


def show_results(form: FormState, project: Project) -> None:
    """Show the last result, how many attempts there were, and what a pass shows."""
    attempts = _stored(form, project)
    message = tab_state.flashed()
    if attempts is None:
        return
    levels = verified_levels_of(form.matrix, project.id, attempts) if attempts.is_passed else {}
    st.html(
        render(
            "project_result.html",
            message=message,
            last=attempts.last,
            verdict=say.verdict_text(attempts.last),
            metric=say.metric_text(attempts.last),
            rows=say.rows_of_check(attempts.last),
            findings=tab_state.findings(f"{project.id}|{attempts.last.file_hash}"),
            facts=(
                say.comparison_text(attempts.last),
                say.attempts_text(attempts),
                say.best_so_far(attempts),
                say.shown_text(form.matrix, levels),
                say.expiry_text(attempts, session.today()),
            ),
            result=address("result", form.assessment_id) if attempts.is_passed else "",
            worth=say.NOT_CERTIFIED,
        )
    )
    if not session.is_example() and st.button(
        "Remove these results", key=f"forget|{project.id}", type="tertiary"
    ):
        saving.clear(form, _slot(project))
        st.rerun()


def _stored(form: FormState, project: Project) -> Attempts | None:
    return read_attempts(form.stored(_slot(project)) or "")


def _slot(project: Project) -> Slot:
    return "verification", project.id
