"""The commands ``report``, ``score`` and ``compare``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from skills.cli.console import FINE, Commands, write
from skills.cli.output import add_file, check_output, name_text, write_output
from skills.cli.problem_formats import printable
from skills.cli.sources import Source, add_matrix, add_source, load
from skills.problems import SkillsError
from skills.reports.file_kinds import KINDS, kind_of, matches_extension, other_end_of
from skills.sentences.formats import level, percent, points

if TYPE_CHECKING:
    from skills.reports.report import Report
    from skills.reports.report_lines import Changes

EXTENTS: Final = ("whole", "gaps", "cv", "mentor")


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``report``, ``score`` and ``compare``."""
    _add_report(commands)
    _add_score(commands)
    _add_compare(commands)


def add_output(
    parser: argparse.ArgumentParser, default: str, kinds: Iterable[str] = tuple(KINDS)
) -> None:
    """Add the options for an output file and its format."""
    add_file(parser)
    parser.add_argument(
        "--format",
        choices=list(kinds),
        help=f"default: from the extension of FILE, else {default}",
    )


def add_parts(parser: argparse.ArgumentParser) -> None:
    """Add the options for the contents of a report."""
    parser.add_argument(
        "--notes",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="include the notes; default: in all reports except those for a mentor or a CV",
    )
    parser.add_argument(
        "--answers",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="include the individual answers and the data file; default: only in the full report",
    )


def _add_report(commands: Commands[argparse.ArgumentParser]) -> None:
    report = commands.add_parser(
        "report",
        help="write the gap report in any format",
        description="Write the gap report on an assessment in any format.",
    )
    add_source(report)
    add_output(report, "markdown")
    report.add_argument(
        "--extent",
        choices=EXTENTS,
        default="whole",
        help="default: whole; cv has neither notes nor individual answers",
    )
    add_parts(report)
    report.add_argument("--name", type=name_text, default="", help="a name to put on the report")
    add_matrix(report)
    report.set_defaults(run=_report)


def _add_score(commands: Commands[argparse.ArgumentParser]) -> None:
    score = commands.add_parser(
        "score",
        help="print readiness and the costliest gaps",
        description="Print readiness, its basis, and the gaps, costliest first.",
    )
    add_source(score)
    score.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    add_matrix(score)
    score.set_defaults(run=_score)


def _add_compare(commands: Commands[argparse.ArgumentParser]) -> None:
    compare = commands.add_parser(
        "compare",
        help="print what changed between two assessments or since the last snapshot",
        description="Print what rose, what fell and why, between two assessments or since the last "
        "snapshot of an earlier day.",
    )
    add_source(compare, "before")
    compare.add_argument(
        "after", nargs="?", metavar="AFTER", help="default: compare BEFORE with its last snapshot"
    )
    add_matrix(compare)
    compare.set_defaults(run=_compare)


def format_of(
    options: argparse.Namespace, default: str, kinds: Iterable[str] = tuple(KINDS)
) -> str:
    """Return the requested format, from --format or from the extension of the file.

    Raises
    ------
    SkillsError
        If the extension does not match the content.
    """
    name = options.output.name if options.output else ""
    if options.format:
        if not matches_extension(name, options.format):
            promised, asked = KINDS[kind_of(name)].title, KINDS[options.format].title
            raise SkillsError(
                f"The extension of {name} means {promised}, but --format asks for {asked}."
            )
        return str(options.format)
    if end := other_end_of(name):
        *most, last = [f".{KINDS[each].suffix}" for each in kinds]
        raise SkillsError(
            f"Cannot write a .{end} file: use {', '.join(most)} or {last}, or choose the format of "
            f"{name} with --format."
        )
    return kind_of(name) or default


def write_report(
    source: Source, options: argparse.Namespace, *, format_name: str, extent: str, name: str = ""
) -> None:
    """Write the report on an assessment to the output of the options.

    Raises
    ------
    SkillsError
        If it cannot be written.
    """
    from skills.reports.writers import WRITERS  # noqa: PLC0415 - loads what writes files

    check_output(options, KINDS[format_name].title if format_name in ("pdf", "xlsx") else "")
    report = build(source, options, extent=extent, name=name)
    data = WRITERS[format_name](report, options.clock())
    if not data:
        raise SkillsError(_nothing_for_a_calendar(extent))
    write_output(data, options)


