"""Draw what the numbers say: places on axes and scales, and gaps where nothing is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from xml.etree.ElementTree import Element

import pytest
from drawing_support import elements_of, named
from report_support import HOSTILE

from skills.reports.report_charts import change, dots, over_time, readiness_bar
from skills.reports.report_lines import ChangeLine, HistoryLine, Row

LEVELS = ("Not yet", "Awareness", "Working", "Practitioner", "Expert")
TOP = len(LEVELS) - 1


def row(level: float | None, target: int = 3, title: str = "A skill") -> Row:
    low, high = (max(level - 0.5, 0), min(level + 0.5, TOP)) if level is not None else (0.0, 4.0)
    return Row(
        skill="a",
        title=title,
        area="An area",
        level=level,
        low=low,
        high=high,
        target=target,
        must=False,
        is_met=level is not None and level >= target,
        target_status="",
        points_lost=None if level is None else 1.0,
        share=5.0,
        why="",
        sources="",
    )


def points(element: Element) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in element.get("points", "").split())
    return [(float(x), float(y)) for x, y in pairs]


def share(element: Element, name: str) -> float:
    return float(element.get(name, "").removesuffix("%"))


def test_a_picture_has_a_name_and_a_description() -> None:
    line = HistoryLine(date(2026, 1, 2), "Aim", 50.0, 40.0, 60.0, "Verdict", is_comparable=True)
    svg = elements_of(over_time([line]))
    title, description = svg.find("title"), svg.find("desc")
    assert title is not None
    assert description is not None
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert description.text == "2 January 2026: 50%, range 40 to 60%"


def test_dots_stand_where_the_numbers_are() -> None:
    svg = elements_of(dots(row(1.0, target=3), TOP))
    assert [share(each, "cx") for each in named(svg, "own")] == [25.0]
    assert [share(each, "x") for each in named(svg, "target")] == [75.0]
    (likely,), (short,) = named(svg, "likely"), named(svg, "short")
    assert (share(likely, "x"), share(likely, "width")) == (12.5, 25.0)
    assert (share(short, "x"), share(short, "width")) == (25.0, 50.0)
    assert svg.findtext("title") == "A skill: level 1, target 3, likely range 0.5 to 1.5"


def test_dots_of_a_skill_not_assessed_show_the_target_alone() -> None:
    svg = elements_of(dots(row(None, target=2), TOP))
    assert named(svg, "own") == named(svg, "likely") == named(svg, "short") == []
    assert len(named(svg, "target")) == 1
    assert svg.findtext("title") == "A skill: not assessed, target 2"


def test_a_level_over_its_target_is_not_drawn_as_short() -> None:
    assert named(elements_of(dots(row(3.5, target=2), TOP)), "short") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_names_stay_text(text: str) -> None:
    svg = elements_of(dots(row(1.0, title=text), TOP))
    assert (svg.findtext("title") or "").startswith(f"{text}: level 1")
    assert {each.tag for each in svg.iter()} == {"svg", "title", "line", "rect", "circle"}


def line(before: float | None, now: float | None, word: str) -> ChangeLine:
    return ChangeLine("A skill", word, before, now, "")


@pytest.mark.parametrize(
    ("change_line", "hollow", "full", "title"),
    [
        (line(1.0, 3.0, "rose"), [25.0], [75.0], "A skill: rose, 1 → 3"),
        (line(3.0, 1.0, "fell"), [75.0], [25.0], "A skill: fell, 3 → 1"),
        (line(None, 2.0, "new"), [], [50.0], "A skill: new, – → 2"),
        (line(2.0, None, "gone"), [50.0], [], "A skill: gone, 2 → –"),
    ],
)
def test_a_change_runs_from_a_hollow_mark_to_a_full_one(
    change_line: ChangeLine, hollow: list[float], full: list[float], title: str
) -> None:
    svg = elements_of(change(change_line, TOP))
    assert [share(each, "cx") for each in named(svg, "before")] == hollow
    assert [share(each, "cx") for each in named(svg, "own")] == full
    assert len(named(svg, "moved")) == (1 if hollow and full else 0)
    assert svg.findtext("title") == title


@cache
def moment(day: int, readiness: float | None = 50.0) -> HistoryLine:
    return HistoryLine(date(2026, 1, day), "Aim", readiness, 40.0, 60.0, "on the way", True)


def test_readiness_over_time_stands_by_date_and_value() -> None:
    svg = elements_of(over_time([moment(1, 20.0), moment(2, 50.0), moment(11, 80.0)]))
    marks = [(share(each, "cx"), share(each, "cy")) for each in named(svg, "own", "circle")]
    assert marks == [(3.0, 80.0), (12.4, 50.0), (97.0, 20.0)]
    assert [points(each) for each in named(svg, "own-line")] == [
        [(3.0, 80.0), (12.4, 50.0)],
        [(12.4, 50.0), (97.0, 20.0)],
    ]
    assert points(named(svg, "likely")[0]) == [(3.0, 40.0), (12.4, 40.0), (12.4, 60.0), (3.0, 60.0)]
    assert [each.text for each in named(svg, "date")] == ["1 January 2026", "11 January 2026"]


@pytest.mark.parametrize(
    "odd",
    [
        moment(2, None),
        replace(moment(2), is_comparable=False),
        replace(moment(2), aim="Another aim"),
    ],
)
def test_what_cannot_be_compared_is_not_joined(odd: HistoryLine) -> None:
    svg = elements_of(over_time([moment(1), odd, moment(3), moment(4)]))
    assert len(named(svg, "own-line")) == len(named(svg, "likely", "polygon")) == 1
    shown = len(named(svg, "own", "circle")) + len(named(svg, "before", "circle"))
    assert shown == (3 if odd.readiness is None else 4)
    assert len(named(svg, "before")) == (0 if odd.is_comparable else 1)


def test_assessments_of_one_day_stand_side_by_side() -> None:
    svg = elements_of(over_time([moment(1), moment(1, 60.0)]))
    places = [share(each, "cx") for each in named(svg, "own", "circle")]
    assert places == [33.33, 66.67]
    assert [each.text for each in named(svg, "date")] == ["1 January 2026"]


def test_the_bar_shows_readiness_range_and_the_mark_of_ready() -> None:
    svg = elements_of(readiness_bar(59.2, 25.0, 86.0))
    assert [share(each, "x") for each in named(svg, "here")] == [59.2]
    assert [share(each, "x") for each in named(svg, "ready")] == [85.0]
    (likely,) = named(svg, "likely")
    assert (share(likely, "x"), share(likely, "width")) == (25.0, 61.0)
    assert svg.findtext("title") == "Readiness 59%, likely range 25 to 86%"


def test_where_nothing_is_asked_for_no_target_is_drawn() -> None:
    strip = elements_of(dots(row(2.0, target=0), TOP))
    assert named(strip, "target") == []
    assert strip.findtext("title") == "A skill: level 2, likely range 1.5 to 2.5"
