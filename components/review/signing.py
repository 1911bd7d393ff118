"""Sign off a review, and show whether anything has changed since."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from components.web import session
from skills.entries.review_entries import Review
from skills.sentences.entry_labels import Labels
from skills.sentences.formats import day
from skills.sentences.review import NOT_SIGNED, event_text, signed_text
from skills.store import Event
from skills.workspace.export import AssessmentFiles
from skills.workspace.reviews import audit_log
from skills.workspace.sign_off import sign, signed_off


def show(source: AssessmentFiles, review_id: str, review: Review, *, by: str) -> None:
    """Show the last sign-off of a review, and offer to sign it as it stands.

    Parameters
    ----------
    by : who would sign: `skills.entries.review_entries.OWNER`, or the id of the review.
    """
    st.html(render("heading.html", title="Sign off"))
    found = signed_off(source, review)
    told = NOT_SIGNED
    if found:
        told = signed_text(review, is_kept=found.state is not None, is_current=found.is_current)
    st.html(render('<p class="rr-quiet">{{ text }}</p>', text=told))
    if found is None or not found.is_current:
        label = "Sign off again" if found else "Sign off"
        if st.button(label, key="sign-off"):
            sign(source, review_id, by=by, operation=session.operation())
            st.rerun()


def show_log(source: AssessmentFiles, reviews: dict[str, Review]) -> None:
    """Show every change in the reviews: who did what when."""
    with st.expander("History of the reviews", key="review-log", on_change="rerun") as opened:
        if opened.open:
            store, owner = source.workspace.store, source.workspace.owner
            events = audit_log(store.history(owner, source.assessment.id))
            st.html(render("review_log.html", rows=_rows(source, reviews, events[::-1])))


def _rows(
    source: AssessmentFiles, reviews: dict[str, Review], events: Sequence[Event]
) -> list[tuple[str, str, str]]:
    labels = Labels([source.matrix])
    found = []
    for each in events:
        actor = reviews.get(each.actor)
        at = session.local(each.at)
        values = [labels.value(each.kind, each.item, one) if one else "" for one in _values(each)]
        subject = labels.about(each.kind, each.item, each.new or each.old or "")
        text = event_text(each.kind, subject, *values)
        found.append((f"{day(at)}, {at:%H:%M}", actor.mentor if actor else "You", text))
    return found


def _values(each: Event) -> tuple[str, str]:
    return each.old or "", each.new or ""
