"""Talk about both ratings, each at a computer of their own, and sign off what was agreed."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import database_content
import pytest
import reviewing
from person import NewPerson, Person
from playwright.sync_api import expect
from reviewing import DUE, MENTOR
from serving import Server
from tab import SOON_MS, Tab

from skills.entries.review_entries import OWNER, Action, as_action
from skills.sentences.review import NO_ACCESS, action_details, agreed_option
from skills.sentences.signatures import NOT_SIGNED, signed_text
from skills.sentences.talk import CHANGED_NOTE, CHANGES_MARKED

LIVE_MS: Final = 10_000
TYPED: Final = "we water in the ev"
TO_DO: Final = "Graft ten roses"

RATED: Final = {
    "roses.prune": "partly",
    "roses.graft": "partly",
    "watering.feel": "mostly",
    "watering.plan": "mostly",
}
"""What the mentor has rated."""


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(reviewing.GLASSHOUSE)


class Talkers:
    """A person and a mentor at the same talk."""

    def __init__(self, own: Tab, mentors: Tab, assessment: str, review: str) -> None:
        self.own = own
        self.mentors = mentors
        self.assessment = assessment
        self.review = review

    @property
    def both(self) -> tuple[Tab, Tab]:
        return self.own, self.mentors


@pytest.fixture
def talkers(tab: Tab, person: Person, new_person: NewPerson, server: Server) -> Talkers:
    assessment = reviewing.prepare(person, server)
    tab.open(f"/review?a={assessment}")
    review, link = reviewing.invite_by_link(tab)
    reviewing.rate_stored(reviewing.owner_id(person), server, assessment, review, RATED)
    reviewing.reveal_stored(person, server, assessment, review)
    tab.reload()
    tab.press("Compare ratings")
    theirs = new_person().new_tab(link)
    for each in (tab, theirs):
        reviewing.talk(each)
    return Talkers(tab, theirs, assessment, review)


def test_what_is_agreed_shows_on_the_other_page_while_somebody_types_there(
    talkers: Talkers, server: Server
) -> None:
    own, mentors = talkers.both
    expect(own.heading("Roses")).to_be_visible()
    reviewing.jump(mentors, "Watering")
    box = mentors.page.get_by_role("textbox", name="Notes on this skill")
    box.press_sequentially(TYPED)
    before = mentors.page.evaluate("window.runsEnded")
    own.choose("Agreed level", re.compile(r"^2\\?\.5 "))
    notes = own.page.get_by_role("textbox", name="Notes on this skill")
    reviewing.write(own, notes, "half way")
    reviewing.add_action(own, TO_DO, DUE)
    expect(reviewing.cell(mentors, "Roses", "Agreed")).to_have_text("2.5", timeout=LIVE_MS)
    expect(mentors.main).to_contain_text(TO_DO, timeout=LIVE_MS)
    assert mentors.page.evaluate("window.runsEnded") > before
    expect(box).to_have_value(TYPED)
    expect(box).to_be_focused()
    box.press_sequentially("ening")
    with mentors.a_run():
        box.press("Control+Enter")
    kept = database_content.values(server.database, talkers.assessment, "discussion")
    assert kept == {"roses": "half way", "watering": f"{TYPED}ening"}
    assert database_content.values(server.database, talkers.assessment, "agreed") == {
        "roses": "2.5"
    }
    reviewing.jump(own, "Watering")
    expect(notes).to_have_value(f"{TYPED}ening", timeout=LIVE_MS)


def test_a_note_changed_on_the_other_page_is_shown_on_request_beside_what_is_typed(
    talkers: Talkers, server: Server
) -> None:
    own, mentors = talkers.both
    theirs = own.page.get_by_role("textbox", name="Notes on this skill")
    box = mentors.page.get_by_role("textbox", name="Notes on this skill")
    show = mentors.page.get_by_role("button", name="Show it")
    expect(show).to_have_count(0)
    reviewing.write(own, theirs, "half way")
    expect(mentors.main).to_contain_text(CHANGED_NOTE, timeout=LIVE_MS)
    show.click()
    expect(box).to_have_value("half way")
    expect(mentors.main).not_to_contain_text(CHANGED_NOTE)
    box.press_sequentially(TYPED)
    reviewing.write(own, theirs, "all the way")
    expect(mentors.main).to_contain_text(CHANGED_NOTE, timeout=LIVE_MS)
    before = mentors.page.evaluate("window.runsEnded")
    own.choose("Agreed level", re.compile(r"^2\\?\.5 "))
    mentors.page.wait_for_function(
        "before => window.runsEnded > before + 1", arg=before, timeout=LIVE_MS
    )
    expect(box).to_have_value(f"half way{TYPED}")
    expect(box).to_be_focused()
    show.click()
    expect(reviewing.cell(mentors, "Roses", "Agreed")).to_have_text("2.5")
    expect(mentors.main).to_contain_text("all the way")
    expect(mentors.main).to_contain_text(TYPED)
    kept = database_content.values(server.database, talkers.assessment, "discussion")
    assert kept == {"roses": "all the way"}


def test_an_action_with_its_day_is_kept_and_ticked_off_by_either(
    talkers: Talkers, server: Server
) -> None:
    own, mentors = talkers.both
    reviewing.add_action(own, TO_DO, DUE)
    [(item, text)] = database_content.values(server.database, talkers.assessment, "action").items()
    action = as_action(text)
    assert action == Action("roses", text=TO_DO, due=DUE)
    details = action_details(reviewing.glasshouse(), action, MENTOR, date(2031, 1, 1))
    expect(mentors.main).to_contain_text(f"{TO_DO} {details}", timeout=LIVE_MS)
    for label in ("Mark as done", "Remove"):
        named = mentors.page.get_by_role("button", name=f"{label} {TO_DO}", exact=True)
        expect(named).to_have_text(label)
    mentors.press("Mark as done")
    expect(mentors.page.get_by_role("button", name="Mark as not done")).to_be_visible()
    expect(own.page.get_by_role("button", name="Mark as not done")).to_be_visible(timeout=LIVE_MS)
    kept = as_action(database_content.values(server.database, talkers.assessment, "action")[item])
    assert kept is not None
    assert kept.is_done


def test_a_level_in_the_list_reads_as_it_is_called(talkers: Talkers) -> None:
    own = talkers.own
    own.choose("Agreed level", re.compile(r"^2\\?\.5 "))
    box = own.page.get_by_role("combobox", name="Agreed level")
    expect(box).to_have_value(agreed_option(reviewing.glasshouse(), "2.5"), timeout=SOON_MS)


def test_a_sign_off_says_when_something_has_changed_since(talkers: Talkers, server: Server) -> None:
    own, mentors = talkers.both
    own.choose("Agreed level", re.compile("^3 "))
    expect(own.main).to_contain_text(NOT_SIGNED)
    own.press("Sign off")
    review = dict(reviewing.stored_reviews(server, talkers.assessment))[talkers.review]
    assert review.seal
    assert review.signed_by == OWNER
    expect(own.main).to_contain_text(signed_text(review))
    expect(own.page.get_by_role("button", name=re.compile("^Sign off"))).to_have_count(0)
    expect(mentors.main).to_contain_text(signed_text(review), timeout=LIVE_MS)
    expect(own.main).not_to_contain_text("Changed since.")
    mentors.press("Countersign")
    review = dict(reviewing.stored_reviews(server, talkers.assessment))[talkers.review]
    assert review.countersigned_by == talkers.review
    for each in talkers.both:
        expect(each.main).to_contain_text(signed_text(review), timeout=LIVE_MS)
        expect(each.page.get_by_role("button", name=re.compile("^Countersign"))).to_have_count(0)
    mentors.choose("Agreed level", re.compile("^2 "))
    seal_text = signed_text(review, is_current=False)
    for each in talkers.both:
        expect(each.main).to_contain_text(seal_text, timeout=LIVE_MS)
    mentors.press("Sign off again")
    again = dict(reviewing.stored_reviews(server, talkers.assessment))[talkers.review]
    assert again.signed_by == talkers.review
    assert again.seal != review.seal
    expect(own.main).to_contain_text(signed_text(again), timeout=LIVE_MS)
    own.press("Countersign")
    both = dict(reviewing.stored_reviews(server, talkers.assessment))[talkers.review]
    assert (both.seal, both.countersigned_by) == (again.seal, OWNER)
    expect(own.main).to_contain_text(signed_text(both))


def test_an_answer_changed_after_the_reveal_is_marked_on_both_pages(talkers: Talkers) -> None:
    own, mentors = talkers.both
    address = own.page.url
    own.open(f"/assess?a={talkers.assessment}&skill=roses")
    own.answer(1, "Partly")
    own.open(address)
    for each in talkers.both:
        notice = each.main.get_by_text("The self-rating was changed after the reveal.")
        expect(notice).to_be_visible(timeout=LIVE_MS)
    mentors.press("Change my ratings")
    mentors.answer(1, "Fully")
    notice = own.main.get_by_text("Both ratings were changed after the reveal.")
    expect(notice).to_be_visible(timeout=LIVE_MS)
    mentors.page.go_back()
    expect(mentors.heading("Both ratings")).to_be_visible(timeout=SOON_MS)
    mentors.page.go_forward()
    expect(mentors.page.get_by_text(CHANGES_MARKED)).to_be_visible(timeout=SOON_MS)


def test_the_focus_moves_to_the_heading_above_a_button_that_went(talkers: Talkers) -> None:
    own = talkers.own
    reviewing.add_action(own, TO_DO, DUE)
    expect(own.heading("What comes next")).to_be_focused()
    for button, heading in (("Remove", "What comes next"), ("Sign off", "Sign off")):
        place = own.page.get_by_role("button", name=re.compile(f"^{button}"))
        place.focus()
        own.page.keyboard.press("Enter")
        expect(place).to_have_count(0)
        expect(own.heading(heading)).to_be_focused()


def test_a_removed_review_closes_on_the_mentors_page_too(talkers: Talkers) -> None:
    own, mentors = talkers.both
    own.press("All reviews")
    own.page.get_by_role("button", name=f"Remove {MENTOR}", exact=True).click()
    own.page.get_by_role("dialog").get_by_role("button", name="Remove it").click()
    expect(own.page.get_by_role("heading", name=MENTOR)).to_have_count(0)
    expect(mentors.main).to_contain_text(NO_ACCESS, timeout=LIVE_MS)
    expect(mentors.main).not_to_contain_text("Both ratings")
