import io
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import fromstring

import outloud  # type: ignore[import-untyped]
import page as page_validation
import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject
from unit.reports_for_tests import NOW, TODAY, example_record, example_report

from skills.drawing.radar import WIDE
from skills.records.to_json import as_json
from skills.reports.as_pdf import as_pdf
from skills.reports.pdf.calendar import calendar, history_chart
from skills.reports.pdf.data import data_of
from skills.reports.report import (
    ChangeLine,
    Changes,
    Extent,
    Fact,
    HistoryLine,
    NoteLine,
    Parts,
    PlanLine,
    Report,
    Row,
)
from skills.reports.still_pictures import radar_told
from skills.sentences.reports import SECTIONS
from skills.version import PROGRAM

NOTES = ("Built the churn model at work.", "Led two design reviews.", "Graded 1.3.\nIn the team.")

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


@cache
def latin(extent: Extent = Extent.whole) -> Report:
    record = example_record(notes=NOTES)
    found = example_report(Parts(extent=extent, name="Ada Lovelace"), record)
    if extent in (Extent.gaps, Extent.cv):
        return found
    history = tuple(
        HistoryLine(TODAY - timedelta(days=200 * back), found.aim, value, 20.0, 80.0, "way", same)
        for back, value, same in ((2, 38.0, False), (1, 44.5, True), (0, 59.0, True))
    )
    lines = (
        ChangeLine("Writing", "rose", 1.0, 2.0, "another answer"),
        ChangeLine("Generative models", "new", None, 1.3, "first answered"),
    )
    told = Changes(history[1].on, TODAY, "Two changed.", lines)
    return replace(found, history=history, changes=told)


@cache
def made(extent: Extent = Extent.whole) -> bytes:
    return as_pdf(latin(extent), made_at=NOW).data


def text_of(data: bytes) -> str:
    """Return the text in the order a reader meets it, lines joined."""
    return " ".join(text for each in pages_of(data) for text in each.split())


def pages_of(data: bytes) -> list[str]:
    return [each.extract_text() for each in PdfReader(io.BytesIO(data)).pages]


def row(number: int, level: float | None = 1.0, target: int = 3) -> Row:
    gap = target - (level or 0.0)
    return Row(
        skill=f"skill-{number}",
        title=f"Skill {number}",
        area="Area",
        level=level,
        low=max(0.0, (level or 0.0) - 0.5),
        high=min(4.0, (level or 0.0) + 0.5),
        target=target,
        must=number % 5 == 0,
        is_met=level is not None and gap <= 0,
        target_status="not assessed" if level is None else f"{gap:.1f} levels short",
        points_lost=None if level is None else max(0.0, gap),
        share=1.0,
        why="It is needed daily.",
        sources="self-reported",
    )


def with_rows(report: Report, rows: tuple[Row, ...]) -> Report:
    musts = tuple(Fact(each.title, each.target_status) for each in rows if each.must)
    return replace(report, rows=rows, gaps=rows, musts=musts)


@pytest.mark.slow
@pytest.mark.parametrize("extent", list(Extent))
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_report_in_latin_follows_pdf_ua_and_pdf_a(extent: Extent, profile: str) -> None:
    checked = page_validation.validate_pdf_bytes(made(extent), profile=profile)
    wrong = [each for each in checked.failures if each.rule_id != MISCOUNTED]
    assert [f"{each.rule_id}: {each.message}" for each in wrong] == []
    assert wrong_lengths(made(extent)) == []
    assert checked.rules.total > 100


