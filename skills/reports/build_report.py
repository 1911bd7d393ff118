"""Build a report from a record; with `sections`, the only place that decides on its contents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from skills.matrix import Matrix
from skills.records.record import Record
from skills.reports import review_facts
from skills.reports.answer_dates import AnswerDates, answer_dates
from skills.reports.cv import for_cv
from skills.reports.reduced_record import reduced
from skills.reports.report import KEY_GAPS, Extent, Parts, Report
from skills.reports.report_lines import Changes, Row
from skills.reports.sections import Sources, figure_of, sections_of
from skills.scoring.assessed import Assessed
from skills.scoring.skill_gap import SkillGap
from skills.sentences.addressee import YOU, Addressee, somebody
from skills.sentences.answers import without_place
from skills.sentences.cv import adjusted_text
from skills.sentences.leniency import leniency_text
from skills.sentences.reports import answers_of, foot, stale_text
from skills.sentences.results import aim, finding, sources_text, target_status
from skills.sentences.verdicts import basis, progress_summary, shown_verdict, verdict


def build_report(  # noqa: PLR0913 - what a report is made of
    record: Record,
    assessed: Assessed,
    parts: Parts,
    *,
    today: date,
    changes: Changes | None = None,
    changed_ratings: review_facts.ChangedRatings = MappingProxyType({}),
    sign_offs: review_facts.SignOffs = MappingProxyType({}),
) -> Report:
    """Return the report on a record, with the notes in the order of the matrix.

    Parameters
    ----------
    assessed : results of the record, under its own matrix or, if the structure is the same, under
        the current one with its projects.
    today : date of the report, and start of the plan.
    changed_ratings : what mentors changed after the reveal, which a record does not say.
    sign_offs : what reviews signed off froze, where that is known.
    """
    if parts.extent is Extent.cv:
        # A CV goes to strangers: leave out what was not asked for.
        parts = replace(parts, notes=False, answers=False)
    record = _with_notes_in_order(record)
    sources = Sources(
        record=record,
        shared=reduced(record, parts),
        assessed=assessed,
        parts=parts,
        addressee=somebody(parts.name) if parts.extent is Extent.mentor else YOU,
        today=today,
        changes=changes,
        changed_ratings=changed_ratings,
        sign_offs=sign_offs,
    )
    report = Report(**_in_every_report(sources), **sections_of(sources))
    is_cv = parts.extent is Extent.cv
    return for_cv(report, assessed.matrix, assessed.readiness) if is_cv else report


def _in_every_report(sources: Sources) -> dict[str, Any]:
    """Return the title, the result and what it is based on, by the names of their fields."""
    dates = answer_dates(sources.record, sources.assessed, sources.today)
    return {
        "parts": sources.parts,
        "title": sources.record.assessment.title,
        "name": sources.parts.name.strip(),
        "made_on": sources.today,
        "answered": dates.span,
        "basis": _basis(sources.assessed, sources.addressee),
        "adjusted": adjusted_text(
            sources.assessed.leniency, is_adjusted=sources.assessed.is_adjusted
        ),
        "gaps": _gaps(sources.assessed, sources.parts),
        "foot": _foot(sources.record, dates, sources.today),
        "record": sources.shared,
        "notice": _notice(sources.assessed, sources.parts, dates),
        **_result(sources),
    }


def _result(sources: Sources) -> dict[str, Any]:
    """Return readiness and verdict with the level of each skill, by the names of their fields."""
    matrix, readiness = sources.matrix, sources.readiness
    figure = figure_of(readiness)
    return {
        "aim": aim(matrix, readiness.profile),
        "verdict": verdict(matrix, readiness, sources.addressee),
        "shown_verdict": shown_verdict(matrix, readiness),
        "finding": finding(matrix, readiness),
        "readiness": figure,
        "way": progress_summary(matrix, readiness) if figure is not None else "",
        "low": readiness.low * 100,
        "high": readiness.high * 100,
        "levels": tuple(each.title for each in matrix.levels),
        "rows": tuple(_row(matrix, each) for each in readiness.skill_gaps),
    }


def _basis(assessed: Assessed, addressee: Addressee) -> str:
    """Return what the verdict is based on, and what was taken off the person's own ratings."""
    found = [
        basis(assessed.matrix, assessed.readiness, addressee=addressee),
        leniency_text(assessed.leniency, is_adjusted=assessed.is_adjusted, addressee=addressee),
    ]
    return " ".join(each for each in found if each)


def _notice(assessed: Assessed, parts: Parts, dates: AnswerDates) -> str:
    """Return a note on old and uncounted answers, the latter by name if the report has answers."""
    has_orphans = parts.extent is not Extent.cv and bool(assessed.carried.orphaned)
    found = [
        stale_text(dates.oldest_stale) if dates.oldest_stale else "",
        without_place(assessed.carried, named=parts.answers) if has_orphans else "",
    ]
    return " ".join(each for each in found if each)


def _row(matrix: Matrix, gap: SkillGap) -> Row:
    skill, score = matrix.skills[gap.target.skill], gap.score
    areas = {area.id: area.title for area in matrix.areas}
    return Row(
        skill=skill.id,
        title=skill.title,
        area=areas[skill.area],
        level=score.level,
        low=score.low,
        high=score.high,
        target=gap.target.level,
        must=gap.target.must,
        is_met=gap.is_reached,
        target_status=target_status(gap),
        points_lost=gap.readiness_loss * 100 if score.is_assessed else None,
        share=gap.share * 100,
        why=gap.target.why,
        sources=sources_text(gap.sources),
        short=skill.short,
        position=list(matrix.skills).index(skill.id),
        evidence=gap.sources,
        checks=gap.checks,
        verified=score.verified,
        is_missing_must=gap.is_missing_must,
        is_gap=gap.is_gap,
    )


def _gaps(assessed: Assessed, parts: Parts) -> tuple[Row, ...]:
    """Return the rows for table and dot plot, largest readiness loss first."""
    rows = [_row(assessed.matrix, each) for each in assessed.readiness.ordered()]
    if parts.extent is Extent.gaps or parts.is_brief:
        unmet = tuple(each for each in rows if not each.is_met)
        return unmet[:KEY_GAPS] if parts.is_brief else unmet
    return tuple(rows)


def _with_notes_in_order(record: Record) -> Record:
    """Sort the notes by skill as in the matrix; those on skills it no longer has come last."""
    positions = {each.id: index for index, each in enumerate(record.matrix.skills)}
    ordered = tuple(
        sorted(record.notes, key=lambda each: positions.get(each.skill, len(positions)))
    )
    return record if ordered == record.notes else record.model_copy(update={"notes": ordered})


def _foot(record: Record, dates: AnswerDates, today: date) -> str:
    then = record.matrix
    version = f" {then.version}" if then.version else ""
    return foot(f"{then.title}{version}", then.wording, answers_of(dates.span), today)
