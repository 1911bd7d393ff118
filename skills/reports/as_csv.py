"""Write a report as CSV that opens correctly in spreadsheets and can be imported again."""

from __future__ import annotations

import csv
import io

from skills.records.table_format import COLUMNS, guarded
from skills.reports.report import Report
from skills.reports.table_rows import TableCell, lines_of


def as_csv(report: Report) -> bytes:
    """Return a report as one table in UTF-8 with a byte order mark.

    Texts that a spreadsheet would interpret as a formula get a leading apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines_of(report, apostrophes=True):
        writer.writerow([_safe(each) for each in line])
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: TableCell) -> TableCell:
    return guarded(cell) if isinstance(cell, str) else cell
