"""Convert a report to the lines of one table, to read and to import.

`skills.records.table_format` names the columns; `skills.importing.from_table` reads the lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from skills.entries.kinds import PROJECT_STATUSES, IncomingEntry
from skills.matrix import DONT_KNOW, NOT_APPLICABLE
from skills.records.matrix_copy import matrix_of
from skills.records.matrix_record import SkillCopy, StatementCopy
from skills.records.project_lists import project_entries_in
from skills.records.record import FORMAT, VERSION, Record
from skills.records.review_lists import review_entries_in
from skills.records.table_format import ADDED, COLUMNS, FACT, FACTS, NONE
from skills.reports.report import Extent, Report
from skills.reports.report_lines import Row
from skills.scoring.rounding import round_down, round_up
from skills.sentences.cv import HELD_WORDS
from skills.sentences.entry_labels import Labels
from skills.sentences.results import HOLDING_WORDS

TableCell = str | int | float | None
TableLine = tuple[TableCell, ...]

DIGITS: Final = 4
"""Decimal places of computed numbers."""

NO_TARGET: Final[dict[str, TableCell]] = {"target": None, "must": None, "gap": None, "points": None}
"""Cells that are empty without targets."""


def lines_of(report: Report, *, apostrophes: bool) -> list[TableLine]:
    """Return the lines of a report, without the header line.

    Parameters
    ----------
    apostrophes : whether the format adds apostrophes before formulas; the table records this.
    """
    below = [_line(each) for each in _below(report)]
    facts = _facts(report, apostrophes=apostrophes)
    count = sum(each["value"] not in (None, "") for each in facts) + len(below) + 1
    facts.insert(0, _fact("lines", count))
    return [_line(each) for each in facts if each["value"] not in (None, "")] + below


def _line(cells: Mapping[str, TableCell]) -> TableLine:
    return tuple(cells.get(column) for column in COLUMNS)


def _below(report: Report) -> Iterator[dict[str, TableCell]]:
    yield from _results(report)
    record, extent = report.record, report.parts.extent
    has_answers = report.parts.answers and extent in (Extent.whole, Extent.mentor)
    yield from _answers(record) if has_answers else ()
    yield from _notes(record)
    words = HELD_WORDS if extent is Extent.cv else HOLDING_WORDS
    yield from _qualifications(record, words) if extent is not Extent.gaps else ()
    yield from _checks(record) if has_answers else ()
    yield from _credentials(record) if extent is not Extent.gaps else ()
    yield from _projects(record) if extent is not Extent.gaps else ()
    yield from _reviews(record) if extent is not Extent.gaps else ()
    yield from _plan(report)
    yield from _history(report)


def _facts(report: Report, *, apostrophes: bool) -> list[dict[str, TableCell]]:
    about, then = report.record.assessment, report.record.matrix
    has_targets = report.parts.extent.has_targets
    return [
        _fact("format", FORMAT),
        _fact("format_version", VERSION),
        _fact("program_version", report.record.program_version),
        _fact("apostrophes", ADDED if apostrophes else NONE),
        _fact("id", about.id if has_targets else None),
        _fact("title", about.title),
        _fact("name", report.name),
        _fact("matrix", then.id, then.title),
        _fact("matrix_version", then.version),
        _fact("wording", then.wording),
        _fact("structure", then.structure),
        _fact("profile", about.profile if has_targets else None, report.aim),
        _fact("mode", about.mode),
        _fact("hours", about.hours),
        _fact("next_on", _day(about.next_on)),
        _fact("created_at", _moment(about.created_at)),
        _fact("changed_at", _moment(about.changed_at)),
        _fact("taken_at", _moment(report.record.taken_at)),
        _fact("answered_from", _day(report.answered[0] if report.answered else None)),
        _fact("answered_to", _day(report.answered[1] if report.answered else None)),
        _fact("made_on", _day(report.made_on)),
        _fact("readiness", _number(report.readiness), report.verdict)
        | _range(report.low, report.high),
        _fact("basis", report.basis),
        *([_fact("notice", report.notice)] if report.notice else ()),
    ]


def _fact(fact: str, value: TableCell, label: str = "") -> dict[str, TableCell]:
    return {
        "kind": FACT,
        "id": fact,
        "label": FACTS[fact],
        "value": value,
        "value_label": label,
    }


def _results(report: Report) -> Iterator[dict[str, TableCell]]:
    wanted = {each.skill for each in report.gaps}
    for each in report.rows:
        if each.skill in wanted or report.parts.extent in (Extent.whole, Extent.mentor):
            yield _result(each) | ({} if report.parts.extent.has_targets else NO_TARGET)


def _result(row: Row) -> dict[str, TableCell]:
    is_assessed = row.level is not None
    return {
        "kind": "result",
        "id": row.skill,
        "label": row.title,
        "value_label": row.target_status,
        "level": _number(row.level),
        **(_range(row.low, row.high) if is_assessed else {"low": None, "high": None}),
        "target": row.target,
        "must": "yes" if row.must else "no",
        "gap": None if row.level is None else _number(max(row.target - row.level, 0.0)),
        "points": _number(row.points_lost),
        "told": row.sources,
    }


def _answers(record: Record) -> Iterator[dict[str, TableCell]]:
    skills = {one.id: each for each in record.matrix.skills for one in each.statements}
    statements = {one.id: one for each in record.matrix.skills for one in each.statements}
    titles = {
        (scale.id, option.id): option.title
        for scale in record.matrix.scales
        for option in scale.options
    }
    for each in record.answers:
        asked = statements.get(each.statement)
        title = titles.get((asked.scale if asked else "", each.option), "")
        yield {
            "kind": "answer",
            "id": each.statement,
            "value": each.option,
            "value_label": "Not applicable" if each.option == NOT_APPLICABLE else title,
            "at": _moment(each.at),
            **_asked(asked, skills.get(each.statement)),
        }


def _asked(asked: StatementCopy | None, skill: SkillCopy | None) -> dict[str, TableCell]:
    if asked is None or skill is None:
        return {"told": "no longer in the matrix"}
    return {"label": asked.text, "skill": skill.title, "level": asked.level}


def _checks(record: Record) -> Iterator[dict[str, TableCell]]:
    known = {one.id: (one, each) for each in record.matrix.skills for one in each.checks}
    for each in record.checks:
        check, skill = known.get(each.check, (None, None))
        right = {True: "right", False: "wrong", None: ""}[each.is_right]
        choices = {**check.options, DONT_KNOW: "I don't know"} if check else {}
        yield {
            "kind": "check",
            "id": each.check,
            "label": check.ask if check else "",
            "value": each.option,
            "value_label": choices.get(each.option, ""),
            "skill": skill.title if skill else "",
            "level": check.level if check else None,
            "at": _moment(each.at),
            "told": right,
        }


def _notes(record: Record) -> Iterator[dict[str, TableCell]]:
    titles = {each.id: each.title for each in record.matrix.skills}
    for each in record.notes:
        if each.text:
            yield {
                "kind": "note",
                "id": each.skill,
                "label": titles.get(each.skill, ""),
                "value": each.text,
                "at": _moment(each.at),
            }


def _reviews(record: Record) -> Iterator[dict[str, TableCell]]:
    """Yield the lines of evidence, wishes, limits, consents, reviews, and of what was agreed."""
    labels = Labels([matrix_of(record.matrix)])
    wishes = (IncomingEntry("growth", each.skill, each.wish, each.at) for each in record.wishes)
    limits = (IncomingEntry("limit", each.limit, each.value, each.at) for each in record.limits)
    named = (IncomingEntry("consent", each.to, each.name, each.at) for each in record.consents)
    evidence = (each for each in project_entries_in(record) if each.kind != "project")
    for each in (*evidence, *wishes, *limits, *named, *review_entries_in(record)):
        value = each.value or ""
        yield {
            "kind": each.kind,
            "id": each.item,
            "label": labels.about(each.kind, each.item, value),
            "value": value,
            "value_label": labels.value(each.kind, each.item, value),
            "at": _moment(each.at),
        }


def _qualifications(record: Record, words: Mapping[str, str]) -> Iterator[dict[str, TableCell]]:
    titles = {each.id: each.title for each in record.matrix.qualifications}
    for each in record.qualifications:
        yield {
            "kind": "qualification",
            "id": each.qualification,
            "label": titles.get(each.qualification, ""),
            "value": each.holds,
            "value_label": words.get(each.holds, ""),
            "at": _moment(each.at),
        }


def _credentials(record: Record) -> Iterator[dict[str, TableCell]]:
    for each in record.credentials:
        yield {
            "kind": "credential",
            "id": each.id,
            "label": each.title,
            "value": each.kind,
            "issuer": each.issuer,
            "start": _day(each.issued),
            "end": _day(each.expires),
            "link": each.link,
            "at": _moment(each.at),
        }


def _projects(record: Record) -> Iterator[dict[str, TableCell]]:
    for each in record.projects:
        yield {
            "kind": "project",
            "id": each.project,
            "label": each.title,
            "value": each.status,
            "value_label": PROJECT_STATUSES.get(each.status, ""),
            "at": _moment(each.at),
        }


def _plan(report: Report) -> Iterator[dict[str, TableCell]]:
    for number, each in enumerate(report.plan, 1):
        yield {
            "kind": "plan",
            "id": str(number),
            "label": each.title,
            "value": _number(each.total),
            "value_label": each.raises,
            "points": _number(each.gain),
            "hours": _number(each.hours),
            "start": _day(each.start),
            "end": _day(each.end),
            "told": " · ".join(filter(None, (each.deliver, each.why))),
        }


def _history(report: Report) -> Iterator[dict[str, TableCell]]:
    for each in report.history:
        yield {
            "kind": "history",
            "id": _day(each.on),
            "label": each.aim,
            "value": _number(each.readiness),
            "value_label": each.verdict,
            **_range(each.low, each.high),
            "told": "" if each.is_comparable else "different version of the matrix",
        }
    for one in report.changes.lines if report.changes else ():
        yield {
            "kind": "change",
            "id": one.change,
            "label": one.title,
            "level": _number(one.now),
            "told": one.why,
            "low": _number(one.before),
        }


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _range(low: float, high: float) -> dict[str, TableCell]:
    """Return both ends of a range, rounded outwards."""
    return {"low": round_down(low, DIGITS), "high": round_up(high, DIGITS)}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
