"""Go from place to place by the frame: old addresses, back, reload, focus, another tab."""

from __future__ import annotations

import re
from typing import Final

import prepared
import pytest
from keys import Keys
from person import Person
from playwright.sync_api import expect
from serving import Server
from tab import PLACES, SOON_MS, Tab

MOVED: Final = {"projects": "plan", "history": "progress", "report": "share"}
HEADINGS: Final = {"Plan": "Your plan", "Progress": "Progress", "Share": "Share"}
SHOWN: Final = "() => [...document.querySelectorAll('h1, h2')].map((each) => each.innerText)"


@pytest.fixture
def begun(person: Person, server: Server, matrices: str) -> Tab:
    """Open the first page of an assessment."""
    return prepared.begin(person, server, matrices, mode="quick")


@pytest.mark.parametrize("path", MOVED)
def test_an_address_of_before_leads_to_where_its_content_is_now(begun: Tab, path: str) -> None:
    assessment = begun.assessment
    begun.open(f"/{path}?a={assessment}")
    heading = HEADINGS[MOVED[path].capitalize()]
    expect(begun.heading(heading)).to_be_visible()
    assert f"/{MOVED[path]}?" in begun.page.url
    assert begun.assessment == assessment
    here = begun.page.locator(".rr-top [aria-current=page]")
    expect(here).to_have_text(MOVED[path].capitalize())


def test_the_back_button_goes_back_one_page_at_a_time(begun: Tab) -> None:
    headings = {"Assess": "Bread", "Result": re.compile("^Preview")} | HEADINGS
    visited = [*PLACES, "Share", "Result", "Assess"]
    for title in visited[1:]:
        begun.go_to(title)
        expect(begun.heading(headings[title])).to_be_visible()
    for title in reversed(visited[:-1]):
        with begun.a_run():
            begun.page.go_back()
        expect(begun.heading(headings[title])).to_be_visible(timeout=SOON_MS)
        expect(begun.page.locator(".rr-top [aria-current=page]")).to_have_text(title)
    with begun.a_run():
        begun.page.go_forward()
    expect(begun.heading(headings["Result"])).to_be_visible()


@pytest.mark.parametrize("view", ["All skills", "Other roles", "How it's scored"])
def test_a_reload_stays_on_the_same_tab_of_the_result(tab: Tab, view: str) -> None:
    tab.open("/result?a=example")
    tab.view(view)
    expect(tab.page.get_by_role("tab", name=view)).to_have_attribute("aria-selected", "true")
    assert tab.asked_for("view") == view
    tab.reload()
    expect(tab.page.get_by_role("tab", name=view)).to_have_attribute("aria-selected", "true")
    expect(tab.main.get_by_role("heading", name=view, level=1)).to_have_count(1)


def test_the_keyboard_enters_a_group_at_the_chosen_option(begun: Tab) -> None:
    begun.answer(1, "Mostly")
    begun.page.get_by_role("heading", level=1).focus()
    keys = Keys(begun)
    for _ in range(4):
        keys.press("Tab")
        if keys.here()[0] == "radio":
            break
    assert keys.here() == ("radio", "Mostly")


def test_the_menu_closes_by_key_and_by_a_click_elsewhere(begun: Tab) -> None:
    opened = begun.page.locator(".rr-menu[open]")
    summary = begun.page.locator(".rr-menu summary")
    begun.open_menu()
    begun.frame_link("Assessments and data").focus()
    begun.page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(summary).to_be_focused()
    begun.page.keyboard.press("Enter")
    expect(opened).to_have_count(1)
    with begun.a_run():
        begun.option(1, "Mostly").click()
    expect(opened).to_have_count(0)


def test_a_click_for_another_tab_opens_one_about_the_same_assessment(
    begun: Tab, person: Person
) -> None:
    with person.context.expect_page() as waiting:
        begun.frame_link("Result").click(modifiers=["Control"])
    other = Tab(waiting.value, person.url)
    other.wait_for_run(0)
    # A locator would wait for a navigation that the headless shell does not report as ended.
    assert other.page.evaluate(SHOWN)[0].startswith("Preview")
    assert other.assessment == begun.assessment
    expect(begun.heading("Bread")).to_be_visible()


def test_a_link_of_the_frame_keeps_the_focus_and_the_page_is_not_loaded_anew(begun: Tab) -> None:
    begun.page.evaluate("() => { window.isTheSame = true; }")
    begun.frame_link("Plan").focus()
    with begun.a_run():
        begun.page.keyboard.press("Enter")
    expect(begun.heading("Your plan")).to_be_visible()
    expect(begun.frame_link("Plan")).to_be_focused()
    assert begun.page.evaluate("() => window.isTheSame")


def test_the_skip_link_leads_to_the_content(begun: Tab) -> None:
    begun.go_to("Plan")
    keys = Keys(begun)
    begun.page.get_by_role("link", name="Skip to main content").focus()
    keys.press("Enter")
    keys.press("Tab")
    inside = "(frame) => frame.contains(document.activeElement)"
    assert not begun.page.locator(".rr-top").evaluate(inside), keys.here()
    focus = "(link) => {link.click(); return document.activeElement.localName}"
    at_once = begun.page.get_by_role("link", name="Skip to main content").evaluate(focus)
    assert at_once == "h1", "a Tab that follows closely must find the focus there"
