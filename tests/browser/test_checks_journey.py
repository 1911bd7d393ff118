"""Take knowledge checks with a mouse and with the keyboard alone, wide and narrow, light and dark.

Beside them: quick clicks on Add, and the result page with all that stands beside the levels.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import database_content
import pytest
import scan
from keys import Keys
from person import Person
from playwright.sync_api import expect
from serving import Server
from tab import Tab

from skills.matrix import DONT_KNOW, Check, Matrix
from skills.matrix.reading import read_matrix
from skills.scoring.knowledge_checks import next_check, shuffled
from skills.sentences.knowledge_checks import TAKE_AGAIN_LATER

BAKERY: Final = Path(__file__).with_name("bakery.yaml")
SCREENS: Final[dict[str, dict[str, Any]]] = {
    "1280": {"viewport": {"width": 1280, "height": 800}},
    "375": {
        "viewport": {"width": 375, "height": 800},
        "is_mobile": True,
        "has_touch": True,
        # Streamlit closes the list of pages by itself only where it sees a telephone.
        "user_agent": "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like "
        "Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    },
}
CODE: Final = (
    "flour   1000   grams of the strong kind\\nwater    650   grams, lukewarm, and no more"
)

CHECK: Final = """
          {name}:
            level: {level}
            ask: "{ask}"
            options:
              a: Leave the dough of the {name} alone until it has doubled
              b: Knead the {name} again
              c: Bake the {name} at once
              d: Throw the {name} away
            right: a
            because: Rest makes the {name} rise.
"""

SECOND_ROLE: Final = """
  seller:
    title: Seller
    profiles:
      starter: {title: Starter, targets: {shop: 2, bread: {level: 1, must: yes}}}
"""


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the bakery with four checks about bread and a second role."""
    asks = {
        "loaf": "The loaf is flat. What now?",
        "roll": f"The roll is flat.\\n\\n{CODE}\\n\\nWhat now?",
        "bun": "The bun is flat. What now?",
        "cake": "The cake is flat. What now?",
    }
    checks = "".join(
        CHECK.format(name=name, level=level, ask=ask)
        for level, (name, ask) in enumerate(asks.items(), 1)
    )
    text = BAKERY.read_text()
    text = text.replace("      oven:\n", f"        checks:{checks}      oven:\n", 1)
    text = text.replace("\nprojects:\n", f"{SECOND_ROLE}\nprojects:\n", 1)
    path = tmp_path_factory.mktemp("matrices") / "bakery.yaml"
    path.write_text(text)
    return path


@pytest.fixture(scope="module")
def matrices(bakery: Path) -> str:
    return str(bakery)


@pytest.fixture(scope="module")
def matrix(bakery: Path) -> Matrix:
    matrix = read_matrix(bakery).matrix
    assert matrix is not None
    return matrix


def go_to(tab: Tab, title: str) -> None:
    """Go to the checks of the skill that is rated, or to another page."""
    if title == "Checks":
        tab.press(re.compile("^Check it with "), role="link")
    else:
        tab.go_to(title)
    expect(tab.page).to_have_title(re.compile(title, re.IGNORECASE))


def check_asked(tab: Tab, server: Server, matrix: Matrix) -> Check | None:
    given = database_content.values(server.database, tab.assessment, "check")
    return next_check(matrix.skills["bread"], given, tab.assessment)


def choose(tab: Tab, text: str) -> None:
    with tab.a_run():
        tab.page.get_by_test_id("stRadio").get_by_text(text, exact=True).click()


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_all_checks_of_a_skill_with_a_mouse(
    new_person: Callable[..., Person], server: Server, matrix: Matrix, screen: dict[str, Any]
) -> None:
    tab = new_person(**screen).new_tab()
    assessment = tab.begin()
    for _ in ("Bread", "Ovens", "Shop"):
        tab.answer_all("Mostly")
        tab.press(re.compile("^Next: "))
    tab.open(f"/assess?a={assessment}&skill=bread")
    go_to(tab, "Checks")
    expect(tab.heading("Bread")).to_be_visible()
    wanted = ["a", "b", "a", "a"]
    given: dict[str, str] = {}
    for option in wanted:
        check = check_asked(tab, server, matrix)
        assert check is not None
        shown = tab.page.get_by_test_id("stRadio").locator("label p").all_inner_texts()
        order = [check.choices[each] for each in (*shuffled(check, assessment), DONT_KNOW)]
        assert [each for each in shown if each != "Your answer"] == order
        expect(tab.page.get_by_role("button", name="Answer", exact=True)).to_be_disabled()
        choose(tab, check.options[option])
        assert "Rest makes" not in tab.page.content()
        tab.press("Answer")
        given[check.id] = option
        explained = tab.page.get_by_role("status").filter(has_text=check.because)
        expect(explained).to_contain_text("✓ Correct." if option == "a" else "Not quite.")
        expect(explained).to_be_in_viewport()
        assert database_content.values(server.database, assessment, "check") == given
        tab.press("Continue")
    expect(tab.main).to_contain_text("You've answered all the checks for this skill.")
    expect(tab.main).to_contain_text(TAKE_AGAIN_LATER)
    go_to(tab, "Result")
    tab.view("All skills")
    row = tab.page.get_by_role("table", name="Your rating and the checks").get_by_role("row").nth(1)
    expect(row).to_contain_text(re.compile(r"Bread\s*3 of 4 right"))
    expect(row).to_contain_text(re.compile(r"counts for \d+%\s.*counts for \d+%", re.DOTALL))


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_a_check_with_the_keyboard_alone(
    new_person: Callable[..., Person], server: Server, matrix: Matrix, screen: dict[str, Any]
) -> None:
    tab = new_person(**screen).new_tab()
    assessment = tab.begin()
    keys = Keys(tab)
    tab.open(f"/checks?a={assessment}")
    for number in (1, 2):
        expect(tab.heading("Bread")).to_be_focused()
        check = check_asked(tab, server, matrix)
        assert check is not None
        keys.tab_to("input", "")
        with tab.a_run():
            keys.press("ArrowDown")
        second = shuffled(check, assessment)[1]
        expect(tab.page.get_by_role("radio").nth(1)).to_be_checked()
        expect(tab.page.get_by_role("radio").nth(1)).to_be_focused()
        keys.tab_to("button", "^Answer$")
        with tab.a_run():
            keys.press("Enter")
        assert database_content.values(server.database, assessment, "check")[check.id] == second
        expect(tab.heading("Bread")).to_be_focused()
        keys.tab_to("button", "^Continue$")
        with tab.a_run():
            keys.press("Space")
        assert len(database_content.values(server.database, assessment, "check")) == number
    expect(tab.heading("Bread")).to_be_focused()
    expect(tab.main).to_contain_text("2 checks left.")


