"""Invite a mentor on the review page, and look at reviews and links."""

from __future__ import annotations

from mentor_visit import widget
from page_visit import Visit

from components.web import session
from skills.entries.review_entries import Review, reviews_in
from skills.store import Assessment, ReviewLink


def reviews(visit: Visit, assessment: Assessment) -> dict[str, Review]:
    """Return the reviews of an assessment."""
    every = session.store().entries(visit.owner, assessment.id)
    return dict(reviews_in(every.values()))


def links(visit: Visit, assessment: Assessment) -> tuple[ReviewLink, ...]:
    """Return the links to an assessment."""
    return session.store().review_links(visit.owner, assessment.id)


def handed_to(visit: Visit, assessment: Assessment) -> str:
    """Return the review that the device is handed over for."""
    return session.store().assessment(visit.owner, assessment.id).handed_to


def invite_as(visit: Visit, name: str, button: str) -> Visit:
    """Invite a mentor with one of the buttons."""
    widget(visit, "text_input", "mentor|").set_value(name)
    return visit.press(button)
