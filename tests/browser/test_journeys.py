"""Walk the ways people go, in a real browser against the real server."""

from __future__ import annotations

import re
from typing import Final

import pytest
import stored
from person import Person, Tab
from playwright.sync_api import expect
from serving import Server

from skills.library import Library
from skills.matrix import Matrix

NEXT: Final = re.compile("^(Next: |See the result)")


@pytest.fixture(scope="module")
def shipped() -> Matrix:
    return Library().shelf().matrices["machine-learning-engineer"]


def test_a_person_answers_everything_and_is_told(tab: Tab, server: Server, shipped: Matrix) -> None:
    assessment = tab.begin(mode="Quick")
    for title in _titles(shipped):
        expect(tab.heading(title)).to_be_visible()
        _answer_whole_page(tab, "Mostly")
        tab.press(NEXT)
    expect(tab.heading(re.compile("Machine learning engineer, Entry"))).to_be_visible()
    assert _count_answers(server, assessment) > len(shipped.skills)
    assert set(stored.values(server.database, assessment).values()) == {"mostly"}
    expect(tab.main).to_contain_text("Likely range")
    tab.reload()
    expect(tab.heading("What costs most")).to_be_visible()


def _titles(matrix: Matrix) -> list[str]:
    return [*(skill.title for skill in matrix.skills.values()), "Qualifications"]


def _answer_whole_page(tab: Tab, title: str) -> None:
    """Answer until nothing more is asked; in quick mode each answer may bring a statement."""
    while "" in (open_ones := tab.chosen()):
        number = open_ones.index("") + 1
        options = tab.group(number).get_by_role("radio")
        with tab.a_run():
            options.filter(has_text=title).or_(options.filter(has_text="I have it")).click()


def _count_answers(server: Server, assessment: str) -> int:
    return len(stored.values(server.database, assessment))


def test_answers_place_note_and_settings_outlive_a_kill(tab: Tab, server: Server) -> None:
    tab.choose("Hours a week for learning", "6")
    assessment = tab.begin(level="Mid-level")
    tab.answer(1, "Fully")
    tab.press(NEXT)
    tab.answer(2, "Partly")
    tab.unfold("Evidence and notes")
    with tab.a_run():
        tab.page.get_by_role("textbox").fill("see my notebook")
        tab.page.get_by_role("textbox").press("Control+Enter")
    server.restart()
    tab.reload()
    expect(tab.heading("Understanding of statistics and probability")).to_be_visible()
    assert tab.chosen() == ["", "Partly", "", "", ""]
    expect(tab.status).to_contain_text("2 of 49 statements answered")
    tab.unfold("Evidence and notes")
    expect(tab.page.get_by_role("textbox")).to_have_value("see my notebook")
    assert stored.values(server.database, assessment, "note") == {"statistics": "see my notebook"}
    tab.go_to("My assessments")
    tab.press("Change")
    expect(tab.page.get_by_role("combobox", name="Hours a week")).to_have_value("6")
    assert tab.chosen() == ["Full"]
    tab.page.get_by_role("button", name="Close", exact=True).click()
    tab.go_to("Result")
    expect(tab.main).to_contain_text("Machine learning engineer, Mid-level")


def test_somebody_who_comes_back_goes_on_where_they_stopped(person: Person) -> None:
    earlier = person.new_tab()
    earlier.begin(mode="Quick")
    earlier.press(NEXT)
    earlier.answer(1, "Not yet")
    earlier.page.close()
    later = person.new_tab()
    later.press(re.compile("^Go on with"))
    expect(later.heading("Understanding of statistics and probability")).to_be_visible()
    assert later.chosen()[0] == "Not yet"


def test_what_does_not_apply_counts_for_nothing(tab: Tab, server: Server) -> None:
    assessment = tab.begin()
    _answer_whole_page(tab, "Does not apply")
    expect(tab.status).to_contain_text("This skill is set aside as not applicable.")
    assert set(stored.values(server.database, assessment).values()) == {"not-applicable"}
    tab.go_to("Result")
    expect(tab.main).to_contain_text("6 set aside as not applicable")
    expect(tab.heading(re.compile("Not enough answers"))).to_be_visible()


