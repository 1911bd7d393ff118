"""Act in one tab: find things by role and label, press them, wait for the end.

A run of the page has ended when the server has said so and the page rests; nothing here sleeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from serving import Server

PATIENCE_MS: Final = 30_000
"""The machine may be shared with others."""

SOON_MS: Final = 3_000
"""For what appears at once or not at all."""

START: Final = re.compile("^Start, about [0-9]+ minutes?$")
"""The button that starts an assessment."""

MORE: Final = "Assessment length, hours a week, your own skill matrix"
"""What is folded on the start page."""

PLACES: Final = ("Assess", "Result", "Plan", "Progress")

IN_MENU: Final = (
    "Assessments and data",
    "Start a new assessment",
    "Use your own skill matrix",
)

RESTS: Final = '[data-testid="stApp"][data-test-script-state="notRunning"]'
CONNECTED: Final = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'

_ENDED: Final = f"""
(before) => window.runsEnded > before && document.querySelector('{RESTS}')
  && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
  && performance.now() - window.changedAt > 80
"""

_BRING_TO_REST: Final = """
(element) => new Promise((done) => {
  element.scrollIntoView({behavior: "instant", block: "center"});
  requestAnimationFrame(() => requestAnimationFrame(done));
})
"""

_FOLD_RESTS: Final = """
([summary, open]) => {
  const fold = summary.closest("details");
  return fold.open === open && document.getAnimations().every((each) =>
    each.playState !== "running" || !fold.contains(each.effect.target));
}
"""
"""The page below moves while something unfolds: a press that begins then may end elsewhere."""

_CHOSEN: Final = """
() => [...document.querySelectorAll('[role=radiogroup]')].map((group) =>
  [...group.querySelectorAll('[role=radio][aria-checked=true]')].map((each) => each.innerText)
  .join('+'))
