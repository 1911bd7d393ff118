"""A report as CSV: safe in a spreadsheet, and nothing in it that the person left out."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_support import example_record, example_report, hostile_report

from skills.records.table_format import COLUMNS, guarded, shown, unguarded
from skills.reports.as_csv import as_csv
from skills.reports.report import Extent, Parts, Report
from skills.version import VERSION

pytestmark = pytest.mark.slow

FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for a formula, as OWASP lists it, also behind spaces."""

NUMBERS = ("level", "low", "high", "target", "gap", "points", "hours")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
DANGEROUS = st.tuples(st.sampled_from(["", "'", "''", " ", "\u200b", "' "]), TEXT).map("".join)


def lines(report: Report) -> list[dict[str, str]]:
    text = as_csv(report).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def of_kind(report: Report, kind: str) -> list[dict[str, str]]:
    return [each for each in lines(report) if each["kind"] == kind]


def facts(report: Report) -> dict[str, str]:
    return {each["id"]: each["value"] for each in of_kind(report, "assessment")}


def test_file_is_utf8_with_a_mark_and_every_cell_in_quotes() -> None:
    data = as_csv(example_report())
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.endswith('"\r\n')
    assert text.startswith(",".join(f'"{each}"' for each in COLUMNS) + "\r\n")
    outside = re.sub(r'"(?:[^"]|"")*"', "", text)
    assert set(outside.replace("\r\n", "")) == {","}


def test_no_cell_is_taken_for_a_formula() -> None:
    found = [cell for line in lines(hostile_report()) for cell in line.values()]
    assert [cell for cell in found if FORMULA.match(cell)] == []
    assert {"'=cmd", "'+v", "'@b", "'\uff1da", "'-1"} <= set(found)


def test_numbers_stay_numbers() -> None:
    results = of_kind(example_report(), "result")
    assert len(results) == len(example_report().rows)
    for column in NUMBERS[:-1]:
        assert all(each[column] == "" or float(each[column]) >= 0 for each in results)
    assert facts(example_report())["hours"] == "6.0"


def test_the_table_says_which_program_wrote_it() -> None:
    assert facts(example_report())["program_version"] == VERSION


def test_ids_stand_beside_what_people_read() -> None:
    report = example_report()
    found = of_kind(report, "answer")
    then = {one.id: one for skill in report.record.matrix.skills for one in skill.statements}
    options = {each.id for scale in report.record.matrix.scales for each in scale.options}
    assert len(found) == len(report.record.answers) > 0
    for each in found:
        assert each["label"] == then[each["id"]].text
        assert each["value"] in options
        assert each["value_label"]
        assert each["skill"]


def test_figures_are_those_of_the_report() -> None:
    report = example_report()
    readiness = next(each for each in of_kind(report, "assessment") if each["id"] == "readiness")
    assert float(readiness["value"]) == pytest.approx(report.readiness, abs=1e-4)
    assert readiness["value_label"] == report.verdict
    first = of_kind(report, "result")[0]
    assert float(first["points"]) == pytest.approx(report.rows[0].points_lost, abs=1e-4)
    plan = of_kind(report, "plan")
    assert [each["label"] for each in plan] == [each.title for each in report.plan]
    assert [float(each["value"]) for each in plan] == [each.total for each in report.plan]
    assert [float(each["points"]) for each in plan] == [each.gain for each in report.plan]


def test_skill_without_an_answer_has_no_level_instead_of_zero() -> None:
    report = example_report(record=example_record(share=0.1, notes=()))
    blank = {each.skill for each in report.rows if each.level is None}
    assert blank
    for each in of_kind(report, "result"):
        assert (each["level"] == "") is (each["id"] in blank)
        assert (each["gap"] == "") is (each["id"] in blank)


@pytest.mark.parametrize("extent", Extent)
def test_parts_left_out_are_not_in_the_file(extent: Extent) -> None:
    report = example_report(Parts(extent, notes=False, answers=False))
    kinds = {each["kind"] for each in lines(report)}
    assert not kinds & {"note", "answer", "check"}
    assert b"evil.example" not in as_csv(report)
    assert "name" not in facts(report)
    assert facts(example_report(Parts(extent, name="Ana")))["name"] == "Ana"


def test_gaps_only_says_nothing_else() -> None:
    report = example_report(Parts(Extent.gaps))
    kinds = {each["kind"] for each in lines(report)}
    assert kinds == {"assessment", "result", "note", "plan"}
    missed = {each.skill for each in report.rows if not each.is_met}
    assert {each["id"] for each in of_kind(report, "result")} == missed != set()


def test_a_page_for_a_cv_has_no_plan_and_no_answers() -> None:
    kinds = {each["kind"] for each in lines(example_report(Parts(Extent.cv)))}
    assert not kinds & {"answer", "check", "plan", "history"}
    assert {"result", "credential", "qualification"} <= kinds


def test_table_says_how_many_lines_it_has() -> None:
    report = example_report()
    assert int(facts(report)["lines"]) == len(lines(report))


@given(DANGEROUS | TEXT)
def test_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    safe = guarded(text)
    assert not FORMULA.match(safe)
    assert unguarded(safe) == text


@pytest.mark.parametrize("text", ["plain", "'quoted", "a=b", "", "'", "''x", "1.10", "– dash"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


@pytest.mark.parametrize(
    ("text", "safe"), [("=1", "'=1"), ("'=1", "''=1"), ("  +1", "'  +1"), ("'\r", "''\r")]
)
def test_text_like_a_formula_gets_one_apostrophe(text: str, safe: str) -> None:
    assert guarded(text) == safe
    assert unguarded(safe) == text


def test_text_of_a_file_is_quoted_short_and_visible() -> None:
    assert shown("a\n b\u202e") == '"a b\ufffd"'
    assert shown("x" * 1000) == f'"{"x" * 60}…"'