def _nothing_for_a_calendar(extent: str) -> str:
    if extent == "cv":
        return (
            "There is nothing to put into a calendar: a page for a CV has no plan, only the date "
            "of the next assessment. Set that date, or use --extent whole."
        )
    return (
        "There is nothing to put into a calendar: set hours a week or the date of the next "
        "assessment."
    )


def build(source: Source, options: argparse.Namespace, *, extent: str, name: str) -> Report:
    """Build the report on an assessment from the options of a command."""
    from skills.records.signed_state import sign_offs_in  # noqa: PLC0415 - likewise
    from skills.reports.build_report import build_report  # noqa: PLC0415 - likewise
    from skills.reports.report import Extent, Parts  # noqa: PLC0415 - likewise
    from skills.workspace.export import changes_since_last  # noqa: PLC0415 - loads what writes files

    notes, answers = getattr(options, "notes", None), getattr(options, "answers", None)
    parts = Parts(
        Extent(extent),
        notes=Extent(extent).has_notes if notes is None else notes,
        answers=Extent(extent).has_answers if answers is None else answers,
        name=name,
    )
    return build_report(
        source.record,
        source.assessed,
        parts,
        today=options.clock().date(),
        changes=changes_since_last(source.record),
        sign_offs=sign_offs_in(source.record),
    )


def _report(options: argparse.Namespace) -> int:
    format_name = format_of(options, "markdown")
    source = load(options.source, options)
    write_report(source, options, format_name=format_name, extent=options.extent, name=options.name)
    return FINE


def _score(options: argparse.Namespace) -> int:
    source = load(options.source, options)
    report = build(source, options, extent="whole", name="")
    write(_as_json(report) if options.format == "json" else _as_text(report))
    return FINE


def _as_text(report: Report) -> str:
    readiness = "–" if report.readiness is None else percent(report.readiness / 100)
    lines = [report.verdict, f"Readiness {readiness}. {report.basis}", report.finding]
    lines += [report.notice, ""] if report.notice else [""]
    width = max((len(each.title) for each in report.gaps), default=0)
    for each in report.gaps:
        loss = f"-{points(each.points_lost / 100)}" if each.points_lost else ""
        lines.append(
            f"{each.title:<{width}}  {level(each.level):>12}  of {each.target}  {loss:>6}  "
            f"{each.target_status}"
        )
    return "".join(f"{printable(each)}\n" for each in lines)


def _as_json(report: Report) -> str:
    rows = [
        {
            "skill": each.skill,
            "title": each.title,
            "level": each.level,
            "low": each.low,
            "high": each.high,
            "target": each.target,
            "must": each.must,
            "lost": each.points_lost,
        }
        for each in report.gaps
    ]
    sentence = {
        "aim": report.aim,
        "verdict": report.verdict,
        "basis": report.basis,
        "notice": report.notice,
        "readiness": report.readiness,
        "low": report.low,
        "high": report.high,
        "skills": rows,
    }
    return json.dumps(sentence, indent=2) + "\n"


def _compare(options: argparse.Namespace) -> int:
    from skills.records.comparison import compare_states  # noqa: PLC0415 - likewise
    from skills.reports.changes import tell_changes  # noqa: PLC0415 - likewise
    from skills.workspace.export import changes_since_last  # noqa: PLC0415 - loads what reads files

    first = load(options.before, options).record
    if options.after is not None:
        after = load(options.after, options).record
        write(_summary(tell_changes(compare_states(first, after))))
        return FINE
    changes = changes_since_last(first)
    if changes is None:
        raise SkillsError(
            "There is no snapshot of an earlier day to compare with: name a second assessment."
        )
    write(_summary(changes))
    return FINE


def _summary(changes: Changes) -> str:
    moved = [
        f"{each.change:<5} {each.title}: {level(each.before)} to {level(each.now)}. {each.why}"
        for each in changes.lines
    ]
    return "".join(f"{printable(each)}\n" for each in [changes.summary, *moved])
