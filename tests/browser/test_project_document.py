"""A person uploads a document and reads what is missing in it; nothing of it stays."""

from __future__ import annotations

from pathlib import Path

import prepared
import pytest
import scan
from playwright.sync_api import expect
from tab import Tab

from skills.sentences.result_documents import INCOMPLETE, NOTHING_MISSING, STRUCTURE_ONLY

DOCUMENT = "    document: {sections: {goal: Goal, stop: Stop rule}, words: {to: 400}}\n"


@pytest.fixture(scope="module")
def matrices(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Let the first project of the bakery ask for a document."""
    return str(prepared.bakery_with(DOCUMENT, tmp_path_factory.mktemp("matrix")))


def upload(tab: Tab, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    with tab.a_run():
        tab.page.locator("input[type=file]").set_input_files(file)


def test_what_is_missing_is_said_and_gone_when_the_page_is_opened_again(
    tab: Tab, tmp_path: Path
) -> None:
    found = tab.begin()
    tab.open(f"/project?a={found}&p=rolls")
    expect(tab.page.get_by_text(STRUCTURE_ONLY)).to_be_visible()
    upload(tab, tmp_path / "brief.md", "# Goal\nLighter rolls.\n# <u>" + "x" * 300 + "</u>\n")
    result = tab.page.get_by_role("region", name="Structure")
    expect(result).to_contain_text(INCOMPLETE)
    expect(result).to_contain_text("Section “Stop rule” is missing.")
    expect(result).to_contain_text("“<u>xxx")
    assert scan.violations(tab.page) == []
    assert scan.sideways_on_a_phone(tab.page) == []
    upload(tab, tmp_path / "brief.yaml", "goal: Lighter rolls\nstop_rule: At noon\n")
    expect(result).to_contain_text(NOTHING_MISSING)
    upload(tab, tmp_path / "broken.yaml", "goal: [\n")
    expect(tab.main).to_contain_text("This file can't be checked")
    expect(result).to_have_count(0)
    tab.reload()
    expect(tab.page.get_by_text(STRUCTURE_ONLY)).to_be_visible()
    expect(result).to_have_count(0)
    expect(tab.main).not_to_contain_text("This file can't be checked")
