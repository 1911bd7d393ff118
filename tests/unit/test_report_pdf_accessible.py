"""PDFs follow PDF/UA and PDF/A, and are read aloud in the order of the page."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import outloud  # type: ignore[import-untyped]
import page as page_validation
import pytest
from pdf_report_support import NOTES, latin, made, text_of
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from skills.reports.report import Extent
from skills.reports.still_pictures import radar_description

pytestmark = pytest.mark.slow

MISCOUNTED = "PDFA3A-STREAM-LENGTH-001"
"""The checker miscounts streams whose last byte looks like an end of line; we count ourselves."""


def wrong_lengths(data: bytes) -> list[int]:
    """Return the lengths after which no stream ends."""
    found = []
    for each in re.finditer(rb"/Length (\d+)", data):
        end = data.index(b"stream\n", each.end()) + len(b"stream\n") + int(each[1])
        if not re.match(rb"\r?\n?endstream", data[end : end + 11]):
            found.append(int(each[1]))
    return found


@pytest.mark.parametrize("extent", list(Extent))
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_report_in_latin_follows_pdf_ua_and_pdf_a(extent: Extent, profile: str) -> None:
    checked = page_validation.validate_pdf_bytes(made(extent), profile=profile)
    wrong = [each for each in checked.failures if each.rule_id != MISCOUNTED]
    assert [f"{each.rule_id}: {each.message}" for each in wrong] == []
    assert wrong_lengths(made(extent)) == []
    assert checked.rules.total > 100


@pytest.mark.parametrize("extent", list(Extent))
def test_a_second_checker_finds_no_error_and_no_warning(extent: Extent, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(made(extent))
    checked = outloud.check(str(path))
    assert checked.error is None
    assert [str(each) for each in checked.findings if each.severity != "info"] == []


def test_reading_order_is_the_order_of_the_page() -> None:
    report = latin(Extent.mentor)
    text = text_of(made(Extent.mentor))
    stations = [
        "Ada Lovelace",
        report.title,
        report.verdict,
        report.basis[:40],
        "At a glance",
        report.finding[:40],
        "What to talk about",
        report.talking_points[-1],
        "Skills, biggest gap first",
        report.gaps[0].why[:30],
        "What to do next",
        report.plan[0].gain_text,
        "Qualifications",
        "Degrees, certificates, experience",
        "Skill by skill",
        report.gaps[-1].title,
        "Must-haves",
        "What to do next",
        report.plan[0].deliver[:30],
        "What changed",
        "another answer",
        "Readiness over time",
        "different version of the matrix, not comparable",
        "Levels of this role",
        "The working day",
        "Evidence and notes",
        NOTES[0],
        "Every answer",
        report.answers[-1].statement[:30],
    ]
    places: list[int] = []
    for station in stations:
        places.append(text.find(station, places[-1] if places else 0))
        assert places[-1] >= 0, f"{station!r} is missing or too early"


def test_headings_begin_at_the_first_level_and_skip_none() -> None:
    title, below = PdfReader(io.BytesIO(made())).outline
    assert isinstance(title, dict)
    assert isinstance(below, list)
    assert str(title["/Title"]) == latin().title
    headings = [str(each["/Title"]) for each in below if isinstance(each, dict)]
    assert headings[:2] == ["At a glance", "Skills, biggest gap first"]


def alternatives(node: object) -> Iterator[str]:
    """Yield what stands for each picture of a file."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, DictionaryObject):
        if "/Alt" in node:
            yield str(node["/Alt"])
        yield from alternatives(node.get("/K"))
    for each in node if isinstance(node, ArrayObject) else ():
        yield from alternatives(each)


@pytest.mark.parametrize("extent", list(Extent))
def test_the_radar_says_what_it_shows_to_who_cannot_see_it(extent: Extent) -> None:
    root = PdfReader(io.BytesIO(made(extent))).root_object["/StructTreeRoot"]
    assert radar_description(latin(extent)) in list(alternatives(root))
