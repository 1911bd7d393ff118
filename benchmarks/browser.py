"""Open the apps in Chromium and measure times inside the page."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Locator, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from benchmarks.measuring import MeasuringError
from benchmarks.subjects import Step, Subject

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET_ARGUMENTS = ("--disable-gpu", "--disable-background-networking", "--no-first-run")
PATIENCE_MS = 60_000

WATCH = """
addEventListener('pointerdown', event => {
  if (event.isTrusted) window.pressedAt = performance.now();
}, true);
window.textOf = selector => document.querySelector(selector)?.textContent ?? '';
window.watch = (selector, patience) => {
  const before = textOf(selector);
  window.changed = new Promise(resolve => {
    const observer = new MutationObserver(() => {
      const now = performance.now();
      // An element that is drawn anew elsewhere is gone for a moment.
      if (!textOf(selector) || textOf(selector) === before) return;
      observer.disconnect();
      resolve([now - window.pressedAt, textOf(selector)]);
    });
    observer.observe(document.body, {childList: true, characterData: true, subtree: true});
    setTimeout(() => { observer.disconnect(); resolve(null); }, patience);
  });
};
"""
"""Measures the time from a click to the change of a text, without polling."""

FIRST = """
new MutationObserver((_, observer) => {
  const found = document.querySelector(SELECTOR);
  if (!found || !found.textContent || !found.getClientRects().length) return;
  window.firstSeen ??= performance.now();
  observer.disconnect();
}).observe(document, {childList: true, characterData: true, subtree: true});
"""
"""Records the first contentful paint, in milliseconds from the start of navigation."""


class NoBrowserError(MeasuringError):
    """Raised when there is no browser on this machine."""


@contextmanager
def browser() -> Iterator[Browser]:
    """Run headless Chromium."""
    with sync_playwright() as playwright:
        arguments = [*QUIET_ARGUMENTS]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")  # Chromium refuses to start for root otherwise
        chromium = playwright.chromium.launch(
            executable_path=_program(playwright.chromium.executable_path), args=arguments
        )
        try:
            yield chromium
        except PlaywrightError as error:
            raise MeasuringError(f"The browser: {error}") from error
        finally:
            chromium.close()


def _program(own: str) -> str:
    if Path(own).exists():
        return own
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise NoBrowserError("There is no Chromium here: python -m playwright install chromium")
    return found


class Visit:
    """A visit to one app in a fresh browser, at its first question."""

    def __init__(self, chromium: Browser, subject: Subject, url: str) -> None:
        self._subject = subject
        self._context = chromium.new_context(viewport={"width": 1280, "height": 900})
        self._context.add_init_script(WATCH)
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.goto(url)
        for step in subject.way:
            _take(self.page, step)
        self.page.locator(subject.echo).wait_for()
        self._cdp: CDPSession = self._context.new_cdp_session(self.page)
        self._cdp.send("Performance.enable")
        self.settle()

    def close(self) -> None:
        """Close the page."""
        self._context.close()

    def settle(self) -> None:
        """Wait until the page is idle."""
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()

    def count(self) -> int:
        """Return the number of questions on the page."""
        return self.page.get_by_role("radiogroup").count()

    def answer(self, question: int, option: int) -> float:
        """Click one option; return the milliseconds until the page confirms it."""
        options = self.page.get_by_role("radiogroup").nth(question).get_by_role("radio")
        target = options.nth(option % options.count())
        # A text with the time of day only changes after a second has passed.
        self.page.wait_for_function(
            "s => !textOf(s).includes(new Date().toTimeString().slice(0, 8))",
            arg=self._subject.echo,
        )
        return self._press(_visible(target), self._subject.echo, self._subject.says)

    def go(self, label: str) -> float:
        """Press a navigation button; return the milliseconds until the next heading."""
        return self._press(self.page.get_by_role("button", name=label).first, "h1", "")

    def main_thread_ms(self) -> float:
        """Return the CPU time of the page's main thread so far, in milliseconds."""
        metrics = self._cdp.send("Performance.getMetrics")["metrics"]
        return (
            float(next(each["value"] for each in metrics if each["name"] == "TaskDuration")) * 1e3
        )

    def _press(self, target: Locator, selector: str, says: str) -> float:
        self.page.evaluate("([s, t]) => watch(s, t)", [selector, PATIENCE_MS])
        target.click()
        answer = self.page.evaluate("() => changed")
        if answer is None or says not in answer[1]:
            raise MeasuringError(f"{self._subject.name} did not answer a click: {answer}")
        self.settle()
        return float(answer[0])


def _visible(option: Locator) -> Locator:
    """Return the clickable element: some radios are invisible inside their label."""
    label = option.locator("xpath=ancestor-or-self::label")
    return label if label.count() else option


def _take(page: Page, step: Step) -> None:
    if step.fold:
        page.locator("summary").filter(has_text=step.fold).click()
        page.get_by_role("radio", name=step.option, exact=True).click()
    elif step.option:
        page.get_by_role("combobox", name=step.label).click()
        page.get_by_role("option", name=step.option).click()
    else:
        page.get_by_role("button", name=re.compile(f"^{re.escape(step.label)}")).click()


def first_screen(chromium: Browser, subject: Subject, url: str) -> dict[str, float]:
    """Open the first page in a new context.

    Returns
    -------
    ``text``: milliseconds from navigation to the first text; ``fetched``: kB over HTTP.
    """
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(FIRST.replace("SELECTOR", repr(subject.first)))
    page = context.new_page()
    try:
        page.goto(url)
        page.wait_for_function("() => window.firstSeen", timeout=PATIENCE_MS)
        text: float = page.evaluate("() => window.firstSeen")
        return {"text": text, "fetched": _fetched(page) / 1000}
    finally:
        context.close()


def _fetched(page: Page) -> float:
    script = "() => performance.getEntriesByType('resource').map(each => each.transferSize)"
    sizes: list[Any] = page.evaluate(script)
    return float(sum(sizes))
