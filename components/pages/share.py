"""Page to share a result: an image, a text to copy, and reports in every file format."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import streamlit as st

from components import guard
from components.form import cohort_name, saving
from components.html import render
from components.texts_on_page import show_link, show_quiet
from components.transfer import downloads
from components.web import files, session, tab_state
from components.web.addresses import address
from skills.entries.review_entries import has_hidden_ratings
from skills.matrix import Matrix
from skills.reports.file_kinds import KINDS, NAMES, FileKind
from skills.reports.report import Extent, Parts
from skills.sentences.formats import day
from skills.sentences.share import HIDDEN_INCLUDED
from skills.store import Assessment

EXTENTS: Final = {
    Extent.whole: ("Everything", "Your full result with every calculation, for yourself."),
    Extent.mentor: (
        "For a mentor",
        "Two pages: result, what to talk about, plan. Notes and answers only if you add them.",
    ),
    Extent.gaps: ("Only the gaps", "What's missing, and which projects close the gaps."),
    Extent.cv: (
        "A page for a CV",
        "What you can do, and your credentials; no gaps, notes or individual answers.",
    ),
}

NEXT_DAYS: Final = 91
"""Suggested days until the next assessment: a quarter, enough time for a project or two."""


def show() -> None:
    """Show what can be shared from this tab's current assessment."""
    assessment, matrix = guard.require_assessment()
    st.html(render("share_lead.html"))
    _show_image(assessment, matrix)
    _heading("A report")
    parts = _ask_parts()
    label = f"{NAMES[parts.extent]} (PDF)"
    downloads.offer_file(assessment, "pdf", label, parts=parts, is_primary=True)
    sentences = [_back_text(parts)]
    if parts.answers and has_hidden_ratings(downloads.assessment_files(assessment, matrix).entries):
        sentences.append(HIDDEN_INCLUDED)
    show_quiet(" ".join(sentences))
    with st.expander("Other formats", key="formats"):
        _show_formats(assessment, parts)
    if not session.is_example():
        _show_review(assessment)
        _show_cohort(assessment, matrix)
        _ask_next(assessment)


def _show_review(assessment: Assessment) -> None:
    _heading("A second opinion", "A mentor rates you, too, without seeing your ratings.")
    show_link("Review with a mentor", address("review", assessment.id))


def _show_cohort(assessment: Assessment, matrix: Matrix) -> None:
    with st.expander("Show your name in a cohort", key="cohort-name"):
        cohort_name.show(saving.require_form(assessment.id, matrix))


def _show_image(assessment: Assessment, matrix: Matrix) -> None:
    """Show the image to post, the ways to save it, and the same content as text to copy."""
    _heading("An image to post", "Without your name, unless you add it.")
    with st.container(horizontal=True):
        shape = _choose("Shape", {"wide": "Wide", "square": "Square"})
        theme = _choose("Colours", {"light": "Light", "dark": "Dark"})
    name = st.text_input("Name on the image", max_chars=files.NAME_LENGTH, key="name-on-image")
    source = downloads.assessment_files(assessment, matrix)
    picture = source.image("share-svg", shape=shape, theme=theme, name=name)
    st.html(
        render(
            "share_image.html",
            data=b64encode(picture).decode(),
            alt=source.summary(),
        )
    )
    with st.container(horizontal=True):
        downloads.offer_image(
            assessment, "share-png", "Save as PNG", shape=shape, theme=theme, name=name
        )
        downloads.offer_image(
            assessment, "share-svg", "Save as SVG", shape=shape, theme=theme, name=name
        )
    with st.expander("The same, as text to copy", key="summary"):
        st.code(source.summary(), language=None, wrap_lines=True)


def _choose(label: str, options: Mapping[str, str]) -> str:
    first = next(iter(options))
    chosen = st.segmented_control(
        label,
        list(options),
        default=first,
        required=True,
        format_func=lambda each: options.get(each, ""),
        key=label.lower(),
    )
    return chosen if chosen in options else first


def _ask_parts() -> Parts:
    chosen = st.segmented_control(
        "Kind of report",
        list(EXTENTS),
        default=Extent.whole,
        required=True,
        format_func=lambda each: EXTENTS[Extent(each)][0],
        key="extent",
        width="stretch",
    )
    extent = Extent(chosen) if chosen in set(EXTENTS) else Extent.whole
    show_quiet(EXTENTS[extent][1])
    notes, answers = (False, False) if extent is Extent.cv else _ask_what_is_private(extent)
    name = st.text_input(
        "Name on the report",
        max_chars=files.NAME_LENGTH,
        key="name-on-report",
        help="Only for the files you create now. It isn't stored.",
    )
    return Parts(extent, notes=notes, name=name, answers=answers)


def _ask_what_is_private(extent: Extent) -> tuple[bool, bool]:
    """Ask whether to include notes and answers; each extent has its own default for answers."""
    with st.container(horizontal=True):
        key = "with-notes" if extent.has_notes else f"with-notes|{extent.value}"
        notes = _ask("Include my notes", key, is_on=extent.has_notes)
        answers = _ask(
            "Include every answer",
            f"with-answers|{extent.value}",
            is_on=extent.has_answers,
            about="Also attaches your data to the PDF, so you can import it again.",
        )
    return notes, answers


def _ask(label: str, key: str, *, is_on: bool, about: str | None = None) -> bool:
    """Show a toggle that keeps its state even while it is not rendered."""
    tab_state.restore_widget(key, default=is_on)
    chosen = st.toggle(label, key=key, help=about)
    tab_state.keep_widget(key, chosen)
    return chosen


def _back_text(parts: Parts) -> str:
    """Return a note on whether the downloaded file can be imported again."""
    if parts.answers:
        return "Your data is included, so you can import this file here again."
    if parts.extent is Extent.cv:
        return "This one is for other people. To restore your result here, use “Everything”."
    return (
        "Without your answers, no file can restore your result here. Choose “Include every "
        "answer” or “Everything” for that."
    )


def _show_formats(assessment: Assessment, parts: Parts) -> None:
    for name, each in KINDS.items():
        if name not in ("pdf", "calendar"):
            about = each.about + _file_back_text(each, parts)
            downloads.offer_file(assessment, name, each.title, about=about, parts=parts)


def _file_back_text(kind: FileKind, parts: Parts) -> str:
    if kind.can_be_imported and parts.answers:
        return " Can be imported here."
    return " Importing it fills in notes only." if kind.fills_notes and parts.notes else ""


def _ask_next(assessment: Assessment) -> None:
    _heading("Next assessment", "A date in your calendar makes it easier to come back to it.")
    today = session.today()
    planned = date.fromisoformat(assessment.next_on) if assessment.next_on else None
    chosen = st.date_input(
        "Assess again on",
        value=planned or today + timedelta(days=NEXT_DAYS),
        min_value=min(planned or today, today),
        key=f"next|{assessment.id}|{assessment.next_on}",
        format="YYYY-MM-DD",
    )
    if isinstance(chosen, date) and chosen != planned:
        show_quiet("Not saved yet.")
        if st.button("Save this date", key="plan-next"):
            session.store().plan_next(session.owner(), assessment.id, chosen)
            st.rerun()
    elif planned:
        with st.container(horizontal=True, vertical_alignment="center"):
            downloads.offer_file(assessment, "calendar", "Add to my calendar")
            if st.button("Remove this date", key="forget-next"):
                session.store().plan_next(session.owner(), assessment.id, None)
                st.rerun()
        show_quiet(f"Planned for {day(planned)}.")


def _heading(title: str, under: str = "") -> None:
    st.html(render("heading.html", title=title, under=under))
