"""Inspect a page: accessibility rules, width, labels that are read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tab import Tab

RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

OF_COLOUR: Final = ("color-contrast", "link-in-text-block")

STREAMLITS_OWN: Final = (
    ("presentation-role-conflict", 'data-testid="stFileUploaderDropzone"'),
    ("region", 'role="menu"'),
)
"""What Streamlit's own parts break, minor and beyond our reach: rule, and a sign of the part.

The drop zone of the file uploader is an image to readers, yet has a name; its button works. An
open menu stands outside of the page's landmarks; it holds the focus until it is closed.
"""

NARROW: Final = 320
"""Width in CSS pixels at which nothing may scroll sideways (WCAG 1.4.10)."""

_TOO_WIDE: Final = """
() => [document.documentElement, ...document.querySelectorAll('[data-testid=stMain]')]
  .filter((each) => each.scrollWidth > each.clientWidth)
  .map((each) => `${each.tagName} is ${each.scrollWidth} wide in ${each.clientWidth}`)
"""

PHONE: Final = 375
"""Width in CSS pixels of a small phone."""

_SETTLED: Final = """
() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
"""


def settle(page: Page) -> None:
    """Wait until the page has been laid out anew."""
    page.evaluate(_SETTLED)


def violations(page: Page) -> list[str]:
    """Return what breaks a rule, with the places, as short lines: in dark only rules of colour.

    A page is the same in both themes but for its colours. It is light again afterwards.
    """
    found = _broken(page, {"type": "tag", "values": list(RULES)})
    page.emulate_media(color_scheme="dark")
    found += [
        f"dark: {each}" for each in _broken(page, {"type": "rule", "values": list(OF_COLOUR)})
    ]
    page.emulate_media(color_scheme="light")
    return found


def _broken(page: Page, rules: dict[str, object]) -> list[str]:
    settle(page)
    page.evaluate(_STILL)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} – {' '.join(node['failureSummary'].split())[:400]}"
        for rule in found
        for node in rule["nodes"]
        if not any(rule["id"] == known and sign in node["html"] for known, sign in STREAMLITS_OWN)
    ]


_STILL: Final = """
() => Promise.all(document.getAnimations().filter((each) => each.effect?.getTiming().iterations
  !== Infinity).map((each) => each.finished.catch(() => null)))
"""
"""A colour that is still fading in has too little contrast."""


def sideways(page: Page, width: int = NARROW) -> list[str]:
    """Return what scrolls sideways on a narrow screen; the page is as wide as before then."""
    before = page.viewport_size or {"width": 1280, "height": 720}
    page.set_viewport_size({"width": width, "height": 800})
    settle(page)
    found: list[str] = page.evaluate(_TOO_WIDE)
    page.set_viewport_size(before)
    settle(page)
    return found


def sideways_on_a_phone(page: Page) -> list[str]:
    """Return what scrolls sideways on a phone, and on a screen that is narrower still."""
    return [*sideways(page, PHONE), *sideways(page)]


def spelled_out(page: Page) -> list[str]:
    """Return the labels that a screen reader would read with signs of Markdown in them."""
    labels: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('[aria-label]')].map((each) => each.ariaLabel)"
    )
    return [label for label in labels if "**" in label or "\\" in label]


Check = Callable[[Page], list[str]]


class Inspector:
    """A tab that is checked state by state, and everything wrong that was found."""

    def __init__(self, tab: Tab, *checks: Check) -> None:
        self.tab = tab
        self.wrong: list[str] = []
        self._checks = checks or (violations, sideways)

    def look(self, state: str) -> None:
        for check in self._checks:
            self.wrong += [f"{state}: {each}" for each in check(self.tab.page)]


@contextmanager
def inspected(tab: Tab, *checks: Check) -> Iterator[Inspector]:
    """Inspect a tab, and fail at the end with everything wrong that was found."""
    on = Inspector(tab, *checks)
    yield on
    assert on.wrong == [], "\n".join(on.wrong)
