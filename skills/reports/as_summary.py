"""Write the result as a few lines of plain text to copy into a message."""

from __future__ import annotations

from skills.reports.as_share_image import neutral_verdict
from skills.reports.report import Report
from skills.scoring.highlights import SHOWN
from skills.sentences.formats import day, listed, percent, percent_range
from skills.sentences.share import NOT_STATED, summary


def as_summary(report: Report) -> str:
    """Return aim, verdict, readiness, must-haves, largest gaps, next step and date, a line each."""
    met = sum(each.must and not each.is_missing_must for each in report.rows)
    musts = sum(each.must for each in report.rows)
    gaps = [each.title for each in report.gaps if each.is_gap and not each.is_met]
    return summary(
        [
            ("", f"{report.aim}: {neutral_verdict(report)}"),
            ("Readiness", _readiness(report)),
            ("Must-haves", f"{met} of {musts} met" if musts else ""),
            ("Biggest gaps", listed(gaps[:SHOWN]) if gaps else ""),
            ("Next step", report.plan[0].title if report.plan else ""),
            ("", f"{report.program.rpartition(' ')[0]}, {day(report.made_on)}"),
        ]
    )


def _readiness(report: Report) -> str:
    if report.readiness is None:
        return NOT_STATED
    likely = percent_range(report.low / 100, report.high / 100)
    return f"{percent(report.readiness / 100)} (likely {likely})"
