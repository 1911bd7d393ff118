"""Show where the people of a cohort stand together: readiness, gaps, projects and levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components.html import render
from components.texts_on_page import show_note
from skills.cohorts.files_in_memory import CohortResult
from skills.cohorts.helping import NamedPerson, who_could_help
from skills.cohorts.privacy import LEAST
from skills.cohorts.rater_agreement import RaterAgreement
from skills.cohorts.summary import Summary
from skills.matrix import Matrix, Profile
from skills.sentences import cohort_tables as tables
from skills.sentences import rater_agreement as raters
from skills.sentences.cohorts import (
    NAMES_HIDDEN,
    NO_HELP,
    TOO_FEW,
    left_out_texts,
    named_text,
    people_text,
)

CSV: Final = "text/csv"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_too_few() -> None:
    """Say that there are too few people to show anything."""
    show_note(TOO_FEW)


def show(result: CohortResult, summary: Summary, matrix: Matrix, profile: Profile) -> None:
    """Show a cohort against one profile, and offer the same as files."""
    about = next(each for each in summary.profiles if each.profile == profile.id)
    st.html(
        render(
            "cohort_standing.html",
            counted=people_text(summary),
            average=tables.average_text(summary, profile),
            classes=tables.class_bars(about, summary.people),
            gaps=tables.gap_bars(about, summary.people, matrix),
            projects=tables.project_rows(about, summary.people, matrix),
            least=LEAST,
        )
    )
    st.html(
        render(
            "cohort_levels.html",
            groups=tables.group_names(summary),
            rows=tables.mean_rows(summary, matrix, profile),
            top=matrix.top,
        )
    )
    if result.named and st.toggle("Show who could help whom", key="cohort-names"):
        _show_help(summary, result.named, matrix, profile)
    if result.raters:
        _show_raters(result.raters)
    st.html(render("cohort_left_out.html", texts=list(left_out_texts(summary))))
    _offer_files(summary, matrix)


def _show_help(
    summary: Summary, named: Sequence[NamedPerson], matrix: Matrix, profile: Profile
) -> None:
    rows = tables.help_rows(who_could_help(named, profile, summary.skills_with_names), matrix)
    note = "" if rows else NO_HELP
    if not summary.skills_with_names:
        note = NAMES_HIDDEN
    counted = named_text(len(named), summary.people)
    st.html(render("cohort_help.html", counted=counted, text=note, rows=rows))


def _show_raters(agreement: RaterAgreement) -> None:
    st.html(
        render(
            "cohort_raters.html",
            title=raters.TITLE,
            rated=raters.rated_text(agreement),
            rows=raters.coefficient_rows(agreement),
            scale=raters.SCALE_TEXT,
        )
    )


def _offer_files(summary: Summary, matrix: Matrix) -> None:
    from skills.reports.cohort_tables import (  # noqa: PLC0415 - slow: loads file writers
        summary_csv,
        summary_xlsx,
    )

    st.html(
        render(
            "heading.html",
            title="Download this summary",
            under="What is shown here, for every profile. No individual is in it.",
        )
    )
    with st.container(horizontal=True):
        st.download_button(
            "Save as Excel",
            lambda: summary_xlsx(summary, matrix),
            "cohort.xlsx",
            XLSX,
            key="cohort-xlsx",
            on_click="ignore",
        )
        st.download_button(
            "Save as CSV",
            lambda: summary_csv(summary, matrix),
            "cohort.csv",
            CSV,
            key="cohort-csv",
            on_click="ignore",
        )
