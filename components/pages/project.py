"""Page of one learning project: the brief, its data, checking predictions, and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from components import guard
from components.form import (
    document_check,
    done_card,
    project_check,
    project_status,
    question_form,
    saving,
    work_link,
)
from components.form.saving import FormState
from components.html import render
from components.result import project_card
from components.text import literal
from components.texts_on_page import show_note, show_quiet, show_text
from components.transfer import downloads
from components.web import session
from components.web.addresses import address
from components.web.workspace import workspace
from skills.entries.project_statuses import Marked
from skills.guidance.plan import Plan, plan_for
from skills.guidance.plan_parts import unrated
from skills.guidance.plan_reasons import lost_without
from skills.guidance.plan_unplaced import find_unplaced
from skills.matrix import Project, ResultDocument, ResultTable
from skills.problems import SkillsError
from skills.scoring.assessed import Assessed, assess_entries
from skills.sentences.next_steps import place
from skills.sentences.plan_page import (
    FINDING,
    plan_link_label,
    since_text,
    unplaced_text,
)
from skills.sentences.project_checks import HOW_TO, HOW_TO_ANSWER, NOTHING_ELSE
from skills.sentences.result_documents import (
    HOW_TO_SHOW_DOCUMENT,
    STRUCTURE_ONLY,
    structure_texts,
)
from skills.sentences.result_tables import HOW_TO_SHOW_TABLE, column_text, table_texts
from skills.sentences.results import aim
from skills.store import Assessment
from skills.workspace.assessment import project_trails

if TYPE_CHECKING:
    from skills.projects.packs import Pack


def show() -> None:
    """Show the project that the address names, for this tab's assessment."""
    assessment, matrix = guard.require_assessment()
    project = matrix.projects_by_id.get(session.project())
    if project is None:
        _show_unknown(assessment)
        return
    session.keep_project(project.id)
    form = saving.require_form(assessment.id, matrix)
    trail = _trail(assessment, project)
    assessed = assess_entries(assessment, tuple(form.entries.values()), matrix, session.today())
    with st.spinner(FINDING):
        plan = plan_for(assessed, session.today())
    lost = lost_without(assessed, plan).get(project.id, 0.0)
    card = project_card.of_planned(assessed.readiness, plan, project, lost)
    eyebrow = aim(matrix, assessment.profile)
    project_status.show_heading(form, project.title, eyebrow=eyebrow)
    st.html(
        render(
            "project_head.html",
            line=project_card.line(matrix, card),
            since=since_text(trail),
            plan=address("plan", assessment.id),
            place=plan_link_label(plan.steps, project),
        )
    )
    is_first = place(plan.steps, project.id) == 1
    project_status.show_buttons(form, project, trail, can_plan=not is_first)
    _show_unplaced(assessed, plan, project)
    _ask_to_rate(form, assessed, project)
    project_card.show_brief(matrix, card, hours_a_week=assessment.hours)
    if project.pack:
        _show_check(form, project)
    elif project.questions:
        _show_questions(form, project)
    elif project.table:
        _show_table(form, project, project.table)
    elif project.document:
        _show_document(form, project, project.document)
    work_link.show(form, project)


def _show_unplaced(assessed: Assessed, plan: Plan, project: Project) -> None:
    """Say why a project that the person planned is not in the plan."""
    for each in find_unplaced(assessed, plan):
        if each.project.id == project.id:
            show_text(unplaced_text(each))


def _ask_to_rate(form: FormState, assessed: Assessed, project: Project) -> None:
    """Ask the person to rate the skills of a finished project again."""
    if form.stored(("project", project.id)) == "done":
        done_card.show_request(form, project, unrated(assessed).get(project.id, ()))


def _trail(assessment: Assessment, project: Project) -> Sequence[Marked]:
    """Return the statuses of a project, with times in the person's own time zone."""
    trail = project_trails(workspace(), assessment).get(project.id, ())
    return [Marked(each.status, session.local(each.at)) for each in trail]


def _show_check(form: FormState, project: Project) -> None:
    """Show what to do with the data, the upload, the results so far, and what is not checked."""
    from skills.projects.data_file import (  # noqa: PLC0415 - slow: loads NumPy
        ProjectsNotInstalled,
        require_packages,
    )
    from skills.projects.shipped_packs import pack_of  # noqa: PLC0415 - see above

    try:
        pack = pack_of(project)
        require_packages()
    except SkillsError as error:
        st.html(render("heading.html", title="Data and check"))
        if isinstance(error, ProjectsNotInstalled):  # an extra that is left out is no error
            show_note(str(error))
        else:
            guard.show_trouble(error)
        project_check.show_results(form, project)
        return
    st.html(render("heading.html", title="Data and check", under=HOW_TO))
    downloads.offer_pack(form.assessment_id, project.id, "Download data and starter code (ZIP)")
    if not session.is_example():
        project_check.ask_file(form, project)
    project_check.show_results(form, project)
    _show_unchecked(project, pack)


def _show_questions(form: FormState, project: Project) -> None:
    """Show the questions about the result, and how many were answered correctly so far.

    The example shows only what its person has answered, as nobody can answer there.
    """
    if session.is_example() and not form.stored(("verification", project.id)):
        return
    st.html(render("heading.html", title="Check your results", under=HOW_TO_ANSWER))
    if not session.is_example():
        question_form.ask_questions(form, project)
    project_check.show_results(form, project)
    show_quiet(NOTHING_ELSE)


def _show_table(form: FormState, project: Project, table: ResultTable) -> None:
    """Show the rules for the table, the upload, and the results so far."""
    st.html(render("heading.html", title="Check your table", under=HOW_TO_SHOW_TABLE))
    columns = [(each.name, column_text(each)) for each in table.columns]
    st.html(render("table_rules.html", columns=columns, texts=table_texts(table)))
    if not session.is_example():
        project_check.ask_file(form, project)
    project_check.show_results(form, project)
    show_quiet(NOTHING_ELSE)


def _show_document(form: FormState, project: Project, document: ResultDocument) -> None:
    """Show what the document must have, the upload, and what is missing in the file."""
    st.html(render("heading.html", title="Check the structure", under=HOW_TO_SHOW_DOCUMENT))
    st.html(
        render(
            "plain_list.html",
            texts=structure_texts(document),
        )
    )
    if not session.is_example():
        document_check.ask_document(form, project, document)
    show_quiet(STRUCTURE_ONLY)


def _show_unchecked(project: Project, pack: Pack) -> None:
    from skills.sentences.project_packs import unchecked_texts  # noqa: PLC0415 - slow: loads NumPy

    with st.expander("What the check can't see", key="unchecked"):
        for text in unchecked_texts(project, pack):
            st.markdown(literal(text))


def _show_unknown(assessment: Assessment) -> None:
    st.html(
        render(
            "no_such_project.html",
            link=address("plan", assessment.id),
        )
    )
