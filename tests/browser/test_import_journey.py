"""Import files in a real browser: preview, import, undo, erase; by keyboard, and accessible."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import database_content
import file_transfer
import pytest
import scan
from person import Person
from playwright.sync_api import expect
from serving import Server
from tab import Tab

from skills.importing.detect import read_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return file_transfer.write_file(tmp_path)


def values(file: Path) -> dict[str, dict[str, str]]:
    """Return what a file holds, by kind."""
    brought = read_file(file.read_bytes(), file.name).imported
    assert brought is not None
    return {
        kind: {each.item: each.value for each in brought.entries if each.kind == kind}
        for kind in ("answer", "note")
    }


def kept(server: Server, assessment: str) -> dict[str, dict[str, str]]:
    return {
        each: database_content.values(server.database, assessment, each)
        for each in ("answer", "note")
    }


def test_a_file_is_previewed_imported_undone_and_everything_erased(
    tab: Tab, person: Person, server: Server, file: Path
) -> None:
    others = set(database_content.assessments(server.database))
    file_transfer.choose_file(tab, file)
    expect(tab.main).to_contain_text("10 entries: 10 new.")
    expect(tab.main).to_contain_text("3 snapshots: 3 new.")
    assert set(database_content.assessments(server.database)) == others
    tab.press("Import")
    expect(tab.main).to_contain_text(f"Imported as “{file_transfer.TITLE}”.")
    (made,) = set(database_content.assessments(server.database)) - others
    assert kept(server, made) == values(file)
    tab.press("Result")
    tab.go_to("Assess")
    tab.answer(1, "Not yet")
    mine = kept(server, made)
    file_transfer.choose_file(tab, file)
    expect(file_transfer.target_list(tab)).to_have_value(file_transfer.TITLE)
    expect(tab.main).to_contain_text("1 changed")
    tab.unfold("Entry by entry")
    expect(tab.page.get_by_role("region", name="What would change")).to_contain_text("Not yet")
    tab.press("what the file says", role="radio")
    assert kept(server, made) == mine
    tab.press("Import")
    expect(tab.main).to_contain_text("1 entry changed in")
    assert kept(server, made) == values(file)
    with tab.a_run():
        tab.page.get_by_role("button", name=re.compile("^Undo ")).first.click()
    expect(tab.main).to_contain_text("1 entry is as it was before the import.")
    assert kept(server, made) == mine
    tab.press("Erase everything")
    tab.press("Erase everything permanently")
    expect(tab.main).to_contain_text("All your data has been erased.")
    assert set(database_content.assessments(server.database)) == others
    assert made not in database_content.everything(server.database)
    assert person.elsewhere() == []
    assert file_transfer.console_errors(person) == []


def test_the_undo_of_a_new_one_is_its_deletion_which_offers_the_file_first(
    tab: Tab, server: Server, file: Path
) -> None:
    file_transfer.import_as_new(tab, file)
    tab.press("Delete")
    name, data = file_transfer.download(tab, "Export (JSON)")
    assert re.fullmatch(r"gap-report_brought-along_\d{4}-\d\d-\d\d\.json", name)
    title = json.loads(data)["assessment"]["title"]
    assert title == file_transfer.TITLE
    tab.press("Delete permanently")
    expect(tab.main).to_contain_text("None yet.")
    back = file.with_name("again.json")
    back.write_bytes(data)
    file_transfer.import_as_new(tab, back)
    assert kept(server, database_content.assessments(server.database)[-1]) == values(file)


def test_everything_can_be_exported_erased_and_imported_at_once(
    tab: Tab, file: Path, tmp_path: Path, server: Server
) -> None:
    others = set(database_content.assessments(server.database))
    file_transfer.import_as_new(tab, file)
    file_transfer.choose_file(tab, file)
    tab.choose("Import into", "A new assessment")
    tab.press("Import")
    name, data = file_transfer.download(tab, "Export everything (ZIP)")
    path = tmp_path / name
    path.write_bytes(data)
    tab.press("Erase everything")
    tab.press("Erase everything permanently")
    assert set(database_content.assessments(server.database)) == others
    file_transfer.choose_file(tab, path)
    with tab.a_run():
        tab.page.get_by_role("button", name="Import 2 assessments").dblclick()
    expect(tab.main).to_contain_text("2 assessments imported.")
    made = set(database_content.assessments(server.database)) - others
    assert [kept(server, each) for each in made] == [values(file)] * 2
    tab.reload()
    expect(tab.page.get_by_role("button", name="Continue")).to_have_count(2)


def test_a_double_click_imports_once(tab: Tab, file: Path) -> None:
    file_transfer.choose_file(tab, file)
    with tab.a_run():
        tab.page.get_by_role("button", name="Import", exact=True).dblclick()
    expect(tab.main).to_contain_text(f"Imported as “{file_transfer.TITLE}”.")
    tab.reload()
    expect(tab.page.get_by_role("button", name="Continue")).to_have_count(1)


def test_a_file_is_imported_with_the_keyboard_alone(tab: Tab, file: Path) -> None:
    tab.open("/assessments")
    page = tab.page
    page.get_by_role("button", name="Start your first assessment").focus()
    page.keyboard.press("Tab")
    assert "Import a file" in page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    upload = page.get_by_role("button", name="Upload", exact=True)
    expect(upload).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(upload).to_be_focused()
    with page.expect_file_chooser() as chooser:
        upload.press("Enter")
    with tab.a_run():
        chooser.value.set_files(file)
    button = page.get_by_role("button", name="Import", exact=True)
    for _ in range(12):
        page.keyboard.press("Tab")
        if button.evaluate("(each) => each === document.activeElement"):
            break
    expect(button).to_be_focused()
    with tab.a_run():
        page.keyboard.press("Enter")
    expect(tab.main).to_contain_text(f"Imported as “{file_transfer.TITLE}”.")
    erase = page.get_by_role("button", name="Erase everything", exact=True)
    with tab.a_run():
        erase.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Continue")).to_have_count(1)


def test_a_large_file_is_imported_and_a_larger_one_is_reported(tab: Tab, file: Path) -> None:
    large = file.with_name("large.json")
    large.write_bytes(file.read_bytes() + b" " * 9_000_000)
    file_transfer.choose_file(tab, large)
    expect(tab.main).to_contain_text("10 entries: 10 new.")
    large.write_bytes(b" " * 14_000_000)
    tab.open("/assessments")
    tab.unfold("Import a file")
    tab.page.locator("input[type=file]").set_input_files(large)
    expect(tab.main).to_contain_text("File must be 12.0MB or smaller.")
    expect(tab.page.get_by_role("button", name="Import")).to_have_count(0)


def test_importing_passes_the_accessibility_rules(
    new_person: Callable[..., Person], file: Path
) -> None:
    person = new_person()
    tab = person.new_tab()
    on = scan.Inspector(tab, scan.violations, scan.sideways, scan.spelled_out)
    broken = file.with_name("broken.json")
    broken.write_text("{")
    file_transfer.choose_file(tab, broken)
    expect(tab.page.get_by_role("alert")).to_contain_text("broken.json")
    on.look("broken file")
    file_transfer.import_as_new(tab, file)
    on.look("imported")
    tab.press("Result")
    tab.go_to("Assess")
    tab.answer(1, "Not yet")
    file_transfer.choose_file(tab, file)
    expect(file_transfer.target_list(tab)).to_have_value(file_transfer.TITLE)
    tab.unfold("Entry by entry")
    expect(tab.page.get_by_role("region", name="What would change")).to_be_visible()
    on.look("preview")
    tab.press("what the file says", role="radio")
    tab.press("Import")
    expect(tab.page.get_by_role("button", name="Undo")).to_have_count(2)
    on.look("with undo")
    for button in ("Erase everything", "Delete"):
        tab.press(button)
        expect(tab.page.get_by_role("dialog")).to_be_visible()
        on.look(f"dialog: {button}")
        tab.page.keyboard.press("Escape")
        expect(tab.page.get_by_role("dialog")).to_have_count(0)
    assert on.wrong == []
    assert person.elsewhere() == []
