"""Take a picture of every page and state: ``python tests/browser/screenshots.py FOLDER``.

No test: somebody has to look at what it makes. Each picture is a whole page, named after its state
and how it is seen: 1280 or 375 px wide, light or dark, in high contrast, printed.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from find_browser import find_browser, launch_arguments
from person import Person
from playwright.sync_api import Browser, sync_playwright
from serving import Server
from tab import Tab

LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "laptop": {"viewport": {"width": 1280, "height": 800}},
    "laptop-dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 375, "height": 667}, "has_touch": True},
    "phone-dark": {
        "viewport": {"width": 375, "height": 667},
        "color_scheme": "dark",
        "has_touch": True,
    },
    "high-contrast": {"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"},
}

ADDRESSES: Final[Mapping[str, str]] = {
    "example-result": "/result?a=example",
    "example-all-skills": "/result?a=example&view=All+skills",
    "example-other-roles": "/result?a=example&view=Other+roles",
    "example-day": "/result?a=example&view=A+day",
    "example-scoring": "/result?a=example&view=How+it%27s+scored",
    "example-plan": "/plan?a=example",
    "example-progress": "/progress?a=example",
    "example-share": "/share?a=example",
    "nothing-yet": "/result",
}
"""States that an address alone leads to."""

HIGHEST: Final = 6000
"""Pixels of a page that fit into a picture."""


def take_all(folder: Path, browser: Browser, url: str) -> None:
    """Take every picture of a server that has the shipped matrix alone."""
    for look, how in LOOKS.items():
        with _visitor(browser, url, how) as tab:
            for state in _states(tab):
                _take(tab, folder / f"{state}-{look}.png", **how["viewport"])
    with _visitor(browser, url, LOOKS["laptop"]) as tab:
        tab.open(ADDRESSES["example-result"])
        tab.page.emulate_media(media="print")
        _take(tab, folder / "example-result-print.png", width=1000, height=800)


@contextmanager
def _visitor(browser: Browser, url: str, how: Mapping[str, Any]) -> Iterator[Tab]:
    context = browser.new_context(timezone_id="UTC", **how)
    yield Person(context, url).new_tab()
    context.close()


def _states(tab: Tab) -> Iterator[str]:
    """Lead a tab from state to state."""
    yield "first-visit"
    for state, address in ADDRESSES.items():
        tab.open(address)
        yield state
    tab.open("/")
    tab.press(re.compile("^Start, "))
    tab.page.get_by_role("radiogroup").first.wait_for()
    yield "assess"
    tab.answer_all("Fully")
    yield "assess-finished-skill"
    tab.go_to("Result")
    yield "few-answers"
    tab.open(f"/checks?a={tab.assessment}")
    yield "checks"
    tab.open("/assessments")
    yield "assessments"
    tab.open("/")
    yield "back-again"


def _take(tab: Tab, file: Path, *, width: int, height: int) -> None:
    """Take a picture of a whole page, which scrolls within the window."""
    page = tab.page
    long = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(long, height), HIGHEST)})
    tab.wait_for_run(0)
    page.screenshot(path=file, animations="disabled")
    page.set_viewport_size({"width": width, "height": height})


def main(folder: Path) -> None:
    """Start a server of its own, take all pictures, and stop it."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data), {})
        server.start()
        program = str(find_browser().program)
        browser = playwright.chromium.launch(executable_path=program, args=launch_arguments())
        try:
            take_all(folder, browser, server.url)
        finally:
            browser.close()
            server.kill()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