@pytest.mark.slow
@pytest.mark.parametrize("extent", list(Extent))
def test_a_second_checker_finds_no_error_and_no_warning(extent: Extent, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(made(extent))
    checked = outloud.check(str(path))
    assert checked.error is None
    assert [str(each) for each in checked.findings if each.severity != "info"] == []


@pytest.mark.slow
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


@pytest.mark.slow
def test_headings_begin_at_the_first_level_and_skip_none() -> None:
    title, below = PdfReader(io.BytesIO(made())).outline
    assert isinstance(title, dict)
    assert isinstance(below, list)
    assert str(title["/Title"]) == latin().title
    headings = [str(each["/Title"]) for each in below if isinstance(each, dict)]
    assert headings[:2] == ["At a glance", "Skills, biggest gap first"]


@pytest.mark.slow
def test_every_page_tells_what_it_is_part_of() -> None:
    pages = pages_of(made())
    assert len(pages) > 5
    for number, text in enumerate(pages, 1):
        assert latin().foot in text
        assert text.endswith(PROGRAM)
        assert f"Page {number} of {len(pages)}" in text


@pytest.mark.slow
def test_a_table_repeats_its_header_on_the_next_page() -> None:
    report = with_rows(latin(Extent.gaps), tuple(map(row, range(70))))
    pages = pages_of(as_pdf(report, made_at=NOW).data)
    assert sum("Status" in each and "Weight" in each for each in pages) >= 3


def test_a_file_names_its_title_author_language_and_moment() -> None:
    reader = PdfReader(io.BytesIO(made()))
    assert reader.metadata is not None
    assert reader.metadata.title == latin().title
    assert reader.metadata.author == "Ada Lovelace"
    assert reader.metadata.creation_date == NOW
    assert str(reader.root_object["/Lang"]) == "en"
    assert PROGRAM in str(reader.metadata["/Keywords"]).split(", ")


@pytest.mark.slow
def test_nobody_is_named_unless_they_want_it() -> None:
    data = as_pdf(example_report(Parts(extent=Extent.gaps)), made_at=NOW).data
    metadata = PdfReader(io.BytesIO(data)).metadata
    assert metadata is not None
    assert metadata.author is None


def test_the_record_rides_inside_byte_for_byte() -> None:
    attachments = PdfReader(io.BytesIO(made())).attachments
    assert list(attachments) == ["assessment.json"]
    assert attachments["assessment.json"] == [as_json(latin().record).encode()]
    assert json.loads(attachments["assessment.json"][0])["answers"]


@pytest.mark.slow
def test_without_answers_nothing_is_attached_or_listed() -> None:
    data = as_pdf(example_report(Parts(answers=False, notes=False)), made_at=NOW).data
    assert not PdfReader(io.BytesIO(data)).attachments
    assert "Every answer" not in text_of(data)


def test_the_same_report_and_moment_give_the_same_bytes() -> None:
    assert as_pdf(latin(), made_at=NOW).data == made()
    assert as_pdf(latin(), made_at=NOW + timedelta(days=1)).data != made()


@pytest.mark.slow
def test_five_at_once_do_not_disturb_each_other() -> None:
    names = ["Ada", "Grace", "Edsger", "Barbara", "Donald"] * 2
    reports = [replace(latin(Extent.gaps), name=each) for each in names]
    alone = [as_pdf(each, made_at=NOW).data for each in reports]
    with ThreadPoolExecutor(5) as pool:
        at_once = list(pool.map(lambda each: as_pdf(each, made_at=NOW).data, reports))
    assert at_once == alone
    assert all(name in text_of(data) for name, data in zip(names[:5], alone, strict=False))


@pytest.mark.slow
@pytest.mark.parametrize("skills", [3, 18, 23, 40, 90])
@pytest.mark.parametrize("noted", [0, 30])
def test_a_cv_is_one_page(skills: int, noted: int) -> None:
    report = with_rows(latin(Extent.cv), tuple(map(row, range(skills))))
    notes = tuple(NoteLine(f"Skill {each}", "I did this. " * 30, TODAY) for each in range(noted))
    credentials = (Fact("Course", "certificate"),) * 4
    report = replace(report, notes=notes, credentials=credentials, musts=())
    pages = pages_of(as_pdf(report, made_at=NOW).data)
    assert len(pages) == 1
    text = "".join(pages[0].split())
    assert "".join(report.verdict.split()) in text
    assert report.rows[0].title.replace(" ", "") in text
    is_whole = noted == 0 and skills < 90
    assert is_whole == ("onepage" not in text and "notlistedhere" not in text)


@pytest.mark.slow
def test_a_gap_report_stays_short() -> None:
    assert len(pages_of(made(Extent.gaps))) <= 3


def test_empty_parts_are_left_out() -> None:
    empty = with_rows(latin(), tuple(row(each, level=None) for each in range(5)))
    bare = replace(
        empty,
        readiness=None,
        musts=(),
        notes=(),
        role_levels=(),
        qualifications=(),
        credentials=(),
        day=(),
        plan=(),
        history=(),
        changes=None,
        answers=(),
        terms=(),
        sums=(),
        credits=(),
    )
    data = as_pdf(bare, made_at=NOW).data
    text = text_of(data)
    headings = (each for name, each in SECTIONS.items() if name not in ("glance", "gaps"))
    assert [each for each in headings if each in text] == []
    assert text.count("not assessed") == 5
    assert b"/Figure" not in data
    assert "%" not in text.split("At a glance")[0].replace(bare.basis, "")


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 3, 5, 18, 40])
def test_any_number_of_skills_is_drawn_and_reported(count: int) -> None:
    rows = tuple(row(each, level=None if each % 4 == 3 else 1.5) for each in range(count))
    text = text_of(as_pdf(with_rows(latin(Extent.gaps), rows), made_at=NOW).data)
    assert [each.title for each in rows if each.title not in text] == []


