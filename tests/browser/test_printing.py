"""A report for a mentor, printed from a browser, is short."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader
from report_support import NOW, example_record, example_report

from skills.reports.report import Extent, Parts
from skills.reports.writers import WRITERS

MOST_PAGES = 4
NOTES = ("Built the churn model at work.", "Led two design reviews.")


@pytest.mark.parametrize("notes", [False, True], ids=["bare", "notes"])
def test_a_printed_report_for_a_mentor_has_at_most_four_pages(
    browser: Browser, *, notes: bool
) -> None:
    parts = Parts(Extent.mentor, notes=notes, name="Ada Lovelace", answers=False)
    report = example_report(parts, example_record(share=1.0, notes=NOTES))
    page = browser.new_page()
    page.set_content(WRITERS["html"](report, NOW).decode())
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    page.close()
    assert len(printed.pages) <= MOST_PAGES
    assert (NOTES[0] in " ".join(each.extract_text() for each in printed.pages)) is notes
