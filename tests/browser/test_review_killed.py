"""Kill the server while a mentor rates and while two talk: nothing said to be saved is lost."""

from __future__ import annotations

import re
from random import Random
from threading import Timer
from typing import Final

import database_content
import pytest
import reviewing
from effort import KILLS
from person import NewPerson, Person
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect
from serving import Server
from tab import Tab, restart_under

from skills.sentences.signatures import NOT_SIGNED

TITLES: Final = {"Not yet": "not-yet", "Partly": "partly", "Mostly": "mostly", "Fully": "fully"}
FIRST: Final = "roses.graft"
"""The statement that a mentor is asked first."""

WRONG: Final = "Something went wrong"
SOON_SECONDS: Final = 0.3
CLICK_MS: Final = 1000


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(reviewing.GLASSHOUSE)


@pytest.fixture
def assessment(tab: Tab, person: Person, server: Server) -> str:
    made = reviewing.prepare(person, server)
    tab.open(f"/review?a={made}")
    return made


def test_what_a_mentor_saw_as_saved_survives_a_kill_at_any_moment(
    tab: Tab, assessment: str, new_person: NewPerson, server: Server
) -> None:
    review, link = reviewing.invite_by_link(tab)
    theirs = new_person().new_tab(link)
    theirs.press("Start")
    chance = Random(21)  # noqa: S311 - the same clicks every time
    for _ in range(max(2, KILLS)):
        title, later = chance.sample(sorted(TITLES), 2)
        theirs.answer(1, title)
        assert "Not saved" not in theirs.status.inner_text()
        promised = theirs.chosen()[0]
        killer = Timer(chance.uniform(0, SOON_SECONDS), server.kill)
        killer.start()
        _try_to_click(theirs, later)
        killer.join()
        kept = reviewing.ratings(server, assessment, review)
        assert kept[FIRST] in {TITLES[promised], TITLES[later]}
        restart_under(server, theirs, tab)
        assert theirs.chosen()[0] in {promised, later}
        assert reviewing.ratings(server, assessment, review)[FIRST] == TITLES[theirs.chosen()[0]]
    assert database_content.is_whole(server.database)
    theirs.answer_all("Mostly")
    theirs.press("Next: Watering")
    theirs.answer_all("Mostly")
    assert reviewing.ratings(server, assessment, review)["watering.feel"] == "mostly"
    tab.reload()
    expect(tab.main).to_contain_text("2 of 3 skills rated")
    for each in (tab, theirs):
        expect(each.main).not_to_contain_text(WRONG)
    assert "Traceback" not in server.log()


def _try_to_click(tab: Tab, title: str) -> None:
    try:
        tab.option(1, title).click(timeout=CLICK_MS)
    except PlaywrightError:  # the page has noticed, and takes no clicks until it is back
        return


def test_a_talk_goes_on_where_it_was_after_a_kill(
    tab: Tab, assessment: str, new_person: NewPerson, server: Server
) -> None:
    review, link = reviewing.invite_by_link(tab)
    theirs = new_person().new_tab(link)
    reviewing.rate(theirs, "Partly", "Mostly")
    tab.reload()
    reviewing.reveal(tab)
    theirs.press("Back")
    tab.choose("Agreed level", re.compile("^3 "))
    expect(tab.status).to_contain_text("Saved")
    reviewing.jump(theirs, "Watering")
    notes = theirs.page.get_by_role("textbox", name="Notes on this skill")
    reviewing.write(theirs, notes, "in the evening")
    expect(theirs.status).to_contain_text("Saved")
    reviewing.add_action(tab, "Graft ten roses", reviewing.DUE)
    before = {
        kind: database_content.values(server.database, assessment, kind)
        for kind in ("agreed", "discussion", "action", "rating")
    }
    notes.press_sequentially(" and")
    restart_under(server, tab, theirs)
    assert before["agreed"] == {"roses": "3"}
    assert before["discussion"] == {"watering": "in the evening"}
    assert len(before["action"]) == 1
    for kind in ("agreed", "action", "rating"):
        assert database_content.values(server.database, assessment, kind) == before[kind]
    said = database_content.values(server.database, assessment, "discussion")["watering"]
    assert said in {"in the evening", "in the evening and"}
    for each in (tab, theirs):
        expect(each.heading("Both ratings")).to_be_visible()
        expect(each.main).to_contain_text("Graft ten roses")
        expect(each.main).not_to_contain_text(WRONG)
    expect(theirs.heading("Watering")).to_be_visible()
    theirs.choose("Agreed level", re.compile("^1 "))
    expect(theirs.status).to_contain_text("2 of 3")
    tab.choose("Agreed level", re.compile("^2 "))
    kept = database_content.values(server.database, assessment, "agreed")
    assert kept == {"roses": "2", "watering": "1"}
    expect(tab.main).to_contain_text(NOT_SIGNED)
    tab.press("Sign off")
    assert dict(reviewing.stored_reviews(server, assessment))[review].seal
    assert "Traceback" not in server.log()
