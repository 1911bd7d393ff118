"""Click while the database is away, stalls or comes back: what is shown as saved is saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import psycopg
import pytest
from person import Person
from playwright.sync_api import Browser, expect
from postgres_support import IS_HERE
from proxy import Proxy
from serving import Server, started
from tab import Tab

ASSESSMENTS: Final = "SELECT item, value FROM entry WHERE assessment = %s AND kind = 'answer'"

pytestmark = pytest.mark.skipif(
    not IS_HERE, reason="no PostgreSQL is installed here, and SKILLS_TEST_DATABASE_URL names none"
)


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(Path(__file__).with_name("twelve.yaml"))


@pytest.fixture(scope="module")
def proxy(postgresql: str) -> Iterator[Proxy]:
    address = urlsplit(postgresql)
    assert address.hostname
    assert address.port
    with Proxy((address.hostname, address.port)) as between:
        yield between


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, matrices: str, postgresql: str, proxy: Proxy
) -> Iterator[Server]:
    """Run a server whose database is behind the proxy."""
    far = postgresql.replace(f":{urlsplit(postgresql).port}/", f":{proxy.port}/")
    environ = {"SKILLS_MATRICES": matrices, "SKILLS_DATABASE_URL": far}
    with started(Server(tmp_path_factory.mktemp("far"), environ)) as serving:
        yield serving


@pytest.fixture
def tab(browser: Browser, server: Server, proxy: Proxy) -> Iterator[Tab]:
    context = browser.new_context(timezone_id="UTC")
    tab = Person(context, server.url).new_tab()
    tab.begin(matrix="Twelve statements")
    yield tab
    proxy.resume()
    context.close()


def _stored(postgresql: str, assessment: str) -> dict[str, str]:
    with psycopg.connect(postgresql) as connection:
        return dict(connection.execute(ASSESSMENTS, [assessment]).fetchall())


def _assert_shown_is_stored(tab: Tab, postgresql: str, assessment: str) -> None:
    expect(tab.status).not_to_contain_text("Not saved")
    shown = {f"many.s{n:02}": title for n, title in enumerate(tab.chosen(), start=1) if title}
    kept = _stored(postgresql, assessment)
    assert {item: value.lower() for item, value in shown.items()} == kept


def _press_rerun(tab: Tab) -> None:
    with tab.a_run():
        tab.page.keyboard.press("r")


@pytest.mark.parametrize("how", ["refuses", "stalls", "cuts"])
def test_a_click_while_the_database_is_away(
    tab: Tab, proxy: Proxy, postgresql: str, how: str
) -> None:
    """The fault that this product must never have: the old answer shown with "Saved"."""
    assessment = tab.assessment
    tab.answer(1, "Partly")
    {"refuses": proxy.refuse, "stalls": proxy.stall, "cuts": proxy.cut}[how]()
    tab.answer(1, "Fully")
    if how != "cuts":
        expect(tab.main).to_contain_text("Not saved")
        expect(tab.main).not_to_contain_text("✓")
        assert _stored(postgresql, assessment) == {"many.s01": "partly"}
    proxy.resume()
    _press_rerun(tab)
    assert tab.chosen()[0] == "Fully"
    _assert_shown_is_stored(tab, postgresql, assessment)
    tab.answer(2, "Mostly")
    assert tab.chosen()[:2] == ["Fully", "Mostly"]
    _assert_shown_is_stored(tab, postgresql, assessment)


def test_clicks_while_connections_are_cut_repeatedly(
    tab: Tab, proxy: Proxy, postgresql: str
) -> None:
    assessment = tab.assessment
    for number in range(1, 13):
        proxy.cut()
        tab.answer(number, "Mostly" if number % 2 else "Fully")
        _assert_shown_is_stored(tab, postgresql, assessment)
    assert "" not in tab.chosen()


def test_a_click_takes_four_round_trips_to_the_database(
    tab: Tab, proxy: Proxy, postgresql: str
) -> None:
    assessment = tab.assessment
    tab.answer(1, "Partly")
    proxy.turns = 0
    tab.answer(2, "Fully")
    assert proxy.turns <= 4
    _assert_shown_is_stored(tab, postgresql, assessment)
