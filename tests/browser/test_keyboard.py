"""Go from the first page to the result without a mouse."""

from __future__ import annotations

import re
from typing import Final

import database_content
import pytest
from keys import FAR, Keys
from playwright.sync_api import expect
from serving import Server
from tab import MORE, PLACES, START, Tab

from skills.matrix.library import Library

MOST_KEYS: Final = 200


def test_from_the_first_page_to_the_result(tab: Tab, server: Server) -> None:
    keys = Keys(tab)
    keys.press("Tab")
    assert keys.here() == ("a", "Skip to main content")
    for place in ("Readiness Radar", *PLACES, "Share"):
        keys.tab_to("a", f"^{place}$")
    keys.tab_to("combobox", "Matrix")
    keys.page.keyboard.type("Bakery")
    with tab.a_run():
        keys.press("Enter")
    keys.tab_to("radio", "Apprentice")
    keys.tab_to("summary", MORE)
    keys.press("Enter")
    keys.tab_to("radio", "Quick")
    with tab.a_run():
        keys.press("ArrowLeft", "Space")
    expect(tab.page.get_by_role("radio", name="Full")).to_be_checked()
    with tab.a_run():
        keys.press("ArrowRight", "Space")
    expect(tab.page.get_by_role("radio", name="Quick")).to_be_checked()
    keys.tab_to("button", START.pattern)
    with tab.a_run():
        keys.press("Enter")
    for title in ("Bread", "Ovens", "Shop"):
        expect(tab.heading(title)).to_be_focused()
        _answer_all(keys)
        keys.tab_to("button", "^Next: ")
        with tab.a_run():
            keys.press("Enter")
    expect(tab.heading("Qualifications")).to_be_focused()
    keys.tab_to("button", "^See your result$")
    with tab.a_run():
        keys.press("Space")
    expect(tab.heading("Your biggest gaps")).to_be_visible()
    kept = database_content.values(server.database, tab.assessment)
    assert len(kept) >= 3
    assert set(kept.values()) == {"partly"}
    keys.tab_to("tab", "Overview")
    with tab.a_run():
        keys.press("ArrowRight", "Enter")
    expect(tab.page.get_by_role("tab", name="All skills")).to_be_focused()
    keys.tab_to("summary", "As a table")
    keys.press("Enter")
    expect(tab.page.get_by_role("region", name="Skills against targets")).to_be_visible()


@pytest.mark.parametrize(
    ("lose", "restore"),
    [
        ("each.removeAttribute('tabindex')", "each.tabIndex = 0"),
        ("each.style.display = 'none'", "each.style.display = ''"),
    ],
    ids=["not chosen for a moment", "hidden for a moment"],
)
def test_the_focus_returns(tab: Tab, lose: str, restore: str) -> None:
    heading = tab.page.locator("h1")
    heading.evaluate("(each) => { each.tabIndex = 0; each.focus(); }")
    heading.evaluate(f"(each) => {{ {lose} }}")
    tab.page.wait_for_function("() => document.activeElement === document.body")
    heading.evaluate(f"(each) => {{ {restore} }}")
    expect(heading).to_be_focused()


def test_a_second_digit_does_not_change_the_answer_of_the_first(tab: Tab) -> None:
    tab.begin(mode="Quick")
    with tab.a_run():
        tab.page.evaluate(_TWO_DIGITS)
    assert tab.chosen()[0] == "Mostly"
    expect(tab.option(1, "Mostly")).to_be_focused()


_TWO_DIGITS: Final = """
() => {
  for (const key of ['3', '1'])
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
}
"""
"""The second comes before the statement that the first one brings."""


def test_the_shipped_matrix_in_full_takes_at_most_200_keys(tab: Tab, server: Server) -> None:
    """A digit answers the next open statement, and Enter goes on, wherever the focus is."""
    shipped = Library().load().matrices["machine-learning-engineer"]
    box = tab.page.get_by_role("combobox", name="Matrix")
    if not box.input_value().startswith(shipped.title):
        tab.choose("Matrix", re.compile(f"^{re.escape(shipped.title)}"))
    tab.page.locator("h1").evaluate("(each) => { each.tabIndex = -1; each.focus(); }")
    keys = Keys(tab)
    keys.tab_to("summary", MORE)
    keys.press("Enter")
    keys.tab_to("radio", "Quick")
    with tab.a_run():
        keys.press("ArrowLeft", "Space")
    expect(tab.page.get_by_role("radio", name="Full")).to_be_checked()
    for _ in range(FAR):
        keys.press("Shift+Tab")
        if re.match(START, keys.here()[1]):
            break
    with tab.a_run():
        keys.press("Enter")
    asked = {each.skill for each in next(iter(shipped.profiles.values())).targets}
    skills = [each for each in shipped.skills.values() if each.id in asked]
    for skill in skills:
        expect(tab.heading(skill.title)).to_be_focused()
        for number in range(len(skill.statements)):
            with tab.a_run():
                keys.press(str(number % 4 + 1))
        assert "" not in tab.chosen()
        with tab.a_run():
            keys.press("Enter")
    expect(tab.heading("Qualifications")).to_be_focused()
    with tab.a_run():
        keys.press("Enter")
    expect(tab.page.get_by_role("tab", name="Overview")).to_be_visible()
    kept = database_content.values(server.database, tab.assessment)
    expected = {
        each.id: each.scale.options[number % 4].id
        for skill in skills
        for number, each in enumerate(skill.statements)
    }
    assert kept == expected
    assert keys.pressed <= MOST_KEYS


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
    tab.go_to("Assessments and data")
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
    expect(tab.page.get_by_role("button", name=re.compile("^Delete"))).to_be_focused()


def test_each_button_of_a_list_says_what_it_is_about(tab: Tab) -> None:
    tab.begin()
    tab.go_to("Assessments and data")
    title = "Baker, Apprentice"
    for label in ("Continue", "Result", "Edit", "Delete"):
        button = tab.page.get_by_role("button", name=f"{label} {title}", exact=True)
        expect(button).to_have_text(label)