"""


class Tab:
    """One tab of somebody's browser."""

    def __init__(self, page: Page, url: str, *, is_blank: bool = False) -> None:
        self._page = page
        self._is_blank = is_blank
        self._url = url
        page.set_default_timeout(PATIENCE_MS)

    @property
    def page(self) -> Page:
        """Return the page; the start page, where no other address was opened before."""
        if self._is_blank:
            self.open()
        return self._page

    def open(self, path: str = "/") -> None:
        """Go to an address and wait until its page is there."""
        self._is_blank = False
        self.page.goto(path if "://" in path else self._url + path)
        self.wait_for_run(0)

    def reload(self) -> None:
        """Load the page again and wait until it is there."""
        self.page.reload()
        self.wait_for_run(0)

    def wait_for_run(self, before: int) -> None:
        """Wait until more runs than `before` have ended and the page rests."""
        self.page.wait_for_function(_ENDED, arg=before)

    @contextmanager
    def a_run(self) -> Iterator[None]:
        """Wait, at the end, for the run that the block has caused."""
        before = self.page.evaluate("window.runsEnded")
        yield
        self.wait_for_run(before)

    def press(self, name: str | re.Pattern[str], *, role: Any = "button") -> None:  # noqa: ANN401
        """Press a button, link or the like, by its name or the text on it, and wait for the end."""
        exact = isinstance(name, str)
        found = self.page.get_by_role(role, name=name, exact=exact)
        if isinstance(name, str):
            text = re.compile(rf"^\s*{re.escape(name)}\s*$")
            found = found.or_(self.page.get_by_role(role).filter(has_text=text))
        with self.a_run():
            found.click()

    def go_to(self, title: str) -> None:
        """Go to another page by the links of the frame: a place, Share, or one of the menu."""
        if title in IN_MENU:
            self.open_menu()
        with self.a_run():
            self.frame_link(title).click()
        expect(self.page.locator(".rr-menu[open]")).to_have_count(0)

    def frame_link(self, title: str) -> Locator:
        """Return a link of the frame."""
        if title in PLACES:
            places = self.page.get_by_role("navigation", name="Main")
            return places.get_by_role("link", name=title, exact=True)
        return self.page.locator(".rr-top").get_by_role("link", name=title, exact=True)

    def open_menu(self) -> None:
        """Open the menu of the frame."""
        self.page.locator("summary", has_text="⋯").click()
        self.frame_link(IN_MENU[0]).wait_for()

    def view(self, title: str) -> None:
        """Open another tab of the result."""
        self.press(title, role="tab")

    def go_to_checks(self) -> None:
        """Go to the knowledge checks by their address, which needs no finished skill."""
        self.open(f"/checks?a={self.assessment}")

    def begin(self, *, matrix: str = "Bakery", level: str = "", mode: str = "Full") -> str:
        """Start an assessment on the start page and return its id; with "", of the only matrix."""
        if matrix and not self._is_chosen("Matrix", matrix):
            self.choose("Matrix", re.compile(f"^{re.escape(matrix)}"))
        if level:
            self.press(level, role="radio")
        if mode != "Quick":
            self.unfold(MORE)
            self.press(mode, role="radio")
        self.press(START)
        self.page.get_by_role("radiogroup").first.wait_for()
        return self.assessment

    def _is_chosen(self, label: str, option: str) -> bool:
        box = self.page.get_by_role("combobox", name=label)
        return box.input_value().startswith(option)

    def choose_hours(self, hours: str) -> None:
        """Choose on the start page how many hours a week there are for learning."""
        self.unfold(MORE)
        self.choose("Hours a week for learning", hours)
        self.fold(MORE)

    def choose(self, label: str, option: str | re.Pattern[str]) -> None:
        """Choose an option of a list."""
        self._open_list(label)
        with self.a_run():
            self.page.get_by_role("option", name=option, exact=isinstance(option, str)).click()

    def _open_list(self, label: str) -> None:
        """Open a list; it closes again whenever the page still moves below it."""
        box = self.page.get_by_role("combobox", name=label)
        for _ in range(5):
            self.wait_for_run(0)
            box.evaluate(_BRING_TO_REST)
            box.click()
            try:
                self.page.get_by_role("option").first.wait_for(timeout=SOON_MS)
            except PlaywrightTimeoutError:
                continue
            return
        raise AssertionError(f"the list {label} does not stay open")

    def group(self, number: int) -> Locator:
        """Return the choices of one statement on this page, counted from 1."""
        return self.page.get_by_role("radiogroup").nth(number - 1)

    def option(self, number: int, title: str) -> Locator:
        """Return one choice of a statement."""
        return self.group(number).get_by_role("radio", name=title, exact=True)

    def answer(self, number: int, title: str) -> None:
        """Answer a statement and wait until that is dealt with."""
        with self.a_run():
            self.option(number, title).click()

    def chosen(self) -> list[str]:
        """Return the choice of every statement on this page, "" where there is none."""
        shown: list[str] = self.page.evaluate(_CHOSEN)
        return shown

    def answer_nth(self, number: int, choice: int) -> None:
        """Answer a statement with a choice counted from 0."""
        with self.a_run():
            self.group(number).get_by_role("radio").nth(choice).click()

    def answer_all(self, title: str = "Mostly") -> None:
        """Answer whatever a page asks; in quick mode each answer may bring a statement."""
        self.page.get_by_role("radiogroup").first.wait_for()
        while "" in (shown := self.chosen()):
            options = self.group(shown.index("") + 1).get_by_role("radio")
            with self.a_run():
                options.filter(has_text=title).or_(options.filter(has_text="I have it")).click()

    def unfold(self, title: str | re.Pattern[str]) -> None:
        """Open a collapsed section, and wait until the page has settled."""
        self._turn_fold(title, is_open=True)

    def fold(self, title: str | re.Pattern[str]) -> None:
        """Collapse an open section, and wait until the page has settled."""
        self._turn_fold(title, is_open=False)

    def _turn_fold(self, title: str | re.Pattern[str], *, is_open: bool) -> None:
        summary = self.page.locator("summary").filter(has_text=title).first
        summary.click()
        self.page.wait_for_function(_FOLD_RESTS, arg=[summary.element_handle(), is_open])

    def heading(self, title: str | re.Pattern[str]) -> Locator:
        """Return the heading with a title."""
        return self.page.get_by_role("heading", name=title, exact=isinstance(title, str))

    @property
    def status(self) -> Locator:
        """Return the line that says what is saved."""
        return self.page.get_by_role("status").filter(has_text=re.compile("saved", re.IGNORECASE))

    @property
    def rated(self) -> Locator:
        """Return what a finished skill came to."""
        return self.page.locator(".rr-rated")

    @property
    def main(self) -> Locator:
        """Return all below the top of the page."""
        return self.page.get_by_role("main")

    @property
    def assessment(self) -> str:
        """Return the id of the assessment this tab is about."""
        return self.asked_for("a")

    def asked_for(self, name: str) -> str:
        """Return a value of the address, "" where it is not in it."""
        return parse_qs(urlsplit(self.page.url).query).get(name, [""])[0]

    def forget_runs(self) -> None:
        """Begin to count runs anew, so that only those of a new server count."""
        self.page.evaluate("() => { window.runsEnded = 0; }")

    def wait_for_server(self) -> None:
        """Wait until the page has found a server again."""
        self.page.locator(CONNECTED).wait_for()


def restart_under(server: Server, *tabs: Tab) -> None:
    """Kill the server, start it again and wait until every tab has a page from the new one."""
    server.kill()
    for tab in tabs:
        tab.forget_runs()
    server.start()
    for tab in tabs:
        tab.wait_for_server()
        tab.wait_for_run(0)
