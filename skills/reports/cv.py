"""Reduce a report to a page for a CV: levels reached and their sources, but no gaps.

A CV goes to strangers, so levels are shown without targets, and the attached record contains no
more than the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from skills.entries.kinds import TITLE_LENGTH
from skills.matrix import Matrix
from skills.records.cv_record import NO_TARGET, UNTOLD, about_anybody, without_targets
from skills.records.record import CredentialEntered, Record, Result, SkillResult
from skills.reports.file_kinds import NAMES
from skills.reports.project_facts import is_current_pass, link_facts, passed_facts
from skills.reports.qualifications_and_day import credential_facts
from skills.reports.report import Report
from skills.reports.report_lines import Fact, Row
from skills.scoring import SELF
from skills.scoring.readiness import Readiness
from skills.scoring.skill_gap import SkillGap
from skills.scoring.verdicts import TOLERANCE
from skills.sentences.cv import (
    HELD_WORDS,
    answered_text,
    levels_reached,
    rests_text,
    scope_text,
    sources_text,
)


def for_cv(report: Report, matrix: Matrix, readiness: Readiness) -> Report:
    """Return the part of a report that belongs on a CV."""
    skill_gaps = {each.target.skill: each for each in readiness.skill_gaps}
    rows = tuple(_row(report, row, skill_gaps[row.skill]) for row in report.rows if row.is_reached)
    record = _record(report, readiness, rows)
    answered = answered_text(readiness, report.answered)
    return replace(
        report,
        title=report.aim,
        verdict=f"{NAMES[report.parts.extent]}: {report.aim}",
        basis=_basis(report, answered, rows),
        finding=_finding(rows),
        readiness=None,
        way="",
        low=0.0,
        high=100.0,
        rows=rows,
        gaps=tuple(sorted(rows, key=lambda each: (-(each.level or 0.0), each.title))),
        record=record,
        qualifications=_qualifications(record, matrix),
        credentials=credential_facts(record, report.made_on),
        verified=passed_facts(record, matrix),
        links=link_facts(record),
    )


def _row(report: Report, row: Row, standing: SkillGap) -> Row:
    """Reduce the row of a skill to its level, by number and title, and its sources."""
    sources = standing.sources
    return replace(
        row,
        target=0,
        must=False,
        is_missing_must=False,
        is_met=True,
        is_gap=False,
        target_status=report.levels[int((row.level or 0.0) + TOLERANCE)],
        points_lost=None,
        share=0.0,
        why="",
        sources=sources_text(sources),
    )


def usual_sources(rows: Sequence[Row]) -> str:
    """Return the sources that most levels are based on, or "" if there are no levels."""
    found = Counter(each.sources for each in rows).most_common(1)
    return found[0][0] if found else ""


def _basis(report: Report, answered: str, rows: tuple[Row, ...]) -> str:
    """Return how many answers there are, what levels are based on, and which skills are listed."""
    scope = scope_text(report.aim, report.levels[1])
    if not rows:
        return f"{answered} {scope}"
    rests = rests_text(usual_sources(rows), is_mixed=len({each.sources for each in rows}) > 1)
    adjusted = report.adjusted if any(SELF in each.evidence for each in rows) else ""
    return " ".join(filter(None, (answered, rests, adjusted, scope)))


def _finding(rows: tuple[Row, ...]) -> str:
    """Return how many skills are at each level, highest first."""
    highest_first = sorted(rows, key=lambda each: -int((each.level or 0) + TOLERANCE))
    return levels_reached(Counter(each.target_status for each in highest_first))


def _qualifications(record: Record, matrix: Matrix) -> tuple[Fact, ...]:
    held = {each.qualification: each.holds for each in record.qualifications}
    return tuple(
        Fact(each.title, HELD_WORDS[held[each.id]])
        for each in matrix.qualifications
        if each.id in held
    )


def _record(report: Report, readiness: Readiness, rows: tuple[Row, ...]) -> Record:
    """Return the record without its title, targets, plan, gaps, or qualifications not held."""
    record = report.record
    held = [each for each in record.qualifications if each.holds in HELD_WORDS]
    found = Record.model_validate(
        {
            "schema_": record.schema_,
            "program_version": record.program_version,
            "taken_at": record.taken_at,
            "assessment": about_anybody(record, report.aim[:TITLE_LENGTH]),
            "matrix": without_targets(record.matrix, record.assessment.profile),
            "qualifications": tuple(held),
            "credentials": tuple(
                each for each in record.credentials if _holds(each, report.made_on)
            ),
            "verifications": tuple(
                each for each in record.verifications if is_current_pass(each, report.made_on)
            ),
            "links": record.links,
            "result": _result(readiness, rows),
        }
    )
    return found.without_unknown()


def _holds(credential: CredentialEntered, today: date) -> bool:
    """Return whether a credential is still valid; experience always is, even if it has ended."""
    return (
        credential.kind == "experience" or credential.expires is None or credential.expires >= today
    )


def _result(readiness: Readiness, rows: tuple[Row, ...]) -> Result:
    """Return a result with the listed levels only, without readiness."""
    skill_gaps = {each.target.skill: each for each in readiness.skill_gaps}
    found = {each.skill: skill_gaps[each.skill].score for each in rows}
    return Result(
        profile=NO_TARGET,
        readiness=None,
        low=0.0,
        high=1.0,
        coverage=readiness.coverage,
        answered=readiness.answered,
        covered=readiness.covered,
        asked=readiness.asked,
        set_aside=0,
        verdict=UNTOLD,
        sources=tuple(dict.fromkeys(one for e in found.values() for one in e.sources)),
        skills=tuple(
            SkillResult(skill=skill, level=e.level, low=e.low, high=e.high, sources=e.sources)
            for skill, e in found.items()
        ),
    )
