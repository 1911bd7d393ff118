"""The appendix of a report in Markdown: how the numbers add up, and every answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skills.reports import wording
from skills.reports.markdown import NUMBER, TEXT, bold, cell, line, paragraph, table
from skills.reports.report import Report
from skills.reports.report_lines import AnswerLine
from skills.reports.report_lines import Sum as LevelSum
from skills.sentences.formats import day
from skills.sentences.reports import READINESS_EXPLAINED, headings


def heading(report: Report, section: str) -> str:
    """Return the heading of a section."""
    return f"## {headings(has_targets=report.parts.extent.has_targets)[section]}"


def appendix(report: Report) -> Iterable[str]:
    """Yield how readiness and each level add up, and every answer."""
    if report.terms or report.sums or report.answers:
        yield "## Appendix: how the numbers add up"
    if report.terms:
        yield f"#{heading(report, 'terms')}"
        yield READINESS_EXPLAINED
        yield _terms(report)
    if report.sums:
        yield f"#{heading(report, 'sums')}"
    for title, sums in wording.grouped(report.sums, lambda each: each.title):
        yield f"#### {line(title)}"
        for each in sums:
            yield from _sum(each)
    if report.answers:
        yield f"#{heading(report, 'answers')}"
    for skill, answers in wording.grouped(report.answers, lambda each: each.skill):
        yield f"#### {line(skill)}"
        yield _answers(answers)


def _terms(report: Report) -> str:
    rows = [
        [cell(title), f"{wording.points(share)}%", cell(by_target), wording.points(gained)]
        for title, share, by_target, gained in report.terms
    ]
    total = ["**Readiness**", "", "", f"**{wording.sum_text(report.readiness)}**"]
    columns = ["Skill", "Weight", "Level ÷ target", "Points added"]
    return table(columns, [TEXT, NUMBER, NUMBER, NUMBER], [*rows, total])


def _sum(level_sum: LevelSum) -> Iterable[str]:
    yield bold(wording.source_text(level_sum))
    if level_sum.terms:
        rows = [
            [cell(text), cell(known), f"{step:.2f}", f"{credit:.2f}", f"{gained:.2f}"]
            for text, known, step, credit, gained in level_sum.terms
        ]
        columns = ["Statement", "Basis", "Step", "Credit", "Adds"]
        yield table(columns, [TEXT, TEXT, NUMBER, NUMBER, NUMBER], rows)
    if level_sum.together:
        yield paragraph(level_sum.together)


def _answers(answers: Sequence[AnswerLine]) -> str:
    rows = [
        [
            cell(each.statement),
            str(each.level),
            cell(each.answer),
            day(each.on) if each.on else wording.NO_NUMBER,
        ]
        for each in answers
    ]
    return table(["Statement", "Level", "Answer", "Date"], [TEXT, NUMBER, TEXT, TEXT], rows)
