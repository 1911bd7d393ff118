"""Build a report from a record: the only place that decides on its contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from skills.guidance.plan import Plan, plan_for
from skills.matrix import Matrix
from skills.records.project_record import ProjectLink
from skills.records.record import MatrixCopy, Record, State
from skills.records.review_record import AgreedSkill
from skills.reports import review_facts
from skills.reports.answer_dates import AnswerDates, answer_dates
from skills.reports.breakdown import skill_sums, terms
from skills.reports.cv import for_cv
from skills.reports.history_lines import history_lines
from skills.reports.next_steps import plan_lines, plan_text, talking_points
from skills.reports.project_facts import link_facts, verified_facts
from skills.reports.qualifications_and_day import credential_facts, day_lines, qualification_facts
from skills.reports.report import (
    KEY_GAPS,
    AnswerLine,
    Changes,
    Extent,
    Fact,
    LevelLine,
    NoteLine,
    Parts,
    Report,
    Row,
)
from skills.scoring.assessed import Assessed
from skills.scoring.readiness import Readiness, SkillGap
from skills.scoring.verdicts import Verdict
from skills.sentences.answers import answer_title, without_place
from skills.sentences.leniency import leniency_text
from skills.sentences.person import YOU, Person, somebody
from skills.sentences.reports import answers_of, foot, stale_text
from skills.sentences.results import aim, finding, sources_text, target_status
from skills.sentences.verdicts import (
    basis,
    conditions_text,
    progress_summary,
    shown_verdict,
    verdict,
    verdict_word,
)
from skills.version import VERSION


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
    record = _with_notes_in_order(record)
    matrix, scores, readiness = assessed.matrix, assessed.scores, assessed.readiness
    extent = parts.extent
    if extent is Extent.cv:
        # A CV goes to strangers: leave out what was not asked for.
        parts = replace(parts, notes=False, answers=False)
    is_full = extent in (Extent.whole, Extent.mentor)
    is_plan, has_more = extent is not Extent.cv, extent is not Extent.gaps
    who = somebody(parts.name) if extent is Extent.mentor else YOU
    has_rest = is_full and not parts.is_brief
    states = (*record.history, record) if has_rest else ()
    history = history_lines(states, record.matrix.structure, who)
    plan = plan_for(assessed, today) if is_plan else Plan()
    steps = plan.steps
    day, day_text = day_lines(matrix, scores, steps, who) if has_rest else ((), "")
    dates = answer_dates(record, assessed, today)
    reduced = _reduced(record, parts)
    changed = changed_ratings if parts.answers else {}
    is_reviewed = extent is not Extent.cv and not parts.is_brief
    report = Report(
        parts=parts,
        title=record.assessment.title,
        name=parts.name.strip(),
        aim=aim(matrix, readiness.profile),
        made_on=today,
        answered=dates.span,
        verdict=verdict(matrix, readiness, who),
        shown_verdict=shown_verdict(matrix, readiness),
        basis=_basis(assessed, who),
        finding=finding(matrix, readiness),
        readiness=_figure(readiness),
        way=progress_summary(matrix, readiness) if _figure(readiness) is not None else "",
        low=readiness.low * 100,
        high=readiness.high * 100,
        levels=tuple(each.title for each in matrix.levels),
        rows=tuple(_row(matrix, each) for each in readiness.skill_gaps),
        gaps=_gaps(assessed, parts),
        foot=_foot(record, dates, today),
        record=reduced,
        musts=_musts(assessed) if is_plan else (),
        notes=_notes(record, matrix) if parts.notes else (),
        role_levels=_role_levels(assessed, who) if has_rest else (),
        qualifications=qualification_facts(record, matrix, who)
        if extent is not Extent.gaps
        else (),
        credentials=credential_facts(record, today) if has_more else (),
        verified=verified_facts(record, matrix, today) if has_more and not parts.is_brief else (),
        links=link_facts(reduced) if has_more and not parts.is_brief else (),
        day=day,
        day_text=day_text,
        plan=tuple(
            replace(each, about="", deliver="", accept="") if parts.is_brief else each
            for each in plan_lines(matrix, readiness, steps, assessed.limits, today)
        ),
        # The mentor's report has two pages, and no space to say how good the plan is.
        plan_text=plan_text(
            matrix, readiness, plan, assessed.limits, who, is_brief=extent is Extent.mentor
        )
        if is_plan
        else "",
        talking_points=talking_points(assessed, who) if extent is Extent.mentor else (),
        agreed=review_facts.agreed_facts(reduced, assessed, changed, sign_offs)
        if is_reviewed
        else (),
        agreed_effect=review_facts.agreed_effect(record, assessed) if is_reviewed else "",
        comments=review_facts.comment_facts(reduced, matrix) if is_reviewed else (),
        actions=review_facts.action_lines(reduced, matrix, today) if is_reviewed else (),
        history=history,
        changes=changes if is_full else None,
        answers=_answers(record, matrix) if parts.answers and is_full else (),
        terms=terms(matrix, readiness) if extent is Extent.whole else (),
        sums=skill_sums(matrix, readiness) if parts.answers and extent is Extent.whole else (),
        credits=matrix.credits if extent is Extent.whole else (),
        notice=_notice(assessed, parts, dates),
    )
    return for_cv(report, matrix, readiness) if extent is Extent.cv else report


def _basis(assessed: Assessed, who: Person) -> str:
    """Return what the verdict is based on, and what was taken off the person's own ratings."""
    found = [
        basis(assessed.matrix, assessed.readiness, who=who),
        leniency_text(assessed.leniency, is_adjusted=assessed.is_adjusted, who=who),
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


def _figure(readiness: Readiness) -> float | None:
    """Return readiness, 0 to 100, or None if too few statements are answered to state it."""
    if readiness.value is None or readiness.verdict is Verdict.unknown:
        return None
    return readiness.value * 100


def _row(matrix: Matrix, each: SkillGap) -> Row:
    skill, score = matrix.skills[each.target.skill], each.score
    areas = {area.id: area.title for area in matrix.areas}
    return Row(
        skill=skill.id,
        title=skill.title,
        area=areas[skill.area],
        level=score.level,
        low=score.low,
        high=score.high,
        target=each.target.level,
        must=each.target.must,
        is_met=each.is_met,
        target_status=target_status(each),
        points_lost=each.readiness_loss * 100 if score.is_assessed else None,
        share=each.share * 100,
        why=each.target.why,
        sources=sources_text(each.sources),
        short=skill.short,
        place=list(matrix.skills).index(skill.id),
        evidence=each.sources,
        checks=each.checks,
        verified=score.verified,
        is_missing_must=each.is_missing_must,
    )


def _gaps(assessed: Assessed, parts: Parts) -> tuple[Row, ...]:
    """Return the rows for table and dot plot, largest readiness loss first."""
    rows = [_row(assessed.matrix, each) for each in assessed.readiness.ordered()]
    if parts.extent is Extent.gaps or parts.is_brief:
        unmet = tuple(each for each in rows if not each.is_met)
        return unmet[:KEY_GAPS] if parts.is_brief else unmet
    return tuple(rows)


def _musts(assessed: Assessed) -> tuple[Fact, ...]:
    return tuple(
        Fact(assessed.matrix.skills[each.target.skill].title, target_status(each))
        for each in assessed.readiness.skill_gaps
        if each.target.must
    )


def _with_notes_in_order(record: Record) -> Record:
    """Sort the notes by skill as in the matrix; those on skills it no longer has come last."""
    places = {each.id: at for at, each in enumerate(record.matrix.skills)}
    ordered = tuple(sorted(record.notes, key=lambda each: places.get(each.skill, len(places))))
    return record if ordered == record.notes else record.model_copy(update={"notes": ordered})


def _notes(record: Record, matrix: Matrix) -> tuple[NoteLine, ...]:
    skills = matrix.skills
    return tuple(
        NoteLine(
            skills[each.skill].title if each.skill in skills else each.skill,
            each.text,
            _day(each.at, record),
        )
        for each in record.notes
        if each.text.strip()
    )


def _role_levels(assessed: Assessed, who: Person) -> tuple[LevelLine, ...]:
    return tuple(
        LevelLine(
            title=assessed.matrix.profiles[each.profile].title,
            readiness=_figure(each),
            verdict=verdict_word(each, who),
            musts=conditions_text(each),
            is_aim=each.profile == assessed.readiness.profile,
        )
        for each in assessed.levels
    )


def _answers(record: Record, matrix: Matrix) -> tuple[AnswerLine, ...]:
    given = {each.statement: each for each in record.answers}
    return tuple(
        AnswerLine(
            skill.title,
            each.text,
            each.level,
            answer_title(each.scale, given[each.id].option),
            _day(given[each.id].at, record),
        )
        for skill in matrix.skills.values()
        for each in skill.statements
        if each.id in given
    )


def _day(at: datetime | None, record: Record) -> date | None:
    """Return the day of a moment in the person's time zone."""
    return at.astimezone(record.taken_at.tzinfo).date() if at else None


def _foot(record: Record, dates: AnswerDates, today: date) -> str:
    then = record.matrix
    version = f" {then.version}" if then.version else ""
    return foot(f"{then.title}{version}", then.wording, answers_of(dates.span), today)


def _reduced(record: Record, parts: Parts) -> Record:
    """Remove from a record what the person does not want to share; set this program's version."""
    gone: dict[str, object] = {}
    if record.program_version != VERSION:
        gone["program_version"] = VERSION
    if not parts.notes:
        gone |= {"notes": (), "links": _without_link_notes(record.links)}
        gone |= {"comments": (), "agreements": _without_notes(record.agreements)}
        gone["history"] = tuple(_without_words(each) for each in record.history)
    if not parts.answers:
        gone |= {"answers": (), "checks": (), "history": (), "matrix_files": ()}
        gone |= {"ratings": (), "comments": ()}
        gone["matrix"] = _unchecked(record.matrix)
    return record.model_copy(update=gone) if gone else record


def _without_words(state: State) -> State:
    """Remove notes and comments from an earlier state."""
    agreements = _without_notes(state.agreements)
    gone = {"notes": (), "comments": (), "agreements": agreements}
    return state.model_copy(update=gone | {"links": _without_link_notes(state.links)})


def _without_notes(agreements: Sequence[AgreedSkill]) -> tuple[AgreedSkill, ...]:
    return tuple(each.model_copy(update={"notes": ""}) for each in agreements)


def _without_link_notes(links: Sequence[ProjectLink]) -> tuple[ProjectLink, ...]:
    return tuple(each.model_copy(update={"note": ""}) for each in links if each.link)


def _unchecked(then: MatrixCopy) -> MatrixCopy:
    """Remove the knowledge checks: the copy has only answered ones, so it reveals which."""
    skills = tuple(each.model_copy(update={"checks": ()}) for each in then.skills)
    return then.model_copy(update={"skills": skills})
