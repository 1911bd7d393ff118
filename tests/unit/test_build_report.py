"""A report says what the page says: verdict, levels, terms, talking points."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from report_support import (
    NOW,
    TODAY,
    assessment,
    built,
    entries,
    example_record,
    first_matrix,
    profile_of,
    rich,
)

from skills.importing.as_record import as_record
from skills.importing.from_record import from_record
from skills.matrix import Matrix
from skills.records.matrix_copy import matrix_of
from skills.records.record import Record
from skills.records.snapshot import assess_record, take_record
from skills.records.to_json import as_json
from skills.reports.build_report import build_report
from skills.reports.report import Extent, Parts
from skills.scoring.readiness import compare, compare_profiles
from skills.sentences import results, verdicts
from skills.sentences.formats import total
from skills.sentences.leniency import leniency_text
from skills.sentences.next_steps import NEXT_PROJECT, ask_about_musts
from skills.version import PROGRAM

pytestmark = pytest.mark.slow

FRACTION: Final = 1e-9


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


def test_what_is_not_assessed_is_none_and_never_zero() -> None:
    report = built(record=example_record(share=0.0))
    unseen = [each for each in report.rows if each.target_status == "not assessed"]
    assert len(unseen) > len(report.rows) // 2
    assert {(each.level, each.points_lost, each.is_met) for each in unseen} == {(None, None, False)}
    empty = built(record=rich().model_copy(update={"answers": (), "checks": ()}))
    assert empty.readiness is None
    assert {each.level for each in empty.rows} == {None}
    assert (empty.terms, empty.sums, empty.answers) == ((), (), ())
    assert not any(each.readiness for each in empty.role_levels)


def test_answers_stand_with_the_words_they_were_given_in() -> None:
    report, matrix = built(), first_matrix()
    options = {each.id: each.title for each in next(iter(matrix.statements.values())).scale.options}
    given_options = {each.statement: each.option for each in rich().answers}
    by_text = {each.text: each.id for each in matrix.statements.values()}
    assert len(report.answers) == len(rich().answers)
    for each in report.answers:
        assert each.answer == options[given_options[by_text[each.statement]]]
        assert each.on == NOW.date()


def test_the_program_and_its_version_stand_below_the_foot() -> None:
    assert all(built(Parts(extent)).program == PROGRAM for extent in Extent)


def test_a_matrix_out_of_a_file_gives_the_same_numbers() -> None:
    there = build_report(
        rich(), assess_record(rich(), matrix_of(rich().matrix)), Parts(), today=TODAY
    )
    here = built()
    assert (there.readiness, there.low, there.high) == (here.readiness, here.low, here.high)
    assert [(each.level, each.points_lost) for each in there.gaps] == [
        (each.level, each.points_lost) for each in here.gaps
    ]


def test_a_row_says_whether_a_must_have_is_missing() -> None:
    record = example_record(share=0.4)
    gaps = assess_record(record, first_matrix()).readiness.skill_gaps
    missing = {each.target.skill for each in gaps if each.is_missing_must}
    assert missing
    rows = built(record=record).rows
    assert {each.skill for each in rows if each.is_missing_must} == missing


def test_the_talking_points_name_what_is_worth_talking_about() -> None:
    report = built(Parts(Extent.mentor), example_record(share=0.4))
    text = " ".join(report.talking_points)
    missing = [each.name for each in report.musts if "short" in each.text]
    unseen = [each.name for each in report.musts if each.text == "not assessed"]
    assert missing
    assert report.talking_points[0] == ask_about_musts(missing)
    assert all(each in report.talking_points[0] for each in missing)
    assert not any(each in report.talking_points[0] for each in unseen)
    worst = [each.title for each in report.gaps[:3]]
    assert all(each in report.talking_points[1] for each in worst)
    unseen = [each.title for each in report.rows if each.target_status == "not assessed"]
    assert unseen
    assert all(each in text for each in unseen)
    assert report.talking_points[-1] == NEXT_PROJECT


def test_the_talking_points_ask_why_rating_and_checks_are_far_apart() -> None:
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
        for each in report.talking_points
    )


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
