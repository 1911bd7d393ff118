"""Go on with a page whose server or session is a new one, whatever stood open on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import database_content
import file_transfer
import pytest
from person import Person
from playwright.sync_api import Browser, expect
from proxy import Proxy
from serving import Server, started
from tab import Tab, restart_under

WRONG: Final = "Something went wrong"


def _assert_goes_on(tab: Tab, server: Server, assessment: str) -> None:
    """Nothing is reported, and the next answer is stored, on the same page without a reload."""
    expect(tab.main).not_to_contain_text(WRONG)
    tab.go_to("Assess")
    tab.answer(2, "Mostly")
    assert tab.chosen()[:2] == ["Fully", "Mostly"]
    assert _kept(server, assessment) == ["fully", "mostly"]
    expect(tab.main).not_to_contain_text(WRONG)
    assert "Traceback" not in server.log()


def _kept(server: Server, assessment: str) -> list[str]:
    return sorted(database_content.values(server.database, assessment).values())


def test_two_tabs_of_a_restarted_server(person: Person, server: Server) -> None:
    one = person.new_tab()
    assessment = one.begin()
    one.answer(1, "Fully")
    two = person.new_tab(f"/result?a={assessment}")
    restart_under(server, one, two)
    _assert_goes_on(two, server, assessment)
    one.answer(1, "Partly")
    assert _kept(server, assessment) == ["mostly", "partly"]
    expect(one.main).not_to_contain_text(WRONG)


def test_a_dialog_that_was_open(tab: Tab, server: Server) -> None:
    assessment = tab.begin()
    tab.answer(1, "Fully")
    tab.go_to("Assessments and data")
    tab.press("Edit")
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Another title")
    restart_under(server, tab)
    expect(dialog).to_have_count(0)
    _assert_goes_on(tab, server, assessment)


def test_a_file_that_was_looked_at(tab: Tab, server: Server, tmp_path: Path) -> None:
    assessment = tab.begin()
    tab.answer(1, "Fully")
    file_transfer.choose_file(tab, file_transfer.write_file(tmp_path))
    restart_under(server, tab)
    tab.open(f"/assess?a={assessment}")
    _assert_goes_on(tab, server, assessment)


@pytest.fixture(scope="module")
def forgetful(tmp_path_factory: pytest.TempPathFactory, matrices: str) -> Iterator[Server]:
    """Run a server that forgets a session as soon as its browser is away."""
    with started(
        Server(
            tmp_path_factory.mktemp("forgetful"),
            {"SKILLS_MATRICES": matrices, "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "0"},
        )
    ) as serving:
        yield serving


def test_a_laptop_that_slept_longer_than_its_session(browser: Browser, forgetful: Server) -> None:
    with Proxy(("127.0.0.1", forgetful.port)) as proxy, closing(browser.new_context()) as context:
        tab = Person(context, f"http://127.0.0.1:{proxy.port}").new_tab()
        assessment = tab.begin()
        tab.answer(1, "Fully")
        tab.go_to("Assessments and data")
        tab.press("Edit")
        tab.forget_runs()
        proxy.cut()
        tab.wait_for_run(0)
        _assert_goes_on(tab, forgetful, assessment)
