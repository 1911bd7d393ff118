"""Our workbook after somebody typed into it."""

from __future__ import annotations

import io

from openpyxl import Workbook, load_workbook
from report_support import example_report

from skills.records.table_format import SHEET
from skills.reports.as_xlsx import as_xlsx
from skills.reports.report import Parts


def edited(**cells: object) -> bytes:
    """Return our workbook as a person saved it after typing into some cells of the entries."""
    book = load_workbook(io.BytesIO(as_xlsx(example_report(Parts(notes=False)))))
    sheet = book[SHEET]
    for place, value in cells.items():
        sheet[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
