"""What a person has to show for projects is in every report and file, and comes back from it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from report_support import (
    CHECKED,
    NOW,
    TODAY,
    assessment,
    entries,
    evidence,
    example_record,
    example_report,
    first_matrix,
)

from skills.entries.kinds import Kind
from skills.guidance.plan import plan_for
from skills.guidance.plan_reasons import lost_without
from skills.importing.detect import read_file
from skills.records.matrix_copy import matrix_of
from skills.records.record import ProjectMarked, Record
from skills.records.snapshot import assess_record, take_record
from skills.records.to_json import as_json
from skills.reports.as_resume import as_resume
from skills.reports.file_kinds import KINDS
from skills.reports.report import Extent, Parts, Report
from skills.reports.writers import WRITERS
from skills.sentences.plan_page import reasons_text, status_text
from skills.sentences.project_checks import NOT_CERTIFIED

pytestmark = pytest.mark.slow

MATRIX = first_matrix()
BOTH = ("verification", "link")


def record_with(**how: object) -> Record:
    found = (*entries(MATRIX), *evidence(MATRIX, **how))  # type: ignore[arg-type]
    return take_record(assessment(MATRIX), found, MATRIX, NOW)


def report_with(parts: Parts | None = None, **how: object) -> Report:
    return example_report(parts or Parts(), record_with(**how))


@pytest.mark.parametrize("kind", ["json", "pdf", "xlsx", "csv"])
def test_a_project_check_is_imported_from_every_file(kind: str) -> None:
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


def with_statuses() -> Report:
    """Return a report on somebody who has started, done and dropped projects."""
    plan = [each.project for each in example_report().plan]
    marked = {plan[0]: "started", plan[1]: "dropped", MATRIX.projects[-1].id: "done"}
    titles = {each.id: each.title for each in MATRIX.projects}
    projects = tuple(
        ProjectMarked(project=each, status=status, title=titles[each], at=NOW - timedelta(days=at))
        for at, (each, status) in enumerate(marked.items())
    )
    record = example_record().model_copy(update={"projects": projects})
    return example_report(Parts(), record)


def test_a_report_lists_what_is_done_and_dropped_with_dates() -> None:
    report = with_statuses()
    done, dropped = report.over
    assert (done.name, done.text) == (MATRIX.projects[-1].title, status_text("done", day_ago(2)))
    assert dropped.text == status_text("dropped", day_ago(1))
    listed = {each.title for each in report.plan}
    assert not listed & {done.name, dropped.name}


def test_a_report_says_why_a_project_is_in_the_plan() -> None:
    report = with_statuses()
    assessed = assess_record(report.record, MATRIX)
    plan = plan_for(assessed, TODAY)
    lost = lost_without(assessed, plan)
    first = plan.steps[0]
    reasons = reasons_text(plan.steps, first, lost[first.project.id])
    assert report.plan[0].why == f"{status_text('started', day_ago(0))} {reasons}".strip()
    assert [each.why for each in report.plan[1:]] == [
        reasons_text(plan.steps, each, lost[each.project.id])
        for each in plan.steps[1 : len(report.plan)]
    ]


@pytest.mark.parametrize("kind", ["html", "markdown", "pdf", "xlsx", "csv"])
def test_every_format_has_the_reasons_and_what_is_over(kind: str) -> None:
    report = with_statuses()
    data = WRITERS[kind](report, NOW)
    if kind == "pdf":
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    elif kind == "xlsx":
        sheets = load_workbook(BytesIO(data)).worksheets
        text = " ".join(str(cell) for one in sheets for row in one.values for cell in row)
    else:
        text = unescape(data.decode())
    wanted = [each.why for each in report.plan if each.why]
    if kind == "csv":  # its own columns for status and date, so that it can be read again
        assert '"project"' in text
        wanted += [each.name for each in report.over]
    else:
        wanted += [text for each in report.over for text in (each.name, each.text)]
    assert len(wanted) > len(report.over)
    seen = squeezed(text)
    assert [each for each in wanted if squeezed(each) not in seen] == []


def squeezed(text: str) -> str:
    return "".join(text.replace("\\", "").split())


def day_ago(days: int) -> date:
    return (NOW - timedelta(days=days)).date()


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
def test_a_report_shows_the_result_the_link_and_what_it_is_worth(kind: str) -> None:
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
