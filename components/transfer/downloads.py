"""Buttons that download reports and data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.html import render
from components.web import files, session
from components.web.workspace import workspace
from skills.matrix import Matrix
from skills.store import Assessment

if TYPE_CHECKING:
    from skills.reports.report import Parts
    from skills.scoring.assessed import Assessed
    from skills.workspace.export import AssessmentFiles


def assessment_files(
    assessment: Assessment, matrix: Matrix, assessed: Assessed | None = None
) -> AssessmentFiles:
    """Return the exports of an assessment; `assessed` has its scores, if already computed."""
    from skills.workspace.export import AssessmentFiles  # noqa: PLC0415 - slow: loads file writers

    now = session.local(session.now())
    return AssessmentFiles(workspace(), assessment, matrix, now, assessed)


def offer_file(  # noqa: PLR0913 - contents and appearance
    assessment: Assessment,
    kind: str,
    label: str,
    *,
    about: str = "",
    parts: Parts | None = None,
    is_primary: bool = False,
) -> None:
    """Show a button that downloads a report, which is made when it is pressed."""
    wanted = files.FileRequest(assessment.id, zone=session.zone())
    if parts:
        wanted = files.FileRequest(
            assessment.id,
            parts.extent.value,
            notes="yes" if parts.notes else "",
            answers="yes" if parts.answers else "",
            named=parts.name,
            zone=session.zone(),
        )
    _offer(kind, label, wanted, about=about, is_primary=is_primary)


def offer_image(  # noqa: PLR0913 - contents and appearance
    assessment: Assessment, kind: str, label: str, *, shape: str, theme: str, name: str
) -> None:
    """Show a button that downloads the image to share."""
    wanted = files.FileRequest(
        assessment.id, shape=shape, theme=theme, named=name, zone=session.zone()
    )
    _offer(kind, label, wanted)


def offer_review(
    assessment_id: str, review: str, kind: str, label: str, *, named: str = ""
) -> None:
    """Show a button that downloads a file for a mentor, or what a mentor sends back.

    Parameters
    ----------
    named : what the person wants to be called in a file for a mentor.
    """
    wanted = files.FileRequest(assessment_id, review=review, named=named, zone=session.zone())
    _offer(kind, label, wanted, is_primary=kind == files.REVIEW_ANSWER)


def offer_shared(assessment_id: str, link: str, label: str) -> None:
    """Show a button that downloads the report for whoever opened a read-only link."""
    _offer(files.SHARED, label, files.FileRequest(assessment_id, review=link, zone=session.zone()))


def offer_pack(assessment_id: str, project: str, label: str) -> None:
    """Show a button that downloads the data of a learning project."""
    _offer(files.PACK, label, files.FileRequest(assessment_id, project=project))


def offer_log(assessment_id: str, label: str) -> None:
    """Show a button that downloads the history of the reviews of an assessment."""
    _offer(files.REVIEW_LOG, label, files.FileRequest(assessment_id, zone=session.zone()))


def offer_everything(label: str) -> None:
    """Show a button that downloads all data of this browser's owner."""
    _offer(files.EVERYTHING, label, files.FileRequest(zone=session.zone()))


def offer_starter(label: str) -> None:
    """Show a button that downloads a small matrix to begin one's own with."""
    _offer(files.STARTER, label, files.FileRequest())


def _offer(
    kind: str,
    label: str,
    wanted: files.FileRequest,
    *,
    about: str = "",
    is_primary: bool = False,
) -> None:
    st.html(
        render(
            "download.html",
            action=files.action(kind),
            label=label,
            about=about,
            fields=wanted.fields(),
            is_primary=is_primary,
        ),
        width="stretch" if about else "content",
    )
