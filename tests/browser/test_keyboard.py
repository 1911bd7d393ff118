"""Go from the first page to the result without a mouse."""

from __future__ import annotations

import re
from typing import Final

import stored
from person import Tab
from playwright.sync_api import expect
from serving import Server

FAR: Final = 40
"""Stops one may have to pass on the way to anything on these pages."""

_FOCUSED: Final = """
() => {
  const each = document.activeElement;
  return [each.getAttribute('role') ?? each.tagName.toLowerCase(),
    (each.ariaLabel ?? each.innerText ?? '').trim()];
}
"""


class Keys:
    """Press keys and know where one is."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.page = tab.page

    def here(self) -> tuple[str, str]:
        role, name = self.page.evaluate(_FOCUSED)
        return role, name

    def tab_to(self, role: str, name: str) -> None:
        """Press Tab until the focus is there; every stop on the way has to have a name."""
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            found = self.here()
            if found[0] == role and re.search(name, found[1]):
                return
        raise AssertionError(f"no {role} {name} within {FAR} stops")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


def test_from_the_first_page_to_the_result(tab: Tab, server: Server) -> None:
    keys = Keys(tab)
    keys.press("Tab")
    assert keys.here() == ("a", "Skip to main content")
    keys.tab_to("combobox", "Matrix")
    keys.page.keyboard.type("Bakery")
    with tab.a_run():
        keys.press("Enter")
    keys.tab_to("radio", "Apprentice")
    keys.tab_to("radio", "Full")
    with tab.a_run():
        keys.press("ArrowRight", "Space")
    expect(tab.page.get_by_role("radio", name="Quick")).to_be_checked()
    keys.tab_to("button", "^Start$")
    with tab.a_run():
        keys.press("Enter")
    for title in ("Bread", "Ovens", "Shop"):
        expect(tab.heading(title)).to_be_focused()
        _answer_all(keys)
        keys.tab_to("button", "^Next: ")
        with tab.a_run():
            keys.press("Enter")
    expect(tab.heading("Qualifications")).to_be_focused()
    keys.tab_to("button", "^See the result$")
    with tab.a_run():
        keys.press("Space")
    expect(tab.heading(re.compile("Baker, Apprentice"))).to_be_visible()
    kept = stored.values(server.database, tab.assessment)
    assert len(kept) >= 3
    assert set(kept.values()) == {"partly"}
    keys.tab_to("summary", "The same as a table")
    keys.press("Enter")
    expect(tab.page.get_by_role("region", name="Skills against targets")).to_be_visible()


def _answer_all(keys: Keys) -> None:
    """Choose the second option of whatever is asked; the focus has to stay on it."""
    number = 0
    while "" in keys.tab.chosen():
        number += 1
        keys.tab_to("radio", "Not yet")
        with keys.tab.a_run():
            keys.press("ArrowRight", "Space")
        expect(keys.tab.option(number, "Partly")).to_be_checked()
        expect(keys.tab.option(number, "Partly")).to_be_focused()


def test_a_dialog_takes_the_focus_and_gives_it_back(tab: Tab) -> None:
    tab.begin()
    tab.go_to("My assessments")
    keys = Keys(tab)
    keys.tab_to("button", "^Delete$")
    with tab.a_run():
        keys.press("Enter")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _ in range(8):
        keys.press("Tab")
        inside = dialog.evaluate("(each) => each.contains(document.activeElement)")
        assert inside, f"{keys.here()} is behind the dialog"
    keys.press("Escape")
    expect(dialog).to_have_count(0)
    expect(tab.page.get_by_role("button", name="Delete", exact=True)).to_be_focused()
