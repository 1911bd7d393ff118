"""The page on which a person invites mentors and compares both ratings."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from import_export import export_file
from mentor_visit import (
    FIRST,
    MENTOR,
    OTHER,
    REVIEW,
    begin_review,
    everything,
    kept,
    keys,
    rate,
    token_of,
    widget,
)
from page_visit import APPRENTICE, BEN, Come, Visit, begin, put, stored
from review_page import handed_to, invite_as, links, reviews
from streamlit.testing.v1.element_tree import Expander

from components.review.review_link import DAYS
from components.web import session
from skills.entries.kinds import TITLE_LENGTH
from skills.entries.review_entries import OWNER, item_of
from skills.matrix import Matrix
from skills.sentences.review import removal_warning
from skills.sentences.talk import example_talk
from skills.store import Assessment, NotFound
from skills.store.review_links import LINK_DAYS
from skills.workspace.example_person import EXAMPLE
from skills.workspace.example_review import ACTIONS, COMMENTS, DISCUSSIONS
from skills.workspace.example_review import MENTOR as TOMAS


def test_the_file_for_a_mentor_has_the_name_that_the_person_types(
    ann: Visit, begun: Assessment
) -> None:
    begin_review(ann, begun)
    ann.open("review", a=begun.id)
    widget(ann, "text_input", "named|").set_value("Ann")
    name, data = export_file(ann.run(), "review-request")
    assert name.startswith("review-request_ann_gardener_")
    assert json.loads(data)["assessment"]["title"] == "Review for Ann"
    assert b"My garden" not in data


def test_without_a_mentor_the_page_offers_to_invite_one(ann: Visit, begun: Assessment) -> None:
    ann.open("review", a=begun.id)
    assert ann.title == "Review with a mentor · Readiness Radar"
    assert [str(each.key) for each in ann.at.button] == [
        *("new-here", "new-file", "new-link", "new-read-only")
    ]
    assert widget(ann, "text_input", "mentor|").value == ""
    assert session.store().history(ann.owner, begun.id) == ()


def test_the_page_is_about_an_assessment_of_ones_own(
    ann: Visit, come: Come, garden: Matrix
) -> None:
    theirs = begin(come(BEN), garden, APPRENTICE)
    begin_review(come(BEN), theirs)
    assert "Not found" in ann.open("review", a=theirs.id).text()
    assert MENTOR.encode() not in everything(ann)
    assert "This page needs one cookie" in come(None).open("review", a=theirs.id).text()


@pytest.mark.usefixtures("shipped")
def test_the_example_has_a_talk_to_look_at(ann: Visit) -> None:
    ann.open("review", a=EXAMPLE)
    assert example_talk(TOMAS) in ann.text()
    assert COMMENTS["libraries"] in ann.text()
    assert DISCUSSIONS["libraries"] in ann.text()
    assert all(action.text in ann.text() for action, _ in ACTIONS)
    assert {str(each.key) for each in ann.at.button} == {"back", "next"}
    assert [str(each.key) for each in ann.at.selectbox] == ["jump|libraries"]
    assert not ann.at.text_area
    assert not ann.at.text_input
    ann.press("next")
    assert COMMENTS["problem-solving"] in ann.text()


def test_an_example_without_a_review_says_what_the_page_is_for(ann: Visit) -> None:
    ann.open("review", a=EXAMPLE)
    assert "Review with a mentor" in ann.text()
    assert not ann.at.button


def test_an_invitation_by_link_begins_a_review_and_shows_its_secret(
    ann: Visit, begun: Assessment
) -> None:
    invite_as(ann.open("review", a=begun.id), "  Mo   Li ", "new-link")
    ((review, started),) = reviews(ann, begun).items()
    assert started.mentor == "Mo Li"
    assert not started.is_revealed
    assert widget(ann, "text_input", "mentor|").value == ""
    (code,) = ann.at.code
    token = code.value.rpartition("/review/")[2]
    assert len(token) >= 43
    assert session.store().open_review_link(token, "a-grant") == review
    assert session.store().granted("a-grant").assessment == begun.id
    assert handed_to(ann, begun) == ""


@pytest.mark.parametrize("days", DAYS)
def test_a_link_works_for_the_days_chosen(ann: Visit, begun: Assessment, days: int) -> None:
    ann.open("review", a=begun.id)
    assert ann.at.selectbox(key="link-days").value == LINK_DAYS
    ann.at.selectbox(key="link-days").set_value(days)
    invite_as(ann, MENTOR, "new-link")
    (link,) = links(ann, begun)
    assert link.expires_at - link.created_at == timedelta(days=days)


def test_every_invitation_is_a_review_of_its_own(ann: Visit, begun: Assessment) -> None:
    ann.open("review", a=begun.id)
    for name in (MENTOR, "Nia", MENTOR):
        invite_as(ann, name, "new-link")
    assert [each.mentor for each in reviews(ann, begun).values()] == [MENTOR, "Nia", MENTOR]
    assert len({each.review for each in links(ann, begun)}) == 3
    assert len(keys(ann, "hand-over|")) == 3


@pytest.mark.parametrize("button", ["new-here", "new-link"])
@pytest.mark.parametrize("name", ["", "   ", "\n\t"])
def test_without_a_name_nobody_is_invited(
    ann: Visit, begun: Assessment, name: str, button: str
) -> None:
    invite_as(ann.open("review", a=begun.id), name, button)
    assert len(ann.at.error) == 1
    assert reviews(ann, begun) == {}
    assert links(ann, begun) == ()
    assert handed_to(ann, begun) == ""


def test_a_name_of_the_greatest_length_is_kept(ann: Visit, begun: Assessment) -> None:
    name = "M" * TITLE_LENGTH
    invite_as(ann.open("review", a=begun.id), name, "new-link")
    assert [each.mentor for each in reviews(ann, begun).values()] == [name]


def test_a_link_is_withdrawn_with_all_access(ann: Visit, begun: Assessment) -> None:
    begin_review(ann, begun)
    begin_review(ann, begun, OTHER, "Nia")
    store = session.store()
    store.open_review_link(token_of(REVIEW), "a-grant")
    ann.open("review", a=begun.id).press(f"revoke|{REVIEW}")
    with pytest.raises(NotFound):
        store.granted("a-grant")
    assert keys(ann, "revoke|") == [f"revoke|{OTHER}"]
    assert store.open_review_link(token_of(OTHER), "b-grant") == OTHER


def test_the_page_shows_how_far_a_mentor_is_but_no_ratings(
    ann: Visit, garden: Matrix, begun: Assessment
) -> None:
    begin_review(ann, begun)
    seen = []
    for option in ("never", "fully"):
        rate(ann, begun, dict.fromkeys(garden.statements, option))
        ann.open("review", a=begun.id)
        seen.append(ann.text())
    assert "3 of 3 skills" in seen[0]
    assert seen[0] == seen[1]


@pytest.mark.parametrize("page", ["result", "plan", "progress", "assess"])
def test_hidden_ratings_change_no_other_page(
    ann: Visit, garden: Matrix, begun: Assessment, page: str
) -> None:
    put(ann, begun, {FIRST: "partly"})
    before = ann.open(page, a=begun.id).text()
    begin_review(ann, begun)
    rate(ann, begun, dict.fromkeys(garden.statements, "fully"))
    assert ann.open(page, a=begun.id).text() == before


def test_the_first_answers_of_the_mentor_follow_those_of_the_person_without_mixing(
    ann: Visit, begun: Assessment
) -> None:
    begin_review(ann, begun)
    ann.open("assess", a=begun.id).control(f"answer|{FIRST}|").set_value("never")
    ann.open("review").press(f"hand-over|{REVIEW}").press("next")
    ann.choose(f"rating|{item_of(REVIEW, FIRST)}|", "fully")
    ann.open("mentor", a=begun.id, r=REVIEW)
    session.store().hand_over(ann.owner, begun.id, "")
    assert stored(ann, begun) == {FIRST: "never"}
    assert kept(ann, begun, "rating") == {item_of(REVIEW, FIRST): "fully"}
    assert ann.open("assess", a=begun.id).control(f"answer|{FIRST}|").value == "never"


def test_nothing_is_revealed_before_the_mentor_has_rated(ann: Visit, begun: Assessment) -> None:
    begin_review(ann, begun)
    ann.open("review", a=begun.id)
    assert ann.at.button(key=f"reveal|{REVIEW}").disabled


def test_revealing_asks_first_and_then_shows_both(ann: Visit, begun: Assessment) -> None:
    begin_review(ann, begun)
    rate(ann, begun, {FIRST: "fully"})
    ann.open("review", a=begun.id).press(f"reveal|{REVIEW}")
    assert not reviews(ann, begun)[REVIEW].is_revealed
    ann.press("confirm-reveal")
    shown = reviews(ann, begun)[REVIEW]
    assert shown.is_revealed
    assert shown.revealed_by == OWNER
    assert widget(ann, "selectbox", "agreed|compost|").value == ""
    ann.press("all-reviews")
    assert keys(ann, "reveal|") == keys(ann, "hand-over|") == []
    ann.press(f"compare|{REVIEW}")
    assert keys(ann, "all-reviews")


def test_the_address_of_a_hidden_review_shows_no_ratings(ann: Visit, begun: Assessment) -> None:
    begin_review(ann, begun)
    rate(ann, begun, {FIRST: "fully"})
    for review in (REVIEW, "nowhere", "<b>", "ä" * 900):
        ann.open("review", a=begun.id, r=review)
        assert not ann.at.text_area
        assert keys(ann, "new-link")
        assert not ann.parts('class="rr-facts-row"')


def test_a_review_whose_link_was_withdrawn_gets_another_one(ann: Visit, begun: Assessment) -> None:
    begin_review(ann, begun)
    ann.open("review", a=begun.id).press(f"revoke|{REVIEW}")
    assert reviews(ann, begun).keys() == {REVIEW}
    ann.press(f"link|{REVIEW}")
    assert reviews(ann, begun).keys() == {REVIEW}
    (link,) = [each for each in links(ann, begun) if each.revoked_at is None]
    assert link.review == REVIEW
    assert link.expires_at - link.created_at == timedelta(days=LINK_DAYS)
    assert "/review/" in "".join(each.value for each in ann.at.code)
    assert keys(ann, "link|") == []


def test_a_review_is_removed_after_a_question(ann: Visit, begun: Assessment) -> None:
    begin_review(ann, begun)
    rate(ann, begun, {FIRST: "yes"})
    ann.open("review", a=begun.id).press(f"remove|{REVIEW}")
    assert reviews(ann, begun).keys() == {REVIEW}
    assert removal_warning(MENTOR) in "".join(each.value for each in ann.at.markdown)
    ann.press("confirm-removal")
    assert reviews(ann, begun) == {}
    assert kept(ann, begun, "rating") == {}
    assert all(each.revoked_at for each in links(ann, begun))
    assert not keys(ann, "remove|")
    assert "Review history" in [each.label for each in ann.at.expander]


def test_a_prepared_file_is_at_hand(ann: Visit, begun: Assessment) -> None:
    invite_as(ann.open("review", a=begun.id), MENTOR, "new-link")
    assert not by_file(ann).proto.expanded
    ann.open("review", a=begun.id)
    invite_as(ann, "Nia", "new-file")
    assert by_file(ann, 1).proto.expanded


def by_file(ann: Visit, place: int = 0) -> Expander:
    return [each for each in ann.at.expander if each.label == "By file"][place]
