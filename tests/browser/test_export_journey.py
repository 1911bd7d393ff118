"""Export a result in every format in a real browser, by keyboard, and after a restart."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

import database_content
import file_transfer
import pytest
import scan
from person import Person
from playwright.sync_api import expect
from prepared import opened
from pypdf import PdfReader
from reviewing import owner_id
from serving import Server
from tab import Tab, restart_under

from skills.importing.detect import read_file
from skills.reports.file_kinds import KINDS, file_name
from skills.sentences.pages import AWAY, NO_CONNECTION

PDF: Final = "Gap report (PDF)"
FOCUSED: Final = """
() => { const at = document.activeElement; return (at.ariaLabel || at.innerText || at.id).trim() }
"""


@pytest.fixture
def brought(tab: Tab, person: Person, server: Server) -> Tab:
    """Open the result of an assessment with every answer and some history."""
    with opened(server) as store:
        made = file_transfer.store_history(store, owner_id(person))
    tab.open(f"/result?a={made.id}")
    expect(tab.heading("Your biggest gaps")).to_be_visible()
    return tab


def today() -> date:
    """Return today's date in the browser, which is in London."""
    return datetime.now(UTC).date()


def names_since(day: date, kind: str) -> set[str]:
    """Return what a file may be called: midnight may have come while it was made."""
    return {file_name(file_transfer.TITLE, each, kind) for each in (day, today())}


def _offer_formats(tab: Tab) -> None:
    tab.go_to("Share")
    tab.unfold("Other formats")


def test_one_press_on_share_gives_a_pdf(brought: Tab, person: Person) -> None:
    brought.go_to("Share")
    day = today()
    name, data = file_transfer.download(brought, PDF)
    assert name in names_since(day, "pdf")
    reader = PdfReader(BytesIO(data))
    text = "\n".join(each.extract_text() for each in reader.pages)
    assert "Baker, Apprentice" in text
    (attached,) = reader.attachments["assessment.json"]
    assert json.loads(attached)["notes"][0]["text"] == file_transfer.NOTE
    assert person.elsewhere() == []


def test_every_format_comes_under_its_name_and_those_said_to_come_back_do(
    brought: Tab, person: Person
) -> None:
    _offer_formats(brought)
    for kind, about in KINDS.items():
        if kind == "calendar":
            continue
        day = today()
        name, data = file_transfer.download(brought, PDF if kind == "pdf" else about.title)
        assert name in names_since(day, kind)
        assert len(data) > 500, kind
        if about.can_be_imported:
            entries = read_file(data, name).imported
            assert entries is not None, kind
            assert file_transfer.NOTE in [each.value for each in entries.entries], kind
    assert person.elsewhere() == []
    assert file_transfer.console_errors(person) == []


def test_what_goes_in_is_chosen_and_a_date_is_planned(brought: Tab, server: Server) -> None:
    _offer_formats(brought)
    brought.press("Only the gaps", role="radio")
    with brought.a_run():
        brought.page.get_by_text("Include my notes").click()
    with brought.a_run():
        brought.page.get_by_role("textbox", name="Name on the report").fill("Zdenka Quill")
        brought.page.get_by_role("textbox", name="Name on the report").press("Enter")
    _, html = file_transfer.download(brought, "HTML")
    assert "Zdenka Quill" in html.decode()
    assert "loaf" not in html.decode()
    brought.press("Save this date")
    _, calendar = file_transfer.download(brought, "Add to my calendar")
    assert calendar.startswith(b"BEGIN:VCALENDAR")
    everything = database_content.everything(server.database)
    assert "Quill" not in everything
    brought.press("Remove this date")
    expect(brought.page.get_by_role("button", name="Add to my calendar")).to_have_count(0)


def test_the_keyboard_reaches_all_of_it(brought: Tab) -> None:
    _offer_formats(brought)
    brought.page.get_by_role("radio").first.focus()
    reached = []
    for _ in range(30):
        brought.page.keyboard.press("Tab")
        reached.append(brought.page.evaluate(FOCUSED))
    for title in (PDF, "HTML", "Markdown", "Excel", "CSV", "JSON", "JSON Resume"):
        assert title in reached
    assert "Assess again on" in " ".join(reached)
    name, _ = file_transfer.download(brought, "JSON", by_key=True)
    assert name.endswith(".json")


