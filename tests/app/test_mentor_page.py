"""The page on which a mentor rates: what it asks, what it stores, and what follows the reveal."""

from __future__ import annotations

from import_export import write
from mentor_visit import (
    FIRST,
    MENTOR,
    OTHER,
    REVIEW,
    Guest,
    asked,
    begin_review,
    chosen,
    everything,
    give,
    is_not_found,
    kept,
    keys,
    labelled,
    rate,
    ratings,
    show_both,
    token_of,
    widget,
)
from page_text import plain
from page_visit import Visit, Wire, put, stored

from components.pages.mentor import FINISH, WELCOME
from components.review.rating_form import NOT_OBSERVED
from components.web import session
from skills.entries.review_entries import OWNER, item_of, reviews_in, written
from skills.matrix import NOT_APPLICABLE, Matrix
from skills.sentences.review import own_link_text
from skills.sentences.talk import CHANGES_MARKED
from skills.store import Assessment

pytest_plugins = ["mentor_visit"]


def test_a_mentor_is_asked_skill_by_skill_and_must_haves_come_first(
    mo: Guest, assessment: Assessment
) -> None:
    mo.rates(assessment)
    assert mo.title == "Review · Readiness Radar"
    assert mo.at.query_params["skill"] == WELCOME
    order = []
    while keys(mo, "next"):
        mo.press("next")
        order.append(str(mo.at.query_params["skill"]))
    assert order == ["compost", "pruning", "advice", FINISH]
    mo.press("back")
    assert mo.at.query_params["skill"] == "advice"


def test_each_answer_decides_what_is_asked_next(mo: Guest, assessment: Assessment) -> None:
    mo.rates(assessment, skill="compost")
    assert asked(mo) == [FIRST]
    give(mo, FIRST, "fully")
    assert asked(mo) == [FIRST, "compost.ripe"]
    give(mo, FIRST, "never")
    assert asked(mo) == [FIRST, "compost.heap"]


def test_statements_keep_their_places_when_a_rating_changes(
    mo: Guest, assessment: Assessment
) -> None:
    mo.rates(assessment, skill="compost")
    give(mo, FIRST, "fully")
    give(mo, "compost.ripe", "never")
    assert asked(mo) == [FIRST, "compost.ripe"]
    give(mo, FIRST, "never")
    order = [FIRST, "compost.ripe", "compost.heap"]
    assert asked(mo) == order
    give(mo, "compost.heap", "partly")
    give(mo, "compost.ripe", "fully")
    assert asked(mo) == order


