"""A page for a CV says what somebody can do and on what evidence, and mentions no failings."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Final

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from report_support import (
    NOW,
    TODAY,
    assessment,
    entries,
    example_record,
    first_matrix,
)

from skills.entries.credentials import Credential, as_text
from skills.entries.kinds import Mode
from skills.importing.detect import read_file
from skills.importing.from_json import OF_A_CV
from skills.records.cv_record import ANYBODY, NO_TARGET
from skills.records.record import Record
from skills.records.snapshot import assess_record, take_record
from skills.records.to_json import as_json
from skills.reports.build_report import build_report
from skills.reports.report import Extent, Parts, Report
from skills.reports.writers import WRITERS
from skills.sentences.cv import adjusted_text
from skills.sentences.formats import level
from skills.sentences.leniency import LEAST

pytestmark = pytest.mark.slow

OWN_TITLE: Final = "Second try after the refusal"
READ: Final = ("pdf", "html", "markdown", "csv", "xlsx", "resume")

FAILINGS: Final = (
    *("must-have", "not met", "lost", "short", "ready", "not assessed", "target", "gap"),
    *("you have", "do not", "not answered", "not asked", "missing", "costs", "weight"),
)


def record_of(share: float = 0.9, **more: object) -> Record:
    """Return a record with each sort of qualification and credential."""
    matrix = first_matrix()
    given = list(entries(matrix, share=share, notes=()))
    some = next(each for each in given if each.kind == "credential")
    holdings = ("yes", "in-progress", "no")
    given += [
        replace(some, kind="qualification", item=each.id, value=holds)
        for each, holds in zip(matrix.qualifications, holdings, strict=False)
    ]
    past, old = TODAY - timedelta(days=1), date(2019, 5, 6)
    for kind, title in (("certificate", "Lapsed licence"), ("experience", "Years at a mill")):
        value = as_text(Credential(title, kind, "A house", old, past))
        given.append(replace(some, item=f"{kind}-{len(given)}", value=value))
    found = assessment(matrix, title=OWN_TITLE, **more)
    return take_record(found, given, matrix, NOW)


@cache
def page(share: float = 0.9, name: str = "") -> Report:
    return built(record_of(share), name)


def built(record: Record, name: str = "") -> Report:
    return build_report(
        record, assess_record(record, first_matrix()), Parts(Extent.cv, name=name), today=TODAY
    )


@cache
def text_of(kind: str, share: float = 0.9) -> str:
    """Return all that a reader of a file meets, spaces as one."""
    data = WRITERS[kind](page(share, "Ada Lovelace"), NOW)
    if kind == "pdf":
        text = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(data)).pages)
    elif kind == "xlsx":
        book = load_workbook(io.BytesIO(data))
        rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
        text = " ".join(str(cell) for row in rows for cell in row if cell is not None)
    else:
        text = data.decode().partition("</style>")[2] if kind == "html" else data.decode()
    return " ".join(text.split())


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_no_cv_format_mentions_failings(kind: str, share: float) -> None:
    text = text_of(kind, share).casefold()
    # These are our own words and names of columns; a machine reads them.
    columns = '"target","must","gap","points"'
    for each in (columns, "target must gap points", "readiness-radar", "readiness radar"):
        text = text.replace(each, "")
    assert [each for each in FAILINGS if each in text] == []
    assert OWN_TITLE.casefold() not in text
    assert "lapsed licence" not in text


@pytest.mark.parametrize("kind", READ)
def test_every_format_lists_the_same_skills(kind: str) -> None:
    text = text_of(kind)
    titles = {each.title for each in first_matrix().skills.values()}
    listed = {each.title for each in page().rows}
    assert 0 < len(listed) < len(titles)
    squeezed = text.replace(" ", "").replace("-", "")
    found = {each for each in titles if each.replace(" ", "").replace("-", "") in squeezed}
    assert found == listed
    assert "Ada Lovelace" in text
    assert "Years at a mill" in text


@pytest.mark.parametrize("kind", ["pdf", "html", "markdown", "xlsx"])
def test_what_is_read_is_headed_by_what_it_is_and_its_basis(kind: str) -> None:
    text, report = text_of(kind).replace(" ", ""), page()
    assert report.verdict == "Skill profile: Machine learning engineer, Mid-level"
    for each in (report.verdict, report.basis, report.finding):
        assert each.replace(" ", "") in text
    assert "held" in text
    assert "inprogress" in text


def test_the_basis_says_how_many_answers_when_and_what_levels_rest_on() -> None:
    record, report = record_of(), page()
    answered = f"{len(record.answers)} of {len(first_matrix().statements)} statements answered"
    assert report.basis.startswith(f"{answered} on 23 November 2026.")
    assert "are based on self-ratings unless otherwise noted." in report.basis
    assert "that are at level 1 (Awareness) or above" in report.basis
    checked = {each.title for each in report.rows if "knowledge checks" in each.sources}
    assert checked
    assert all(f"{each} self-ratings and knowledge checks" in text_of("pdf") for each in checked)
    alone = built(record.model_copy(update={"checks": ()}))
    assert "Levels are based on self-ratings. " in alone.basis
    assert {each.sources for each in alone.rows} == {"self-ratings"}


def test_a_page_says_by_how_much_self_ratings_are_adjusted_and_why() -> None:
    record = record_of()
    assessed = assess_record(record, first_matrix())
    adjustment = adjusted_text(assessed.leniency, is_adjusted=True)
    assert assessed.leniency.shift > LEAST
    assert adjustment.startswith("Self-ratings are adjusted downward by ")
    for kind in ("pdf", "html", "markdown", "xlsx", "csv", "resume"):
        assert adjustment in text_of(kind), kind
    alone = built(record.model_copy(update={"checks": ()}))
    assert "adjusted" not in alone.basis
    own = assess_record(record, first_matrix())
    plain = replace(own, is_adjusted=False)
    unadjusted = build_report(record, plain, Parts(Extent.cv), today=TODAY)
    assert "adjusted" not in unadjusted.basis


def test_implied_and_given_answers_are_counted_separately() -> None:
    quick = record_of(0.3, mode=Mode.quick)
    assert quick.result is not None
    more = quick.result.covered - quick.result.answered
    assert more > 0
    assert f"answered on 23 November 2026, {more} more implied by them." in built(quick).basis


def test_skills_below_the_first_level_stay_out_and_each_level_has_its_title() -> None:
    report = page()
    titles = {each.title for each in build_whole().rows if (each.level or 0.0) >= 1 - 1e-9}
    assert {each.title for each in report.rows} == titles
    assert all(each.target_status == report.levels[int(each.level or 0)] for each in report.rows)
    assert {(each.target, each.must, each.points_lost, each.why) for each in report.rows} == {
        (0, False, None, "")
    }
    assert set(report.gaps) == set(report.rows)
    levels = [each.level or 0.0 for each in report.gaps]
    assert levels == sorted(levels, reverse=True)
    at = [each.target_status for each in report.rows].count("Awareness")
    assert f"Awareness in {at} skill" in report.finding


def build_whole() -> Report:
    return build_report(
        record_of(), assess_record(record_of(), first_matrix()), Parts(), today=TODAY
    )


def test_only_what_is_held_or_on_the_way_is_reported() -> None:
    report = page()
    asked = [each.title for each in first_matrix().qualifications]
    assert [(each.name, each.text) for each in report.qualifications] == [
        (asked[0], "held"),
        (asked[1], "in progress"),
    ]
    credentials = {each.name: each.text for each in report.credentials}
    assert set(credentials) == {"Course «ML»", "Years at a mill"}
    assert credentials["Years at a mill"].endswith("since 6 May 2019, until 22 November 2026")


def test_the_file_for_other_tools_holds_no_more_than_the_page() -> None:
    report = page()
    record = Record.model_validate_json(WRITERS["json"](report, NOW))
    result = record.result
    assert result is not None
    assert (result.readiness, result.low, result.high) == (None, 0, 1)
    assert (result.missing_musts, record.plan, record.history) == ((), (), ())
    assert [(each.skill, level(each.level)) for each in result.skills] == [
        (each.skill, level(each.level)) for each in report.rows
    ]
    assert {(each.target, each.gap, each.lost, each.must) for each in result.skills} == {
        (None, None, 0, False)
    }
    assert (result.profile, result.set_aside) == (NO_TARGET, 0)
    (profile,) = record.matrix.profiles
    assert (profile.id, profile.targets) == (NO_TARGET, ())
    about = record.assessment
    assert (about.id, about.profile) == (ANYBODY, NO_TARGET)
    assert (about.created_at, about.changed_at) == (record.taken_at, record.taken_at)
    assert (about.title, about.hours, about.next_on) == (report.aim, None, None)
    assert {each.holds for each in record.qualifications} == {"yes", "in-progress"}
    assert {each.title for each in record.credentials} == {"Course «ML»", "Years at a mill"}


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_no_file_leads_back_to_the_person_or_to_what_was_asked(kind: str) -> None:
    record = record_of()
    text = WRITERS[kind](page(), NOW).decode()
    assert record.assessment.id not in text
    assert record.assessment.profile not in text
    reasons = {one.why for each in record.matrix.profiles for one in each.targets}
    assert not any(why and why in text for why in reasons)
    if kind == "json":
        assert keys_in(json.loads(text)).isdisjoint(
            {"target", "weight", "must", "gap", "lost", "why", "missing_musts"}
        )


def keys_in(value: object) -> set[str]:
    if isinstance(value, dict):
        return {*value, *(key for each in value.values() for key in keys_in(each))}
    if isinstance(value, list):
        return {key for each in value for key in keys_in(each)}
    return set()


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_what_a_cv_holds_can_be_imported_and_says_what_it_is(kind: str) -> None:
    reading = read_file(WRITERS[kind](page(), NOW), f"it.{kind}", first_matrix())
    assert reading.imported is not None
    assert reading.imported.profile == ""
    found = Counter(each.kind for each in reading.imported.entries)
    assert found == {"qualification": 2, "credential": 2}
    if kind == "json":
        assert reading.left_out == (OF_A_CV,)
        assert reading.record is not None
        assert as_json(reading.record).encode() == WRITERS[kind](page(), NOW)


def test_what_a_newer_program_added_does_not_go_to_strangers() -> None:
    document = json.loads(example_record().model_dump_json(by_alias=True)) | {"diary": OWN_TITLE}
    record = Record.model_validate_json(json.dumps(document))
    assert OWN_TITLE in record.model_dump_json()
    assert OWN_TITLE not in built(record).record.model_dump_json()


def test_where_nothing_is_reached_a_page_says_so_and_is_written() -> None:
    bare = record_of().model_copy(update={"answers": (), "checks": ()})
    report = built(bare)
    assert (report.rows, report.gaps) == ((), ())
    assert report.finding == "Nothing to show yet."
    assert report.basis.startswith(
        f"0 of {len(first_matrix().statements)} statements answered. This page lists the skills "
        "needed for "
    )
    for kind in (*READ, "json"):
        assert len(WRITERS[kind](report, NOW)) > 100, kind
