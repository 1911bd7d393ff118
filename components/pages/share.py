"""Page to download a report: choose its contents, then the file format."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import streamlit as st

from components import guard
from components.html import render
from components.transfer import downloads
from components.web import files, session
from skills.reports.file_kinds import KINDS, NAMES, FileKind
from skills.reports.report import Extent, Parts
from skills.store import Assessment

EXTENTS: Final = {
    Extent.whole: ("Everything", "The whole result with every sum, for yourself."),
    Extent.mentor: (
        "For a mentor",
        "Two pages: the result, what to talk about, and the plan. The rest on request.",
    ),
    Extent.gaps: ("Only the gaps", "What is missing and which projects close it."),
    Extent.cv: (
        "A page for a CV",
        "What you can do, and your credentials; nothing missing, no notes, no single answers.",
    ),
}

NEXT_DAYS: Final = 91
"""Suggested days to the next assessment: a quarter, enough time for a project or two."""


def show() -> None:
    """Show the downloads for the current assessment of this tab."""
    assessment, _ = guard.require_assessment()
    st.html(
        render(
            '<h1 class="rr-title">Take it with you</h1><p class="rr-lead">A report to hand over, '
            "and files that other tools and this one read. They are made here when you press, and "
            "sent nowhere.</p>"
        )
    )
    parts = _ask_parts()
    _heading("The report")
    label = f"{NAMES[parts.extent]} (PDF)"
    downloads.offer_file(assessment, "pdf", label, parts=parts, is_primary=True)
    st.html(render('<p class="rr-quiet">{{ text }}</p>', text=_back_text(parts)))
    _show_formats(assessment, parts)
    _ask_next(assessment)


def _ask_parts() -> Parts:
    _heading("What goes in")
    chosen = st.segmented_control(
        "What it is for",
        list(EXTENTS),
        default=Extent.whole,
        required=True,
        format_func=lambda each: EXTENTS[Extent(each)][0],
        key="extent",
        width="stretch",
    )
    extent = Extent(chosen) if chosen in set(EXTENTS) else Extent.whole
    st.html(render('<p class="rr-quiet">{{ text }}</p>', text=EXTENTS[extent][1]))
    notes, answers = (False, False) if extent is Extent.cv else _ask_what_is_private(extent)
    name = st.text_input(
        "Name on the report",
        max_chars=files.NAME_LENGTH,
        key="name-on-report",
        help="Only for the files made now. It is not stored.",
    )
    return Parts(extent, notes=notes, name=name, answers=answers)


def _ask_what_is_private(extent: Extent) -> tuple[bool, bool]:
    """Ask whether to include notes and answers; answers separately by extent: defaults differ."""
    with st.container(horizontal=True):
        key = "with-notes" if extent.has_notes else f"with-notes|{extent.value}"
        notes = _ask("With my notes", key, is_on=extent.has_notes)
        answers = _ask(
            "With every answer",
            f"with-answers|{extent.value}",
            is_on=extent.has_answers,
            about="Also puts your data into the PDF as an attachment, so that it can be "
            "imported again.",
        )
    return notes, answers


def _ask(label: str, key: str, *, is_on: bool, about: str | None = None) -> bool:
    """Show a toggle that keeps its state, even after it was not rendered for a while."""
    left = f"left|{key}"
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(left, is_on)
    chosen = st.toggle(label, key=key, help=about)
    st.session_state[left] = chosen
    return chosen


def _back_text(parts: Parts) -> str:
    """Return whether the downloaded file can be imported again."""
    if parts.answers:
        return "Your data is inside, so that this file can be imported here."
    if parts.extent is Extent.cv:
        return "It is for others: no file of it brings your result back here. “Everything” does."
    return (
        "Without your answers no file brings your result back here: “With every answer” or "
        "“Everything” does."
    )


def _show_formats(assessment: Assessment, parts: Parts) -> None:
    _heading(
        "Other formats",
        "All are written from the same report. JSON Resume takes of it what CV tools know.",
    )
    for name, each in KINDS.items():
        if name not in ("pdf", "calendar"):
            about = each.about + _file_back_text(each, parts)
            downloads.offer_file(assessment, name, each.title, about=about, parts=parts)


def _file_back_text(each: FileKind, parts: Parts) -> str:
    if each.comes_back and parts.answers:
        return " Can be imported here."
    return " Imported, it fills notes only." if each.fills_notes and parts.notes else ""


def _ask_next(assessment: Assessment) -> None:
    _heading("The next time", "A date in your calendar makes it likelier that you look again.")
    today = session.local(session.now()).date()
    planned = date.fromisoformat(assessment.next_on) if assessment.next_on else None
    chosen = st.date_input(
        "Assess again on",
        value=planned or today + timedelta(days=NEXT_DAYS),
        min_value=min(planned or today, today),
        key=f"next|{assessment.id}|{assessment.next_on}",
        format="YYYY-MM-DD",
    )
    if isinstance(chosen, date) and chosen != planned:
        st.html(render('<p class="rr-quiet">Not planned yet.</p>'))
        if st.button("Plan this date", key="plan-next"):
            session.store().plan_next(session.owner(), assessment.id, chosen)
            st.rerun()
    elif planned:
        with st.container(horizontal=True, vertical_alignment="center"):
            downloads.offer_file(assessment, "calendar", "Put it into my calendar")
            if st.button("Forget this date", key="forget-next"):
                session.store().plan_next(session.owner(), assessment.id, None)
                st.rerun()
        st.html(
            render(
                '<p class="rr-quiet">Planned for {{ on | day }}, kept with this assessment.</p>',
                on=planned,
            )
        )


def _heading(title: str, under: str = "") -> None:
    st.html(render("heading.html", title=title, under=under))