def test_a_rating_is_stored_in_the_mentors_name(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    give(mo.rates(assessment, skill="compost"), FIRST, "partly")
    assert ratings(ann, assessment) == {item_of(REVIEW, FIRST): "partly"}
    assert stored(ann, assessment) == {}
    event = session.store().history(ann.owner, assessment.id)[-1]
    assert (event.kind, event.actor) == ("rating", REVIEW)
    assert mo.status().startswith("✓ Saved")
    mo.press("next").press("back")
    assert chosen(mo, FIRST) == "partly"


def test_what_was_not_observed_is_an_answer_too(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    mo.rates(assessment, skill="compost")
    assert NOT_OBSERVED in mo.control("rating|").options
    give(mo, FIRST, NOT_APPLICABLE)
    assert ratings(ann, assessment) == {item_of(REVIEW, FIRST): NOT_APPLICABLE}


def test_a_whole_skill_that_was_not_observed_takes_one_click(
    mo: Guest, ann: Visit, assessment: Assessment, garden: Matrix
) -> None:
    statements = [each.id for each in garden.skills["compost"].statements]
    mo.rates(assessment, skill="compost").press("unseen|compost")
    unseen = {item_of(REVIEW, each): NOT_APPLICABLE for each in statements}
    assert ratings(ann, assessment) == unseen
    assert sorted(asked(mo)) == sorted(statements)
    assert {chosen(mo, each) for each in statements} == {NOT_APPLICABLE}
    assert not keys(mo, "unseen|")
    give(mo, FIRST, "fully")
    assert ratings(ann, assessment) == unseen | {item_of(REVIEW, FIRST): "fully"}
    show_both(ann, assessment)
    mo.rates(assessment)  # from rating to the first point
    mo.rates(assessment, skill="advice")
    assert "Nobody has rated this." in mo.text()


def unseen(garden: Matrix, *skills: str) -> dict[str, str]:
    """Return ratings that say of whole skills that nothing was observed."""
    statements = (one.id for each in skills for one in garden.skills[each].statements)
    return dict.fromkeys(statements, NOT_APPLICABLE)


def test_not_observed_counts_as_done_for_the_mentor(
    mo: Guest, ann: Visit, assessment: Assessment, garden: Matrix
) -> None:
    mo.rates(assessment, skill="compost").press("unseen|compost")
    assert "0 of 8 rated, 4 not observed" in mo.text()
    give(mo.rates(assessment, skill="pruning"), "pruning.apple", "fully")
    mo.rates(assessment, skill=FINISH)
    assert "0 of 3 skills rated, 1 in part, 1 not observed." in mo.text()
    statements = [
        one.id for each in ("pruning", "advice") for one in garden.skills[each].statements
    ]
    rate(ann, assessment, dict.fromkeys(statements, NOT_APPLICABLE))
    rate(ann, assessment, {"pruning.apple": "fully"})
    mo.rates(assessment, skill="pruning")
    assert "Done: 1 of 10 rated, 9 not observed." in mo.text()
    mo.rates(assessment, skill=FINISH)
    assert "All done: 1 of 3 skills rated, 2 not observed." in mo.text()


def test_a_mentor_who_observed_nothing_finishes_too(
    mo: Guest, ann: Visit, assessment: Assessment, garden: Matrix
) -> None:
    mo.rates(assessment, skill=FINISH)
    assert mo.at.button(key="reveal").disabled
    rate(ann, assessment, unseen(garden, "compost", "pruning", "advice"))
    mo.rates(assessment, skill=FINISH)
    assert "All done: 0 of 3 skills rated, 3 not observed." in mo.text()
    ann.open("review", a=assessment.id)
    assert "3 of 3 skills rated. Neither of you" in ann.text()
    assert not ann.at.button(key=f"reveal|{REVIEW}").disabled
    mo.press("reveal")
    assert "Mo hasn't observed" in mo.text()


def test_a_comment_is_stored_shown_again_and_cleared(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    mo.rates(assessment, skill="pruning")
    text = "Cuts *well*.\n\n<b>Next:</b> roses"
    mo.click(widget(mo, "text_area", "comment|").set_value(text))
    assert kept(ann, assessment, "comment") == {item_of(REVIEW, "pruning"): text}
    mo.press("next").press("back")
    assert widget(mo, "text_area", "comment|").value == text
    mo.click(widget(mo, "text_area", "comment|").set_value(""))
    assert not kept(ann, assessment, "comment")[item_of(REVIEW, "pruning")]


def test_a_rating_just_clicked_is_kept_when_the_page_is_left(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    mo.rates(assessment, skill="compost")
    mo.control("rating|").set_value("fully")
    mo.open("guide")
    assert ratings(ann, assessment) == {item_of(REVIEW, FIRST): "fully"}


def test_a_mentor_elsewhere_may_show_both_ratings(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    rate(ann, assessment, {FIRST: "fully"})
    mo.rates(assessment, skill=FINISH)
    assert not keys(mo, "hand-back")
    mo.press("reveal")
    review = reviews_in(session.store().entries(ann.owner, assessment.id).values())[REVIEW]
    assert review.is_revealed
    assert review.revealed_by == REVIEW
    assert widget(mo, "selectbox", "agreed|").value == ""
    mo.run()
    assert kept(ann, assessment, "review")[REVIEW] == written(review)


def test_on_a_device_handed_over_a_mentor_only_gives_it_back(
    ann: Visit, assessment: Assessment
) -> None:
    session.store().hand_over(ann.owner, assessment.id, REVIEW)
    ann.open("mentor", a=assessment.id, r=REVIEW, skill="compost")
    ann.choose(f"rating|{item_of(REVIEW, FIRST)}|", "partly")
    assert session.store().history(ann.owner, assessment.id)[-1].actor == REVIEW
    ann.open("mentor", a=assessment.id, r=REVIEW, skill=FINISH)
    assert not keys(ann, "reveal")
    ann.press("hand-back")
    assert session.store().assessment(ann.owner, assessment.id).handed_to == ""
    assert ann.title == "Review with a mentor · Readiness Radar"
    assert is_not_found(ann.open("mentor", a=assessment.id, r=REVIEW))


def test_a_device_handed_to_one_mentor_is_not_with_another(
    ann: Visit, assessment: Assessment
) -> None:
    begin_review(ann, assessment, OTHER, "Nia")
    session.store().hand_over(ann.owner, assessment.id, OTHER)
    assert is_not_found(ann.open("mentor", a=assessment.id, r=REVIEW))


def test_after_the_reveal_what_both_agree_is_stored_in_the_mentors_name(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    put(ann, assessment, {FIRST: "never"})
    rate(ann, assessment, {FIRST: "fully"})
    show_both(ann, assessment, by=OWNER)
    mo.rates(assessment, skill="compost")
    mo.click(widget(mo, "selectbox", "agreed|compost|").set_value("2.5"))
    mo.click(widget(mo, "selectbox", "decided|compost|").set_value("mentor"))
    mo.click(widget(mo, "text_area", "discussion|compost|").set_value("We talked."))
    assert kept(ann, assessment, "agreed") == {"compost": "2.5"}
    assert kept(ann, assessment, "decided") == {"compost": "mentor"}
    assert kept(ann, assessment, "discussion") == {"compost": "We talked."}
    events = session.store().history(ann.owner, assessment.id)[-3:]
    assert {each.actor for each in events} == {REVIEW}


def test_a_mentor_adds_an_action_in_their_name(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    show_both(ann, assessment)
    mo.rates(assessment)
    labelled(mo, "text_input", "What to do").set_value("Build a heap")
    mo.click(labelled(mo, "button", "Add").click())
    assert len(kept(ann, assessment, "action")) == 1
    assert session.store().history(ann.owner, assessment.id)[-1].actor == REVIEW


def test_after_the_reveal_other_mentors_stay_hidden(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    show_both(ann, assessment)
    before = ratings_shown(mo.rates(assessment, skill="compost"))
    begin_review(ann, assessment, OTHER, "Nia")
    rate(ann, assessment, {FIRST: "fully"}, OTHER)
    write(ann, assessment, "comment", item_of(OTHER, "compost"), "Nia's comment")
    assert ratings_shown(mo.rates(assessment, skill="compost")) == before
    assert MENTOR in before
    assert b"Nia" not in everything(mo)


def ratings_shown(mo: Guest) -> str:
    """Return all that the page says but whether it is saved."""
    return plain("".join(each for each in mo.parts("") if "rr-saved" not in each))


def test_a_click_on_the_form_after_the_reveal_leads_to_the_first_point(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    put(ann, assessment, {FIRST: "never"})
    rate(ann, assessment, {FIRST: "fully"})
    mo.rates(assessment, skill="compost")
    show_both(ann, assessment)
    mo.press("next")
    assert "Agenda · 1 of " in mo.text()
    mo.press("next")
    assert "Agenda · 2 of " in mo.text()


def test_ratings_are_changed_after_the_reveal_without_the_introduction(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    rate(ann, assessment, {FIRST: "fully"})
    show_both(ann, assessment)
    mo.rates(assessment).press("rate-again")
    assert CHANGES_MARKED in mo.text()
    assert "without seeing how they rated themselves" not in mo.text()
    assert FIRST in asked(mo)
    assert "Introduction" not in widget(mo, "selectbox", "jump|").options
    mo.rates(assessment, skill=FINISH, rate="again").press("to-talk")
    assert "Agenda · 1 of " in mo.text()


def test_a_person_who_opens_the_link_themselves_reads_that_it_is_for_the_mentor(
    ann: Visit, mo: Guest, wire: Wire, jar: dict[str, str], assessment: Assessment
) -> None:
    token, message = token_of(REVIEW), own_link_text(MENTOR)
    assert message not in mo.rates(assessment).text()
    own = Guest(wire, jar, ann.cookie).open_link(token)
    assert message in own.rates(assessment).text()
