"""See in forced colours, where every filled area is gone, what is chosen and what is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
import scan
from person import Person
from playwright.sync_api import expect
from tab import Tab

PATHS: Final = (
    "/",
    "/result?a=example",
    "/result?a=example&view=All+skills",
    "/result?a=example&view=Other+roles",
    "/result?a=example&view=A+day",
    "/result?a=example&view=How+it%27s+scored",
    "/plan?a=example",
    "/progress?a=example",
    "/share?a=example",
    "/guide",
    "/cohort",
    "/assessments",
)

_STANDS_OUT: Final = """
(each) => {
  const style = getComputedStyle(each), ground = getComputedStyle(document.body).backgroundColor;
  const has = (kind) => parseFloat(style[`${kind}Width`]) > 0 && style[`${kind}Style`] !== 'none';
  return has('outline') || has('borderTop') || has('borderLeft')
    || (style.forcedColorAdjust === 'none' && style.backgroundColor !== ground
        && style.backgroundColor !== 'rgba(0, 0, 0, 0)');
}
"""
"""An outline or a frame, or a colour of the system's that is not taken away."""

_STROKES: Final = """
(svg) => [...svg.querySelectorAll('path, polygon, line, circle')].filter((each) => {
  const style = getComputedStyle(each);
  return style.stroke !== 'none' && parseFloat(style.strokeWidth) > 0
    && style.stroke !== getComputedStyle(document.body).backgroundColor;
}).length
"""


@pytest.fixture(scope="module")
def matrices() -> str:
    return ""


@pytest.fixture
def tab(new_person: Callable[..., Person]) -> Tab:
    return new_person(forced_colors="active").new_tab()


@pytest.mark.parametrize("path", PATHS)
def test_no_rule_is_broken(tab: Tab, path: str) -> None:
    tab.open(path)
    assert scan.violations(tab.page) == []


def test_the_chosen_option_has_a_frame(tab: Tab) -> None:
    tab.begin(matrix="", mode="Quick")
    tab.answer_nth(1, 1)
    chosen = tab.group(1).get_by_role("radio", checked=True)
    assert chosen.evaluate(_STANDS_OUT)
    assert chosen.evaluate("(each) => getComputedStyle(each).outlineStyle") == "solid"
    assert "✓" in chosen.locator("p").evaluate(
        "(each) => getComputedStyle(each, '::before').content"
    )
    assert tab.page.locator(".rr-progress").evaluate(_STANDS_OUT)
    assert tab.page.locator(".rr-progress i").evaluate(_STANDS_OUT)


def test_the_place_that_is_open_has_a_frame(tab: Tab) -> None:
    tab.open("/plan?a=example")
    assert tab.page.locator(".rr-top [aria-current=page]").evaluate(_STANDS_OUT)


def test_charts_are_drawn(tab: Tab) -> None:
    tab.open("/result?a=example")
    radar = tab.page.locator(".rr-radar svg").first
    expect(radar).to_be_visible()
    assert radar.evaluate(_STROKES) > 2
    for part in (".rr-bar .rr-here", ".rr-bar .rr-mark", ".rr-bar .rr-range"):
        assert tab.page.locator(part).evaluate(_STANDS_OUT), part
    tab.view("All skills")
    for part in (".rr-you", ".rr-target", ".rr-likely", ".rr-span"):
        for kind in (".rr-track", ".rr-key") if part != ".rr-span" else (".rr-track",):
            assert tab.page.locator(f"{kind} {part}").first.evaluate(_STANDS_OUT), (kind, part)
