"""See every page at every width: heights, targets for a finger, nothing outside the window."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import pytest
import scan
from person import Person
from playwright.sync_api import expect
from tab import MORE, START, Tab

LAPTOP: Final = {"width": 1280, "height": 720}
PHONE: Final = {"width": 375, "height": 667}
WIDTHS: Final = (320, 375, 768, 1024, 1280, 1920)
ENDS: Final = WIDTHS[0], WIDTHS[-1]
"""The widths at which a page is looked at folded, too: unfolded, it holds all that and more."""

HIGHEST: Final = {1280: 1000, 375: 1600}
"""Width of the window to the most that the overview may take, both in CSS pixels."""

VIEWS: Final = ("All skills", "Other roles", "A day", "How it's scored")
EXAMPLE: Final = (
    "/result?a=example",
    *(f"/result?a=example&view={view.replace(' ', '+')}" for view in VIEWS),
    "/plan?a=example",
    "/progress?a=example",
    "/share?a=example",
)
"""The example is a whole assessment of the shipped matrix, and an address alone opens it."""

ALONE: Final = ("/", "/guide", "/assessments", "/result", "/cohort")
"""Pages of somebody who has not begun."""

_OUTSIDE: Final = """
() => [...document.querySelectorAll('[data-testid=stApp] *')].filter((each) => {
  const box = each.getBoundingClientRect();
  if (!box.width || !box.height || (box.left >= -1 && box.right <= innerWidth + 1)) return false;
  if (!each.checkVisibility({visibilityProperty: true})) return false;
  for (let above = each; above; above = above.parentElement) {
    const style = getComputedStyle(above);
    if (above !== each && style.overflowX !== 'visible' && !above.matches('html, body') &&
        above.dataset.testid !== 'stMain' && above.dataset.testid !== 'stApp') return false;
    if (style.clipPath !== 'none') return false;
  }
  return !each.closest('.rr-visually-hidden, a[href="#stMain"], svg *');
}).map((each) => `${each.tagName} ${each.className} ${each.innerText ?? ''}`.slice(0, 120))
"""
"""What reaches beyond the window, but for what scrolls by itself and what nobody sees."""

_FOCUS_EACH: Final = """
() => {
  const all = document.querySelectorAll(
    'a[href], button, input, textarea, summary, [role=radio], [role=tab], [tabindex="0"]');
  const moved = [];
  for (const each of all) {
    if (!each.checkVisibility()) continue;
    each.focus();
    const main = document.querySelector('[data-testid=stMain]');
    if ([scrollX, document.documentElement.scrollLeft, document.body.scrollLeft, main.scrollLeft,
         document.querySelector('[data-testid=stApp]').scrollLeft].some(Boolean))
      moved.push(`${each.tagName} ${each.ariaLabel ?? each.innerText}`.slice(0, 120));
    main.scrollLeft = 0;
    scrollTo(0, 0);
  }
  document.activeElement.blur();
  return moved;
}
"""

_SMALL: Final = """
([high, small]) => {
  const apart = '[class*=st-key-answer-] [role=radio]:last-child';
  const wanted = '.rr-top a, .rr-top summary, [data-testid=stApp] button, [role=radio], [role=tab],'
    + 'summary, .rr-button, input[type=checkbox], input[type=radio], [role=combobox]';
  const inside = 'p, td, th, li, h1, h2, .rr-headline, [data-testid=stTooltipIcon], .rr-day,'
    + '[data-testid=stFileUploader]';
  return [...document.querySelectorAll(wanted)].filter((each) => {
    if (!each.checkVisibility({visibilityProperty: true}) || each.closest(inside)) return false;
    if (each.closest('[data-testid=stHeader], .js-plotly-plot')) return false;
    let box = each.getBoundingClientRect();
    if (each.matches('input, [role=combobox]'))
      box = (each.closest('label, [data-baseweb], [role=group]') ?? each).getBoundingClientRect();
    if (!box.width || box.width < 2) return false;
    return box.height < (each.matches(apart) || each.matches('input') ? small : high) - 0.5;
  }).map((each) => `${each.tagName} ${each.ariaLabel ?? each.innerText}: `
    + `${each.getBoundingClientRect().height}`.slice(0, 60));
}
"""

_LOWEST: Final = """
() => {
  const main = document.querySelector('[data-testid=stMain]');
  return Math.round(main.scrollHeight);
}
"""


@pytest.fixture(scope="module")
def matrices() -> str:
    """Offer what is shipped alone, as a newcomer finds it."""
    return ""


def _open(new_person: Callable[..., Person], path: str, size: dict[str, int]) -> Tab:
    tab = new_person(viewport=size).new_tab(path)
    tab.page.wait_for_function(_DRAWN)
    return tab


_DRAWN: Final = "() => !document.querySelector('.rr-radar[data-wide]')"


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_overview_is_short(
    new_person: Callable[..., Person],
    size: dict[str, int],
    record_property: Callable[[str, object], None],
) -> None:
    tab = _open(new_person, "/result?a=example", size)
    expect(tab.heading("Your biggest gaps")).to_be_visible()
    height = tab.page.evaluate(_LOWEST)
    record_property("height", height)
    assert height <= HIGHEST[size["width"]], f"the overview is {height} px high"


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_first_screen_has_both_ways_in(
    new_person: Callable[..., Person], size: dict[str, int]
) -> None:
    tab = _open(new_person, "/", size)
    lowest = size["height"]
    places = tab.page.get_by_role("navigation", name="Main").bounding_box()
    assert places
    if places["y"] > lowest / 2:
        lowest = places["y"]
    for role, name in (("button", START), ("link", "See an example")):
        way = tab.page.get_by_role(role, name=name)
        box = way.bounding_box()
        assert box
        assert box["y"] + box["height"] <= lowest, name
        expect(way).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("path", [*EXAMPLE, *ALONE])
def test_nothing_is_outside_the_window_at_any_width_or_focus(
    new_person: Callable[..., Person], path: str
) -> None:
    tab = _open(new_person, path, LAPTOP)
    wrong = _wrong_at_widths(tab, ENDS)
    for title in _folds(tab):
        tab.unfold(title)
    wrong += [f"unfolded, {each}" for each in _wrong_at_widths(tab)]
    assert wrong == []


def _folds(tab: Tab) -> list[str]:
    """Return what is folded on the page itself, the first few that stand for the others."""
    summaries = tab.main.locator("[data-testid=stExpander] summary").all_inner_texts()
    return [each.split("\n")[-1] for each in summaries][:4]


def _wrong_at_widths(tab: Tab, widths: Sequence[int] = WIDTHS) -> list[str]:
    wrong = []
    for width in widths:
        tab.page.set_viewport_size({"width": width, "height": 800})
        scan.settle(tab.page)
        tab.wait_for_run(0)
        wrong += [f"{width}: {each}" for each in tab.page.evaluate(_OUTSIDE)]
        wrong += [f"{width}, focus moves: {each}" for each in tab.page.evaluate(_FOCUS_EACH)]
    tab.page.set_viewport_size(LAPTOP)
    return wrong


def test_nothing_of_the_questionnaire_is_outside_the_window(
    new_person: Callable[..., Person],
) -> None:
    tab = _open(new_person, "/", LAPTOP)
    tab.press(START)
    tab.page.get_by_role("radiogroup").first.wait_for()
    wrong = _wrong_at_widths(tab)
    tab.open(f"/checks?a={tab.assessment}")
    wrong += _wrong_at_widths(tab)
    assert wrong == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_targets_fit_a_finger(new_person: Callable[..., Person], size: dict[str, int]) -> None:
    tab = _open(new_person, "/", size)
    wrong = []

    def look(state: str) -> None:
        found = tab.page.evaluate(_SMALL, [44, 24])
        wrong.extend(f"{state}: {each}" for each in found)

    look("start")
    tab.unfold(MORE)
    look("start, unfolded")
    tab.fold(MORE)
    tab.press(START)
    tab.page.get_by_role("radiogroup").first.wait_for()
    look("assess")
    tab.open(f"/checks?a={tab.assessment}")
    look("checks")
    tab.open("/assessments")
    look("assessments")
    tab.open_menu()
    look("menu")
    for path in EXAMPLE:
        tab.open(path)
        look(path)
    assert wrong == []


def test_on_a_phone_nobody_has_to_scroll_to_answer(new_person: Callable[..., Person]) -> None:
    tab = new_person(viewport=PHONE, has_touch=True, is_mobile=True).new_tab()
    tab.begin(matrix="", mode="Full")
    for _ in range(3):
        assert "" in tab.chosen()
        while "" in (shown := tab.chosen()):
            number = shown.index("") + 1
            _assert_in_sight(tab, number)
            tab.answer_nth(number, 1)
        tab.press(re.compile("^Next: "))


def _assert_in_sight(tab: Tab, number: int) -> None:
    """The statement and its options lie between the header and the bar, and Next is visible."""
    tab.page.wait_for_function(_IN_SIGHT, arg=number - 1, timeout=3000)
    expect(tab.page.get_by_role("button", name=re.compile("^Next: "))).to_be_in_viewport(ratio=1)


_IN_SIGHT: Final = """
(number) => {
  const group = document.querySelectorAll('[class*=st-key-answer-] [role=radiogroup]')[number];
  const box = group.parentElement.getBoundingClientRect();
  const top = document.querySelector('.rr-top').getBoundingClientRect().bottom;
  const bar = document.querySelector('.st-key-way-on').getBoundingClientRect().top;
  const places = document.querySelector('.rr-places').getBoundingClientRect().top;
  return box.top >= top - 1 && box.bottom <= bar + 1 && bar < places;
}
"""
