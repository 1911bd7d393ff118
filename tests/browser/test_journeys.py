"""Walk the ways people go, in a real browser against the real server."""

from __future__ import annotations

import re
from typing import Final

import database_content
from person import Person
from playwright.sync_api import expect
from serving import Server
from tab import SOON_MS, Tab

from skills.matrix.library import Library
from skills.sentences.pages import SET_ASIDE

NEXT: Final = re.compile("^(Next: |See your result)")
QUESTION: Final = "Am I ready for that job, and what should I do next?"
PREVIEW: Final = re.compile("^Preview: ")
STEPS: Final = ("Bread", "Ovens", "Shop", "Qualifications")


def test_a_person_answers_the_shipped_matrix_to_the_end_and_is_reported(
    tab: Tab, server: Server
) -> None:
    shipped = Library().load().matrices["machine-learning-engineer"]
    assessment = tab.begin(matrix=shipped.title, mode="Quick")
    asked = {target.skill for target in next(iter(shipped.profiles.values())).targets}
    for skill in (each for each in shipped.skills.values() if each.id in asked):
        expect(tab.heading(skill.title)).to_be_visible()
        tab.answer_all("Mostly")
        tab.press(NEXT)
    tab.press("See your result")
    expect(tab.heading(re.compile("^By your own ratings, you're ready for "))).to_be_visible()
    expect(tab.main).to_contain_text("By your own ratings, it's probably between ")
    kept = database_content.values(server.database, assessment)
    assert {shipped.statements[each].id.split(".")[0] for each in kept} == asked
    assert set(kept.values()) == {"mostly"}
    tab.reload()
    expect(tab.heading("Your biggest gaps")).to_be_visible()


def test_answers_place_note_and_settings_survive_a_kill(tab: Tab, server: Server) -> None:
    tab.choose_hours("6")
    assessment = tab.begin(level="Master")
    tab.answer(1, "Fully")
    tab.press(NEXT)
    tab.answer(2, "Partly")
    tab.unfold("Evidence and notes")
    with tab.a_run():
        tab.page.get_by_role("textbox").fill("see my notebook")
        tab.page.get_by_role("textbox").press("Control+Enter")
    server.restart()
    tab.reload()
    expect(tab.heading("Ovens")).to_be_visible()
    assert tab.chosen() == ["", "Partly", ""]
    expect(tab.status).to_contain_text("2 of 9")
    tab.unfold("Evidence and notes")
    expect(tab.page.get_by_role("textbox")).to_have_value("see my notebook")
    assert database_content.values(server.database, assessment, "note") == {
        "oven": "see my notebook"
    }
    tab.go_to("Assessments and data")
    tab.press("Edit")
    expect(tab.page.get_by_role("combobox", name="Hours a week")).to_have_value("6")
    assert tab.chosen() == ["Full"]
    tab.page.get_by_role("button", name="Close", exact=True).click()
    tab.go_to("Result")
    expect(tab.option(1, "Master")).to_be_checked()


def test_a_returning_person_continues_where_they_stopped(person: Person) -> None:
    earlier = person.new_tab()
    earlier.begin(mode="Quick")
    earlier.press(NEXT)
    earlier.answer(1, "Not yet")
    earlier.page.close()
    later = person.new_tab()
    later.press(re.compile("^Continue “"))
    expect(later.heading("Ovens")).to_be_visible()
    assert later.chosen()[0] == "Not yet"


def test_quick_mode_asks_the_middle_first_and_leaves_out_what_follows(
    tab: Tab, server: Server
) -> None:
    assessment = tab.begin(mode="Quick")
    assert tab.chosen() == [""]
    tab.answer(1, "Fully")
    tab.answer(2, "Not yet")
    expect(tab.rated).to_contain_text("Apprentice needs 2")
    assert tab.chosen() == ["Fully", "Not yet"]
    assert database_content.values(server.database, assessment) == {
        "bread.bake": "fully",
        "bread.sour": "not-yet",
    }
    tab.answer(1, "Not yet")
    assert tab.chosen().count("") <= 1


def test_what_does_not_apply_counts_for_nothing(tab: Tab, server: Server) -> None:
    assessment = tab.begin()
    tab.answer_all("Doesn't apply")
    expect(tab.rated).to_contain_text(SET_ASIDE)
    assert set(database_content.values(server.database, assessment).values()) == {"not-applicable"}
    tab.go_to("Result")
    expect(tab.main).to_contain_text("4 set aside")
    expect(tab.heading(PREVIEW)).to_be_visible()


