"""Click fast, leave at once, lose the server: what is shown as chosen is stored, each once."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import database_content
import prepared
import pytest
from person import Person
from playwright.sync_api import expect
from serving import Server
from tab import Tab, restart_under

TWELVE: Final = Path(__file__).with_name("twelve.yaml")
MANY: Final = {f"many.s{number:02}": "mostly" for number in range(1, 13)}

MOVE_MS: Final = 50
"""Less than any hand needs from an option to the top of the page."""

_CLICK_ALL: Final = """
async ([title, gap]) => {
  for (let number = 0; number < 12; number += 1) {
    const group = document.querySelectorAll('[role=radiogroup]')[number];
    [...group.querySelectorAll('[role=radio]')].find((each) => each.innerText === title).click();
    if (gap) await new Promise((done) => setTimeout(done, gap));
  }
}
"""


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(TWELVE)


@pytest.fixture
def many(person: Person, server: Server) -> Tab:
    """Open a page with twelve statements."""
    return prepared.begin(person, server, TWELVE)


@pytest.mark.parametrize("gap", [0, 20, 100], ids="{} ms apart".format)
def test_twelve_quick_clicks_are_each_stored_once(many: Tab, server: Server, gap: int) -> None:
    many.page.evaluate(_CLICK_ALL, ["Mostly", gap])
    expect(many.status).to_contain_text("12 of 14")
    assert many.chosen() == ["Mostly"] * 12
    assert database_content.values(server.database, many.assessment) == MANY
    changes = database_content.changes(server.database, many.assessment)
    assert Counter(each.item for each in changes) == dict.fromkeys(MANY, 1)
    many.reload()
    assert many.chosen() == ["Mostly"] * 12


def test_of_quick_changes_the_last_choice_is_stored(many: Tab, server: Server) -> None:
    for title in ("Not yet", "Fully", "Partly", "Mostly"):
        many.page.evaluate(_CLICK_ALL, [title, 0])
    expect(many.status).to_contain_text("12 of 14")
    many.answer(1, "Fully")
    assert many.chosen() == ["Fully"] + ["Mostly"] * 11
    assert database_content.values(server.database, many.assessment) == MANY | {"many.s01": "fully"}


@pytest.mark.parametrize(
    ("way", "arrived"),
    [("Next: Few", "Few"), ("Result", "Preview: "), ("Share", "Share")],
)
def test_a_click_just_before_leaving_is_stored(
    many: Tab, server: Server, way: str, arrived: str
) -> None:
    assessment = many.assessment
    ways = [many.page.get_by_role(role, name=way, exact=True) for role in ("link", "button")]
    many.page.set_viewport_size({"width": 1280, "height": 2400})
    for number in range(1, 4):
        option = many.option(number, "Partly").bounding_box()
        leave = ways[0].or_(ways[1]).bounding_box()
        assert option
        assert leave
        many.page.mouse.click(option["x"] + 9, option["y"] + 9)
        many.page.wait_for_timeout(MOVE_MS)
        many.page.mouse.click(leave["x"] + 9, leave["y"] + 9)
        expect(many.page.get_by_role("heading", name=arrived).first).to_be_visible()
        many.open(f"/assess?a={assessment}&skill=many")
        expect(many.option(number, "Partly")).to_be_checked()
    kept = database_content.values(server.database, assessment)
    assert kept == {f"many.s{number:02}": "partly" for number in range(1, 4)}


@pytest.mark.parametrize("hold", [0, 20, 80, 150], ids="held {} ms".format)
def test_a_note_that_is_still_being_typed_is_stored_on_leaving(
    many: Tab, server: Server, hold: int
) -> None:
    many.unfold("Evidence and notes")
    many.page.get_by_role("textbox").press_sequentially("half a sent")
    many.page.get_by_role("button", name=re.compile("^Next: ")).click(delay=hold)
    expect(many.heading("Few")).to_be_visible()
    assert database_content.values(server.database, many.assessment, "note") == {
        "many": "half a sent"
    }


def test_a_note_emptied_again_is_gone(many: Tab, server: Server) -> None:
    many.unfold("Evidence and notes")
    for text, kept in (("seen by Ana", {"many": "seen by Ana"}), ("", {})):
        with many.a_run():
            many.page.get_by_role("textbox").fill(text)
            many.page.get_by_role("textbox").press("Control+Enter")
        assert database_content.values(server.database, many.assessment, "note") == kept


def test_a_failed_save_is_marked_and_retried(many: Tab, server: Server) -> None:
    many.answer(1, "Fully")
    with _refusing(server.database):
        many.answer(2, "Partly")
        expect(many.status).to_contain_text("Not saved")
        expect(many.page.get_by_role("alert").filter(has_text="Not saved.")).not_to_have_count(0)
    assert database_content.values(server.database, many.assessment) == {"many.s01": "fully"}
    many.answer(3, "Mostly")
    expect(many.status).not_to_contain_text("Not saved")
    expect(many.page.get_by_role("alert").filter(has_text="Not saved.")).to_have_count(0)
    assert database_content.values(server.database, many.assessment) == {
        "many.s01": "fully",
        "many.s02": "partly",
        "many.s03": "mostly",
    }


def test_while_a_save_is_slow_the_page_does_not_say_saved(many: Tab, server: Server) -> None:
    many.answer(1, "Fully")
    expect(many.status.get_by_text("✓ Saved")).to_be_visible()
    with many.a_run():
        with closing(sqlite3.connect(server.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            many.option(2, "Partly").click()
            expect(many.status.get_by_text("Saving…")).to_be_visible()
            expect(many.status.get_by_text("✓ Saved")).to_be_hidden()
        expect(many.status.get_by_text("✓ Saved")).to_be_visible()
    expect(many.status.get_by_text("Saving…")).to_be_hidden()


@contextmanager
def _refusing(database: Path) -> Iterator[None]:
    """Let the database refuse every save for a while."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        try:
            yield
        finally:
            connection.execute("DROP TRIGGER refuse")


def test_a_click_the_server_died_on_is_stored_or_not_shown(many: Tab, server: Server) -> None:
    for number in range(1, 5):
        many.option(number, "Fully").click()
        restart_under(server, many)
        assert _shown(many) == database_content.values(server.database, many.assessment)
        expect(many.status).not_to_contain_text("Not saved")


def test_answers_given_after_the_server_came_back_are_stored(many: Tab, server: Server) -> None:
    many.answer(1, "Fully")
    many.press("Next: Few")
    many.press("Back")
    server.restart()
    many.wait_for_server()
    for number in (2, 3):
        many.option(number, "Fully").click()
        expect(many.status).to_contain_text(f"{number} of 14")
    assert _shown(many) == database_content.values(server.database, many.assessment)
    many.press("Next: Few")
    expect(many.heading("Few")).to_be_visible()
    expect(many.page.get_by_role("alert")).to_have_count(0)
    assert "Uncaught" not in server.log()


def test_a_page_left_right_after_the_server_came_back_keeps_its_last_click(
    many: Tab, server: Server
) -> None:
    restart_under(server, many)
    many.option(1, "Fully").click()
    many.press("Next: Few")
    expect(many.heading("Few")).to_be_visible()
    expect(many.page.get_by_role("alert")).to_have_count(0)
    assert database_content.values(server.database, many.assessment) == {"many.s01": "fully"}


def _shown(tab: Tab) -> dict[str, str]:
    """Return what the page shows as chosen: statement to option, as the database has them."""
    chosen = zip(MANY, tab.chosen(), strict=True)
    return {item: title.lower().replace(" ", "-") for item, title in chosen if title}
