"""Write a report as Markdown with tables (GitHub Flavored Markdown)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from skills.reports import wording
from skills.reports.markdown import (
    NUMBER,
    TEXT,
    MarkdownCells,
    bold,
    cell,
    line,
    linked,
    paragraph,
    table,
)
from skills.reports.markdown_appendix import appendix, heading
from skills.reports.report import Report
from skills.reports.report_lines import ChangeLine, Fact, HistoryLine, PlanLine, Row
from skills.sentences.formats import day
from skills.sentences.project_checks import NOT_CERTIFIED
from skills.sentences.reports import more_skills


def as_markdown(report: Report) -> str:
    """Return a report as the text of a Markdown file."""
    parts: list[Callable[[Report], Iterable[str]]] = [
        _verdict,
        _picture,
        _gaps,
        _musts,
        _talking_points,
        _reviewed,
        _plan,
        _changes,
        _history,
        _role_levels,
        _day,
        _beside,
        _comments,
        _notes,
        appendix,
        _credits,
    ]
    blocks = [block for part in parts for block in part(report)]
    return "\n\n".join([*blocks, "---", line(f"{report.foot} · {report.program}")]) + "\n"


def _verdict(report: Report) -> Iterable[str]:
    yield f"# {line(report.verdict)}"
    named = [report.name, report.title, report.aim if report.aim != report.title else ""]
    dates = report.dates
    if report.answered:
        dates += f", report created on {day(report.made_on)}"
    yield " · ".join([*(cell(each) for each in named if each), dates])
    if report.readiness is not None:
        reach = wording.likely(report.low, report.high)
        number = wording.of_hundred(report.readiness)
        yield f"**{number}** {line(report.way)} · likely range {reach}"
    yield paragraph(report.basis)
    if report.notice:
        yield paragraph(report.notice, "> ")


def _picture(report: Report) -> Iterable[str]:
    yield heading(report, "glance")
    yield paragraph(report.finding)
    yield f"Levels: {cell(wording.rings(report))}."
    below = {each.skill for each in report.gaps}
    others = [each for each in report.rows if each.skill not in below]
    if others:
        yield "\n".join(f"- {bold(each.title)}: {wording.of_target(each)}" for each in others)


def _gaps(report: Report) -> Iterable[str]:
    if report.gaps:
        yield heading(report, "gaps")
        yield (
            _rows(report.gaps, wording.own_title(report))
            if report.parts.extent.has_targets
            else _levels(report.gaps)
        )

        if report.left_out:
            yield more_skills(report.left_out)


def _rows(rows: Sequence[Row], own: str) -> str:
    return table(
        ["Skill", own, "Likely range", "Target", "Weight", "Points lost", "Status", "Why"],
        [TEXT, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, TEXT],
        [_row(each) for each in rows],
    )


def _levels(rows: Sequence[Row]) -> str:
    columns = ["Skill", "Level", "Likely range", "Based on"]
    cells = [
        [
            bold(each.title),
            wording.level_or_dash(each.level),
            wording.likely_levels(each),
            cell(wording.about_row(each)),
        ]
        for each in rows
    ]
    return table(columns, [TEXT, NUMBER, NUMBER, TEXT], cells)


def _row(row: Row) -> MarkdownCells:
    return [
        f"{bold(row.title)}{' (must-have)' if row.must else ''}",
        wording.level_or_dash(row.level),
        wording.likely_levels(row),
        str(row.target),
        f"{wording.points(row.share)}%",
        wording.points(row.points_lost),
        cell(wording.about_row(row)),
        cell(row.why),
    ]


def _facts(title: str, facts: Sequence[Fact]) -> Iterable[str]:
    if facts:
        yield title
        yield "\n".join(f"- {bold(each.name)}: {linked(each.text)}" for each in facts)


def _musts(report: Report) -> Iterable[str]:
    yield from _facts(heading(report, "musts"), report.musts)


def _talking_points(report: Report) -> Iterable[str]:
    if report.talking_points:
        yield heading(report, "talking_points")
        yield "\n".join(
            f"{number}. {cell(each)}" for number, each in enumerate(report.talking_points, 1)
        )


def _reviewed(report: Report) -> Iterable[str]:
    yield from _facts(heading(report, "agreed"), report.agreed)
    if report.agreed_effect:
        yield paragraph(report.agreed_effect)
    yield from _facts(heading(report, "actions"), report.actions)


def _comments(report: Report) -> Iterable[str]:
    yield from _facts(heading(report, "comments"), report.comments)


def _plan(report: Report) -> Iterable[str]:
    if report.plan or report.plan_text:
        yield heading(report, "plan")
    if report.plan_text:
        yield paragraph(report.plan_text)
    if report.plan:
        # A list to tick off, as code hosts and note apps show it.
        yield "\n".join(f"- [ ] {line(wording.to_tick(each))}" for each in report.plan)
    for number, each in enumerate(report.plan, 1):
        yield f"### {number}. {line(each.title)}"
        yield from _project(each)
    yield from _facts(heading(report, "over"), report.over)


def _project(project: PlanLine) -> Iterable[str]:
    yield bold(wording.effort(project))
    if project.raises:
        yield f"Raises {cell(project.raises)}."
    if project.about:
        yield paragraph(project.about)
    if project.why:
        yield paragraph(project.why)
    for name, text in (("Deliver", project.deliver), ("Done when", project.accept)):
        if text:
            yield f"**{name}:** {cell(text)}"


def _changes(report: Report) -> Iterable[str]:
    changes = report.changes
    if changes is None:
        return
    yield heading(report, "changes")
    yield f"{day(changes.since)} to {day(changes.until)}. {cell(changes.summary)}"
    if changes.lines:
        columns = ["Skill", "Change", "Levels", "Why"]
        yield table(columns, [TEXT] * 4, [_change(each) for each in changes.lines])


def _change(change: ChangeLine) -> MarkdownCells:
    sign = wording.ARROWS.get(change.change, "·")
    return [
        cell(change.title),
        f"{sign} {cell(change.change)}",
        wording.change_text(change),
        cell(change.why),
    ]


def _history(report: Report) -> Iterable[str]:
    if report.shown_history:
        yield heading(report, "history")
        yield table(
            ["Date", "Target role", "Readiness", "Likely range", "Verdict"],
            [TEXT, TEXT, NUMBER, NUMBER, TEXT],
            [_moment(each) for each in report.shown_history],
        )


def _moment(history_line: HistoryLine) -> MarkdownCells:
    sentence = [history_line.verdict, wording.comparable_text(history_line)]
    return [
        day(history_line.on),
        cell(history_line.aim),
        wording.of_hundred(history_line.readiness),
        wording.likely(history_line.low, history_line.high),
        "<br>".join(cell(text) for text in sentence if text),
    ]


def _role_levels(report: Report) -> Iterable[str]:
    if report.role_levels:
        yield heading(report, "role_levels")
        rows = [
            [
                f"{bold(each.title)}{f' ({wording.aim_tag(report)})' if each.is_aim else ''}",
                wording.of_hundred(each.readiness),
                cell(each.verdict),
                cell(each.musts),
            ]
            for each in report.role_levels
        ]
        columns = ["Level", "Readiness", "Verdict", "Conditions for “ready”"]
        yield table(columns, [TEXT, NUMBER, TEXT, TEXT], rows)


def _day(report: Report) -> Iterable[str]:
    if report.day or report.day_text:
        yield heading(report, "day")
    if report.day_text:
        yield paragraph(report.day_text)
    if report.day:
        rows = [
            [
                cell(each.time),
                cell(each.title),
                f"{wording.MARKS.get(each.status, '·')} {cell(each.status)}",
                cell(each.needs),
            ]
            for each in report.day
        ]
        yield table(["Time", "What", "Today", "Needs"], [TEXT] * 4, rows)


def _beside(report: Report) -> Iterable[str]:
    yield from _facts(heading(report, "qualifications"), report.qualifications)
    yield from _facts(heading(report, "credentials"), report.credentials)
    yield from _facts(heading(report, "verified"), report.verified)
    if report.verified:
        yield paragraph(NOT_CERTIFIED)
    yield from _facts(heading(report, "links"), report.links)


def _notes(report: Report) -> Iterable[str]:
    if report.notes:
        yield heading(report, "notes")
    for each in report.notes:
        yield bold(each.skill) + (f", {day(each.on)}" if each.on else "")
        yield paragraph(each.text, "> ", has_links=True)


def _credits(report: Report) -> Iterable[str]:
    if report.credits:
        yield heading(report, "credits")
        yield "\n".join(f"- {linked(each)}" for each in report.credits)
