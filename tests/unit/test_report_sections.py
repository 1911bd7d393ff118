"""Which sections each report has."""

from __future__ import annotations

from dataclasses import MISSING, fields
from itertools import product
from pathlib import Path

import pytest
from report_support import TODAY, first_matrix

from skills.records.record import Record
from skills.records.snapshot import assess_record
from skills.reports.build_report import build_report
from skills.reports.report import Extent, Parts, Report
from skills.reports.report_lines import Changes
from skills.reports.sections import SECTIONS

pytestmark = pytest.mark.slow

RECORD = Record.model_validate_json(
    (Path(__file__).parents[1] / "data" / "records" / "version-1.9.json").read_text("utf-8")
)
"""The golden file: somebody with an entry of every kind."""

FILLED = assess_record(RECORD, first_matrix())
CV = {"qualifications", "credentials", "verified", "links"}
GAPS = {
    "musts",
    "notes",
    "verified",
    "plan",
    "plan_text",
    "over",
    "agreed",
    "agreed_effect",
    "comments",
    "actions",
}
TWO_PAGES = {
    "musts",
    "qualifications",
    "credentials",
    "verified",
    "plan",
    "plan_text",
    "talking_points",
    "changes",
}
FULL = {*GAPS, *CV, "role_levels", "day", "day_text", "history", "changes", "answers"}
HAS = {
    Parts(Extent.whole): {*FULL, "terms", "sums", "credits"},
    Parts(Extent.whole, answers=False): {*FULL, "terms", "credits"} - {"answers", "comments"},
    Parts(Extent.gaps): GAPS,
    Parts(Extent.mentor): {*FULL, "talking_points"},
    Parts(Extent.mentor, answers=False): {*TWO_PAGES, "notes"},
    Parts(Extent.mentor, answers=False, notes=False): TWO_PAGES,
    Parts(Extent.cv): CV,
}


def sections_in(parts: Parts) -> set[str]:
    changes = Changes(TODAY, TODAY, "Nothing changed.")
    found = build_report(RECORD, FILLED, parts, today=TODAY, changes=changes)
    return {each for each in SECTIONS if getattr(found, each)}


@pytest.mark.parametrize("parts", HAS, ids=str)
def test_a_report_has_the_sections_of_its_extent(parts: Parts) -> None:
    assert sections_in(parts) == HAS[parts]


@pytest.mark.parametrize("extent", Extent)
def test_what_a_person_leaves_out_is_in_no_section(extent: Extent) -> None:
    for notes, answers in product((True, False), repeat=2):
        found = sections_in(Parts(extent, notes=notes, answers=answers))
        assert notes or not found & {"notes", "comments"}
        assert answers or not found & {"answers", "sums", "comments"}


def test_every_section_is_a_part_of_a_report_that_may_be_missing() -> None:
    optional = {each.name for each in fields(Report) if each.default is not MISSING}
    assert set(SECTIONS) == optional - {"notice", "shown_verdict", "adjusted", "program"}
    assert {extent for each in SECTIONS.values() for extent in each.forms} >= {
        each.value for each in Extent
    }
