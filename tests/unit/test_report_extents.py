"""What a report of each extent holds, and what leaves no trace where it is left out."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Final

import pytest
from report_support import HOSTILE, MINE, TODAY, built, example_record, first_matrix, rich

from skills.records.to_json import as_json
from skills.reports.report import Extent, Parts
from skills.reports.report_lines import Changes

pytestmark = pytest.mark.slow

FILLED: Final = {
    Extent.whole: {"musts", "notes", "role_levels", "qualifications", "credentials", "day"}
    | {"plan", "history", "changes", "answers", "terms", "sums", "credits"},
    Extent.mentor: {"musts", "notes", "role_levels", "qualifications", "credentials", "day"}
    | {"plan", "history", "changes", "answers", "talking_points"},
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
    assert MINE not in repr(asdict(replace(report, record=None)))  # type: ignore[arg-type]
    text = as_json(report.record)
    assert MINE not in text
    assert HOSTILE[-3] not in text
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
    text = repr(asdict(replace(report, record=None)))  # type: ignore[arg-type]
    assert not any(each in text for each in texts)
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