def test_one_answer_and_then_all_are_cleared(tab: Tab, server: Server) -> None:
    assessment = tab.begin()
    for number in (1, 2, 3):
        tab.answer(number, "Mostly")
    tab.page.get_by_role("button", name="Clear an answer").click()
    with tab.a_run():
        tab.page.get_by_role("menuitem").nth(1).click()
    expect(tab.option(2, "Mostly")).not_to_be_checked()
    assert tab.chosen() == ["Mostly", "", "Mostly", "", "", ""]
    assert _count_answers(server, assessment) == 2
    tab.answer(2, "Fully")
    tab.page.get_by_role("button", name="Clear an answer").click()
    with tab.a_run():
        tab.page.get_by_role("menuitem", name="All answers on this page").click()
    expect(tab.status).to_contain_text("0 of 49")
    assert tab.chosen() == [""] * 6
    assert _count_answers(server, assessment) == 0
    tab.reload()
    assert tab.chosen() == [""] * 6


def test_the_menu_names_what_it_clears_as_it_is_asked(tab: Tab) -> None:
    tab.begin()
    tab.answer(1, "Mostly")
    tab.page.get_by_role("button", name="Clear an answer").click()
    names = tab.page.get_by_role("menuitem").all_inner_texts()
    assert names == [
        "Say what a ten-line function returns for a given input before you run it.",
        "All answers on this page",
    ]


def test_nothing_is_chosen_beforehand_and_no_target_shows_before_all_is_rated(tab: Tab) -> None:
    tab.begin()
    assert tab.chosen() == [""] * 6
    for number in range(1, 6):
        tab.answer(number, "Fully")
        expect(tab.status).to_contain_text(f"{number} of 49")
        assert "asks for" not in tab.page.locator("body").inner_text()
    tab.answer(6, "Fully")
    expect(tab.status).to_contain_text("You are at level 4; Entry asks for 2.")


def test_back_next_and_the_list_lead_to_every_skill(tab: Tab, shipped: Matrix) -> None:
    tab.begin()
    titles = _titles(shipped)
    tab.answer(1, "Fully")
    tab.press(f"Next: {titles[1]}")
    expect(tab.heading(titles[1])).to_be_focused()
    tab.press("Back")
    expect(tab.heading(titles[0])).to_be_focused()
    assert tab.chosen()[0] == "Fully"
    tab.choose("Jump to", _marked("○", titles[4]))
    expect(tab.heading(titles[4])).to_be_focused()
    expect(tab.page.get_by_text("5 of 10")).to_be_visible()
    tab.choose("Jump to", _marked("◐", titles[0]))
    expect(tab.heading(titles[0])).to_be_focused()
    _answer_whole_page(tab, "Partly")
    tab.choose("Jump to", "Qualifications")
    tab.choose("Jump to", _marked("✓", titles[0]))
    expect(tab.heading(titles[0])).to_be_focused()


def _marked(mark: str, title: str) -> re.Pattern[str]:
    return re.compile(f"^{mark} {re.escape(title)}")


def test_an_answer_keeps_the_focus_where_it_is(tab: Tab) -> None:
    tab.begin()
    tab.answer(2, "Partly")
    expect(tab.option(2, "Partly")).to_be_focused()
    tab.answer(6, "Partly")
    expect(tab.option(6, "Partly")).to_be_focused()


def test_qualifications_are_kept_and_shown_beside_the_skills(tab: Tab, server: Server) -> None:
    assessment = tab.begin()
    tab.answer(1, "Fully")
    tab.choose("Jump to", "Qualifications")
    tab.answer(1, "Working on it")
    expect(tab.status).to_contain_text("Saved")
    assert stored.values(server.database, assessment, "qualification") == {"degree": "in-progress"}
    tab.reload()
    assert tab.chosen()[0] == "Working on it"
    tab.press("See the result")
    expect(tab.main).to_contain_text("Not enough answers")
