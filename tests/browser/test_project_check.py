"""A person checks predictions in the browser; the result is kept, also over a restart."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import prepared
import pytest
import scan
from person import NewPerson
from playwright.sync_api import expect
from serving import Server
from tab import Tab, restart_under

from skills.sentences.project_checks import NOT_SCORED, SAME_FILE

PACK = "    baseline: {metric: macro F1, better: higher, passing: 0.95}\n    pack: penguins\n"


@pytest.fixture(scope="module")
def matrices(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the first project of the bakery a pack."""
    return str(prepared.bakery_with(PACK, tmp_path_factory.mktemp("matrix")))


def rows(archive: ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(archive.read(f"rolls/{name}").decode())))


def nearest(archive: ZipFile) -> bytes:
    """Predict the species of the penguin whose bill and flippers are nearest."""
    columns = [
        each
        for each in rows(archive, "test.csv")[0]
        if each.endswith(("_mm", "_g")) or "bill" in each
    ]
    known = rows(archive, "train.csv")
    spread = {each: 1000.0 if each.endswith("_g") else 10.0 for each in columns}

    def value(row: dict[str, str], column: str) -> float:
        text = row[column]
        return float(text) / spread[column] if text not in ("", "NA") else 0.0

    def apart(one: dict[str, str], other: dict[str, str]) -> float:
        return sum((value(one, each) - value(other, each)) ** 2 for each in columns)

    lines = ["row_id,prediction"]
    for row in rows(archive, "test.csv"):
        best = min(known, key=lambda each: apart(row, each))
        lines.append(f"{row['row_id']},{best['species']}")
    return "\n".join(lines).encode()


def check(tab: Tab, file: Path) -> None:
    with tab.a_run():
        tab.page.locator("input[type=file]").set_input_files(file)
    tab.press("Check predictions")


@pytest.fixture
def project(tab: Tab) -> str:
    """Open the page of a project, and return the id of the assessment."""
    found = tab.begin()
    tab.open(f"/project?a={found}&p=rolls")
    return found


def test_data_is_taken_predictions_are_checked_and_the_result_stays(
    tab: Tab, project: str, server: Server, tmp_path: Path
) -> None:
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("button", name="Download data and starter code (ZIP)").click()
    archive = ZipFile(BytesIO(waiting.value.path().read_bytes()))
    good, guess, bad = (tmp_path / each for each in ("good.csv", "guess.csv", "bad.csv"))
    good.write_bytes(nearest(archive))
    guess.write_bytes(archive.read("rolls/sample_submission.csv"))
    bad.write_text("row_id,prediction\n1,Emperor\n", encoding="utf-8")
    check(tab, bad)
    expect(tab.page.get_by_text(NOT_SCORED)).to_be_visible()
    check(tab, guess)
    expect(tab.heading("Last attempt: Not passed yet.")).to_be_visible()
    check(tab, good)
    expect(tab.heading("Last attempt: Passed.")).to_be_visible()
    expect(tab.main).to_contain_text("2 attempts. The last attempt is better than the one before.")
    check(tab, good)
    expect(tab.page.get_by_text(SAME_FILE)).to_be_visible()
    restart_under(server, tab)
    expect(tab.heading("Last attempt: Passed.")).to_be_visible()
    tab.open(f"/plan?a={project}")
    tab.reload()
    tab.open(f"/project?a={project}&p=rolls")
    expect(tab.main).to_contain_text("2 attempts.")


def test_the_page_is_accessible_and_fits_a_phone(tab: Tab, project: str) -> None:
    assert project
    assert scan.violations(tab.page) == []
    tab.page.set_viewport_size({"width": 320, "height": 700})
    tab.page.get_by_label("What is there to see?").fill("Rolls on a scale")
    tab.press("Save")
    expect(tab.main).to_contain_text("Self-declared")
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert scan.violations(tab.page) == []


def test_the_project_page_of_another_person_cannot_be_opened(
    project: str, new_person: NewPerson
) -> None:
    other = new_person().new_tab(f"/project?a={project}&p=rolls")
    expect(other.heading("Not found")).to_be_visible()


def test_a_change_of_status_moves_the_focus_to_the_heading(tab: Tab, project: str) -> None:
    assert project
    expect(tab.page.locator(".rr-title")).not_to_be_focused()
    tab.press("Start this project")
    expect(tab.page.locator("h1.rr-step")).to_be_focused()
    expect(tab.main).to_contain_text("Started on")
