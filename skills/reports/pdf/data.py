"""Convert a report to the data for its Typst template: numbers for coordinates, and texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from skills.reports.cv import usual_sources
from skills.reports.file_kinds import NAMES
from skills.reports.pdf.appendix_data import appendix_data
from skills.reports.pdf.calendar import calendar, history_chart
from skills.reports.pdf.printable_text import BREAK, Room
from skills.reports.report import KEY_GAPS, Extent, Report
from skills.reports.report_lines import Changes, LevelLine, PlanLine, Row
from skills.reports.still_pictures import printed_radar, radar_description
from skills.sentences.formats import (
    day,
    days,
    level,
    level_range,
    percent,
    percent_range,
    plural,
)
from skills.sentences.project_checks import NOT_CERTIFIED
from skills.sentences.radar import view_note
from skills.sentences.reports import headings, more_skills

MOST: Final = 200_000
"""Maximum number of characters in a file; more would be slow, and nobody would read it."""

MOST_ON_A_PAGE: Final = 16_000
LONGEST: Final = 12_000
"""Maximum number of characters in one text; twice as many in a run exceed a limit of PDF/A."""

LONGEST_ON_A_PAGE: Final = 800
LONGEST_NAME: Final = 400

LONG: Final = 1_200
"""Characters of a text above which table cells may break across pages."""

CUT: Final = (
    "This report is too long for a PDF, so some text is cut short, marked with “…”, or left "
    "out. The other formats contain all of it."
)

CUT_TO_A_PAGE: Final = (
    "To fit on one page, some text is cut short, marked with “…”, or left out. The full report "
    "contains all of it."
)


def data_of(report: Report, notices: tuple[str, ...] = ()) -> dict[str, object]:
    """Return the data for the template, cut to the size limits of a file, with a notice if cut."""
    is_page = report.parts.extent is Extent.cv
    room = Room(
        MOST_ON_A_PAGE if is_page else MOST,
        LONGEST_ON_A_PAGE if is_page else LONGEST,
    )
    fitted = room.fit(_head(report) | _middle(report) | appendix_data(report))
    if not isinstance(fitted, dict):  # pragma: no cover - `fit` returns the type it is given
        raise TypeError
    cut = (CUT_TO_A_PAGE if is_page else CUT) if room.is_cut else ""
    sentence = [each for each in (report.notice, *notices, cut) if each]
    return fitted | {
        "notices": Room(LONGEST, LONGEST).fit(sentence),
        "cut": cut,
        "radar": printed_radar(report, _on_an_axis),
        "long": _longest({key: each for key, each in fitted.items() if key != "notes"}) > LONG,
    }


def _on_an_axis(text: str) -> str:
    """Return a text for print in a picture, which breaks long words itself."""
    return str(Room(LONGEST_NAME, LONGEST_NAME).fit(text)).replace(BREAK, "")


def _longest(value: object) -> int:
    """Return the length of the longest text in data."""
    if isinstance(value, str):
        return len(value)
    parts = value.values() if isinstance(value, dict) else value
    return max(map(_longest, parts), default=0) if isinstance(parts, Iterable) else 0


def _head(report: Report) -> dict[str, object]:
    is_page = report.parts.extent is Extent.cv
    rows = [_row(each) for each in report.rows]
    gaps = [
        _row(each) | (_rests(report, each) if is_page else _reasons(each)) for each in report.gaps
    ]
    return {
        "extent": report.parts.extent.value,
        "eyebrow": " · ".join(part for part in _eyebrow(report) if part),
        "has_targets": any(each.target for each in report.rows),
        "title": report.title or report.aim,
        "name": report.name,
        "aim": report.aim,
        "keywords": ["skills", "self-assessment", "readiness", report.program],
        "verdict": report.verdict,
        "basis": report.basis,
        "finding": report.finding,
        "foot": report.foot,
        "program": report.program,
        "readiness": report.readiness,
        "readiness_text": _percent(report.readiness),
        "way": f"{_percent(report.readiness)} {report.way}",
        "low": report.low,
        "high": report.high,
        "levels": list(report.levels),
        "headings": headings(has_targets=report.parts.extent.has_targets),
        "is_for_self": report.parts.extent.is_for_self,
        "more": "",
        "more_skills": {
            str(shown): more_skills(len(report.rows) - shown) for shown in range(KEY_GAPS + 1)
        },
        "key_gaps": KEY_GAPS,
        "radar_alt": radar_description(report),
        "by_area": view_note(report.radar, has_targets=report.parts.extent.has_targets),
        "rows": rows,
        "gaps": gaps,
    }


def _eyebrow(report: Report) -> tuple[str, ...]:
    """Return the lines above the heading; on a CV, name and type of report are the heading."""
    if report.parts.extent is Extent.cv:
        return (report.dates,)
    return NAMES[report.parts.extent], report.name, report.dates


def _row(row: Row) -> dict[str, object]:
    is_known = row.level is not None
    return {
        "skill": row.skill,
        "title": row.title,
        "level": row.level,
        "low": row.low,
        "high": row.high,
        "target": row.target,
        "must": row.must,
        "is_met": row.is_met,
        "target_status": row.target_status,
        "level_text": level(row.level),
        "range_text": _dashed(level_range(row.low, row.high)) if is_known else "–",
        "lost_text": "–" if row.points_lost is None else f"{row.points_lost:.1f}",
        "share_text": f"{row.share:.0f}%",
    }


def _rests(report: Report, row: Row) -> dict[str, object]:
    """Return what a level is based on, if it differs from most others."""
    is_usual = row.sources == usual_sources(report.rows)
    return {"rests": "" if is_usual else row.sources}


def _reasons(row: Row) -> dict[str, object]:
    return {"why": row.why, "sources": row.sources}


def _middle(report: Report) -> dict[str, object]:
    missing = {each.title for each in report.rows if each.is_missing_must}
    return {
        "musts": [
            {"name": each.name, "text": each.text, "is_met": each.name not in missing}
            for each in report.musts
        ],
        "talking_points": list(report.talking_points),
        "role_levels": [_role_level(each) for each in report.role_levels],
        "qualifications": [{"name": e.name, "text": e.text} for e in report.qualifications],
        "credentials": [{"name": e.name, "text": e.text} for e in report.credentials],
        "verified": [{"name": e.name, "text": e.text} for e in report.verified],
        "not_certified": NOT_CERTIFIED,
        "links": [{"name": e.name, "text": e.text} for e in report.links],
        "agreed": [{"name": e.name, "text": e.text} for e in report.agreed],
        "agreed_effect": report.agreed_effect,
        "comments": [{"name": e.name, "text": e.text} for e in report.comments],
        "actions": [{"name": e.name, "text": e.text} for e in report.actions],
        "day_text": report.day_text,
        "day": [
            {"time": e.time, "title": e.title, "status": e.status, "needs": e.needs}
            for e in report.day
        ],
        "plan_text": report.plan_text,
        "plan": [_project(each) for each in report.plan],
        "calendar": calendar(report.plan),
        "over": [{"name": e.name, "text": e.text} for e in report.over],
        "changes": None if report.changes is None else _changes(report.changes),
        "history": [
            {
                "on": day(each.on),
                "aim": each.aim,
                "readiness_text": _percent(each.readiness),
                "range_text": _between(each.readiness, each.low, each.high),
                "verdict": each.verdict,
                "is_comparable": each.is_comparable,
            }
            for each in report.shown_history
        ],
        "history_chart": history_chart(report.shown_history),
    }


def _role_level(line: LevelLine) -> dict[str, object]:
    return {
        "title": line.title,
        "readiness_text": _percent(line.readiness),
        "verdict": line.verdict,
        "musts": line.musts,
        "is_aim": line.is_aim,
    }


def _project(line: PlanLine) -> dict[str, object]:
    when = days(line.start, line.end) if line.start and line.end else ""
    return {
        "title": line.title,
        "about": line.about,
        "raises": line.raises,
        "deliver": line.deliver,
        "accept": line.accept,
        "gain_text": line.gain_text,
        "why": line.why,
        "when_text": " · ".join(part for part in (plural(line.hours, "hour"), when) if part),
        "start": line.start.toordinal() if line.start and line.end else None,
        "end": line.end.toordinal() + 1 if line.start and line.end else None,
    }


def _changes(changes: Changes) -> dict[str, object]:
    between = f"From {day(changes.since)} to {day(changes.until)}."
    return {
        "summary": f"{between} {changes.summary}".strip(),
        "lines": [
            {
                "title": each.title,
                "change": each.change,
                "before": each.before,
                "now": each.now,
                "before_text": level(each.before) if each.before is not None else "–",
                "now_text": level(each.now) if each.now is not None else "–",
                "why": each.why,
            }
            for each in changes.lines
        ],
    }


def _percent(value: float | None) -> str:
    return "–" if value is None else percent(value / 100)


def _between(value: float | None, low: float, high: float) -> str:
    return "–" if value is None else _dashed(percent_range(low / 100, high / 100))


def _dashed(span: str) -> str:
    """Return a range as in a narrow column of a table."""
    return span.replace(" to ", "–")
