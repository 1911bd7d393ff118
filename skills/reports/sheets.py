"""Arrange a report in worksheets as plain values; `as_xlsx` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from skills.records.table_format import SHEET
from skills.reports.report import Report
from skills.reports.report_lines import LevelLine, Row
from skills.reports.sheet_parts import (
    Column,
    Sheet,
    clean,
    down,
    joined,
    level_cell,
    serial,
    table,
    up,
    whole_points,
)
from skills.reports.table_rows import TableLine
from skills.reports.wording import comparable_text, of_hundred, own_title
from skills.sentences.reports import SECTIONS, by_area, more_skills

TO_READ: Final = (
    f"This sheet is for reading only. To change something, edit the column “value” in the sheet "
    f"{SHEET}, which is the one that gets imported."
)

LEVELS: Final = (
    Column("You", 8, "one"),
    Column("Target", 8, "whole"),
    Column("Low", 8, "one"),
    Column("High", 8, "one"),
    Column("Must-have", 11),
    Column("Status", 22),
)

LEVELS_ALONE: Final = (
    Column("Level", 8, "one"),
    Column("Low", 8, "one"),
    Column("High", 8, "one"),
    Column("In words", 22),
)
"""Columns of a CV: levels without targets."""


def sheets_of(report: Report) -> Iterator[Sheet]:
    """Yield the sheet of the profile, and all other sheets that are not empty."""
    yield _profile(report)
    others = (
        _areas(report),
        *((_gaps(report),) if report.parts.extent.has_targets else ()),
        _besides(report),
        _answers(report),
        _notes(report),
        _plan(report),
        _history(report),
        _changes(report),
        _terms(report),
        _sums(report),
    )
    yield from (each for each in others if each.rows)


def _profile(report: Report) -> Sheet:
    above = (
        f"{report.title} · {report.name}" if report.name else report.title,
        report.verdict,
        report.basis,
        report.finding,
        f"{report.foot} · {report.program}",
        report.notice,
    )
    levels = _levels(report) if report.parts.extent.has_targets else LEVELS_ALONE
    columns = (Column("Skill", 40), Column("Area", 16), *levels, Column("Based on", 32))
    stand = _stand if report.parts.extent.has_targets else _stand_alone
    rows = ((each.title, each.area, *stand(each), each.sources) for each in report.rows)
    sentence = tuple(str(clean(each)) for each in above if each)
    is_radar = bool(report.workbook_radar.spokes) and not report.workbook_radar.is_by_area
    return Sheet("Profile", columns, table(rows), sentence, len(report.levels) - 1, is_radar)


def _levels(report: Report) -> tuple[Column, ...]:
    """Return `LEVELS` with the heading of the person's own level worded for the reader."""
    own, *others = LEVELS
    return replace(own, title=own_title(report)), *others


def _areas(report: Report) -> Sheet:
    """Return the axes of a radar of areas; without one, a sheet without rows."""
    spokes = report.workbook_radar.spokes if report.workbook_radar.is_by_area else ()
    has_targets = report.parts.extent.has_targets
    own, *others = _levels(report)[:2] if has_targets else LEVELS_ALONE[:1]
    columns = (Column("Area", 40), own, *(replace(each, look="one") for each in others))
    rows = (
        (each.title, level_cell(each.level), *((down(each.target),) if has_targets else ()))
        for each in spokes
    )
    top = len(report.levels) - 1
    return Sheet(
        "Areas", columns, table(rows), (by_area(has_targets=has_targets),), top, is_radar=True
    )


def _gaps(report: Report) -> Sheet:
    columns = (
        Column("Skill", 40),
        Column("Points lost", 9, "one"),
        *_levels(report),
        Column("Weight in points", 9, "one"),
        Column("Why", 70),
    )
    rows = (
        (each.title, each.points_lost, *_stand(each), each.share, each.why) for each in report.gaps
    )
    if not report.gaps:
        return Sheet(SECTIONS["gaps"], columns, ())
    lost = sum(each.points_lost or 0.0 for each in report.gaps)
    total = ("Total", lost, *(None for _ in LEVELS), sum(each.share for each in report.gaps), None)
    above = (more_skills(report.left_out),) if report.left_out else ()
    return Sheet(SECTIONS["gaps"], columns, table(rows), above, total=total)


def _stand(row: Row) -> TableLine:
    """Return the cells of `LEVELS`; blank, not 0, where a skill is not assessed."""
    must = "yes" if row.must else ""
    if row.level is None:
        return None, row.target, None, None, must, row.target_status
    return down(row.level), row.target, down(row.low), up(row.high), must, row.target_status


def _stand_alone(row: Row) -> TableLine:
    """Return the cells of `LEVELS_ALONE`."""
    if row.level is None:
        return None, None, None, row.target_status
    return down(row.level), down(row.low), up(row.high), row.target_status


