"""Write a file that this program exports, and import and download files in a browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from person import Person
from playwright.sync_api import Locator, expect
from tab import Tab

from skills.entries.kinds import IncomingEntry
from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.matrix.reading import read_matrix
from skills.store import Assessment, Store, owner_of
from skills.workspace import Workspace
from skills.workspace.export import AssessmentFiles
from skills.workspace.matrices import read_upload

TITLE: Final = "Brought along"
NOTE: Final = '=1+1 "quoted"\n<b>loaf</b> 😀 مرحبا'
DAY: Final = datetime(2026, 1, 10, 9, tzinfo=UTC)


def bakery() -> Matrix:
    """Return the matrix that the server of the tests offers."""
    matrix = read_matrix(Path(__file__).with_name("bakery.yaml")).matrix
    assert matrix is not None
    return matrix


def write_file(folder: Path, kind: str = "json") -> Path:
    """Write a file with every answer, a note, and a snapshot in each of three months."""
    numbers = count()
    store = Store.open(
        f"sqlite:///{folder / 'elsewhere.sqlite3'}",
        clock=lambda: DAY + timedelta(days=90, seconds=next(numbers)),
        new_id=lambda: f"elsewhere-{next(numbers):06}",
    )
    owner = owner_of("elsewhere")
    found = store_history(store, owner)
    files = AssessmentFiles(_workspace(store, owner), found, bakery(), DAY + timedelta(days=60))
    path = folder / f"brought.{kind}"
    path.write_bytes(files.file(kind))
    store.close()
    return path


def store_history(store: Store, owner: str) -> Assessment:
    """Store an assessment with every answer, a note, and a snapshot in each of three months."""
    matrix = bakery()
    made = store.create_from(
        owner,
        incoming=[IncomingEntry("note", "bread", NOTE, DAY)],
        operation="begin",
        title=TITLE,
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        profile="baker.apprentice",
        mode="full",
        hours=6,
    )
    for number in range(3):
        at = DAY + timedelta(days=28 * number)
        answers = [
            IncomingEntry("answer", each.id, each.scale.options[number + 1].id, at)
            for each in matrix.statements.values()
        ]
        store.import_entries(owner, made.id, answers, operation=f"month-{number}")
        AssessmentFiles(_workspace(store, owner), made, matrix, at).keep_snapshot()
    return made


def _workspace(store: Store, owner: str) -> Workspace:
    return Workspace(store, owner, Library(), read_upload)


def choose_file(tab: Tab, path: Path) -> None:
    """Choose a file to import, on the page of all assessments."""
    tab.open("/assessments")
    tab.unfold("Import a file")
    with tab.a_run():
        tab.page.locator("input[type=file]").set_input_files(path)


def import_as_new(tab: Tab, path: Path) -> None:
    """Import a file as a new assessment."""
    choose_file(tab, path)
    expect(target_list(tab)).to_have_value("A new assessment")
    tab.press("Import")


def target_list(tab: Tab) -> Locator:
    """Return the list of assessments into which a chosen file can be imported."""
    return tab.page.get_by_role("combobox", name="Import into")


def download(tab: Tab, name: str | re.Pattern[str], *, by_key: bool = False) -> tuple[str, bytes]:
    """Press a button for a file; return its name and what is in it."""
    button = tab.page.get_by_role("button", name=name, exact=isinstance(name, str)).last
    with tab.page.expect_download() as waiting:
        if by_key:
            button.press("Enter")
        else:
            button.click()
    found = waiting.value
    return found.suggested_filename, Path(found.path()).read_bytes()


def console_errors(person: Person) -> list[str]:
    """Return what stands in the browser's console, but for Streamlit's search for its server."""
    return [
        f"{address}: {text}"
        for text, address in person.console
        if not ("404" in text and "/_stcore/" in address)
    ]
