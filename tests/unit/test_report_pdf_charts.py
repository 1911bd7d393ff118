"""The radar, the calendar of the plan and the course of readiness in a PDF."""

import io
from dataclasses import replace
from datetime import date, timedelta
from xml.etree.ElementTree import fromstring

import pytest
from pdf_report_support import latin, made, text_of
from pypdf import PdfReader
from report_support import TODAY, example_report

from skills.drawing.radar import WIDE
from skills.reports.pdf.calendar import calendar, history_chart
from skills.reports.pdf.data import data_of
from skills.reports.report import Extent
from skills.reports.report_lines import HistoryLine, PlanLine

pytestmark = pytest.mark.slow


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


def test_a_calendar_lists_the_days_of_each_project() -> None:
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
