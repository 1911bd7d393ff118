"""Review by file: the mentor's copy of the program is another one, with another database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import database_content
import file_transfer
import pytest
import reviewing
from person import Person
from playwright.sync_api import Browser, expect
from reviewing import HIDDEN, MENTOR
from serving import Server, started
from tab import Tab

from skills.importing.review_answer import Answered
from skills.sentences.review import REQUEST_LEAD, answer_text

FILE: Final = f"File for {MENTOR}"
COMMENT: Final = "Amethystmark: you hurry"
EMPTY: Final = (
    *("answers", "checks", "qualifications", "credentials", "projects", "ratings", "comments"),
    *("agreements", "actions", "plan", "history", "result"),
)
THEIRS: Final = [each for each in HIDDEN if each[:4] in {"topa", "opal", "ruby", "bery", "agat"}]
"""Hidden words that come from the person and an earlier mentor, not from the matrix."""

RATED: Final = {
    "roses.graft": "partly",
    "roses.prune": "fully",
    "watering.feel": "mostly",
    "watering.plan": "not-yet",
}


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(reviewing.GLASSHOUSE)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the mentor's own copy of the program, where the person's matrix is not installed."""
    with started(Server(tmp_path_factory.mktemp("elsewhere"), {})) as serving:
        yield serving


class Sent(NamedTuple):
    """What a mentor has sent back, and where it belongs."""

    assessment: str
    review: str
    path: Path
    request: bytes


@pytest.fixture
def sent(  # noqa: PLR0913, PLR0917 - two people, two servers
    tab: Tab, person: Person, browser: Browser, server: Server, elsewhere: Server, tmp_path: Path
) -> Sent:
    """Stand where the answer of a mentor who has rated two skills can be imported."""
    assessment = reviewing.prepare(person, server, earlier=True)
    tab.open(f"/review?a={assessment}")
    review = reviewing.invite(tab, "Prepare a file")
    _, request = file_transfer.download(tab, FILE)
    asked = tmp_path / "request.json"
    asked.write_bytes(request)
    context = browser.new_context(timezone_id="UTC")
    mentor = Person(context, elsewhere.url)
    theirs = mentor.new_tab()
    file_transfer.choose_file(theirs, asked)
    expect(theirs.main).to_contain_text(REQUEST_LEAD)
    theirs.press("Start rating")
    [copy] = [
        each
        for each in database_content.assessments(elsewhere.database)
        if database_content.values(elsewhere.database, each, "review").keys() == {review}
    ]
    reviewing.rate_stored(reviewing.owner_id(mentor), elsewhere, copy, review, RATED)
    theirs.press("Start")
    expect(theirs.main).to_contain_text(reviewing.NOTE)
    reviewing.comment(theirs, COMMENT)
    reviewing.jump(theirs, "Finish")
    _, answer = file_transfer.download(theirs, "Save the file to send back")
    path = tmp_path / "answer.json"
    path.write_bytes(answer)
    context.close()
    return Sent(assessment, review, path, request)


def _choose(tab: Tab, path: Path) -> None:
    with tab.a_run():
        tab.page.locator("input[type=file]").set_input_files(path)


def test_the_request_has_the_notes_and_nothing_else_of_the_person(sent: Sent) -> None:
    request = json.loads(sent.request)
    assert [each["text"] for each in request["notes"]] == [reviewing.NOTE]
    assert [each["id"] for each in request["reviews"]] == [sent.review]
    for part in EMPTY:
        assert not request.get(part), part
    text = sent.request.decode().lower()
    assert [each for each in THEIRS if each in text] == []


def test_an_answer_is_counted_imported_and_hidden_until_the_reveal(
    tab: Tab, sent: Sent, server: Server
) -> None:
    _choose(tab, sent.path)
    coming = Answered(sent.review, new=len(RATED) + 1)
    expect(tab.main).to_contain_text(answer_text(coming))
    assert reviewing.ratings(server, sent.assessment, sent.review) == {}
    tab.press("Import")
    expect(tab.main).to_contain_text("2 of 3 skills rated. Neither of you can see")
    assert reviewing.ratings(server, sent.assessment, sent.review) == RATED
    assert "Amethystmark" not in tab.page.content()
    before = database_content.everything(server.database)
    _choose(tab, sent.path)
    there = Answered(sent.review, same=len(RATED) + 1)
    expect(tab.main).to_contain_text(answer_text(there))
    expect(tab.page.get_by_role("button", name="Import", exact=True)).to_have_count(0)
    assert database_content.everything(server.database) == before
    reviewing.reveal(tab)
    reviewing.talk(tab)
    expect(tab.main).to_contain_text(COMMENT)
    expect(reviewing.cell(tab, "Watering", MENTOR)).not_to_have_text("–")
    expect(reviewing.cell(tab, "Sowing", MENTOR)).to_have_text("–")


def test_an_answer_changed_by_hand_is_refused_with_its_reason(
    tab: Tab, sent: Sent, server: Server
) -> None:
    changed = sent.path.read_text().replace('"not-yet"', '"fully"')
    assert changed != sent.path.read_text()
    sent.path.write_text(changed)
    before = database_content.everything(server.database)
    _choose(tab, sent.path)
    alert = tab.page.get_by_role("alert").filter(has_text="answer.json")
    expect(alert).to_contain_text("This file can't be imported")
    expect(alert).to_contain_text("changed")
    expect(tab.main).to_contain_text("Nothing was changed.")
    expect(tab.page.get_by_role("button", name="Import", exact=True)).to_have_count(0)
    assert database_content.everything(server.database) == before


def test_an_answer_for_another_assessment_is_refused(
    tab: Tab, person: Person, sent: Sent, server: Server
) -> None:
    other = reviewing.prepare(person, server)
    tab.open(f"/review?a={other}")
    reviewing.invite(tab, "Prepare a file")
    before = database_content.everything(server.database)
    _choose(tab, sent.path)
    expect(tab.main).to_contain_text(answer_text(Answered("")))
    expect(tab.page.get_by_role("button", name="Import", exact=True)).to_have_count(0)
    assert database_content.everything(server.database) == before
