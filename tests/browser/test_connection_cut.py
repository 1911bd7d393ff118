"""Cut the connection between browser and server again and again while somebody clicks.

A page once said that six statements were answered and drew one of them as open, in one of a dozen
such runs: what is counted, what is drawn and what is stored have to be the same after each cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Timer
from typing import Final

import database_content
import pytest
from person import Person
from playwright.sync_api import Browser, expect
from playwright.sync_api import Error as PlaywrightError
from proxy import Proxy
from serving import Server
from tab import Tab

TITLES: Final = ("Not yet", "Partly", "Mostly", "Fully")
CLICKS: Final = 24
CUT_SECONDS: Final = 0.25
"""Within about the time of one click and its run."""


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(Path(__file__).with_name("twelve.yaml"))


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    with Proxy(("127.0.0.1", server.port)) as between:
        yield between


@pytest.fixture
def tab(browser: Browser, proxy: Proxy) -> Iterator[Tab]:
    """Open a page whose connection runs through the proxy."""
    with closing(browser.new_context(timezone_id="UTC")) as context:
        tab = Person(context, f"http://127.0.0.1:{proxy.port}").new_tab()
        tab.begin(matrix="Twelve statements")
        yield tab


def test_what_is_counted_drawn_and_stored_is_the_same_after_each_cut(
    tab: Tab, server: Server, proxy: Proxy
) -> None:
    chance = Random(8)  # noqa: S311 - the same cuts in every run
    assessment = tab.assessment
    for number in range(CLICKS):
        tab.forget_runs()
        cut = Timer(chance.random() * CUT_SECONDS, proxy.cut)
        cut.start()
        _click(tab, number % 12 + 1, chance.choice(TITLES))
        cut.join()
        tab.wait_for_server()
        tab.wait_for_run(0)
        _assert_all_agree(tab, server, assessment)
    assert len(database_content.values(server.database, assessment)) > CLICKS // 4


def _click(tab: Tab, number: int, title: str) -> None:
    try:
        tab.option(number, title).click(timeout=1000)
    except PlaywrightError:  # the page has noticed, and takes no clicks until it is back
        return


def _assert_all_agree(tab: Tab, server: Server, assessment: str) -> None:
    kept = database_content.values(server.database, assessment)
    drawn = {
        f"many.s{number:02}": title.lower().replace(" ", "-")
        for number, title in enumerate(tab.chosen(), start=1)
        if title
    }
    assert drawn == kept
    expect(tab.status).to_contain_text(re.compile(rf"\b{len(kept)} of 14"), timeout=5000)
    expect(tab.status).not_to_contain_text("Not saved")
