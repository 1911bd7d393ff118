"""Write a report as JSON: the record it was built from, which can be imported."""

from __future__ import annotations

from skills.records.to_json import as_json as record_as_json
from skills.reports.report import Report


def as_json(report: Report) -> str:
    """Return the record of a report as JSON text."""
    return record_as_json(report.record)
