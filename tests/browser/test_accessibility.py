"""Let everybody use every page: rules of accessibility, narrow screens, the keyboard's place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
import scan
from person import Person
from playwright.sync_api import expect
from tab import MORE, Tab

SCHEMES: Final = ("light", "dark")


Inspect = Callable[[], scan.Inspector]


@pytest.fixture
def inspect(new_person: Callable[..., Person]) -> Iterator[Inspect]:
    """Give an inspector of a fresh tab; everything it found fails the test."""
    given: list[scan.Inspector] = []

    def begin() -> scan.Inspector:
        given.append(scan.Inspector(new_person().new_tab()))
        return given[-1]

    yield begin
    wrong = "\n".join(line for each in given for line in each.wrong)
    if wrong:
        pytest.fail(wrong, pytrace=False)


def test_start_page(inspect: Inspect, tmp_path: Path) -> None:
    on = inspect()
    on.look("start")
    broken = tmp_path / "broken.yaml"
    broken.write_text("matrix: One Two\nlevles: [a, b]\nareas: {x: 1}\n")
    on.tab.unfold(MORE)
    with on.tab.a_run():
        on.tab.page.locator("input[type=file]").set_input_files(broken)
    expect(on.tab.page.get_by_role("alert").filter(has_text="broken.yaml")).to_be_visible()
    on.look("start with problems")
    on.tab.open("/result")
    on.look("nothing here yet")
    on.tab.open("/assessments")
    on.look("no assessments")
    on.tab.open("/assess?a=AAAAAAAAAAAA")
    on.look("not found")


def test_assess_page(inspect: Inspect) -> None:
    on = inspect()
    on.tab.begin()
    on.look("assess")
    on.tab.answer_all("Mostly")
    expect(on.tab.rated).to_contain_text("needs 2")
    on.look("assess, rated")
    with _unfolded(on.tab, "Evidence and notes"):
        on.look("evidence")
    clearing = on.tab.page.get_by_role("button", name="Clear an answer")
    clearing.click()
    expect(on.tab.page.get_by_role("menuitem")).to_have_count(5)
    on.look("clear menu")
    on.tab.page.keyboard.press("Escape")
    on.tab.choose("Jump to", "Qualifications")
    on.look("qualifications")


def test_result_projects_and_dialogs(inspect: Inspect) -> None:
    on = inspect()
    on.tab.begin(mode="Quick")
    on.tab.go_to("Result")
    on.look("result without answers")
    on.tab.press("Continue answering")
    for title in ("Mostly", "Partly", "Mostly"):
        on.tab.answer_all(title)
        on.tab.press(re.compile("^Next: "))
    on.tab.go_to("Result")
    expect(on.tab.heading("Your biggest gaps")).to_be_visible()
    on.look("result")
    on.tab.open_menu()
    on.look("menu")
    on.tab.page.keyboard.press("Escape")
    on.tab.view("All skills")
    with _unfolded(on.tab, "As a table"), _unfolded(on.tab, "Explore the radar"):
        expect(on.tab.page.locator("svg.main-svg").first).to_be_visible()
        on.look("all skills, unfolded")
    on.tab.view("How it's scored")
    on.tab.choose("Show how a skill's level was computed", "Ovens")
    expect(on.tab.page.get_by_role("region", name="How the level adds up").first).to_be_visible()
    on.look("result, arithmetic")
    on.tab.go_to("Plan")
    expect(on.tab.heading("Your plan")).to_be_visible()
    on.tab.main.locator("summary").first.click()
    on.look("plan")
    on.tab.open(f"/checks?a={on.tab.assessment}")
    expect(on.tab.heading("Knowledge checks")).to_be_visible()
    on.look("no checks")
    on.tab.go_to("Assessments and data")
    on.look("my assessments")
    for button in ("Edit", "Delete"):
        on.tab.press(button)
        expect(on.tab.page.get_by_role("dialog")).to_be_visible()
        on.look(f"dialog: {button}")
        on.tab.page.keyboard.press("Escape")
        expect(on.tab.page.get_by_role("dialog")).to_have_count(0)


def test_cohort_page(inspect: Inspect, tmp_path: Path) -> None:
    on = inspect()
    on.tab.open("/cohort")
    on.look("cohort")
    statements = ("bread.knead", "bread.bake", "bread.sour", "oven.clean", "oven.heat")
    table = tmp_path / "class.csv"
    rows = [",".join((f"p{at}", "ab"[at % 2], *["mostly"] * (at % 6))) for at in range(24)]
    full = [row + "," * (len(statements) + 1 - row.count(",")) for row in rows]
    table.write_text("\n".join([",".join(("id", "site", *statements)), *full]))
    with on.tab.a_run():
        on.tab.page.locator("input[type=file]").set_input_files(table)
    on.tab.choose("Matrix", re.compile("^Bakery"))
    expect(on.tab.heading("Mean levels")).to_be_visible()
    on.look("cohort, with a table")
    on.tab.choose("Group by", "site")
    on.tab.page.keyboard.press("Escape")
    expect(on.tab.page.get_by_role("columnheader", name=re.compile("^a "))).to_be_visible()
    on.look("cohort, with groups")
    table.write_text(table.read_text().replace("mostly", "=often"))
    on.tab.open("/cohort")
    with on.tab.a_run():
        on.tab.page.locator("input[type=file]").set_input_files(table)
    expect(on.tab.page.get_by_role("alert")).to_be_visible()
    on.look("cohort, with problems")


@contextmanager
def _unfolded(tab: Tab, title: str) -> Iterator[None]:
    tab.unfold(title)
    yield
    tab.fold(title)


def test_labels_are_read_as_they_are_written(tab: Tab) -> None:
    wrong = scan.spelled_out(tab.page)
    tab.begin()
    tab.answer(1, "Fully")
    wrong += scan.spelled_out(tab.page)
    tab.choose("Jump to", "Qualifications")
    wrong += scan.spelled_out(tab.page)
    assert wrong == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_keyboard_focus_is_visible(new_person: Callable[..., Person], scheme: str) -> None:
    tab = new_person(color_scheme=scheme).new_tab()
    tab.begin()
    tab.page.keyboard.press("Tab")
    tab.page.locator("[role=radio]").first.focus()
    tab.page.keyboard.press("ArrowRight")
    focused = tab.page.locator(":focus")
    expect(focused).to_have_role("radio")
    style = focused.evaluate(
        "(each) => { const style = getComputedStyle(each);"
        " return [style.outlineStyle, parseFloat(style.outlineWidth), style.outlineColor,"
        " getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor] }"
    )
    assert style[0] == "solid"
    assert style[1] >= 2
    assert _contrast(style[2], style[3]) >= 3


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(each) / 255 for each in re.findall(r"\d+", colour)[:3])
    parts = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in (red, green, blue)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
