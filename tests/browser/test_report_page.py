"""Open the HTML report as a file: accessibility, narrow screens, paper, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import scan
from playwright.sync_api import Browser, Page
from report_support import HOSTILE
from report_text_support import full_report, report_of

from skills.reports.as_html import as_html
from skills.reports.report import Extent

SCHEMES: Final = {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 23, 22)"}
"""Colour scheme to the ground of the page in it."""

GROUND: Final = "() => getComputedStyle(document.body).backgroundColor"


@pytest.fixture(params=SCHEMES)
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Open a report with every part and hostile notes from a disk."""
    file = tmp_path / "report.html"
    file.write_text(as_html(full_report()), encoding="utf-8")
    context = browser.new_context(color_scheme=request.param)
    opened = context.new_page()
    opened.goto(file.as_uri())
    yield opened
    context.close()


def test_no_rule_of_accessibility_is_broken_on_wide_or_narrow_screens(page: Page) -> None:
    assert scan.violations(page) == []
    page.set_viewport_size({"width": scan.NARROW, "height": 800})
    assert scan.violations(page) == []


def test_nothing_scrolls_sideways_at_320_pixels(page: Page) -> None:
    assert scan.sideways(page) == []


def test_the_style_is_let_in_and_follows_the_scheme(
    page: Page, request: pytest.FixtureRequest
) -> None:
    scheme = request.node.callspec.params["page"]
    assert page.evaluate(GROUND) == SCHEMES[scheme]
    page.emulate_media(media="print")
    assert page.evaluate(GROUND) == SCHEMES["light"]


def test_tables_are_tables_to_a_screen_reader_on_a_phone_too(page: Page) -> None:
    page.set_viewport_size({"width": scan.NARROW, "height": 800})
    table = page.get_by_role("table", name="What each skill adds to readiness")
    assert table.get_by_role("columnheader").count() == 4
    row = table.get_by_role("row", name="Fundamentals of programming")
    assert row.get_by_role("rowheader").count() == 1
    assert row.get_by_role("cell").count() == 3


def test_hostile_notes_read_as_they_were_written_and_become_nothing(page: Page) -> None:
    seen = page.locator("main").inner_text()
    notes = report_of(Extent.whole).notes
    lines = [line.strip() for each in notes for line in each.text.splitlines() if line.strip()]
    assert len(notes) > 15
    assert [each for each in lines if each not in seen] == []
    assert any("<script>" in each for each in HOSTILE)
    assert page.locator("script, img, a, iframe, link, object, form").count() == 0


def test_the_page_fetches_nothing_and_its_policy_forbids_it(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    stopped: list[str | None] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("requestfailed", lambda request: stopped.append(request.failure))
    page.on("console", lambda message: said.append(message.text))
    page.set_content(as_html(full_report()))
    assert (asked, said) == ([], [])
    with context.expect_event("requestfailed"):
        page.evaluate(
            """() => document.body.insertAdjacentHTML('beforeend',
              '<img src="http://127.0.0.1:9/x.png" onerror="window.ran = true">')"""
        )
    page.wait_for_function("() => document.querySelector('img').complete")
    assert stopped == ["csp"]
    assert page.evaluate("() => window.ran") is None
    context.close()
