"""Walk everywhere: nobody but the server is asked for anything, and nothing goes wrong unseen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from person import Person
from playwright.sync_api import expect


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_whole_journey_asks_nobody_else_and_reports_no_error(
    person: Person, tmp_path: Path, scheme: str
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("matrix: One Two\n")
    tab = person.new_tab()
    tab.page.emulate_media(color_scheme=scheme)
    tab.unfold("Use a matrix of your own")
    with tab.a_run():
        tab.page.locator("input[type=file]").set_input_files(broken)
    tab.begin(mode="Quick")
    for _ in range(3):
        tab.answer_all("Partly")
        tab.press(re.compile("^Next: "))
    tab.answer(1, "I have it")
    tab.press("See the result")
    expect(tab.page.locator("svg.main-svg").first).to_be_visible()
    tab.choose("Show the arithmetic of a skill", "Bread")
    for title in ("Plan", "Checks", "My assessments", "Assess", "Result", "Start"):
        tab.go_to(title)
    for path in ("assess", "checks", "result", "plan", "assessments"):
        tab.open(f"/{path}")
    assert person.elsewhere() == []
    assert person.dialogs == []
    assert [each for each in person.console if not _is_streamlits_own_probe(person, *each)] == []


def _is_streamlits_own_probe(person: Person, text: str, address: str) -> bool:
    """Streamlit looks for its server below the page's own path first, and finds nothing there."""
    probes = ("_stcore/health", "_stcore/host-config")
    pages = ("assess", "checks", "result", "plan", "assessments")
    known = {f"{person.url}/{page}/{probe}" for page in pages for probe in probes}
    return address in known and "404" in text
