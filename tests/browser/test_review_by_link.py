"""Invite a mentor by link: what the link gives away, and what each of the two sees when."""

from __future__ import annotations

import re
from typing import Final

import pytest
import reviewing
import scan
from person import NewPerson, Person
from playwright.sync_api import expect
from reviewing import HIDDEN, MENTOR
from serving import Server
from tab import Tab
from traffic import Traffic

from components.web.addresses import PATHS
from components.web.entry_access import COOKIE
from skills.sentences.review import LINK_ONCE, NO_ACCESS

COMMENT: Final = "Amethystmark: you hurry"
RATED: Final = "Garnetmark low"
"""What the mentor chooses; the person chose another option of that scale."""

LIVE_MS: Final = 10_000
READABLE_WIDTH: Final = 100
"""Pixels that a column of text needs."""


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(reviewing.GLASSHOUSE)


@pytest.fixture
def ready(tab: Tab, person: Person, server: Server) -> str:
    """Open the review page of a whole assessment, and return its id."""
    assessment = reviewing.prepare(person, server, earlier=True)
    tab.open(f"/review?a={assessment}")
    return assessment


@pytest.mark.usefixtures("ready")
def test_a_link_is_shown_once(tab: Tab, server: Server) -> None:
    review, link = reviewing.invite_by_link(tab)
    expect(tab.main).to_contain_text(LINK_ONCE)
    tab.reload()
    assert review in reviewing.reviews(tab)
    expect(reviewing.link_shown(tab)).to_have_count(0)
    assert reviewing.token_of(link) not in tab.page.content()
    assert reviewing.token_of(link).encode() not in server.database.read_bytes()


@pytest.mark.usefixtures("ready")
def test_the_secret_of_a_link_is_nowhere_once_it_is_opened(
    tab: Tab, new_person: NewPerson, server: Server
) -> None:
    review, link = reviewing.invite_by_link(tab)
    token = reviewing.token_of(link)
    mentor = new_person()
    arrived = Traffic(mentor)
    theirs = mentor.new_tab(link)
    theirs.press("Start")
    theirs.answer_nth(1, 1)
    expect(theirs.status).to_contain_text("Saved")
    arrived.received()
    theirs.reload()
    assert token not in theirs.page.url
    history = mentor.context.new_cdp_session(theirs.page).send("Page.getNavigationHistory")
    entries = [each["url"] for each in history["entries"]]
    assert any("/mentor?" in each for each in entries)
    assert [each for each in entries if token in each] == []
    first, *later = arrived.requests
    assert first.url == link
    assert len(later) > 5
    addresses = [f"{each.url} {each.all_headers().get('referer', '')}" for each in later]
    assert [each for each in (*addresses, *arrived.sockets) if token in each] == []
    assert token.lower().encode() not in arrived.received()
    readable = theirs.page.evaluate(
        "() => [document.cookie, document.referrer, JSON.stringify({...localStorage}),"
        " JSON.stringify({...sessionStorage}), performance.getEntries().map((e) => e.name)].join()"
    )
    assert token not in readable
    grants = [each for each in mentor.context.cookies() if each["name"].startswith(COOKIE)]
    assert [each["name"] for each in grants] == [f"{COOKIE}{review}"]
    assert token not in grants[0]["value"]
    assert grants[0]["value"] not in readable
    assert token not in server.log()


def test_a_mentor_receives_evidence_but_no_rating_before_the_reveal(
    tab: Tab, ready: str, new_person: NewPerson, server: Server
) -> None:
    review, link = reviewing.invite_by_link(tab)
    mentor = new_person()
    arrived = Traffic(mentor)
    theirs = mentor.new_tab(link)
    theirs.press("Start")
    assert theirs.chosen() == [""]
    theirs.answer_nth(1, 0)
    reviewing.comment(theirs, "fewer thorns")
    arrived.received()
    theirs.reload()
    theirs.answer_all("Partly")
    theirs.press("Next: Watering")
    theirs.answer_all("Mostly")
    reviewing.jump(theirs, "Finish")
    expect(theirs.main).to_contain_text("2 of 3 skills rated.")
    for path in filter(None, PATHS.values()):
        if path != "mentor":
            arrived.received()
            theirs.open(f"/{path}?a={ready}&r={review}")
    received = arrived.received()
    assert b"pearlmark" in received
    assert [each for each in HIDDEN if each.encode() in received] == []
    assert reviewing.ratings(server, ready, review)["roses.graft"] == "not-yet"
    tab.reload()
    reviewing.reveal(tab)
    arrived.received()
    theirs.open(f"/mentor?a={ready}&r={review}")
    expect(theirs.heading("Both ratings")).to_be_visible()
    assert b"rubymark" in arrived.received()


def test_the_person_receives_no_rating_before_the_reveal(
    person: Person, tab: Tab, ready: str, new_person: NewPerson, server: Server
) -> None:
    review, link = reviewing.invite_by_link(tab)
    theirs = new_person().new_tab(link)
    theirs.press("Start")
    reviewing.jump(theirs, "Sowing")
    theirs.answer_all(RATED)
    reviewing.comment(theirs, COMMENT)
    assert set(reviewing.ratings(server, ready, review).values()) == {"garnetmark-low"}
    arrived = Traffic(person)
    again = person.new_tab(f"/review?a={ready}")
    expect(again.main).to_contain_text("1 of 3 skills rated. Neither of you can see")
    for page in ("Result", "Plan", "Progress", "Share"):
        again.go_to(page)
    assert [each for each in (RATED, COMMENT) if each.lower().encode() in arrived.received()] == []


