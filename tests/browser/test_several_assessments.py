"""Have several assessments, look at their results, and keep them from everybody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import database_content
from person import Person
from playwright.sync_api import expect
from serving import Server
from tab import START, Tab
from wire import Wire

TITLE: Final = "Baker, Apprentice"


def _new_title(tab: Tab, title: str) -> None:
    tab.press("Edit")
    box = tab.page.get_by_role("dialog").get_by_role("textbox", name="Name")
    with tab.a_run():
        box.fill(title)
        box.press("Enter")
    tab.press("Save")
    expect(tab.page.get_by_role("dialog")).to_have_count(0)


def test_an_assessment_is_renamed_and_then_deleted_for_good(tab: Tab, server: Server) -> None:
    assessment = tab.begin()
    tab.answer(1, "Fully")
    address = tab.page.url
    tab.go_to("Assessments and data")
    _new_title(tab, "Before the course")
    expect(tab.heading("Before the course")).to_be_visible()
    tab.press("Delete")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog).to_contain_text(
        f"“Before the course” ({TITLE}) will be permanently deleted, with its answers and notes: 1 "
    )
    tab.press("Delete permanently")
    expect(dialog).to_have_count(0)
    expect(tab.main).to_contain_text("None yet.")
    assert assessment not in database_content.everything(server.database)
    assert "Before the course" not in database_content.everything(server.database)
    for path in (address, f"/result?a={assessment}", f"/projects?a={assessment}"):
        tab.open(path)
        expect(tab.heading("Not found")).to_be_visible()
        assert TITLE not in tab.main.inner_text()
    tab.press("Go to the start page")
    expect(tab.page.get_by_role("button", name=START)).to_be_visible()


def test_a_title_that_is_all_spaces_changes_nothing(tab: Tab) -> None:
    tab.begin()
    tab.go_to("Assessments and data")
    _new_title(tab, "   ")
    expect(tab.heading(TITLE)).to_be_visible()


def test_nobody_sees_anything_of_another_person(
    person: Person, new_person: Callable[[], Person]
) -> None:
    tab = person.new_tab()
    assessment = tab.begin(level="Master")
    tab.answer(1, "Fully")
    tab.go_to("Assessments and data")
    _new_title(tab, "Private title")
    stranger = new_person().new_tab()
    for page in ("assess", "result", "plan"):
        stranger.open(f"/{page}?a={assessment}&tab={tab.asked_for('tab')}")
        expect(stranger.heading("Not found")).to_be_visible()
        text = stranger.page.locator("body").inner_text()
        assert "Private title" not in text
        assert "Master" not in text
        assert stranger.page.get_by_role("radio").count() == 0
    unknown = stranger.main.inner_text()
    stranger.open("/projects?a=AAAAAAAAAAAA")
    expect(stranger.heading("Not found")).to_be_visible()
    assert stranger.main.inner_text() == unknown
    stranger.go_to("Assessments and data")
    expect(stranger.main).to_contain_text("None yet.")


def test_the_level_aimed_for_is_switched_on_the_result_and_stays(tab: Tab, server: Server) -> None:
    tab.begin(mode="Quick")
    _rate_skills(tab, 3)
    tab.go_to("Result")
    expect(tab.heading(re.compile("apprentice", re.IGNORECASE))).to_be_visible()
    tab.press("Master", role="radio")
    expect(tab.heading(re.compile("master", re.IGNORECASE))).to_be_visible()
    tab.view("Other roles")
    chosen = tab.page.get_by_role("listitem").filter(has_text="your target")
    expect(chosen).to_contain_text("Master")
    tab.press("Journeyman", role="radio")
    expect(chosen).to_contain_text("Journeyman")
    server.restart()
    tab.reload()
    expect(chosen).to_contain_text("Journeyman")


def test_a_result_needs_enough_answers(tab: Tab) -> None:
    tab.begin()
    tab.go_to("Result")
    expect(tab.heading(re.compile("^Preview: "))).to_be_visible()
    expect(tab.main).to_contain_text("0 of 9")
    expect(tab.page.get_by_role("tab")).to_have_count(0)
    tab.press("Continue answering")
    tab.answer(1, "Fully")
    tab.answer(2, "Mostly")
    tab.go_to("Result")
    expect(tab.heading(re.compile("^Preview: "))).to_be_visible()
    expect(tab.main).to_contain_text("2 of 9")
    expect(tab.heading("Preview: 6 more answers to your first verdict")).to_be_visible()
    expect(tab.main).to_contain_text("Still to answer: Bread, Ovens and Shop.")


def test_pages_without_an_assessment_say_what_to_do(tab: Tab) -> None:
    for path in ("/assess", "/result", "/projects"):
        tab.open(path)
        expect(tab.heading("Nothing here yet")).to_be_visible()
        expect(tab.page.get_by_role("button", name="Go to the start page")).to_be_visible()
    tab.open("/assessments")
    expect(tab.main).to_contain_text("None yet.")


def test_projects_are_listed_gap_by_gap_with_all_that_one_needs(tab: Tab) -> None:
    tab.choose_hours("4")
    tab.begin(mode="Quick")
    _rate_skills(tab, 3)
    tab.go_to("Plan")
    expect(tab.heading("Your plan")).to_be_visible()
    expect(tab.heading("Gap by gap")).to_be_visible()
    costs = [float(each) for each in re.findall(r"−(\d+\.\d) points", tab.main.inner_text())]
    assert len(costs) == 3
    assert costs == sorted(costs, reverse=True)
    tab.unfold("What to do")
    card = tab.page.locator("details[open]")
    for name in ("Raises", "Time", "Data", "Licence", "Deliver", "Done when", "Baseline"):
        expect(card.get_by_text(name, exact=True)).to_be_visible()
    expect(card).to_contain_text("about 2 weeks at 4 hours a week")
    tab.page.locator("details[open] summary").click()
    tab.unfold("Bread ·")
    expect(card.first).to_contain_text("Listed above: “A hundred rolls” (step 1 of your plan).")
    # It would add nothing after the rolls, which lead to the target.
    expect(tab.main).not_to_contain_text("A month of sourdough")


def test_a_browser_without_cookies_gets_a_message_about_them(server: Server) -> None:
    with Wire(server.url, cookie="another=1") as wire:
        wire.run()
        assert "This page needs one cookie" in wire.texts
        assert "button_group" not in wire.texts


def _rate_skills(tab: Tab, count: int) -> None:
    for _ in range(count):
        tab.answer_all("Not yet")
        tab.press(re.compile("^Next: "))
