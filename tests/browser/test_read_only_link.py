"""Show a result by a read-only link: what it gives away, how it looks, and how it ends."""

from __future__ import annotations

import re
from typing import Final

import database_content
import pytest
import reviewing
import scan
from person import NewPerson, Person
from playwright.sync_api import expect
from reviewing import NOTE, TITLE
from serving import Server
from tab import Tab
from traffic import Traffic

from components.web.entry_access import COOKIE
from skills.sentences.review import LINK_ONCE, NO_ACCESS, READ_ONLY

READER: Final = "Nia"
HIDDEN: Final = ("jademark", "opalmark", "rubymark", "berylmark", "agatemark", "garnetmark")
"""Words that no result has: of checks, answers, mentors and what was said."""


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(reviewing.GLASSHOUSE)


@pytest.fixture
def ready(tab: Tab, person: Person, server: Server) -> str:
    """Open the review page of a whole assessment, and return its id."""
    assessment = reviewing.prepare(person, server, earlier=True)
    tab.open(f"/review?a={assessment}")
    return assessment


def make_link(tab: Tab) -> str:
    """Make a read-only link on the review page, and return it."""
    tab.unfold("Let someone view your result")
    box = tab.page.get_by_role("textbox", name="Their name")
    with tab.a_run():
        box.fill(READER)
        box.press("Enter")
    tab.press("Create a read-only link")
    expect(tab.main).to_contain_text(LINK_ONCE)
    return reviewing.link_shown(tab).inner_text().strip()


def test_a_read_only_link_shows_the_result_and_changes_nothing(
    tab: Tab, ready: str, new_person: NewPerson, server: Server
) -> None:
    link = make_link(tab)
    before = database_content.changes(server.database, ready)
    reader = new_person()
    arrived = Traffic(reader)
    theirs = reader.new_tab(link)
    expect(theirs.page).to_have_title("Shared result · Readiness Radar")
    for each in (READ_ONLY, TITLE, NOTE, "Roses", "Watering", "Sowing"):
        expect(theirs.main).to_contain_text(each)
    for role in ("textbox", "combobox"):
        expect(theirs.page.get_by_role(role)).to_have_count(0)
    buttons = theirs.page.get_by_role("button")
    assert buttons.all_inner_texts() == ["Report (PDF)"]
    received = arrived.received()
    assert TITLE.lower().encode() in received
    assert [each for each in HIDDEN if each.encode() in received] == []
    assert reviewing.token_of(link) not in theirs.page.url
    grants = [each for each in reader.context.cookies() if each["name"].startswith(COOKIE)]
    assert [each["httpOnly"] for each in grants] == [True]
    assert database_content.changes(server.database, ready) == before


@pytest.mark.usefixtures("ready")
def test_the_report_can_be_downloaded(tab: Tab, new_person: NewPerson) -> None:
    theirs = new_person().new_tab(make_link(tab))
    with theirs.page.expect_download() as started:
        theirs.page.get_by_role("button", name="Report (PDF)").click()
    assert started.value.suggested_filename.endswith(".pdf")
    assert started.value.path().read_bytes().startswith(b"%PDF")


def test_withdrawing_it_ends_all_access(tab: Tab, ready: str, new_person: NewPerson) -> None:
    link = make_link(tab)
    theirs = new_person().new_tab(link)
    expect(theirs.main).to_contain_text(TITLE)
    tab.reload()
    card = tab.page.locator("[class*=st-key-read-only-]")
    expect(card).to_contain_text(READER)
    expect(card).to_contain_text(re.compile("Read-only link: works until .*, last used on"))
    tab.press("Withdraw the link")
    expect(card).to_have_count(0)
    theirs.reload()
    latecomer = new_person().new_tab(link)
    for each in (theirs, latecomer):
        expect(each.heading("Not found")).to_be_visible()
        expect(each.main).to_contain_text(NO_ACCESS)
    answer = theirs.page.request.post(
        f"{theirs.page.url.partition('/shared')[0]}/api/files/shared-report",
        form={"assessment": ready, "review": theirs.asked_for("r")},
    )
    assert answer.status == 404


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_shared_result_passes_the_accessibility_rules(
    tab: Tab, new_person: NewPerson, scheme: str
) -> None:
    theirs = new_person().new_tab(make_link(tab))
    theirs.page.emulate_media(color_scheme=scheme)
    theirs.reload()
    theirs.unfold("As a table, with the reason for each target")
    assert scan.violations(theirs.page) == []
    assert scan.spelled_out(theirs.page) == []
    assert scan.sideways_on_a_phone(theirs.page) == []
    assert scan.violations(tab.page) == []
