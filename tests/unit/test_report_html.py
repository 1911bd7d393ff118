"""A report as one page is complete, loads nothing, and escapes every text."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from report_support import HOSTILE, example_report
from report_text_support import (
    Page,
    expected_texts,
    full_report,
    one_by_one,
    read_page,
    report_of,
    rewritten,
    squeezed,
)

from skills.reports.as_html import as_html
from skills.reports.report import Extent, Parts, Report
from skills.sentences.formats import level_range, printable

pytestmark = pytest.mark.slow

HEADING = re.compile(r"h[1-6]")

FOREIGN = st.one_of(st.sampled_from(HOSTILE), st.text(), st.text("<>&\"'{}%#!-/ax="))

SLOW = settings(max_examples=examples(25))


@pytest.mark.parametrize("extent", Extent)
@pytest.mark.parametrize("notes", [True, False])
@pytest.mark.parametrize("answers", [True, False])
def test_every_text_of_the_report_is_on_the_page(
    extent: Extent, *, notes: bool, answers: bool
) -> None:
    report = report_of(extent, notes=notes, answers=answers)
    seen = squeezed(read_page(as_html(report)).text).casefold()
    missing = [each for each in expected_texts(report) if squeezed(each).casefold() not in seen]
    assert missing == []


def test_a_report_with_all_parts_misses_nothing() -> None:
    report = full_report()
    seen = squeezed(read_page(as_html(report)).text).casefold()
    assert [each for each in expected_texts(report) if squeezed(each).casefold() not in seen] == []


def test_notes_stand_as_they_were_written_with_every_space_and_line() -> None:
    report = example_report()
    said = read_page(as_html(report)).places["said"]
    assert said[-len(report.notes) :] == [printable(each.text) for each in report.notes]


def around_pictures(page: Page) -> list[object]:
    """Return the elements but those of drawings, where a name takes as many lines as it needs."""
    drawn = {"svg", "g", "path", "line", "rect", "circle", "text", "tspan", "title", "desc"}
    return [each for each in page.elements if each[0] not in drawn]


@given(st.lists(FOREIGN, min_size=7, max_size=7))
@SLOW
def test_no_text_changes_the_page_around_it(words: list[str]) -> None:
    plain = rewritten(full_report(), one_by_one(lambda at: f"plain {at}"))
    strange = rewritten(full_report(), one_by_one(lambda at: f"{words[at % 7]}{at}"))
    page = read_page(as_html(strange))
    assert around_pictures(page) == around_pictures(read_page(as_html(plain)))
    seen = squeezed(page.text).casefold()
    missing = [
        each for each in expected_texts(strange) if squeezed(printable(each)).casefold() not in seen
    ]
    assert missing == []


def test_the_page_brings_in_nothing_and_runs_nothing() -> None:
    page = read_page(as_html(full_report()))
    assert {"script", "img", "link", "iframe", "object", "form", "a", "image", "use"}.isdisjoint(
        page.tags
    )
    names = {name for _, attributes in page.elements for name, _ in attributes}
    assert {"style", "href", "src", "srcset", "action"}.isdisjoint(names)
    assert not [name for name in names if name.startswith("on")]


def test_the_policy_allows_the_page_its_own_style_and_nothing_else() -> None:
    source = as_html(full_report())
    style = source.split("<style>")[1].split("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policies = [
        dict(attributes)["content"]
        for tag, attributes in read_page(source).elements
        if ("http-equiv", "Content-Security-Policy") in attributes and tag == "meta"
    ]
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("extent", Extent)
def test_the_page_has_the_structure_that_accessibility_needs(extent: Extent) -> None:
    page = read_page(as_html(full_report(extent)))
    assert ("html", (("lang", "en"),)) in page.elements
    assert [page.tags.count(each) for each in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    ranks = [int(tag[1]) for tag in page.tags if HEADING.fullmatch(tag)]
    steps = [later - earlier for earlier, later in pairwise(ranks)]
    assert ranks[0] == 1
    assert max(steps) == 1
    assert page.tags.count("caption") == page.tags.count("table")
    heads = [dict(attributes) for tag, attributes in page.elements if tag == "th"]
    assert {each["scope"] for each in heads} == {"col", "row"}
    ids = [dict(attributes)["id"] for _, attributes in page.elements if "id" in dict(attributes)]
    assert len(ids) == len(set(ids))


def test_the_story_runs_from_the_verdict_to_the_next_step_and_the_sums_come_last() -> None:
    headings = _headings(full_report(Extent.whole))
    expected = [
        "At a glance",
        "What to talk about",
        "Skills, biggest gap first",
        "Must-haves",
        "What to do next",
        "Projects done and dropped",
        "Skill by skill",
        "What changed",
        "Readiness over time",
        "Levels of this role",
        "The working day",
        "Qualifications",
        "Degrees, certificates, experience",
        "Evidence and notes",
        "Appendix: how the numbers add up",
        "Sources",
    ]
    assert headings == expected


def test_parts_that_are_empty_leave_no_heading() -> None:
    report = example_report(Parts(extent=Extent.cv, notes=False))
    bare = replace(report, rows=(), gaps=(), finding="", qualifications=(), credentials=())
    assert _headings(bare) == []
    assert _headings(replace(bare, finding="Nothing yet.")) == ["Skills and levels"]


def test_where_nothing_is_assessed_no_number_is_reported() -> None:
    report = example_report()
    assert "number" in read_page(as_html(report)).places
    unknown = read_page(as_html(replace(report, readiness=None, history=())))
    assert {"number", "bar"}.isdisjoint(unknown.places)
    assert squeezed(unknown.places["total"][0]) == "Readiness Points –"


def test_a_row_says_its_numbers_as_the_app_does() -> None:
    report = example_report()
    first = report.gaps[0]
    assert (first.low, first.target) == (0, 3)
    level, lost = (f"{each:.1f}" for each in (first.level, first.points_lost))
    between = level_range(first.low, first.high)
    seen = squeezed(read_page(as_html(report)).text)
    sentence = f"You {level} Likely range {between} Target 3 Weight 9.1% Points lost {lost}"
    assert sentence in seen


def test_characters_that_no_file_may_hold_are_replaced() -> None:
    report = rewritten(report_of(Extent.gaps), one_by_one(lambda at: f"a\x00b\ud800c {at}"))
    source = as_html(report)
    assert source.encode("utf-8")
    assert "a\ufffdb\ufffdc 1" in read_page(source).text


def test_a_page_says_what_it_is() -> None:
    page = as_html(report_of(Extent.cv))
    assert "<title>Skill profile: Machine learning engineer, Mid-level</title>" in page
    assert "<title>Report for a mentor: " in as_html(report_of(Extent.mentor))
    assert "<title>Gap report: " in as_html(report_of(Extent.whole))


def _headings(report: Report) -> list[str]:
    return re.findall(r"<h2>(.*?)</h2>", as_html(report))
