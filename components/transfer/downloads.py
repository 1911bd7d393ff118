"""Download buttons for reports and data; the modules that write files are imported lazily."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import streamlit as st

from components.web import session
from components.web.workspace import workspace
from skills.matrix import Matrix
from skills.reports.file_kinds import KINDS, file_name
from skills.sentences.results import aim
from skills.store import Assessment

if TYPE_CHECKING:
    from skills.reports.report import Parts
    from skills.scoring.assessed import Assessed
    from skills.workspace.export import AssessmentFiles


def assessment_files(
    assessment: Assessment, matrix: Matrix, known: Assessed | None = None
) -> AssessmentFiles:
    """Return the exports of an assessment; `known` has its scores, if already computed."""
    from skills.workspace.export import AssessmentFiles  # noqa: PLC0415 - slow: loads file writers

    return AssessmentFiles(workspace(), assessment, matrix, _now(), known)


def offer_file(  # noqa: PLR0913 - contents and appearance
    assessment: Assessment,
    matrix: Matrix,
    kind: str,
    label: str,
    *,
    parts: Parts | None = None,
    look: Literal["primary", "secondary"] = "secondary",
    width: int | Literal["content"] = "content",
) -> None:
    """Show a button that creates a file only when it is pressed.

    Streamlit creates it on another thread, where neither cookie nor session is available.
    """
    mine, now = workspace(), _now()
    extent = parts.extent.value if parts else "whole"
    # The title a person gave an assessment is private; a CV goes to strangers.
    title = aim(matrix, assessment.profile) if extent == "cv" else assessment.title

    def make() -> bytes:
        from skills.workspace.export import AssessmentFiles  # noqa: PLC0415 - see above

        return AssessmentFiles(mine, assessment, matrix, now).file(kind, parts)

    st.download_button(
        label,
        data=make,
        file_name=file_name(title, now.date(), kind, extent),
        mime=KINDS[kind].mime,
        on_click="ignore",
        key=f"file|{kind}",
        type=look,
        width=width,
    )


def data_of(
    pairs: Sequence[tuple[Assessment, Matrix]], wordings: Sequence[str] = ()
) -> Callable[[], bytes]:
    """Return a function that creates the data file of these assessments; thread-safe.

    Parameters
    ----------
    wordings : wordings of uploaded matrices to include.
    """
    mine, now = workspace(), _now()

    def make() -> bytes:
        from skills.workspace.export import (  # noqa: PLC0415 - see above
            AssessmentFiles,
            export_bundle,
        )

        sources = [AssessmentFiles(mine, found, matrix, now) for found, matrix in pairs]
        if len(sources) == 1 and not wordings:
            return sources[0].file("json")
        uploads = [mine.store.load_matrix(mine.owner, each) for each in wordings]
        return export_bundle(sources, uploads)

    return make


def _now() -> datetime:
    return session.local(session.now())