def test_the_history_of_the_reviews_contains_no_rating_before_the_reveal(
    tab: Tab, ready: str, new_person: NewPerson, server: Server
) -> None:
    review, link = reviewing.invite_by_link(tab)
    theirs = new_person().new_tab(link)
    theirs.press("Start")
    reviewing.jump(theirs, "Sowing")
    theirs.answer_all(RATED)
    reviewing.comment(theirs, COMMENT)
    assert reviewing.ratings(server, ready, review)
    tab.reload()
    tab.unfold("Review history")
    history = tab.page.get_by_role("table", name="Review history")
    expect(history).to_contain_text(f"Review by {MENTOR}")
    log_text = history.inner_text()
    assert RATED not in log_text
    assert COMMENT not in log_text
    assert "opened" in log_text
    tab.page.set_viewport_size({"width": scan.PHONE, "height": 800})
    for box in history.locator("td:last-child").all():
        assert (box.bounding_box() or {"width": 0})["width"] > READABLE_WIDTH


def test_both_see_both_ratings_only_after_the_person_confirms(
    tab: Tab, ready: str, new_person: NewPerson, server: Server
) -> None:
    review, link = reviewing.invite_by_link(tab)
    theirs = new_person().new_tab(link)
    reviewing.rate(theirs, "Partly", "Mostly")
    tab.reload()
    tab.press("Reveal both ratings")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog).to_contain_text("This can't be undone")
    tab.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert dict(reviewing.stored_reviews(server, ready))[review].revealed_at is None
    reviewing.reveal(tab)
    theirs.press("Back")
    for each in (tab, theirs):
        reviewing.talk(each)
        expect(reviewing.cell(each, "Roses", "Self-rating")).to_have_text("4")
        expect(reviewing.cell(each, "Roses", MENTOR)).to_have_text(re.compile(r"^1\.\d$"))
        expect(reviewing.cell(each, "Sowing", MENTOR)).to_have_text("–")
    assert dict(reviewing.stored_reviews(server, ready))[review].revealed_at is not None


def test_withdrawing_a_link_locks_the_mentor_and_a_copy_of_their_cookie_out(
    tab: Tab, ready: str, new_person: NewPerson, server: Server
) -> None:
    review, link = reviewing.invite_by_link(tab)
    mentor = new_person()
    theirs = mentor.new_tab(link)
    theirs.press("Start")
    theirs.answer_nth(1, 1)
    before = reviewing.ratings(server, ready, review)
    [grant] = [each for each in mentor.context.cookies() if each["name"].startswith(COOKIE)]
    thief = new_person()
    thief.context.add_cookies([{"name": grant["name"], "value": grant["value"], "url": server.url}])
    replayed = thief.new_tab(f"/mentor?a={ready}&r={review}")
    expect(replayed.heading(re.compile("^Rate what you have seen"))).to_be_visible()
    tab.reload()
    tab.press("Withdraw the link")
    theirs.answer_nth(1, 3)
    replayed.open(f"/mentor?a={ready}&r={review}")
    for each in (theirs, replayed):
        expect(each.heading("Not found")).to_be_visible()
        expect(each.main).to_contain_text(NO_ACCESS)
        expect(each.page.get_by_role("radiogroup")).to_have_count(0)
    assert reviewing.ratings(server, ready, review) == before
    latecomer = new_person().new_tab(link)
    expect(latecomer.heading("Not found")).to_be_visible()
    assert latecomer.main.inner_text() == replayed.main.inner_text()


@pytest.mark.usefixtures("ready")
def test_each_page_follows_the_other_without_a_click(tab: Tab, new_person: NewPerson) -> None:
    _, link = reviewing.invite_by_link(tab)
    theirs = new_person().new_tab(link)
    reviewing.rate(theirs, "Partly")
    expect(tab.main).to_contain_text("1 of 3 skills rated", timeout=LIVE_MS)
    reviewing.jump(theirs, "Finish")
    expect(theirs.heading("Finish")).to_be_visible()
    reviewing.reveal(tab)
    expect(theirs.heading("Both ratings")).to_be_visible(timeout=LIVE_MS)


@pytest.mark.usefixtures("ready")
def test_a_question_stays_open_while_the_mentor_goes_on_rating(
    tab: Tab, new_person: NewPerson
) -> None:
    _, link = reviewing.invite_by_link(tab)
    theirs = new_person().new_tab(link)
    reviewing.rate(theirs, "Partly")
    expect(tab.main).to_contain_text("1 of 3 skills rated", timeout=LIVE_MS)
    tab.press("Reveal both ratings")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    reviewing.rate(theirs, "Mostly")
    with tab.a_run():  # of the part that looks for changes
        pass
    expect(dialog).to_be_visible()
    reviewing.jump(theirs, "Finish")
    theirs.press("Reveal both ratings")
    expect(tab.page.get_by_role("button", name="Compare ratings")).to_be_visible(timeout=LIVE_MS)
