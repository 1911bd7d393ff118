"""What a person has to show for projects is in every report and file, and comes back from it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from reports_for_tests import (
    CHECKED,
    NOW,
    TODAY,
    assessment,
    entries,
    evidence,
    example_report,
    first_matrix,
)

from skills.entries.kinds import Kind
from skills.importing.detect import read_file
from skills.records.matrix_copy import matrix_of
from skills.records.record import Record
from skills.records.snapshot import assess_record, take_record
from skills.records.to_json import as_json
from skills.reports.as_resume import as_resume
from skills.reports.file_kinds import KINDS
from skills.reports.report import Extent, Parts, Report
from skills.reports.writers import WRITERS
from skills.sentences.project_checks import NOT_CERTIFIED

MATRIX = first_matrix()
BOTH = ("verification", "link")


def record_with(**how: object) -> Record:
    found = (*entries(MATRIX), *evidence(MATRIX, **how))  # type: ignore[arg-type]
    return take_record(assessment(MATRIX), found, MATRIX, NOW)


def report_with(parts: Parts | None = None, **how: object) -> Report:
    return example_report(parts or Parts(), record_with(**how))


@pytest.mark.parametrize("kind", ["json", "pdf", "xlsx", "csv"])
def test_it_comes_back_from_every_file(kind: str) -> None:
    data = WRITERS[kind](report_with(), NOW)
    reading = read_file(data, f"x.{kind}", MATRIX)
    assert reading.imported is not None
    found = {
        (each.kind, each.item): each.value for each in reading.imported.entries if each.kind in BOTH
    }
    wanted: dict[tuple[Kind, str], str | None] = {
        (each.kind, each.item): each.value for each in evidence(MATRIX)
    }
    assert {slot: json.loads(value or "") for slot, value in found.items()} == {
        slot: json.loads(value or "") for slot, value in wanted.items()
    }


def test_a_file_gives_the_same_levels_also_with_its_own_copy_of_the_matrix() -> None:
    record = record_with()
    again = read_file(as_json(record).encode(), "x.json")
    assert again.imported is not None
    assert again.record is not None
    assert again.imported.matrix_copy is not None
    with_matrix = assess_record(record, MATRIX).scores
    with_copy = assess_record(again.record, matrix_of(again.imported.matrix_copy)).scores
    assert {k: v.level for k, v in with_copy.items()} == {
        k: v.level for k, v in with_matrix.items()
    }
    assert {each.verified for each in with_copy.values()} == {None, 1}


@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_a_report_tells_the_result_the_link_and_what_it_is_worth(kind: str) -> None:
    report = report_with()
    (verified,), (link,) = report.verified, report.links
    text = unescape(WRITERS[kind](report, NOW).decode())
    assert verified.text in text
    assert NOT_CERTIFIED in text
    assert "https://example.org/work?a=1&b=2" in text
    assert "verified projects" in text
    plain = example_report()
    assert plain.verified == plain.links == ()
    assert NOT_CERTIFIED not in unescape(WRITERS[kind](plain, NOW).decode())
    assert link.text.startswith("https://")


def test_notes_that_are_left_out_are_left_out_of_links_too() -> None:
    report = report_with(Parts(notes=False))
    assert [each.text for each in report.links] == ["https://example.org/work?a=1&b=2"]
    for kind in KINDS:
        assert b"the> notebook" not in WRITERS[kind](report, NOW)


def test_a_cv_has_what_passed_and_counts_and_nothing_about_attempts() -> None:
    cv = Parts(Extent.cv)
    (verified,) = report_with(cv).verified
    assert verified.text.startswith("Passed: macro F1 0.9700 on")
    assert "attempt" not in verified.text
    failed = replace(CHECKED, score=0.1)
    assert report_with(cv, check=failed).verified == ()
    assert report_with(check=failed).verified != ()
    assert report_with(cv, expires_on=TODAY - timedelta(days=1)).verified == ()
    made = json.loads(as_resume(report_with(cv)))["projects"]
    assert [each["type"] for each in made] == ["verified project", "project"]
    assert made[1]["url"] == "https://example.org/work?a=1&b=2"