def test_a_press_right_after_a_restart_ends_in_a_file(brought: Tab, server: Server) -> None:
    """Whoever is to make the file needs to know nothing but the press."""
    _offer_formats(brought)
    server.restart()
    name, data = file_transfer.download(brought, PDF)
    assert name.endswith(".pdf")
    assert data.startswith(b"%PDF")


def test_after_a_restart_everything_is_offered_again(brought: Tab, server: Server) -> None:
    _offer_formats(brought)
    restart_under(server, brought)
    name, data = file_transfer.download(brought, "JSON")
    assert name.endswith(".json")
    assert json.loads(data)["assessment"]["title"] == file_transfer.TITLE


def test_a_press_while_the_server_is_away_says_so(brought: Tab, server: Server) -> None:
    _offer_formats(brought)
    button = brought.page.get_by_role("button", name=PDF, exact=True)
    server.kill()
    expect(brought.page.get_by_role("dialog", name=NO_CONNECTION)).to_contain_text(AWAY)
    button.dispatch_event("click")
    expect(brought.page.get_by_text("The server could not be reached. Try again.")).to_be_visible()
    server.start()
    brought.wait_for_server()
    brought.wait_for_run(0)
    expect(brought.page.get_by_role("dialog")).to_have_count(0)
    assert file_transfer.download(brought, PDF)[1].startswith(b"%PDF")


def test_a_failed_export_is_explained_beside_its_button(brought: Tab, server: Server) -> None:
    _offer_formats(brought)
    with closing(sqlite3.connect(server.database, isolation_level=None)) as connection:
        connection.execute("UPDATE assessment SET owner = ?", ["0" * 64])
        brought.page.get_by_role("button", name=PDF, exact=True).click()
        expect(brought.page.get_by_text("This browser has no such assessment")).to_be_visible()


def test_report_and_history_pass_the_accessibility_rules(
    new_person: Callable[..., Person], tmp_path: Path
) -> None:
    person = new_person()
    tab = person.new_tab()
    on = scan.Inspector(tab, scan.violations, scan.sideways, scan.spelled_out)
    tab.begin()
    tab.go_to("Share")
    on.look("report without answers")
    tab.go_to("Progress")
    on.look("no snapshot")
    file_transfer.import_as_new(tab, file_transfer.write_file(tmp_path))
    tab.go_to("Result")
    expect(tab.heading("Your biggest gaps")).to_be_visible()
    on.look("result")
    tab.go_to("Share")
    tab.press("A page for a CV", role="radio")
    on.look("report for a CV")
    tab.press("Save this date")
    on.look("report with a date")
    tab.go_to("Progress")
    expect(tab.page.get_by_role("region", name="Snapshots")).to_be_visible()
    expect(tab.page.locator(".js-plotly-plot")).to_be_visible()
    tab.choose("From", re.compile("10 January"))
    expect(tab.page.locator(".rr-dots li")).not_to_have_count(0)
    tab.unfold("Delete a snapshot")
    on.look("progress")
    assert on.wrong == []
    assert person.elsewhere() == []


def test_history_compares_and_removes(brought: Tab, server: Server) -> None:
    assessment = brought.assessment
    brought.go_to("Progress")
    expect(brought.page.get_by_role("region", name="Snapshots").get_by_role("row")).to_have_count(4)
    brought.choose("From", re.compile("10 January"))
    expect(brought.main).to_contain_text("▲ rose")
    brought.unfold("Delete a snapshot")
    brought.choose("Snapshot", re.compile("10 January"))
    brought.press("Delete")
    expect(brought.page.get_by_role("region", name="Snapshots").get_by_role("row")).to_have_count(3)
    rows = [
        each
        for each in database_content.everything(server.database).split("\n")
        if '"snapshot"' in each
    ]
    mine = [each for each in rows if each.startswith("INSERT") and f"'{assessment}'" in each]
    assert [("'2026-01-10" in each) for each in mine] == [False, False]
    assert assessment == brought.assessment
