from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from report_support import HOSTILE, NOW, TODAY, example_report

from skills.cli.report import EXTENTS
from skills.reports.file_kinds import (
    KINDS,
    NAMES,
    OTHERS,
    file_name,
    kind_of,
    matches_extension,
    other_end_of,
)
from skills.reports.report import Extent
from skills.reports.writers import WRITERS

pytestmark = pytest.mark.slow

LONGEST = 80
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


@given(st.text(max_size=200), st.dates(), st.sampled_from(list(KINDS)))
@example("../../etc/passwd", date.max, "resume")
@example("CON", date.min, "pdf")
@example("ﬁ" * 200, date.max, "resume")
def test_a_file_name_is_taken_by_every_system(title: str, day: date, kind: str) -> None:
    name = file_name(title, day, kind)
    assert re.fullmatch(r"[a-z0-9._-]+", name)
    assert len(name) <= LONGEST
    assert not RESERVED.match(name)
    assert not name.startswith((".", "-"))
    assert ".." not in name
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Data engineer, Senior", "data-engineer-senior"),
        ("Zoë's Größe", "zoe-s-groe"),
        ("数据工程师", "report"),
        ("", "report"),
        ("a" * 39 + " b", "a" * 39),
        *((each, None) for each in HOSTILE),
    ],
)
def test_a_file_name_contains_title_and_day(title: str, word: str | None) -> None:
    name = file_name(title, TODAY, "pdf")
    assert re.fullmatch(r"gap-report_[a-z0-9](?:[a-z0-9-]*[a-z0-9])?_2026-11-23\.pdf", name)
    if word is not None:
        assert name == f"gap-report_{word}_2026-11-23.pdf"


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_name_says_what_it_is_for(kind: str) -> None:
    names = {each: file_name("A" * 99, TODAY, kind, each) for each in Extent}
    beginnings = {each: name.split("_")[0] for each, name in names.items()}
    assert beginnings == {
        Extent.whole: "gap-report",
        Extent.gaps: "gap-report",
        Extent.mentor: "mentor-report",
        Extent.cv: "skill-profile",
    }
    assert all(len(each) <= LONGEST for each in names.values())
    assert set(NAMES) == set(Extent)
    assert file_name("A", TODAY, kind) == file_name("A", TODAY, kind, "whole")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.pdf", "pdf"),
        ("A.PDF", "pdf"),
        ("a.resume.json", "resume"),
        ("a.json", "json"),
        ("resume.json", "json"),
        ("a.md", "markdown"),
        ("a.ics", "calendar"),
        ("a.pdf.txt", ""),
        ("pdf", ""),
        ("", ""),
    ],
)
def test_the_end_of_a_name_says_the_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("a.docx", "docx"),
        ("A.b.DOCX", "docx"),
        (".docx", "docx"),
        ("docx", ""),
        ("a.docx.pdf", ""),
        ("a.txt", ""),
        ("a.odd", ""),
        ("a.", ""),
        ("a", ""),
        ("", ""),
    ],
)
def test_an_end_that_stands_for_something_else_is_known(name: str, end: str) -> None:
    assert other_end_of(name) == end


def test_no_end_of_ours_stands_for_something_else() -> None:
    assert {each.suffix for each in KINDS.values()}.isdisjoint(OTHERS)
    assert all(re.fullmatch(r"[a-z0-9]+", each) for each in OTHERS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_is_true_of_its_kind_and_of_no_other(kind: str) -> None:
    names = {each: f"A.{found.suffix.upper()}" for each, found in KINDS.items()}
    wide = {"resume": ["json"]}.get(kind, [])
    assert [each for each in KINDS if matches_extension(names[each], kind)] == [
        each for each in KINDS if each == kind or each in wide
    ]
    assert all(matches_extension(each, kind) for each in ("a", "a.docx", "a.odd", ""))


def test_every_offered_kind_has_a_writer() -> None:
    assert list(WRITERS) == list(KINDS)
    assert set(EXTENTS) == {each.value for each in Extent}


def test_kinds_are_distinguished() -> None:
    for what in ("title", "suffix", "about"):
        assert len({getattr(each, what) for each in KINDS.values()}) == len(KINDS)
    assert all(re.fullmatch(r"[a-z]+/[a-z.-]+", each.mime) for each in KINDS.values())


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_writes_bytes(kind: str) -> None:
    assert WRITERS[kind](example_report(), NOW)
