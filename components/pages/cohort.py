"""Page for many people: add their files, and see where they stand together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from random import Random
from threading import Lock
from typing import TYPE_CHECKING, Final

import streamlit as st

from components import guard, problem_list
from components.form.choices import MODE_TITLES
from components.form.profile_choice import ask_matrix, ask_profile, matrix_titles
from components.html import render
from components.result import cohort_result
from components.texts_on_page import show_quiet
from components.web import session, tab_state
from components.web.workspace import library, workspace
from skills.cohorts.privacy import LEAST
from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix
from skills.workspace.matrices import uploaded_matrix

if TYPE_CHECKING:
    from skills.cohorts.files_in_memory import CohortFile, CohortResult

SIZE: Final = 12
"""Maximum size of a file in MB; what a proxy lets through is a little more."""

MOST_COLUMNS: Final = 2
"""Columns that can divide people at once; with more, hardly any group would have five people."""

MADE_UP: Final = "made-up class"
"""What marks the made-up class instead of files, and makes it the same one every time."""

TYPES: Final = ["json", "zip", "csv", "parquet"]

_ONE_AT_A_TIME: Final = Lock()
"""Held while files are scored, which takes a processor and some memory."""


def show() -> None:
    """Show what to add, the choices, and where the people in the files stand."""
    owner = guard.require_owner()
    guard.require_device(each.assessment for each in session.store().assessments(owner))
    st.html(render("cohort_lead.html", least=LEAST))
    files, version = _ask_files()
    is_made_up = not files and _asks_for_made_up_class()
    matrix = _ask_matrix(owner)
    if matrix is None:
        return
    if not files:
        _offer_sample(matrix)
    if not files and not is_made_up:
        return
    if is_made_up:
        files, version = [_made_up(matrix)], (MADE_UP,)
    left, right = st.columns(2, gap="medium")
    with left:
        groups = _ask_groups(files, matrix)
    with right:
        mode = None if is_made_up else _ask_mode(files)
    found = _summarised(files, matrix, groups, mode, version)
    if found.summary is None:
        problem_list.show(found.problems, "These files can't be scored")
        show_quiet("Nothing is shown until every file can be read.")
        return
    if found.summary.people:
        profile = ask_profile(matrix, "Compared with", key="cohort-")
        cohort_result.show(found, found.summary, matrix, profile)
    else:
        cohort_result.show_too_few()


def _ask_files() -> tuple[Sequence[CohortFile], tuple[str, ...]]:
    """Ask for files, and return them with what identifies them."""
    from skills.cohorts.files_in_memory import CohortFile  # noqa: PLC0415 - slow: loads pandas and pyarrow

    added = st.file_uploader(
        "Files",
        type=TYPES,
        accept_multiple_files=True,
        key=tab_state.upload_key("cohort-files"),
        max_upload_size=SIZE,
    )
    return [CohortFile(each.name, each.getvalue()) for each in added], tuple(
        e.file_id for e in added
    )


def _asks_for_made_up_class() -> bool:
    """Show the switch for a class that nobody is in, and return whether it is on."""
    return st.toggle("Try it with a made-up class", key="cohort-made-up")


def _offer_sample(matrix: Matrix) -> None:
    """Say what a table looks like, and offer one to fill in."""
    options = dict.fromkeys(chain(*(e.scale.options for e in matrix.statements.values())))
    st.html(
        render("cohort_table.html", options=[each.id for each in options], aside=NOT_APPLICABLE)
    )
    st.download_button(
        "Download a sample table (CSV)",
        lambda: _made_up(matrix).data,
        "sample-table.csv",
        "text/csv",
        key="cohort-sample",
        on_click="ignore",
    )


def _made_up(matrix: Matrix) -> CohortFile:
    from skills.cohorts.made_up_class import made_up_class  # noqa: PLC0415 - see above

    return made_up_class(matrix, Random(MADE_UP))  # noqa: S311 - not for secrets


def _ask_matrix(owner: str) -> Matrix | None:
    installed = {each.wording: each for each in library().load().matrices.values()}
    titles = matrix_titles(owner, installed)
    wording = ask_matrix(titles, key="cohort-matrix") if titles else ""
    matrix = installed.get(wording) or uploaded_matrix(workspace(), wording)
    if matrix is None:
        st.warning("There's no matrix to score with. Add your own on the start page.")
    return matrix


def _ask_groups(files: Sequence[CohortFile], matrix: Matrix) -> tuple[str, ...]:
    from skills.cohorts.files_in_memory import possible_groups  # noqa: PLC0415 - see above

    names = possible_groups(files, matrix)
    if not names:
        return ()
    chosen = st.multiselect(
        "Group by",
        names,
        max_selections=MOST_COLUMNS,
        key=f"cohort-groups|{'|'.join(names)}",
        placeholder="Everybody together",
    )
    return tuple(each for each in chosen if each in names)


def _ask_mode(files: Sequence[CohortFile]) -> Mode | None:
    """Ask how a table was filled in; exported files say so themselves."""
    if all(each.ending in (".json", ".zip") for each in files):
        return None
    chosen = st.segmented_control(
        "The table has answers from",
        list(MODE_TITLES),
        default=Mode.full,
        required=True,
        format_func=lambda each: f"{MODE_TITLES[each]} assessments" if each in MODE_TITLES else "",
        key="cohort-mode",
    )
    return Mode(chosen) if chosen in MODE_TITLES else Mode.full


def _summarised(
    files: Sequence[CohortFile],
    matrix: Matrix,
    groups: tuple[str, ...],
    mode: Mode | None,
    version: tuple[str, ...],
) -> CohortResult:
    """Return the result for these files and choices, computed once."""
    from skills.cohorts.files_in_memory import (  # noqa: PLC0415 - see above
        CohortResult,
        summarise_files,
    )
    from skills.cohorts.question import CohortQuestion  # noqa: PLC0415 - see above

    asked = (version, matrix.wording, groups, mode)
    known = tab_state.kept_cohort(asked)
    if isinstance(known, CohortResult):
        return known
    question = CohortQuestion(matrix, tuple(matrix.profiles), mode, groups=groups)
    with st.spinner("Scoring everybody…"), _ONE_AT_A_TIME:
        found = summarise_files(files, question)
    tab_state.keep_cohort(asked, found)
    return found
