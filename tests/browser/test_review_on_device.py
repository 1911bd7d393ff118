"""Hand the device over to a mentor: what is locked meanwhile, and how it comes back."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

import database_content
import pytest
import reviewing
import scan
from keys import Keys
from person import NewPerson, Person
from playwright.sync_api import expect
from reviewing import HIDDEN, MENTOR, TITLE
from serving import Server
from tab import SOON_MS, Tab

from components.web.addresses import PATHS
from components.web.files import EVERYTHING, REVIEW_REQUEST
from skills.reports.file_kinds import IMAGES, KINDS
from skills.sentences.entry_labels import NOT_OBSERVED
from skills.sentences.review import AWAY, handed_over_text

FILES: Final = (*KINDS, *IMAGES, EVERYTHING, REVIEW_REQUEST)
PUBLIC: Final = {"mentor", "guide"}
"""The pages that show nothing of a person, so that they may stay open."""


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(reviewing.GLASSHOUSE)


@pytest.fixture
def assessment(tab: Tab, person: Person, server: Server) -> str:
    """Open the review page of a whole assessment, and return its id."""
    made = reviewing.prepare(person, server)
    tab.open(f"/review?a={made}")
    return made


def _statuses(tab: Tab, assessment: str, review: str) -> dict[str, tuple[int, str]]:
    """Ask for every kind of file, and return the status and the beginning of each answer."""
    found = {}
    for kind in FILES:
        answer = tab.page.request.post(
            urljoin(tab.page.url, f"/api/files/{kind}"),
            form={"assessment": assessment, "review": review},
        )
        found[kind] = (answer.status, answer.body()[:200].decode(errors="replace"))
    return found


def test_other_pages_and_downloads_are_locked_until_the_device_is_back(
    tab: Tab, person: Person, assessment: str, server: Server
) -> None:
    review = reviewing.invite(tab, "Hand over this device")
    assert set(_statuses(tab, assessment, review).values()) == {(409, AWAY)}
    assert [each for each in PATHS if each not in PUBLIC]
    other = person.new_tab()
    for name in [each for each in PATHS if each not in PUBLIC]:
        for query in (f"?a={assessment}&r={review}", ""):
            other.open(f"/{PATHS[name]}{query}")
            expect(other.heading("Handed over"), name).to_be_visible()
            expect(other.main).to_contain_text(handed_over_text(MENTOR))
            shown = other.page.content().lower()
            assert [each for each in HIDDEN if each in shown] == [], name
    other.press("Continue rating")
    expect(other.heading(re.compile("^Rate what you have seen"))).to_be_visible()
    reviewing.rate(tab, "Partly", "Mostly")
    reviewing.jump(tab, "Finish")
    tab.press("Hand the device back")
    expect(tab.heading("Review with a mentor")).to_be_visible()
    expect(tab.main).to_contain_text("2 of 3 skills rated. Neither of you can see")
    assert {each for each, _ in _statuses(tab, assessment, review).values()} == {200}
    reviewing.reveal(tab)
    reviewing.talk(tab)
    expect(reviewing.cell(tab, "Roses", "Self-rating")).to_have_text("4")
    expect(reviewing.cell(tab, "Roses", MENTOR)).to_have_text(re.compile(r"^1\.\d$"))
    assert reviewing.ratings(server, assessment, review)["watering.plan"] == "mostly"


def test_a_tab_that_stood_open_hides_everything_with_the_hand_over(
    tab: Tab, person: Person, assessment: str
) -> None:
    open_before = person.new_tab(f"/result?a={assessment}")
    expect(open_before.main).to_contain_text(TITLE)
    reviewing.invite(tab, "Hand over this device")
    expect(open_before.heading("Handed over")).to_be_visible()
    shown = open_before.page.content().lower()
    assert [each for each in HIDDEN if each in shown] == []
    tab.open(f"/result?a={assessment}")
    tab.press("Take it back")
    expect(open_before.main).to_contain_text(TITLE)


def test_a_tab_unaware_of_the_hand_over_shows_nothing_more_from_the_next_click(
    tab: Tab, person: Person, assessment: str, server: Server
) -> None:
    open_before = person.new_tab()
    open_before.page.add_init_script(
        "addEventListener('storage', (event) => event.stopImmediatePropagation(), true)"
    )
    open_before.open(f"/assess?a={assessment}&skill=roses")
    reviewing.invite(tab, "Hand over this device")
    open_before.answer(1, "Partly")
    expect(open_before.heading("Handed over")).to_be_visible()
    expect(open_before.page.get_by_role("radiogroup")).to_have_count(0)
    assert database_content.values(server.database, assessment)["roses.prune"] in {
        "fully",
        "partly",
    }


def test_the_device_is_returned_and_the_review_continues_later(
    tab: Tab, assessment: str, server: Server
) -> None:
    review = reviewing.invite(tab, "Hand over this device")
    tab.press("Start")
    tab.answer_nth(1, 1)
    tab.open(f"/result?a={assessment}")
    tab.press("Take it back")
    expect(tab.heading("Handed over")).to_have_count(0)
    expect(tab.heading("Your biggest gaps")).to_be_visible()
    tab.open(f"/mentor?a={assessment}&r={review}")
    expect(tab.heading("Not found")).to_be_visible()
    tab.open(f"/review?a={assessment}")
    with tab.a_run():
        tab.page.get_by_role("button", name="Hand over this device").first.click()
    tab.press("Start")
    assert tab.chosen()[0] == "Partly"
    assert reviewing.ratings(server, assessment, review) == {"roses.graft": "partly"}


PAGE_CHECKS: Final = (scan.violations, scan.sideways_on_a_phone, scan.spelled_out)


def test_every_page_of_a_review_passes_the_accessibility_rules_and_fits_a_phone(
    tab: Tab, assessment: str
) -> None:
    with scan.inspected(tab, *PAGE_CHECKS) as on:
        on.look("no reviews")
        reviewing.invite(tab, "Hand over this device")
        on.look("welcome")
        tab.press("Start")
        on.look("a skill")
        tab.unfold("Comment")
        reviewing.write(tab, tab.page.get_by_role("textbox", name="What have you seen?"), "Thorns")
        reviewing.rate(tab, "Partly", "Mostly")
        reviewing.jump(tab, "Finish")
        on.look("finish")
        tab.open(f"/assess?a={assessment}")
        on.look("handed over")
        tab.press("Take it back")
        tab.open(f"/review?a={assessment}")
        reviewing.invite_by_link(tab, "Ben")
        tab.unfold("By file")
        tab.unfold("Review history")
        expect(tab.page.get_by_role("table", name="Review history")).to_be_visible()
        on.look("reviews, a new link")
        with tab.a_run():
            tab.page.get_by_role("button", name="Reveal both ratings").first.click()
        expect(tab.page.get_by_role("dialog")).to_be_visible()
        on.look("dialog")
        with tab.a_run():
            tab.page.get_by_role("dialog").get_by_role("button", name="Reveal both ratings").click()
        reviewing.talk(tab)
        tab.choose("Agreed level", re.compile("^3 "))
        reviewing.add_action(tab, "Graft ten roses", reviewing.DUE)
        tab.press("Sign off")
        on.look("the talk, its table open")


def test_the_page_of_a_missing_review_passes_the_accessibility_rules(tab: Tab) -> None:
    tab.open("/mentor?a=AAAAAAAAAAAA&r=AAAAAAAAAAAA")
    expect(tab.heading("Not found")).to_be_visible()
    with scan.inspected(tab, *PAGE_CHECKS) as on:
        on.look("not found")
    assert on.wrong == []


def test_a_skill_is_rated_and_a_level_agreed_by_keyboard_alone(
    tab: Tab, person: Person, assessment: str, server: Server
) -> None:
    review = reviewing.invite(tab, "Hand over this device")
    keys = Keys(tab)
    keys.tab_to("button", "^Start$")
    with tab.a_run():
        keys.press("Enter")
    expect(tab.heading("Roses")).to_be_focused()
    number = 0
    while "" in tab.chosen():
        number += 1
        keys.tab_to("radio", "Not yet")
        with tab.a_run():
            keys.press("ArrowRight", "Space")
        expect(tab.option(number, "Partly")).to_be_checked()
        expect(tab.option(number, "Partly")).to_be_focused()
    keys.tab_to("summary", "Comment")
    keys.press("Enter")
    keys.tab_to("textarea", "What have you seen")
    keys.page.keyboard.type("thorns")
    with tab.a_run():
        keys.press("Control+Enter")
    keys.tab_to("button", "^Next: Watering$")
    with tab.a_run():
        keys.press("Enter")
    expect(tab.heading("Watering")).to_be_focused()
    given = reviewing.ratings(server, assessment, review)
    assert given == dict.fromkeys(given, "partly")
    assert "roses.graft" in given
    comments = database_content.values(server.database, assessment, "comment")
    assert comments == {f"{review}/roses": "thorns"}
    reviewing.give_back(person, server, assessment)
    reviewing.reveal_stored(person, server, assessment, review)
    tab.open(f"/review?a={assessment}&r={review}")
    expect(tab.heading("Roses")).to_be_focused()
    keys.tab_to("combobox", "Agreed level")
    keys.press("ArrowDown")
    expect(tab.page.get_by_role("option").first).to_be_visible()
    keys.press("ArrowDown")
    with tab.a_run():
        keys.press("Enter")
    expect(tab.status).to_contain_text("Saved")
    [(skill, level)] = database_content.values(server.database, assessment, "agreed").items()
    assert skill == "roses"
    assert float(level) >= 0
    keys.tab_to("combobox", "Decided by")


@pytest.mark.usefixtures("assessment")
def test_a_digit_answers_as_the_mentors_form_says(tab: Tab) -> None:
    reviewing.invite(tab, "Hand over this device")
    tab.press("Start")
    expect(tab.heading("Roses")).to_be_focused()
    expect(tab.main).to_contain_text("Press 1 to 4 to answer")
    tab.page.keyboard.press("3")
    expect(tab.option(1, "Mostly")).to_be_checked(timeout=SOON_MS)
    expect(tab.option(1, "Mostly")).to_be_focused()
    expect(tab.page.get_by_role("radiogroup")).to_have_count(2)  # an answer brings the next
    tab.page.keyboard.press("0")
    expect(tab.option(2, NOT_OBSERVED)).to_be_checked(timeout=SOON_MS)
    expect(tab.option(2, NOT_OBSERVED)).to_be_focused()
    expect(tab.option(1, "Mostly")).to_be_checked()
    tab.answer_all("Mostly")
    tab.page.keyboard.press("Enter")
    expect(tab.heading("Watering")).to_be_visible(timeout=SOON_MS)


def test_another_browser_knows_nothing_of_a_device_handed_over(
    tab: Tab, assessment: str, new_person: NewPerson
) -> None:
    review = reviewing.invite(tab, "Hand over this device")
    stranger = new_person().new_tab(f"/mentor?a={assessment}&r={review}")
    expect(stranger.heading("Not found")).to_be_visible()
    stranger.open(f"/assess?a={assessment}")
    expect(stranger.heading("Not found")).to_be_visible()
    assert MENTOR not in stranger.main.inner_text()
