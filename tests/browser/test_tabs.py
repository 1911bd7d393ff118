"""Use one assessment in several tabs: what one has written, a stale one does not undo."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import database_content
import prepared
import pytest
from person import Person
from playwright.sync_api import expect
from serving import Server
from tab import Tab, restart_under

CHANGED: Final = "This was changed elsewhere"


class Two(NamedTuple):
    """One assessment open in two tabs; the second tab has answered, the first then changed it."""

    first: Tab
    stale: Tab


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(Path(__file__).with_name("twelve.yaml"))


@pytest.fixture(params=["opened", "duplicated"])
def two(request: pytest.FixtureRequest, person: Person, server: Server, matrices: str) -> Two:
    stale = prepared.begin(person, server, matrices)
    assessment = stale.assessment
    stale.answer(1, "Partly")
    opened = f"/assess?a={assessment}"
    first = person.new_tab(stale.page.url if request.param == "duplicated" else opened)
    assert first.chosen()[0] == "Partly"
    assert first.asked_for("tab") != stale.asked_for("tab")
    first.answer(1, "Fully")
    return Two(first, stale)


def test_a_click_elsewhere_in_a_stale_tab_leaves_the_newer_answer(two: Two, server: Server) -> None:
    two.stale.answer(2, "Mostly")
    expect(two.stale.option(1, "Fully")).to_be_checked()
    expect(two.stale.main).to_contain_text(CHANGED)
    kept = database_content.values(server.database, two.stale.assessment)
    assert kept == {"many.s01": "fully", "many.s02": "mostly"}
    assert two.stale.chosen()[:2] == ["Fully", "Mostly"]


def test_a_click_on_the_changed_answer_itself_shows_it_first(two: Two, server: Server) -> None:
    two.stale.answer(1, "Not yet")
    expect(two.stale.option(1, "Fully")).to_be_checked()
    expect(two.stale.main).to_contain_text(CHANGED)
    assert database_content.values(server.database, two.stale.assessment) == {"many.s01": "fully"}
    two.stale.answer(1, "Not yet")
    assert database_content.values(server.database, two.stale.assessment) == {"many.s01": "not-yet"}
    two.first.answer(2, "Mostly")
    expect(two.first.option(1, "Not yet")).to_be_checked()
    kept = database_content.values(server.database, two.stale.assessment)
    assert kept == {"many.s01": "not-yet", "many.s02": "mostly"}


def test_a_stale_tab_that_finds_a_new_server_leaves_the_newer_answer(
    two: Two, server: Server
) -> None:
    restart_under(server, *two)
    for each in two:
        expect(each.option(1, "Fully")).to_be_checked()
    two.stale.answer(2, "Mostly")
    two.first.answer(3, "Mostly")
    expect(two.first.option(2, "Mostly")).to_be_checked()
    kept = database_content.values(server.database, two.stale.assessment)
    assert kept == {"many.s01": "fully", "many.s02": "mostly", "many.s03": "mostly"}
    assert two.first.asked_for("tab") != two.stale.asked_for("tab")


def test_an_answer_cleared_in_one_tab_does_not_come_back_from_another(
    two: Two, server: Server
) -> None:
    two.stale.reload()
    assert two.stale.chosen()[0] == "Fully"
    two.first.page.get_by_role("button", name="Clear an answer").click()
    with two.first.a_run():
        two.first.page.get_by_role("menuitem").first.click()
    assert database_content.values(server.database, two.first.assessment) == {}
    two.stale.answer(2, "Mostly")
    expect(two.stale.option(1, "Fully")).not_to_be_checked()
    assert database_content.values(server.database, two.first.assessment) == {"many.s02": "mostly"}


def test_notes_follow_the_same_rule(two: Two, server: Server) -> None:
    two.stale.unfold("Evidence and notes")
    two.first.unfold("Evidence and notes")
    for tab, text in ((two.first, "from the first"), (two.stale, "from the stale")):
        with tab.a_run():
            tab.page.get_by_role("textbox").fill(text)
            tab.page.get_by_role("textbox").press("Control+Enter")
    expect(two.stale.page.get_by_role("textbox")).to_have_value("from the first")
    kept = database_content.values(server.database, two.first.assessment, "note")
    assert kept == {"many": "from the first"}
