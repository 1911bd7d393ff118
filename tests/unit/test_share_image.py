"""An image and a few lines to show a result to others: nobody's name, and nobody is spoken to."""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from report_support import example_report

from skills.drawing.text_width import text_width
from skills.reports.as_share_image import FORMS, THEMES, share_image, share_svg
from skills.reports.as_summary import as_summary
from skills.reports.file_kinds import IMAGES, SHAPES, image_name
from skills.reports.file_kinds import THEMES as THEME_NAMES
from skills.reports.report import Parts, Report
from skills.sentences.formats import percent
from skills.sentences.share import NOT_STATED

pytestmark = pytest.mark.slow


def test_shapes_and_themes_are_those_that_can_be_asked_for() -> None:
    assert tuple(FORMS) == SHAPES
    assert tuple(THEMES) == THEME_NAMES


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("shape", SHAPES)
def test_an_image_states_aim_verdict_readiness_and_date_in_the_third_person(
    shape: str, theme: str
) -> None:
    report = example_report(Parts(name=""))
    text = " ".join(fromstring(share_svg(report, shape, theme)).itertext())  # noqa: S314
    readiness = percent((report.readiness or 0) / 100)
    for each in ("Readiness Radar", "Mid-level", "On the way", readiness, "November 2026"):
        assert each in text
    for spoke in report.radar.spokes:
        assert spoke.label.split()[0].split("-")[0] in text
    assert not {"you", "your"} & set(
        text.partition("Readiness Radar")[2].replace("Managing your time", "").split()
    )


def test_an_image_bears_a_name_only_if_it_is_given() -> None:
    assert "Ann Example" in share_svg(example_report(Parts(name="Ann Example")), "wide", "light")
    assert "Ann" not in share_svg(example_report(Parts(name="")), "wide", "light")


def test_an_image_loads_nothing() -> None:
    text = share_svg(example_report(), "wide", "dark").replace("http://www.w3.org/2000/svg", "")
    assert not [each for each in ("http", "url(", "href", "@import", "var(") if each in text]


def test_with_few_answers_it_is_called_a_preview_without_a_number() -> None:
    report = replace(example_report(), readiness=None)
    text = " ".join(fromstring(share_svg(report, "wide", "light")).itertext())  # noqa: S314
    assert "Preview" in text
    assert NOT_STATED in text
    assert "%" not in text.partition("Programming")[0].rpartition("}")[2]
    assert NOT_STATED in as_summary(report)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_png_has_its_size_and_is_the_same_every_time(shape: str) -> None:
    made = share_image(example_report(), kind="png", shape=shape, theme="light")
    assert made.startswith(b"\x89PNG")
    assert struct.unpack(">II", made[16:24]) == (FORMS[shape].width, FORMS[shape].height)
    assert made == share_image(example_report(), kind="png", shape=shape, theme="light")


def test_a_summary_is_a_few_lines_with_all_that_matters() -> None:
    report = example_report()
    lines = as_summary(report).splitlines()
    assert (
        lines[0]
        == "Machine learning engineer, Mid-level: On the way to mid-level machine learning engineer"
    )
    assert lines[1].startswith(f"Readiness: {percent((report.readiness or 0) / 100)} (likely ")
    assert lines[2] == "Must-haves: 0 of 5 met"
    assert [each.partition(":")[0] for each in lines[3:5]] == ["Biggest gaps", "Next step"]
    assert lines[-1] == "Readiness Radar, 23 November 2026"


def test_a_must_have_that_is_only_estimated_is_not_met_in_a_summary() -> None:
    report = example_report()
    musts = [each.skill for each in report.rows if each.must]
    rows = tuple(
        replace(each, is_met=True, is_missing_must=each.skill == musts[0]) for each in report.rows
    )
    assert f"Must-haves: {len(musts) - 1} of {len(musts)} met" in as_summary(
        replace(report, rows=rows)
    )


SIZES = {"program": 24.0, "aim": 24.0, "figure": 84.0, "small": 20.0}


def boxes(report: Report, shape: str) -> dict[str, tuple[float, float, float, float]]:
    """Return left, top, right and bottom of each text outside the radar, by where it stands."""
    found = {}
    for each in fromstring(share_svg(report, shape, "light")):  # noqa: S314
        if not each.tag.endswith("}text") or not each.text:
            continue
        kind = each.get("class") or ""
        size = SIZES.get(kind) or float((each.get("font-size") or "").removesuffix("px"))
        x, y = float(each.get("x") or 0), float(each.get("y") or 0)
        width = text_width(each.text, size, is_bold=kind not in ("aim", "small"))
        found[f"{kind} {y:g} {each.text}"] = (x, y - 0.75 * size, x + width, y + 0.25 * size)
    return found


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


LONG = "Machine learning engineer and data platform architect in health care, " * 4
TEXTS_IN_AN_IMAGE: list[dict[str, Any]] = [
    {"aim": aim, "shown_verdict": verdict, "low": low, "high": high, "readiness": readiness}
    for aim, verdict, (low, high, readiness) in product(
        ("Ops", "Machine learning engineer, Mid-level", LONG),
        ("Ready", "Just starting out towards mid-level machine learning engineer", LONG),
        ((0.0, 100.0, 100.0), (45.0, 45.0, 45.0), (0.0, 100.0, None)),
    )
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "texts",
    TEXTS_IN_AN_IMAGE,
    ids=lambda each: f"{len(each['aim'])}-{len(each['shown_verdict'])}-{each['readiness']}",
)
def test_no_text_of_an_image_covers_another_or_the_radar(shape: str, texts: dict[str, Any]) -> None:
    report = replace(example_report(Parts(name="Ann Example " * 9)), **texts)
    form, found = FORMS[shape], boxes(report, shape)
    assert [each for each in combinations(found, 2) if overlap(*(found[e] for e in each))] == []
    left, top, width, height = form.radar
    radar = (left, top, left + width, top + height)
    assert [each for each, box in found.items() if overlap(box, radar)] == []
    inside = (
        x >= 0 and y >= 0 and r <= form.width and b <= form.height for x, y, r, b in found.values()
    )
    assert all(inside)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "text", ["Ready for it", "On the way to " + "<very> long & " * 40, "W" * 300]
)
def test_no_verdict_is_too_long_for_its_place(shape: str, text: str) -> None:
    report = replace(example_report(Parts(name="<b>&")), shown_verdict=text, aim=text)
    root = fromstring(share_svg(report, shape, "light"))  # noqa: S314
    texts = [each for each in root.iter() if each.tag.endswith("}text") and each.text]
    verdict = [each for each in texts if each.get("class") == "verdict"]
    assert 1 <= len(verdict) <= FORMS[shape].lines
    for each in verdict:
        size = float(each.attrib["font-size"].removesuffix("px"))
        assert text_width(each.text or "", size) <= FORMS[shape].room
    places = [float(each.attrib["y"]) for each in texts if each.get("class") == "small"]
    assert max(places[:-1]) + 20 < places[-1]


def test_files_are_named_after_what_they_show() -> None:
    name = image_name("My aim", date(2026, 11, 26), "share-png", "square", "dark")
    assert name == "readiness-radar_my-aim_2026-11-26_square_dark.png"
    assert {each.suffix for each in IMAGES.values()} == {"png", "svg"}