def test_one_answer_and_then_all_are_cleared(tab: Tab, server: Server) -> None:
    assessment = tab.begin()
    for number in (1, 2, 3):
        tab.answer(number, "Mostly")
    tab.page.get_by_role("button", name="Clear an answer").click()
    assert tab.page.get_by_role("menuitem").all_inner_texts() == [
        "Knead a dough until it is smooth.",
        "Bake a loaf from a recipe, with a colleague's help.",
        "Keep a sourdough alive on your own.",
        "All answers on this page",
    ]
    with tab.a_run():
        tab.page.get_by_role("menuitem").nth(1).click()
    expect(tab.option(2, "Mostly")).not_to_be_checked()
    assert tab.chosen() == ["Mostly", "", "Mostly", ""]
    kept = database_content.values(server.database, assessment)
    assert kept == {"bread.knead": "mostly", "bread.sour": "mostly"}
    tab.answer(2, "Fully")
    tab.page.get_by_role("button", name="Clear an answer").click()
    with tab.a_run():
        tab.page.get_by_role("menuitem", name="All answers on this page").click()
    expect(tab.status).to_contain_text("0 of 9")
    assert tab.chosen() == [""] * 4
    assert database_content.values(server.database, assessment) == {}
    tab.reload()
    assert tab.chosen() == [""] * 4


def test_nothing_is_chosen_beforehand_and_no_target_shows_before_all_is_rated(tab: Tab) -> None:
    tab.begin()
    assert tab.chosen() == [""] * 4
    for number in range(1, 4):
        tab.answer(number, "Fully")
        expect(tab.status).to_contain_text(f"{number} of 9")
        assert "needs" not in tab.page.locator("body").inner_text()
    tab.answer(4, "Fully")
    expect(tab.rated).to_contain_text("That's level 4 of 4. Apprentice needs 2")


def test_back_next_and_the_list_lead_to_every_step(tab: Tab) -> None:
    tab.begin()
    tab.answer(1, "Fully")
    tab.press(f"Next: {STEPS[1]}")
    expect(tab.heading(STEPS[1])).to_be_focused()
    tab.press("Back")
    expect(tab.heading(STEPS[0])).to_be_focused()
    assert tab.chosen()[0] == "Fully"
    tab.choose("Jump to", _marked("○", STEPS[2]))
    expect(tab.heading(STEPS[2])).to_be_focused()
    expect(tab.page.get_by_text("3 of 4")).to_be_visible()
    tab.choose("Jump to", _marked("◐", STEPS[0]))
    expect(tab.heading(STEPS[0])).to_be_focused()
    tab.answer_all("Partly")
    tab.choose("Jump to", STEPS[3])
    expect(tab.heading(STEPS[3])).to_be_focused()
    tab.choose("Jump to", _marked("✓", STEPS[0]))
    expect(tab.heading(STEPS[0])).to_be_focused()


def test_the_browsers_back_button_goes_back_step_by_step(tab: Tab) -> None:
    tab.go_to("Assessments and data")
    tab.go_to("Readiness Radar")
    tab.begin()
    tab.press(f"Next: {STEPS[1]}")
    expect(tab.heading(STEPS[1])).to_be_visible()
    tab.go_to("Result")
    expect(tab.heading(PREVIEW)).to_be_visible()
    for before in (STEPS[1], STEPS[0], QUESTION, "Assessments and data"):
        with tab.a_run():
            tab.page.go_back()
        expect(tab.heading(before)).to_be_visible(timeout=SOON_MS)


def _marked(mark: str, title: str) -> re.Pattern[str]:
    return re.compile(f"^{mark} {re.escape(title)}")


def test_an_answer_keeps_the_focus_where_it_is(tab: Tab) -> None:
    tab.begin()
    for number in (2, 4):
        tab.answer(number, "Partly")
        expect(tab.option(number, "Partly")).to_be_focused()


def test_qualifications_are_kept_and_shown_beside_the_skills(tab: Tab, server: Server) -> None:
    assessment = tab.begin(mode="Quick")
    for step in STEPS[1:]:
        tab.answer_all("Fully")
        tab.press(f"Next: {step}")
    tab.answer(1, "Working on it")
    expect(tab.status).to_contain_text("Saved")
    kept = database_content.values(server.database, assessment, "qualification")
    assert kept == {"licence": "in-progress"}
    tab.reload()
    assert tab.chosen()[0] == "Working on it"
    tab.press("See your result")
    tab.view("All skills")
    row = tab.page.get_by_role("table", name="Qualifications").get_by_role("row").nth(1)
    expect(row).to_contain_text("Hygiene certificate")
    expect(row).to_contain_text("preferred")
    expect(row).to_contain_text("in progress")
