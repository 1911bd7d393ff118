"""A report says what the page says, and only what the person wants to hand over."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from io import BytesIO
from typing import Final

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader
from reports_for_tests import (
    HOSTILE,
    NOW,
    TODAY,
    assessment,
    entries,
    example_record,
    first_matrix,
    profile_of,
)

from skills.entries.answers import Carried
from skills.entries.plan_limits import NO_LIMITS, PlanLimits
from skills.guidance.plan import Plan, make_plan
from skills.guidance.working_day import assess_day, find_opening
from skills.importing.as_record import as_record
from skills.importing.from_record import from_record
from skills.matrix import Matrix
from skills.records.comparison import FRESH
from skills.records.matrix_copy import matrix_of
from skills.records.record import Answer, Record
from skills.records.snapshot import PLANNED, assess_record, take_record, take_state
from skills.records.to_json import as_json
from skills.reports.build_report import build_report
from skills.reports.next_steps import PROJECTS, plan_lines, plan_text
from skills.reports.report import Changes, Extent, Parts, Report
from skills.reports.writers import WRITERS
from skills.scoring import score_skills
from skills.scoring.readiness import compare, compare_profiles
from skills.sentences import results, verdicts
from skills.sentences.answers import without_place
from skills.sentences.formats import total
from skills.sentences.guidance import day_text, no_project_text
from skills.sentences.leniency import leniency_text
from skills.sentences.next_steps import (
    NEXT_PROJECT,
    NO_PROJECTS,
    ask_about_musts,
    dates_basis,
    plan_basis,
)
from skills.sentences.reports import stale_text
from skills.version import PROGRAM

MINE: Final = "known to nobody but me"
FRACTION: Final = 1e-9


def built(parts: Parts | None = None, record: Record | None = None, **more: object) -> Report:
    return build_report(
        record or rich(),
        assess_record(record or rich(), first_matrix()),
        parts or Parts(),
        today=TODAY,
        **more,  # type: ignore[arg-type] # changes
    )


@cache
def rich() -> Record:
    """Return a record with notes and checks, now and in its history."""
    matrix = first_matrix()
    given_then = entries(matrix, 2, 0.5, [MINE, *HOSTILE])
    then = take_state(assessment(matrix), given_then, matrix, NOW - timedelta(days=90))
    return example_record(matrix, notes=[MINE], history=[then])


@pytest.mark.parametrize("share", [0.0, 0.2, 0.6, 1.0])
def test_a_report_says_what_the_page_says(share: float) -> None:
    matrix, record = first_matrix(), example_record(share=share)
    report = built(record=record)
    scores = assess_record(record, matrix).scores
    readiness = compare(matrix, matrix.profiles[profile_of(matrix)], scores)
    assert report.aim == results.aim(matrix, readiness.profile)
    assert report.verdict == verdicts.verdict(matrix, readiness)
    leniency = leniency_text(assess_record(record, matrix).leniency, is_adjusted=True)
    assert report.basis == f"{verdicts.basis(matrix, readiness)} {leniency}".strip()
    assert report.finding == results.finding(matrix, readiness)
    assert [each.target_status for each in report.rows] == list(
        map(results.target_status, readiness.skill_gaps)
    )
    ordered = [each.target.skill for each in readiness.ordered()]
    assert [each.skill for each in report.gaps] == ordered
    role = matrix.role_of(readiness.profile)
    assert [each.verdict for each in report.role_levels] == [
        verdicts.verdict_word(each) for each in compare_profiles(matrix, role, scores)
    ]
    assert sum(each.is_aim for each in report.role_levels) == 1


def test_shares_lost_points_and_terms_add_up() -> None:
    report = built(record=example_record(share=1.0))
    assert report.readiness is not None
    assert sum(each.share for each in report.rows) == pytest.approx(100)
    lost = sum(each.points_lost or 0.0 for each in report.rows)
    assert lost == pytest.approx(100 - report.readiness, abs=FRACTION)
    assert f"{sum(each[3] for each in report.terms):.1f}" == total(report.readiness / 100)
    assert report.low <= report.readiness <= report.high


def test_what_is_not_assessed_is_none_and_never_naught() -> None:
    report = built(record=example_record(share=0.0))
    unseen = [each for each in report.rows if each.target_status == "not assessed"]
    assert len(unseen) > len(report.rows) // 2
    assert {(each.level, each.points_lost, each.is_met) for each in unseen} == {(None, None, False)}
    empty = built(record=rich().model_copy(update={"answers": (), "checks": ()}))
    assert empty.readiness is None
    assert {each.level for each in empty.rows} == {None}
    assert (empty.terms, empty.sums, empty.answers) == ((), (), ())
    assert not any(each.readiness for each in empty.role_levels)


FILLED: Final = {
    Extent.whole: {"musts", "notes", "role_levels", "qualifications", "credentials", "day"}
    | {"plan", "history", "changes", "answers", "terms", "sums", "credits"},
    Extent.mentor: {"musts", "notes", "role_levels", "qualifications", "credentials", "day"}
    | {"plan", "history", "changes", "answers", "agenda"},
    Extent.gaps: {"musts", "notes", "plan"},
    Extent.cv: {"qualifications", "credentials"},
}
CHOSEN: Final = frozenset().union(*FILLED.values())


@pytest.mark.parametrize("extent", list(Extent))
def test_an_extent_holds_what_belongs_to_it(extent: Extent) -> None:
    report = built(Parts(extent), changes=Changes(TODAY, TODAY, "Nothing."))
    found = {name for name in CHOSEN if getattr(report, name)}
    # The first matrix has no credits to give.
    assert found == FILLED[extent] - (set() if first_matrix().credits else {"credits"})
    targets = first_matrix().profiles[rich().assessment.profile].targets
    assert extent is Extent.cv or len(report.rows) == len(targets)


def test_gaps_hold_gaps_and_a_cv_what_is_there() -> None:
    record = example_record(share=0.3)
    gaps = built(Parts(Extent.gaps), record).gaps
    assert gaps
    assert not any(each.is_met for each in gaps)
    skills = built(Parts(Extent.cv), record).gaps
    levels = [each.level or 0.0 for each in skills]
    assert len(skills) < len(built(record=record).gaps)
    assert levels == sorted(levels, reverse=True)
    assert not any(each.level is None for each in skills)


@pytest.mark.parametrize("extent", list(Extent))
def test_notes_left_out_leave_no_trace(extent: Extent) -> None:
    assert MINE in as_json(rich())
    assert all(each.notes for each in rich().history)
    report = built(Parts(extent, notes=False))
    assert MINE not in repr(asdict(replace(report, record=None)))  # type: ignore[arg-type] # told
    told = as_json(report.record)
    assert MINE not in told
    assert HOSTILE[-3] not in told
    is_cv = extent is Extent.cv
    assert report.record.answers == (() if is_cv else rich().answers)
    assert len(report.record.history) == (0 if is_cv else len(rich().history))


@pytest.mark.parametrize("extent", list(Extent))
def test_answers_left_out_leave_no_trace(extent: Extent) -> None:
    report = built(Parts(extent, answers=False))
    record = report.record
    assert (record.answers, record.checks, record.history) == ((), (), ())
    assert not any(each.checks for each in record.matrix.skills)
    assert (report.answers, report.sums) == ((), ())
    texts = {each.text for each in first_matrix().statements.values()}
    told = repr(asdict(replace(report, record=None)))  # type: ignore[arg-type] # told
    assert not any(each in told for each in texts)
    assert record.notes == (() if extent is Extent.cv else rich().notes)


@pytest.mark.parametrize("extent", [Extent.whole, Extent.gaps, Extent.mentor])
def test_a_record_nothing_is_left_out_of_is_handed_over_as_it_is(extent: Extent) -> None:
    assert built(Parts(extent)).record is rich()


def test_a_page_for_a_cv_takes_neither_notes_nor_answers_to_strangers() -> None:
    report = built(Parts(Extent.cv))
    assert (report.parts.notes, report.parts.answers) == (False, False)
    levels = {each.skill: each.level for each in built().rows}
    assert report.rows
    assert all(each.level == levels[each.skill] for each in report.rows)


def test_answers_stand_with_the_words_they_were_given_in() -> None:
    report, matrix = built(), first_matrix()
    options = {each.id: each.title for each in next(iter(matrix.statements.values())).scale.options}
    given_options = {each.statement: each.option for each in rich().answers}
    by_text = {each.text: each.id for each in matrix.statements.values()}
    assert len(report.answers) == len(rich().answers)
    for each in report.answers:
        assert each.answer == options[given_options[by_text[each.statement]]]
        assert each.on == NOW.date()


def test_the_foot_names_matrix_fingerprint_and_days() -> None:
    foot = built(record=dated(datetime(2026, 1, 2, tzinfo=UTC))).foot
    matrix = first_matrix()
    assert matrix.title in foot
    assert f"fingerprint {matrix.wording[:12]}" in foot
    assert "answers from 2 January 2026" in foot
    assert "created on 23 November 2026" in foot


def dated(*moments: datetime | None) -> Record:
    """The record with answers of these moments in turn, and checks of now."""
    answers = (
        each.model_copy(update={"at": moments[place % len(moments)]})
        for place, each in enumerate(rich().answers)
    )
    return rich().model_copy(update={"answers": tuple(answers), "checks": ()})


SPRING, FALL = datetime(2026, 3, 4, 12, tzinfo=UTC), datetime(2026, 10, 5, 12, tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.parametrize("extent", Extent)
def test_every_format_says_when_the_answers_were_given(extent: Extent) -> None:
    report = built(Parts(extent), dated(FALL, SPRING))
    assert report.dates == "answers from 4 March 2026 to 5 October 2026"
    assert report.dates in report.foot
    for kind in ("pdf", "html", "markdown", "xlsx"):
        assert "4 March 2026 to 5 October 2026" in text_of(kind, WRITERS[kind](report, NOW)), kind
    assert b"2026-03-04" in WRITERS["csv"](report, NOW)
    if extent is Extent.cv:
        assert "answered between 4 March 2026 and 5 October 2026." in report.basis


def text_of(kind: str, data: bytes) -> str:
    """Return the text of a file on one line."""
    if kind == "pdf":
        text = " ".join(each.extract_text() for each in PdfReader(BytesIO(data)).pages)
    elif kind == "xlsx":
        rows = load_workbook(BytesIO(data))["Profile"].iter_rows(max_col=1, values_only=True)
        text = " ".join(str(each) for (each,) in rows)
    else:
        text = data.decode()
    return " ".join(text.split())


def test_answers_without_a_date_are_not_dated() -> None:
    report = built(record=dated(SPRING, None))
    assert report.answered is None
    assert report.dates == "report created on 23 November 2026"
    assert "answers of" not in report.foot
    assert not report.notice


@pytest.mark.parametrize("extent", Extent)
def test_answers_of_a_year_ago_are_warned_of(extent: Extent) -> None:
    parts, year_ago = Parts(extent), NOW - FRESH
    old = built(parts, dated(SPRING, year_ago))
    assert old.notice == stale_text(year_ago.date())
    assert built(parts, dated(None, year_ago)).notice == old.notice
    assert not built(parts, dated(SPRING, year_ago + timedelta(days=1))).notice


def test_only_what_counts_is_dated_and_in_the_persons_time_zone() -> None:
    record = dated(datetime(2026, 3, 4, 23, 30, tzinfo=UTC))
    gone = Answer(statement="gone.s1", option="daily", at=NOW - 2 * FRESH)
    berlin = timezone(timedelta(hours=1))
    moved = {"answers": (*record.answers, gone), "taken_at": record.taken_at.astimezone(berlin)}
    report = built(record=record.model_copy(update=moved))
    assert report.answered == (date(2026, 3, 5), date(2026, 3, 5))
    assert {each.on for each in report.answers} == {date(2026, 3, 5)}
    assert "a year old" not in report.notice


def test_the_program_and_its_version_stand_below_the_foot() -> None:
    assert all(built(Parts(extent)).program == PROGRAM for extent in Extent)


def with_hours(hours: float | None) -> Record:
    about = rich().assessment.model_copy(update={"hours": hours})
    return rich().model_copy(update={"assessment": about})


def test_a_plan_has_no_dates_without_hours() -> None:
    report = built(record=with_hours(None))
    assert report.plan
    assert {(each.start, each.end) for each in report.plan} == {(None, None)}
    assert "Dates" not in report.plan_text


def test_a_plan_goes_one_after_the_other_at_a_persons_pace() -> None:
    report = built(record=with_hours(2.0))
    assert report.plan_text.endswith(dates_basis(2.0))
    assert report.plan[0].start == TODAY
    for earlier, later in zip(report.plan, report.plan[1:], strict=False):
        assert earlier.end is not None
        assert later.start == earlier.end + timedelta(days=1)
    last = report.plan[-1].end
    weeks = sum(each.hours for each in report.plan) / 2
    assert last is not None
    passed = last - TODAY + timedelta(days=1)
    assert timedelta(weeks=weeks) <= passed < timedelta(weeks=weeks, days=1)


@given(st.floats(min_value=0, max_value=168))
@settings(max_examples=examples(50))
def test_any_pace_gives_days_or_none(hours: float) -> None:
    matrix = first_matrix()
    scores = assess_record(rich(), matrix).scores
    readiness = compare(matrix, matrix.profiles[profile_of(matrix)], scores)
    steps = make_plan(matrix, readiness, scores).steps
    plan = plan_lines(matrix, readiness, steps, PlanLimits(hours), TODAY)
    assert plan
    for each in plan:
        assert (each.start is None) is (each.end is None)
        if each.start is not None and each.end is not None:
            assert TODAY <= each.start <= each.end < date(TODAY.year + 11, 1, 1)


def test_record_and_report_hold_the_same_plan() -> None:
    matrix = first_matrix()
    assessed = assess_record(rich(), matrix)
    steps = make_plan(matrix, assessed.readiness, assessed.scores).steps
    assert len(steps) > PROJECTS
    record, report = rich(), built()
    ids = [each.project for each in record.plan]
    assert ids == [each.project.id for each in steps][:PLANNED]
    assert [each.gain for each in record.plan] == [each.gain for each in steps][:PLANNED]
    titles = [each.title for each in record.plan]
    assert [each.title for each in report.plan] == titles[:PROJECTS]
    assert report.plan_text.startswith(plan_basis(assessed.readiness, steps, PROJECTS))
    assert report.day_text.endswith(
        day_text(assess_day(matrix, assessed.scores), find_opening(matrix, assessed.scores, steps))
    )


def test_a_plan_out_of_few_answers_rules_no_project_out() -> None:
    matrix = first_matrix()
    profile = matrix.profiles[profile_of(matrix)]
    nothing = compare(matrix, profile, {})
    more = plan_text(matrix, nothing, Plan(), NO_LIMITS)
    assert more == no_project_text(matrix, nothing)
    full = {each.id: each.scale.options[-1].id for each in matrix.statements.values()}
    every = compare(matrix, profile, score_skills(matrix, full))
    none = plan_text(matrix, every, Plan(), NO_LIMITS)
    assert none == no_project_text(matrix, every) != more


def test_a_plan_without_projects_says_why() -> None:
    matrix = matrix_of(rich().matrix)
    report = build_report(rich(), assess_record(rich(), matrix), Parts(), today=TODAY)
    assert (report.plan, report.plan_text) == ((), NO_PROJECTS)


def test_a_matrix_out_of_a_file_gives_the_same_numbers() -> None:
    there = build_report(
        rich(), assess_record(rich(), matrix_of(rich().matrix)), Parts(), today=TODAY
    )
    here = built()
    assert (there.readiness, there.low, there.high) == (here.readiness, here.low, here.high)
    assert [(each.level, each.points_lost) for each in there.gaps] == [
        (each.level, each.points_lost) for each in here.gaps
    ]


def test_an_agenda_names_what_is_worth_talking_about() -> None:
    report = built(Parts(Extent.mentor), example_record(share=0.4))
    told = " ".join(report.agenda)
    missing = [each.name for each in report.musts if "short" in each.text]
    unseen = [each.name for each in report.musts if each.text == "not assessed"]
    assert missing
    assert report.agenda[0] == ask_about_musts(missing)
    assert all(each in report.agenda[0] for each in missing)
    assert not any(each in report.agenda[0] for each in unseen)
    worst = [each.title for each in report.gaps[:3]]
    assert all(each in report.agenda[1] for each in worst)
    unseen = [each.title for each in report.rows if each.target_status == "not assessed"]
    assert unseen
    assert all(each in told for each in unseen)
    assert report.agenda[-1] == NEXT_PROJECT


def test_an_agenda_asks_why_rating_and_checks_are_far_apart() -> None:
    matrix = first_matrix()
    skill = next(each for each in matrix.skills.values() if each.checks)
    best = {each.id: each.scale.options[-1].id for each in skill.statements}
    wrong = {
        each.id: next(one for one in each.options if one != each.right) for each in skill.checks
    }
    given_entries = [
        each for each in entries(matrix, share=0.0, notes=()) if each.kind == "credential"
    ]
    made = replace(given_entries[0], kind="answer")
    given_entries += [replace(made, item=item, value=value) for item, value in best.items()]
    given_entries += [
        replace(made, kind="check", item=item, value=value) for item, value in wrong.items()
    ]
    record = take_record(assessment(matrix), given_entries, matrix, NOW)
    report = built(Parts(Extent.mentor), record)
    assert any(
        each.startswith(f"{skill.title}: self-rating ") and each.endswith("Why?")
        for each in report.agenda
    )


def test_history_is_held_against_the_matrix_of_today() -> None:
    report = built()
    assert [each.on for each in report.history] == [TODAY - timedelta(days=90), TODAY]
    assert all(each.is_comparable for each in report.history)
    then = rich().history[0]
    other = then.model_copy(update={"matrix": then.matrix.model_copy(update={"structure": "x"})})
    mixed = built(record=rich().model_copy(update={"history": (other,)}))
    assert [each.is_comparable for each in mixed.history] == [False, True]
    untold = then.model_copy(update={"result": None})
    assert len(built(record=rich().model_copy(update={"history": (untold,)})).history) == 1


def test_moments_of_one_day_are_no_course_to_show() -> None:
    then = rich().history[0]
    at_noon = then.model_copy(update={"taken_at": NOW.replace(hour=2)})
    noon = built(record=rich().model_copy(update={"history": (at_noon,)}))
    assert [each.on for each in noon.history] == [TODAY, TODAY]
    assert noon.course == ()
    both = built(record=rich().model_copy(update={"history": (then, at_noon)})).course
    assert [each.on for each in both] == [TODAY - timedelta(days=90), TODAY, TODAY]


def test_history_says_what_was_said_then() -> None:
    then = rich().history[0]
    assert then.result is not None
    assert then.result.readiness is not None
    line = built().history[0]
    assert line.readiness == pytest.approx(then.result.readiness * 100)
    assert line.aim == "Machine learning engineer, Mid-level"
    assert line.verdict in verdicts.VERDICT_WORDS.values()


def test_a_record_rebuilt_from_its_values_is_the_same() -> None:
    matrix: Matrix = first_matrix()
    record = rich().model_copy(update={"assessment": rich().assessment}, deep=True)
    record = Record.model_validate_json(
        as_json(record).replace('"plan": [', '"later": 1, "plan": [')
    )
    again = as_record(from_record(record), matrix, NOW, default_title="")
    assert again.result == record.result
    assert set(again.answers) == set(record.answers)
    assert (again.history, again.plan) == (record.history, record.plan)
    assert again.unknown == {"later": 1}


def lost() -> Record:
    """Return a record with an answer that has no place."""
    gone = rich().answers[0].model_copy(update={"statement": "gone.long-ago"})
    return rich().model_copy(update={"answers": (*rich().answers, gone)})


@pytest.mark.parametrize(
    ("extent", "answers", "named"),
    [(Extent.whole, True, True), (Extent.mentor, True, True), (Extent.gaps, False, False)],
)
def test_answers_without_a_place_are_told_and_named_where_answers_are(
    extent: Extent, *, answers: bool, named: bool
) -> None:
    parts = Parts(extent=extent, answers=answers)
    assert built(parts).notice == ""
    assert built(parts, lost()).notice == without_place(
        Carried({}, {}, {"gone.long-ago": "x"}), named=named
    )
    assert built(Parts(extent=Extent.cv), lost()).notice == ""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["html", "markdown", "csv", "json"])
def test_answers_without_a_place_are_in_every_format(kind: str) -> None:
    text = WRITERS[kind](built(record=lost()), NOW).decode().replace("\\", "")
    assert "gone.long-ago" in text
    assert kind == "json" or "no longer in this matrix" in text


@pytest.mark.slow
def test_answers_without_a_place_are_in_the_workbook_and_the_pdf() -> None:
    report = built(record=lost())
    sheet = load_workbook(BytesIO(WRITERS["xlsx"](report, NOW)))["Profile"]
    assert report.notice in [cell.value for cell in sheet["A"]]
    pages = PdfReader(BytesIO(WRITERS["pdf"](report, NOW))).pages
    text = " ".join(" ".join(each.extract_text() for each in pages).split())
    assert "1 answer is for a statement that is no longer in this matrix" in text
