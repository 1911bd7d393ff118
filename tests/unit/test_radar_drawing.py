"""Draw what the numbers say: places on axes, and gaps where nothing is known."""

from __future__ import annotations

from math import hypot
from xml.etree.ElementTree import Element

import pytest
from drawing_support import elements_of, named
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from report_support import HOSTILE

from skills.drawing.radar import FRAMES, radar
from skills.drawing.radar_picture import RadarPicture
from skills.drawing.style import page_style, still_style
from skills.scoring.radar_views import ALL, View
from skills.scoring.spokes import Spoke
from skills.sentences.radar import spoke_text

LEVELS = ("Not yet", "Awareness", "Working", "Practitioner", "Expert")
TOP = len(LEVELS) - 1

levels = st.lists(st.none() | st.floats(0, TOP), min_size=3, max_size=20)


def picture(own: list[float | None], target: float = 3.0, areas: int = 1) -> RadarPicture:
    spokes = [
        Spoke(f"Skill {at}", f"Area {at * areas // len(own)}", each, target, must=at == 0)
        for at, each in enumerate(own)
    ]
    return RadarPicture(View(ALL, tuple(spokes)), LEVELS, "What there is to see.")


def drawn(what: RadarPicture, frame: str = "wide", *, is_still: bool = False) -> Element:
    return elements_of(radar(what, frame, is_still=is_still))


def marks(svg: Element) -> list[float]:
    """Return how far each own mark is from the middle; the last one stands in the key."""
    found = [(float(e.get("cx", "")), float(e.get("cy", ""))) for e in named(svg, "own", "circle")]
    return [hypot(*each) for each in found[:-1]]


def radius(svg: Element) -> float:
    d = named(svg, "edge")[0].get("d", "")
    return -float(d.removeprefix("M0.0,").partition("L")[0])


@pytest.mark.parametrize("frame", FRAMES)
@given(own=levels)
@settings(max_examples=examples(40), deadline=None)
def test_every_assessed_level_is_a_mark_at_its_length_and_no_other(
    frame: str, own: list[float | None]
) -> None:
    svg = drawn(picture(own), frame)
    expected = [radius(svg) * each / TOP for each in own if each is not None]
    assert marks(svg) == pytest.approx(expected, abs=0.15)


@given(own=levels)
@settings(max_examples=examples(40), deadline=None)
def test_the_own_line_joins_neighbours_only_and_closes_only_when_whole(
    own: list[float | None],
) -> None:
    line = named(drawn(picture(own)), "own-line")[0].get("d", "")
    if None not in own:
        assert line.count("M") == line.count("Z") == 1
        assert line.count("L") == len(own) - 1
        return
    pairs = sum(
        each is not None and own[(at + 1) % len(own)] is not None for at, each in enumerate(own)
    )
    assert "Z" not in line
    assert line.count("L") == pairs


def test_a_skill_not_assessed_is_a_gap_and_never_a_zero() -> None:
    svg = drawn(picture([2.0, None, 3.0, 1.0]))
    assert len(marks(svg)) == 3
    assert [each.text for each in named(svg, "open", "text")] == ["Skill 1"]
    assert "not assessed" in "".join(svg.itertext())


def test_gaps_are_shaded_where_the_target_is_higher_and_nowhere_else() -> None:
    def shaded(own: list[float | None], target: float) -> str:
        return named(drawn(picture(own, target)), "gap", "path")[0].get("d", "")

    assert shaded([3.0, 3.0, 3.0], 3.0) == ""
    assert shaded([1.0, 1.0, 1.0], 3.0).count("Z") == 3
    assert shaded([1.0, 4.0, 4.0], 3.0).count("Z") == 2
    assert shaded([1.0, None, 1.0], 3.0).count("Z") == 1


def test_two_lines_differ_in_form_and_rings_are_named() -> None:
    svg = drawn(picture([2.0, 1.0, 4.0]))
    assert len(named(svg, "own-line", "path")) == len(named(svg, "target-line", "path")) == 2
    assert len(named(svg, "ring")) == TOP
    assert [each.text for each in named(svg, "rank")] == ["1", "2", "3", "4"]
    text = " ".join(" ".join(svg.itertext()).split())
    assert "Rings: 0 Not yet · 1 Awareness · 2 Working · 3 Practitioner · 4 Expert" in text
    assert [each.text for each in named(svg, "must")] == ["Skill 0\u00a0•"]


def test_without_targets_there_is_nothing_of_them() -> None:
    svg = drawn(picture([2.0, 1.0, 4.0], target=0.0))
    assert not any(named(svg, each) for each in ("target", "target-line", "gap"))
    assert "Target" not in "".join(svg.itertext())


def test_areas_are_arcs_that_differ_and_stand_in_the_key() -> None:
    svg = drawn(picture([2.0] * 12, areas=3))
    assert {each.get("class") for each in named(svg, "area")} == {"area a0", "area a1", "area a2"}
    assert {"Area 0", "Area 1", "Area 2"} <= set(svg.itertext())
    assert not named(drawn(picture([2.0] * 12)), "area")


def test_each_axis_can_be_focused_and_has_a_label() -> None:
    what = picture([2.0, None, 4.0])
    svg = drawn(what)
    assert (svg.get("role"), svg.get("aria-label", "")[:20]) == ("group", "Radar of 3 skills: l")
    groups = named(svg, "spoke")
    assert [each.get("aria-label") for each in groups] == [*map(spoke_text, what.view.spokes)]
    assert {(each.get("tabindex"), each.get("role")) for each in groups} == {("0", "img")}
    for each in groups:
        tip = " ".join("".join(one.itertext()) for one in named(each, "tip-text"))
        assert tip == each.get("aria-label")


def test_a_still_picture_answers_to_nobody() -> None:
    svg = drawn(picture([2.0, None, 4.0]), is_still=True)
    assert svg.get("role") == "img"
    assert not named(svg, "spoke")
    assert not [each for each in svg.iter() if each.get("tabindex")]


@pytest.mark.parametrize("frame", FRAMES)
def test_hostile_texts_in_a_radar_are_escaped(frame: str) -> None:
    texts = [*HOSTILE, "<script>f()</script>", '"><image href=x onerror=f()>']
    spokes = tuple(Spoke(each, each, 1.0, 2.0, short=each[:20]) for each in texts[-20:])
    svg = drawn(RadarPicture(View(ALL, spokes), texts[-5:], " ".join(texts)), frame)
    assert {each.tag for each in svg.iter()} <= {
        "svg",
        "g",
        "path",
        "line",
        "rect",
        "circle",
        "text",
    }
    for each in svg.iter():
        assert not [name for name in each.attrib if name.startswith("on") or "href" in name]


@pytest.mark.parametrize("frame", FRAMES)
def test_the_picture_is_as_large_as_its_box(frame: str) -> None:
    svg = drawn(picture([2.0] * 18, areas=2), frame)
    left, top, width, height = map(float, svg.get("viewBox", "").split())
    assert (svg.get("width"), svg.get("height")) == (f"{width:g}", f"{height:g}")
    assert width == FRAMES[frame].width
    for each in svg.iter("text"):
        assert left <= float(each.get("x", "")) <= left + width
        assert top <= float(each.get("y", "")) <= top + height
    if frame == "wide":
        assert height <= 460


def test_a_still_style_has_no_variables_left() -> None:
    names = ("ground", "text", "quiet", "line", "own", "own-area", "target", "gap", "arc", "arc-2")
    assert "var(" in page_style()
    assert "var(" not in still_style(dict.fromkeys(names, "#123456"))
