"""Walk everywhere: nobody but the server is asked for anything, and nothing goes wrong unseen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from person import Person
from playwright.sync_api import expect
from tab import IN_MENU, MORE, PLACES

from components.web.addresses import PATHS as PAGES

PATHS: Final = tuple(filter(None, PAGES.values()))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_whole_journey_makes_no_foreign_request_and_logs_no_error(
    person: Person, tmp_path: Path, scheme: str
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("matrix: One Two\n")
    tab = person.new_tab()
    tab.page.emulate_media(color_scheme=scheme)
    tab.unfold(MORE)
    with tab.a_run():
        tab.page.locator("input[type=file]").set_input_files(broken)
    tab.begin(mode="Quick")
    for _ in range(3):
        tab.answer_all("Partly")
        tab.press(re.compile("^Next: "))
    tab.answer(1, "I have it")
    tab.press("See your result")
    expect(tab.page.locator(".rr-radar svg").first).to_be_visible()
    tab.view("How it's scored")
    tab.choose("Show how a skill's level was computed", "Bread")
    tab.view("All skills")
    tab.unfold("Explore the radar")
    expect(tab.page.locator("svg.main-svg").first).to_be_visible()
    for title in (*PLACES, "Share", *IN_MENU, "Readiness Radar"):
        tab.go_to(title)
    for path in PATHS:
        tab.open(f"/{path}")
    assert person.elsewhere() == []
    assert person.dialogs == []
    assert [each for each in person.console if not _is_streamlits_own_probe(person, *each)] == []


def _is_streamlits_own_probe(person: Person, text: str, address: str) -> bool:
    """Streamlit looks for its server below the page's own path first, and finds nothing there."""
    probes = ("_stcore/health", "_stcore/host-config")
    known = {f"{person.url}/{page}/{probe}" for page in PATHS for probe in probes}
    return address in known and "404" in text
