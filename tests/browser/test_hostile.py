"""Show a matrix, notes and titles full of code as what they are: text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import database_content
import pytest
import scan
from hostile_matrix import TEXTS, hostile_yaml, text_of
from person import Person
from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from serving import Server
from tab import MORE, SOON_MS, START, Tab

TWELVE: Final = Path(__file__).with_name("twelve.yaml")
PROJECT: Final = ("title", "about", "data", "licence", "sensitive", "deliver", "accept", "metric")

_ALL_TEXT: Final = """
() => [document.body.textContent,
  ...[...document.querySelectorAll('input, textarea')].map((each) => each.value)].join(' ')
"""

_HOLDS: Final = """
(text) => document.body.textContent.replaceAll('\\u2060', '').replace(/\\s+/g, ' ').includes(text)
"""

LONGEST: Final = "L" * 190
"""The format allows titles of 200 characters."""


@pytest.fixture(scope="module")
def matrices(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("hostile")
    files = {kind: hostile_yaml(kind) for kind in TEXTS}
    files["bakery"] = TWELVE.with_name("bakery.yaml").read_text()
    files["long"] = TWELVE.read_text().replace("Tester", f"Tester {LONGEST}")
    files["long"] = files["long"].replace("twelve", "long").replace("Twelve", "Long")
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return os.pathsep.join(str(folder / f"{name}.yaml") for name in files)


class Reader:
    """A reader of a page, who expects texts exactly as they are in the matrix."""

    def __init__(self, tab: Tab, kind: str) -> None:
        self.tab = tab
        self.kind = kind

    def sees(self, *names: str) -> None:
        seen = _one_line(self.tab.page.evaluate(_ALL_TEXT))
        for name in names:
            assert _one_line(text_of(self.kind, name)) in seen, name
        assert scan.sideways(self.tab.page) == []

    def text(self, name: str) -> str:
        return _one_line(text_of(self.kind, name))

    def named(self, name: str) -> re.Pattern[str]:
        """Return what finds a control by the beginning of its text."""
        return re.compile(rf"{re.escape(name)}\b")


def _one_line(text: str) -> str:
    """Return text without what nobody sees: kinds of spaces, and marks that keep signs apart."""
    return " ".join(text.replace("\u2060", "").split())


@pytest.fixture(params=TEXTS)
def reader(request: pytest.FixtureRequest, tab: Tab) -> Reader:
    tab.choose("Matrix", re.compile(f"^matrix.title {re.escape(TEXTS[request.param][:5])}"))
    return Reader(tab, request.param)


def test_every_text_of_a_matrix_is_shown_as_it_is_written(reader: Reader, person: Person) -> None:
    tab = reader.tab
    reader.sees("matrix.title", "role.title", "first.title", "second.title", "first.about")
    tab.unfold(MORE)
    tab.press("Full", role="radio")
    tab.press(START)
    expect(tab.page.get_by_role("radiogroup")).to_have_count(2)
    _answer_everything(reader)
    _look_at_the_result(reader)
    tab.go_to("Plan")
    expect(tab.heading("Your plan")).to_be_visible()
    tab.unfold("What to do")
    reader.sees("role.title", "skill1.title", *(f"project.{each}" for each in PROJECT))
    tab.go_to("Assessments and data")
    reader.sees("matrix.title", "role.title", "first.title")
    tab.press("Delete")
    expect(tab.page.get_by_role("dialog")).to_contain_text("will be permanently deleted")
    reader.sees("role.title")
    _assert_quiet(person)


def _answer_everything(reader: Reader) -> None:
    tab = reader.tab
    parts = ("title", "about", "text1", "text2", "show1", "show2")
    tab.unfold("Evidence and notes")
    reader.sees("area.title", *(f"skill1.{each}" for each in parts))
    reader.sees("option0", "option1", "option2", "skill2.title")
    for number in (1, 2):
        tab.answer_nth(number, 1)
    expect(tab.rated).to_contain_text("needs 2")
    reader.sees("first.title")
    assert [_one_line(each) for each in tab.chosen()] == [reader.text("option1")] * 2
    tab.page.get_by_role("button", name="Clear an answer").click()
    item = tab.page.get_by_role("menuitem").first
    expect(item).to_contain_text("skill1.text1")
    assert _one_line(item.inner_text()) == reader.text("skill1.text1")
    tab.page.keyboard.press("Escape")
    for following in ("skill2.title", "skill3.title"):
        tab.press(reader.named(f"Next: {following}"))
        for number in (1, 2):
            tab.answer_nth(number, 0)
    tab.press(reader.named("Next: Qualifications"))
    tab.answer_nth(1, 0)
    reader.sees("qualification.title", "qualification.about")


def _look_at_the_result(reader: Reader) -> None:
    tab = reader.tab
    tab.press("See your result")
    expect(tab.heading("Your biggest gaps")).to_be_visible()
    expect(tab.page.locator(".rr-radar svg").first).to_be_visible()
    reader.sees("role.title", "first.title", "second.title", "skill1.title", "project.title")
    tab.view("All skills")
    tab.unfold("As a table")
    reader.sees("skill1.title", "skill2.title", "skill1.why", "skill3.why", "qualification.title")
    tab.view("Other roles")
    reader.sees("first.title", "second.title")
    tab.view("A day")
    reader.sees("block.title", "block.activity")
    tab.view("How it's scored")
    tab.choose("Show how a skill's level was computed", reader.named("skill1.title"))
    expect(tab.page.get_by_role("region", name="How the level adds up")).to_be_visible()
    reader.sees("skill1.title", "skill1.text1", "skill1.text2", "matrix.credit")


def test_the_longest_titles_of_the_format_can_be_started_with(tab: Tab) -> None:
    tab.begin(matrix="Long statements")
    expect(tab.heading("Many")).to_be_visible()
    tab.go_to("Assessments and data")
    expect(tab.heading(re.compile("^Tester LLL"))).to_be_visible()
    assert scan.sideways(tab.page) == []


def test_what_a_mouse_finds_on_the_radar_is_reported(reader: Reader, person: Person) -> None:
    tab = reader.tab
    tab.unfold(MORE)
    tab.press("Full", role="radio")
    tab.press(START)
    for following in ("skill2.title", "skill3.title", "Qualifications"):
        tab.answer_nth(1, 1)
        tab.answer_nth(2, 1)
        tab.press(reader.named(f"Next: {following}"))
    tab.go_to("Result")
    tab.view("All skills")
    tab.unfold("Explore the radar")
    words = tab.page.locator(".hoverlayer")
    _hover_until_text(tab.page.locator("path.point").last, words)
    assert reader.text("skill1.title")[:60] in _one_line(words.text_content() or "")
    assert tab.page.locator(".hoverlayer a").count() == 0
    _assert_quiet(person)


def _hover_until_text(point: Locator, words: Locator) -> None:
    """The picture listens to the mouse a little after it is drawn."""
    for place in range(10):
        point.hover(force=True, position={"x": 2 + place % 4, "y": 4})
        try:
            words.locator("text").first.wait_for(timeout=SOON_MS)
        except PlaywrightTimeoutError:
            continue
        return
    raise AssertionError("no words beside the point")


@pytest.mark.parametrize("kind", TEXTS)
def test_notes_and_titles_of_people_are_text_too(
    new_person: Callable[..., Person], server: Server, kind: str
) -> None:
    person = new_person()
    tab = person.new_tab()
    assessment = tab.begin()
    text = TEXTS[kind]
    tab.unfold("Evidence and notes")
    with tab.a_run():
        tab.page.get_by_role("textbox").fill(text)
        tab.page.get_by_role("textbox").press("Control+Enter")
    assert database_content.values(server.database, assessment, "note") == {"bread": text}
    tab.reload()
    tab.unfold("Evidence and notes")
    expect(tab.page.get_by_role("textbox")).to_have_value(text)
    title = text[:100]
    tab.go_to("Assessments and data")
    tab.press("Edit")
    with tab.a_run():
        tab.page.get_by_role("dialog").get_by_role("textbox").fill(title)
        tab.page.get_by_role("dialog").get_by_role("textbox").press("Enter")
    tab.press("Save")
    shown = _one_line(title)
    expect(tab.main.get_by_role("heading", level=2).first).to_have_text(shown)
    assert scan.sideways(tab.page) == []
    for path in ("/", "/result"):
        tab.open(path)
        tab.page.wait_for_function(_HOLDS, arg=shown)
        assert scan.sideways(tab.page) == []
    _assert_quiet(person)


def _assert_quiet(person: Person) -> None:
    assert person.elsewhere() == []
    assert person.dialogs == []
    assert [text for text, _ in person.console if "evil.example" in text] == []