def _besides(report: Report) -> Sheet:
    columns = (Column("Section", 30), Column("Name", 48), Column("Status", 70))
    rows: list[TableLine] = [(SECTIONS["musts"], each.name, each.text) for each in report.musts]
    rows += [(SECTIONS["role_levels"], each.title, _reached(each)) for each in report.role_levels]
    rows += [(SECTIONS["qualifications"], each.name, each.text) for each in report.qualifications]
    for section, facts in (
        ("over", report.over),
        ("credentials", report.credentials),
        ("verified", report.verified),
        ("links", report.links),
        ("agreed", report.agreed),
        ("actions", report.actions),
        ("comments", report.comments),
    ):
        rows += [(SECTIONS[section], each.name, each.text) for each in facts]
    rows += [(SECTIONS["agreed"], "", report.agreed_effect)] if report.agreed_effect else []
    rows += [
        (SECTIONS["day"], f"{each.time} {each.title}", joined(each.status, each.needs))
        for each in report.day
    ]
    rows += [(SECTIONS["day"], "", report.day_text)] if report.day_text else []
    rows += [
        (SECTIONS["talking_points"], str(number), each)
        for number, each in enumerate(report.talking_points, 1)
    ]
    rows += [(SECTIONS["credits"], "", each) for each in report.credits]
    return Sheet("More", columns, table(rows))


def _reached(line: LevelLine) -> str:
    aim = "target" if line.is_aim else ""
    return joined(of_hundred(line.readiness), line.verdict, line.musts, aim)


def _answers(report: Report) -> Sheet:
    columns = (
        Column("Skill", 36),
        Column("Level", 7, "whole"),
        Column("Statement", 80),
        Column("Answer", 20),
        Column("Date", 12, "date"),
    )
    rows = (
        (each.skill, each.level, each.statement, each.answer, serial(each.on))
        for each in report.answers
    )
    return Sheet(SECTIONS["answers"], columns, table(rows), (TO_READ,))


def _notes(report: Report) -> Sheet:
    columns = (Column("Skill", 36), Column("Note", 100), Column("Date", 12, "date"))
    rows = ((each.skill, each.text, serial(each.on)) for each in report.notes)
    return Sheet(SECTIONS["notes"], columns, table(rows), (TO_READ,))


def _plan(report: Report) -> Sheet:
    columns = (
        Column("Project", 36),
        Column("Hours", 8, "one"),
        Column("Points added", 9, "one"),
        Column("Readiness after", 10, "one"),
        Column("Start", 12, "date"),
        Column("End", 12, "date"),
        Column("What it raises", 50),
        Column("Why it is in the plan", 60),
        Column("About", 70),
        Column("Deliver", 40),
        Column("Done when", 50),
    )
    rows = (
        (
            *(each.title, each.hours, each.gain, each.total),
            *(serial(each.start), serial(each.end)),
            *(each.raises, each.why, each.about, each.deliver, each.accept),
        )
        for each in report.plan
    )
    sentence = (str(clean(report.plan_text)),) if report.plan_text else ()
    hours = sum(each.hours for each in report.plan)
    total = ("Total", hours, sum(each.gain for each in report.plan), *(None for _ in columns[3:]))
    return Sheet(
        SECTIONS["plan"], columns, table(rows), sentence, total=total if report.plan else ()
    )


def _history(report: Report) -> Sheet:
    columns = (
        Column("Date", 12, "date"),
        Column("Readiness", 11, "whole"),
        Column("Low", 8, "whole"),
        Column("High", 8, "whole"),
        Column("Different version", 11, "whole"),
        Column("Verdict", 22),
        Column("Target role", 40),
        Column("Note", 40),
    )
    rows = []
    for each in report.history:
        whole = (None, None, None) if each.readiness is None else whole_points(each.readiness, each)
        # Numbers of another structure have their own column, so that the line never joins them.
        ours = (*whole, None) if each.is_comparable else (None, None, None, whole[0])
        sentence = comparable_text(each)
        rows.append((serial(each.on), *ours, each.verdict, each.aim, sentence))
    return Sheet(SECTIONS["history"], columns, table(rows))


def _changes(report: Report) -> Sheet:
    columns = (
        Column("Skill", 40),
        Column("Change", 10),
        Column("Before", 8, "one"),
        Column("Now", 8, "one"),
        Column("Why", 80),
    )
    if report.changes is None:
        return Sheet(SECTIONS["changes"], columns, ())
    rows = (
        (each.title, each.change, level_cell(each.before), level_cell(each.now), each.why)
        for each in report.changes.lines
    )
    return Sheet(SECTIONS["changes"], columns, table(rows), (str(clean(report.changes.summary)),))


def _terms(report: Report) -> Sheet:
    columns = (
        Column("Skill", 40),
        Column("Weight in points", 9, "one"),
        Column("Level ÷ target", 14),
        Column("Points added", 9, "one"),
    )
    if not report.terms:
        return Sheet(SECTIONS["terms"], columns, ())
    weight = sum(share for _, share, _, _ in report.terms)
    points = sum(gained for *_, gained in report.terms)
    total = ("Readiness", weight, None, points)
    return Sheet(SECTIONS["terms"], columns, table(report.terms), total=total)


def _sums(report: Report) -> Sheet:
    columns = (
        Column("Skill", 40),
        Column("Source", 20),
        Column("Statement", 80),
        Column("Basis", 30),
        Column("Step", 8, "two"),
        Column("Credit", 8, "two"),
        Column("Adds (levels)", 9, "two"),
    )
    rows: list[TableLine] = []
    for each in report.sums:
        rows += [(each.title, each.source, *term) for term in each.terms]
        rows.append((each.title, each.source, f"Level: {each.level}", None, None, None, None))
        if each.together:
            rows.append((each.title, "", each.together, None, None, None, None))
    return Sheet(SECTIONS["sums"], columns, table(rows))
