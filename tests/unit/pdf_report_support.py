"""Reports with every part in Latin letters, as PDF, and the text on their pages."""

import io
from dataclasses import replace
from datetime import timedelta
from functools import cache

from pypdf import PdfReader
from report_support import NOW, TODAY, example_record, example_report

from skills.reports.as_pdf import as_pdf
from skills.reports.report import Extent, Parts, Report
from skills.reports.report_lines import ChangeLine, Changes, Fact, HistoryLine, Row

NOTES = ("Built the churn model at work.", "Led two design reviews.", "Graded 1.3.\nIn the team.")


@cache
def latin(extent: Extent = Extent.whole) -> Report:
    """Return a report about somebody with notes, a history and changes."""
    record = example_record(notes=NOTES)
    found = example_report(Parts(extent=extent, name="Ada Lovelace"), record)
    if extent in (Extent.gaps, Extent.cv):
        return found
    history = tuple(
        HistoryLine(TODAY - timedelta(days=200 * back), found.aim, value, 20.0, 80.0, "way", same)
        for back, value, same in ((2, 38.0, False), (1, 44.5, True), (0, 59.0, True))
    )
    lines = (
        ChangeLine("Writing", "rose", 1.0, 2.0, "another answer"),
        ChangeLine("Generative models", "new", None, 1.3, "first answered"),
    )
    changes = Changes(history[1].on, TODAY, "Two changed.", lines)
    return replace(found, history=history, changes=changes)


@cache
def made(extent: Extent = Extent.whole) -> bytes:
    """Return that report as PDF, written once."""
    return as_pdf(latin(extent), made_at=NOW).data


def text_of(data: bytes) -> str:
    """Return the text in the order a reader meets it, lines joined."""
    return " ".join(text for each in pages_of(data) for text in each.split())


def pages_of(data: bytes) -> list[str]:
    """Return the text of each page."""
    return [each.extract_text() for each in PdfReader(io.BytesIO(data)).pages]


def row(number: int, level: float | None = 1.0, target: int = 3) -> Row:
    """Return a row of the gap table."""
    gap = target - (level or 0.0)
    return Row(
        skill=f"skill-{number}",
        title=f"Skill {number}",
        area="Area",
        level=level,
        low=max(0.0, (level or 0.0) - 0.5),
        high=min(4.0, (level or 0.0) + 0.5),
        target=target,
        must=number % 5 == 0,
        is_met=level is not None and gap <= 0,
        target_status="not assessed" if level is None else f"{gap:.1f} levels short",
        points_lost=None if level is None else max(0.0, gap),
        share=1.0,
        why="It is needed daily.",
        sources="self-reported",
    )


def with_rows(report: Report, rows: tuple[Row, ...]) -> Report:
    """Return the report with other rows, and with the must-haves among them."""
    musts = tuple(Fact(each.title, each.target_status) for each in rows if each.must)
    return replace(report, rows=rows, gaps=rows, musts=musts)
