"""A device handed over to a mentor: locked for the person until it is given back."""

from __future__ import annotations

import pytest
from mentor_visit import FIRST, MENTOR, REVIEW, asked, begin_review, everything, is_not_found
from page_visit import APPRENTICE, Visit, put
from review_page import handed_to, invite_as, links, reviews

from components.web import session
from skills.matrix import Matrix
from skills.sentences.review import handed_over_text
from skills.store import Assessment

LOCKED = [
    *("assess", "checks", "result", "plan", "progress", "share", "review"),
    *("start", "assessments", "shared", "cohort"),
]


def hand_over(visit: Visit, assessment: Assessment) -> None:
    """Lend the device to the invited mentor."""
    begin_review(visit, assessment)
    session.store().hand_over(visit.owner, assessment.id, REVIEW)


def test_handing_over_leads_to_the_mentors_page(ann: Visit, begun: Assessment) -> None:
    invite_as(ann.open("review", a=begun.id), MENTOR, "new-here")
    ((review, _),) = reviews(ann, begun).items()
    assert handed_to(ann, begun) == review
    assert links(ann, begun) == ()
    assert ann.title == "Review · Readiness Radar"
    assert (ann.at.query_params["a"], ann.at.query_params["r"]) == (begun.id, review)
    ann.press("next")
    assert asked(ann) == [FIRST]


def test_a_mentor_invited_earlier_gets_the_device_too(ann: Visit, begun: Assessment) -> None:
    begin_review(ann, begun)
    ann.open("review", a=begun.id).press(f"hand-over|{REVIEW}")
    assert handed_to(ann, begun) == REVIEW
    assert ann.title == "Review · Readiness Radar"


@pytest.mark.parametrize("page", LOCKED)
def test_while_the_device_is_away_a_page_shows_nothing(
    ann: Visit, garden: Matrix, begun: Assessment, page: str
) -> None:
    put(ann, begun, {FIRST: "partly"})
    hand_over(ann, begun)
    ann.open(page, a=begun.id)
    assert handed_over_text(MENTOR) in ann.text()
    assert [str(each.key) for each in ann.at.button] == ["to-mentor", "take-back"]
    assert not ann.at.button_group
    assert not ann.downloads()
    hidden = [begun.title, garden.profiles[APPRENTICE].title, garden.skills["compost"].title]
    seen = everything(ann).decode(errors="replace")
    assert [each for each in hidden if each in seen] == []


@pytest.mark.parametrize("page", LOCKED)
def test_while_the_device_is_away_the_latest_assessment_is_locked_too(
    ann: Visit, begun: Assessment, page: str
) -> None:
    hand_over(ann, begun)
    assert handed_over_text(MENTOR) in ann.open(page).text()


def test_the_device_is_returned(ann: Visit, begun: Assessment) -> None:
    hand_over(ann, begun)
    ann.open("assess", a=begun.id).press("take-back")
    assert handed_to(ann, begun) == ""
    assert ann.asked()
    assert is_not_found(ann.open("mentor", a=begun.id, r=REVIEW))


def test_the_review_goes_on_on_a_device_handed_over(ann: Visit, begun: Assessment) -> None:
    hand_over(ann, begun)
    ann.open("result", a=begun.id).press("to-mentor")
    assert ann.title == "Review · Readiness Radar"
    assert handed_to(ann, begun) == REVIEW
