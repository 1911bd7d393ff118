"""Fixtures of the browser tests: a browser, the real server, people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from find_browser import find_browser, launch_arguments
from person import NewPerson, Person
from playwright.sync_api import Browser, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from postgres_support import CannotStart, running
from serving import Server, started
from tab import PATIENCE_MS, Tab
from wire import Wire

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser_program() -> str:
    return str(find_browser().program)


@pytest.fixture(scope="module")
def browser(browser_program: str) -> Iterator[Browser]:
    """Start one browser for a file; longer would leave Playwright's loop around other tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=browser_program, args=launch_arguments()
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def matrices() -> str:
    """Name more matrices for the server, for a file of tests to replace."""
    return str(Path(__file__).with_name("bakery.yaml"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, matrices: str) -> Iterator[Server]:
    """Run the real server for the tests of one file."""
    with started(Server(tmp_path_factory.mktemp("data"), {"SKILLS_MATRICES": matrices})) as serving:
        yield serving


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """Return the URL of a PostgreSQL server."""
    try:
        with running() as url:
            yield url
    except CannotStart as error:
        pytest.skip(str(error))


@pytest.fixture
def wire(server: Server) -> Iterator[Wire]:
    """Begin an assessment of twelve statements, in a file whose `matrices` has them."""
    with Wire(server.url) as begun:
        begun.begin()
        yield begun


@pytest.fixture
def new_person(browser: Browser, server: Server) -> Iterator[NewPerson]:
    """Return a way to open a browser for another person, its time zone the same on all machines."""
    contexts = []

    def come(**how: Any) -> Person:  # noqa: ANN401
        contexts.append(browser.new_context(**{"timezone_id": "UTC", **how}))
        return Person(contexts[-1], server.url)

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def person(new_person: NewPerson) -> Person:
    return new_person()


@pytest.fixture
def tab(person: Person) -> Tab:
    """Return a new tab on the start page, which is loaded only if a test needs it."""
    return person.blank_tab()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Function) -> Iterator[None]:
    """Add to a failure what the server wrote and what the pages show."""
    report: pytest.TestReport = yield
    if report.failed:
        given = item.funcargs.values()
        for server in (each for each in given if isinstance(each, Server)):
            report.sections.append(("server", server.log()[-6000:]))
        for tab in (each for each in given if isinstance(each, Tab)):
            report.sections.append(("page", _seen(tab)))
    return report


def _seen(tab: Tab) -> str:
    try:
        return f"{tab.page.url}\n{tab.page.locator('body').aria_snapshot(timeout=2000)}"
    except PlaywrightError as error:
        return str(error)
