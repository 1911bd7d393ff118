"""A mentor practises on example people: with the mouse, with keys, and nobody else sees it."""

from __future__ import annotations

import re
from typing import Final

import pytest
import reviewing
import scan
from person import NewPerson, Person
from playwright.sync_api import expect
from serving import Server
from tab import Tab
from traffic import Traffic

from skills.sentences.calibration import PRIVATE

OFFER: Final = re.compile("^Practise on two examples")
WHY: Final = "She prunes every bush."


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(reviewing.GLASSHOUSE)


@pytest.fixture
def ready(tab: Tab, person: Person, server: Server) -> str:
    """Open the review page of a whole assessment, and return its id."""
    assessment = reviewing.prepare(person, server)
    tab.open(f"/review?a={assessment}")
    return assessment


def table(tab: Tab) -> list[list[str]]:
    """Return the cells of the comparison, row by row."""
    rows = tab.page.get_by_role("table", name="Your ratings and the reference").get_by_role("row")
    return [
        [" ".join(text.split()) for text in row.locator("th, td").all_inner_texts()]
        for row in rows.all()[1:]
    ]


def test_a_mentor_practises_and_nothing_of_it_is_stored_or_sent_to_the_person(
    person: Person, tab: Tab, ready: str, new_person: NewPerson, server: Server
) -> None:
    review, link = reviewing.invite_by_link(tab)
    mentor = new_person()
    arrived = Traffic(mentor)
    theirs = mentor.new_tab(link)
    expect(theirs.main).to_contain_text(PRIVATE)
    theirs.press(OFFER)
    expect(theirs.heading("Ada and the old hedge")).to_be_visible()
    assert theirs.chosen() == ["", ""]
    theirs.answer(1, "Mostly")
    theirs.answer(2, "Partly")
    assert WHY.lower().encode() not in arrived.received()
    theirs.press("Compare")
    expect(theirs.rated).to_contain_text("1 as in the reference and 1 off by one step")
    assert table(theirs) == [
        [f"Prune a bush in spring. {WHY}", "Mostly 1 step lower", "Fully"],
        [
            "Graft a rose, with help. She grafted with help, but the one rose broke.",
            "Partly same",
            "Partly",
        ],
    ]
    theirs.press("Skip to rating")
    expect(theirs.heading("Roses")).to_be_visible()
    assert reviewing.ratings(server, ready, review) == {}
    seen = Traffic(person)
    again = person.new_tab(f"/review?a={ready}")
    expect(again.main).to_contain_text("0 of 3 skills rated")
    assert [each for each in (b"old hedge", b"step lower") if each in seen.received()] == []


def test_practice_works_with_keys_alone(tab: Tab, ready: str) -> None:
    assert ready
    reviewing.invite(tab, "Hand over this device")
    tab.press(OFFER)
    for key in "41":
        with tab.a_run():
            tab.page.keyboard.press(key)
    assert tab.chosen() == ["Fully", "Not yet"]
    with tab.a_run():
        tab.page.keyboard.press("Enter")
    expect(tab.rated).to_contain_text("You rated 2 statements")
    with tab.a_run():
        tab.page.keyboard.press("Enter")
    expect(tab.heading("Otto in a hot week")).to_be_visible()


def test_practice_is_accessible_and_fits_a_phone(tab: Tab, ready: str) -> None:
    assert ready
    reviewing.invite(tab, "Hand over this device")
    assert scan.violations(tab.page) == []
    tab.press(OFFER)
    for button in ("Compare", "Next example"):
        expect(tab.page.get_by_role("button", name=button)).to_be_visible()
        assert scan.violations(tab.page) == []
        assert scan.spelled_out(tab.page) == []
        assert scan.sideways_on_a_phone(tab.page) == []
        if button == "Compare":
            tab.press(button)
