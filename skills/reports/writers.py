"""Functions that write a report in each file format; their libraries are imported lazily."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from skills.reports.as_calendar import as_calendar
from skills.reports.as_csv import as_csv
from skills.reports.as_html import as_html
from skills.reports.as_json import as_json
from skills.reports.as_markdown import as_markdown
from skills.reports.as_pdf import as_pdf
from skills.reports.as_resume import as_resume
from skills.reports.as_xlsx import as_xlsx
from skills.reports.report import Report

Writer = Callable[[Report, datetime], bytes]
"""Function from a report and a time with time zone to the bytes of a file."""

WRITERS: Final[Mapping[str, Writer]] = {
    "pdf": lambda report, now: as_pdf(report, made_at=now).data,
    "html": lambda report, _: as_html(report).encode(),
    "markdown": lambda report, _: as_markdown(report).encode(),
    "xlsx": lambda report, _: as_xlsx(report),
    "csv": lambda report, _: as_csv(report),
    "json": lambda report, _: as_json(report).encode(),
    "resume": lambda report, _: as_resume(report).encode(),
    "calendar": lambda report, now: as_calendar(report, report.record.assessment.next_on, now),
}
"""The function that writes each of `skills.reports.file_kinds.KINDS`."""