@pytest.mark.parametrize("extent", list(Extent))
def test_the_radar_has_names_on_its_axes_and_no_numbers(extent: Extent) -> None:
    report = latin(extent)
    picture = fromstring(str(data_of(report)["radar"]))  # noqa: S314
    drawn = "".join(each for each in "".join(picture.itertext()) if each.isalnum())
    names = ["".join(filter(str.isalnum, each.label)) for each in report.radar.spokes]
    assert [each for each in names if each not in drawn] == []
    assert "No." not in text_of(made(extent)).split("What to do next")[0]


@pytest.mark.parametrize("extent", list(Extent))
def test_names_on_the_radar_have_at_least_eight_points(extent: Extent) -> None:
    sizes: list[float] = []

    def met(text: str, at: list[float], own: list[float], _: object, size: float) -> None:
        if text.strip() and size == WIDE.size:
            sizes.append(size * abs(at[3] * own[3]))

    PdfReader(io.BytesIO(made(extent))).pages[0].extract_text(visitor_text=met)
    assert sizes
    assert min(sizes) >= 8


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
    assert radar_told(latin(extent)) in list(alternatives(root))


def project(title: str, start: date | None, days: int = 7) -> PlanLine:
    end = start + timedelta(days=days - 1) if start else None
    return PlanLine("one", title, "", "", 5.0, 1.0, start, end, "", "")


@pytest.mark.parametrize("wait", range(7))
@pytest.mark.parametrize(
    "days", [1, 2, 6, 7, 8, 35, 36, 37, 70, 71, 72, 400, 401, 1200, 1300, 9000, 40_000]
)
def test_a_calendar_has_few_marks_inside_its_span(days: int, wait: int) -> None:
    first = TODAY + timedelta(days=wait)
    found = calendar((project("One", first, days), project("Two", None)))
    assert found is not None
    assert (found["start"], found["end"]) == (first.toordinal(), first.toordinal() + days)
    ticks = found["ticks"]
    assert isinstance(ticks, list)
    places = [each["at"] for each in ticks]
    assert 1 <= len(places) <= 15
    assert all(first.toordinal() <= each < first.toordinal() + days for each in places)


def test_a_calendar_is_told_with_the_days_of_each_project() -> None:
    later = TODAY + timedelta(days=7)
    found = calendar((project("One", TODAY), project("Two", later, 1)))
    assert found is not None
    assert found["alt"] == (
        "Calendar of the plan: One, 23 November 2026 to 29 November 2026; Two, 30 November 2026."
    )


def test_the_bar_of_a_project_ends_with_its_last_day() -> None:
    bars = data_of(replace(example_report(), plan=(project("One", TODAY, 7),)))["plan"]
    assert bars[0]["end"] - bars[0]["start"] == 7
    assert bars[0]["when_text"] == "5 hours · 23 November 2026 to 29 November 2026"


def test_a_plan_without_dates_has_no_calendar() -> None:
    assert calendar((project("One", None),)) is None


def test_the_course_of_readiness_keeps_the_distance_of_dates() -> None:
    history = tuple(
        HistoryLine(TODAY + timedelta(days=each), "aim", value, 1.0, 90.0, "way", True)
        for each, value in ((0, 10.0), (25, 20.0), (50, None), (100, 40.0))
    )
    found = history_chart(history)
    assert found is not None
    points = found["points"]
    assert isinstance(points, list)
    assert [(each["x"], each["readiness"]) for each in points] == [(0, 10), (0.25, 20), (1, 40)]
    assert history_chart(history[:1]) is None
    same_day = history_chart((history[0], replace(history[1], on=TODAY)))
    assert same_day is not None
    assert [each["x"] for each in same_day["points"]] == [0, 1]  # type: ignore[attr-defined]
