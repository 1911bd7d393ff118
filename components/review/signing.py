"""Sign off a review, and show whether anything has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.html import render
from components.text import literal
from components.texts_on_page import show_quiet
from components.transfer import downloads
from components.web import session
from skills.entries.review_entries import OWNER, Review
from skills.sentences.formats import day
from skills.sentences.review_history import event_text
from skills.sentences.signatures import NOT_SIGNED, countersign_label, signed_text
from skills.workspace.export import AssessmentFiles
from skills.workspace.review_log import FROM_FILE, RENAMING, LogLine, log_lines
from skills.workspace.sign_off import countersign, may_countersign, sign

WHO_WORDS: Final[Mapping[str, str]] = {
    OWNER: "You",
    FROM_FILE: "A file",
    RENAMING: "A renaming in the matrix",
}


def show(source: AssessmentFiles, review_id: str, review: Review, *, by: str) -> None:
    """Show the last sign-off of a review, and offer to sign it as it stands.

    Parameters
    ----------
    by : who would sign: `skills.entries.review_entries.OWNER`, or the id of the review.
    """
    st.html(render("heading.html", title="Sign off"))
    found = source.signed_off(review)
    text = NOT_SIGNED
    if found:
        text = signed_text(review, is_kept=found.state is not None, is_current=found.is_current)
    show_quiet(text)
    if found is None or not found.is_current:
        label = "Sign off again" if found else "Sign off"
        if st.button(label, key="sign-off"):
            sign(source, review_id, by=by, operation=session.operation())
            st.rerun()
    elif may_countersign(review, by) and st.button(
        literal(countersign_label(review, by)), key="countersign"
    ):
        operation = session.operation()
        countersign(source, review_id, review.seal, by=by, operation=operation)
        st.rerun()


def show_log(source: AssessmentFiles) -> None:
    """Show every change in the reviews: who did what when."""
    with st.expander("Review history", key="review-log", on_change="rerun") as opened:
        if opened.open:
            lines = log_lines(source)[::-1]
            st.html(render("review_log.html", rows=[_row(each) for each in lines]))
            downloads.offer_log(source.assessment.id, "Save as CSV")


def _row(line: LogLine) -> tuple[str, str, str]:
    at = session.local(line.at)
    who = WHO_WORDS.get(line.who, line.who)
    text = event_text(line.kind, line.subject, line.before, line.after)
    return f"{day(at)}, {at:%H:%M}", who, text