def test_an_answer_survives_a_kill_and_an_unconfirmed_choice_is_not_stored(
    tab: Tab, server: Server, matrix: Matrix
) -> None:
    tab.begin()
    tab.go_to_checks()
    check = check_asked(tab, server, matrix)
    assert check is not None
    choose(tab, check.options["c"])
    server.restart()
    tab.reload()
    assert database_content.values(server.database, tab.assessment, "check") == {}
    expect(tab.page.get_by_role("button", name="Answer", exact=True)).to_be_disabled()
    choose(tab, check.options["c"])
    tab.press("Answer")
    server.restart()
    tab.reload()
    assert database_content.values(server.database, tab.assessment, "check") == {check.id: "c"}
    assert check.because not in tab.page.content()
    expect(tab.main).to_contain_text("0 of 1 answer right.")


IMPATIENT: Final = """
(button) => new Promise((done) => {
  let left = 8;
  const again = () => { button.click(); left -= 1; left ? setTimeout(again, 25) : done(); };
  again();
})
"""
"""Click again and again while the first click is still dealt with."""


def add_credential(tab: Tab, name: str, *, until: str = "", is_impatient: bool = False) -> None:
    page = tab.page
    if not page.get_by_role("textbox", name="Name").is_visible():
        tab.unfold("Add one")
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("textbox", name="Link").fill("https://example.org/paper")
    if until:
        page.get_by_role("group", name="Valid until").get_by_role("spinbutton").first.click()
        page.keyboard.type(until)
    with tab.a_run():
        button = page.get_by_role("button", name="Add", exact=True)
        button.evaluate(IMPATIENT if is_impatient else "(button) => button.click()")
    expect(
        page.get_by_role("table", name="Your degrees, certificates and experience")
    ).to_contain_text(name)
    tab.wait_for_run(0)


def test_repeated_clicks_on_add_store_one(tab: Tab, server: Server) -> None:
    assessment = tab.begin()
    tab.choose("Jump to", "Qualifications")
    for count, name in enumerate(("First aid", "Hygiene"), 1):
        add_credential(tab, name, is_impatient=True)
        tab.reload()
        kept = database_content.values(server.database, assessment, "credential")
        titles = [json.loads(each)["title"] for each in kept.values()]
        assert len(titles) == count
    with tab.a_run():
        tab.page.get_by_role("button", name="Remove one").click()
        tab.page.get_by_role("menuitem", name="Hygiene").click()
    expect(
        tab.page.get_by_role("table", name="Your degrees, certificates and experience").get_by_role(
            "row"
        )
    ).to_have_count(2)
    kept = database_content.values(server.database, assessment, "credential")
    assert [json.loads(each)["title"] for each in kept.values()] == ["First aid"]


def test_checks_and_credentials_pass_the_accessibility_rules(
    new_person: Callable[..., Person], server: Server, matrix: Matrix
) -> None:
    tab = new_person().new_tab()
    on = scan.Inspector(tab)
    tab.begin()
    for _ in ("Bread", "Ovens", "Shop"):
        tab.answer_all("Mostly")
        tab.press(re.compile("^Next: "))
    tab.unfold("Add one")
    on.look("form")
    add_credential(tab, "An expired one " * 5, until="20200131")
    on.look("credentials")
    tab.go_to_checks()
    while check := check_asked(tab, server, matrix):
        on.look(f"{check.id}, before")
        choose(tab, check.options["b"])
        on.look(f"{check.id}, chosen")
        tab.press("Answer")
        on.look(f"{check.id}, explained")
        tab.press("Continue")
    tab.unfold("Questions, answers and explanations")
    on.look("all explained")
    tab.go_to("Result")
    on.look("result")
    for view in ("Other roles", "A day", "How it's scored", "All skills"):
        tab.view(view)
        on.look(view)
    expect(
        tab.page.get_by_role("table", name="Your degrees, certificates and experience")
    ).to_contain_text("expired")
    assert on.wrong == []
