"""Names around a radar: none over another, none outside, none broken without need."""

from __future__ import annotations

from itertools import combinations

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from skills.drawing.radar import NARROW, WIDE
from skills.drawing.radar_layout import (
    CLEAR,
    MARK,
    Frame,
    Label,
    RadarLayout,
    lay_out,
    marked,
)
from skills.drawing.text_width import text_width
from skills.drawing.wrapping import MOST_SIGNS, shortened, wrapped
from skills.scoring.radar_views import MOST_OF_ALL
from skills.scoring.spokes import FEWEST

pytestmark = pytest.mark.slow

FRAMES = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")]

WORDS = st.sampled_from(
    [
        "ML",
        "Communication",
        "Donaudampfschifffahrtsgesellschaft",
        "機械学習の基礎と応用",
        "WWWWWWWWWWWWWWWWWWWWWWWW",
        "problem-solving/design",
        "e\u0301tudes",
        "\ufdfd\ufdfd",
        "العربية",
        "and",
    ]
)
TITLES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=9).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
)
NAMES = st.lists(
    st.builds(lambda title, must: marked(title, must=must), TITLES, st.booleans()),
    min_size=FEWEST,
    max_size=MOST_OF_ALL,
)


def is_apart(one: Label, other: Label) -> bool:
    beside = one.right <= other.left or other.right <= one.left
    return beside or one.bottom <= other.top or other.bottom <= one.top


def check(layout: RadarLayout, frame: Frame, count: int) -> None:
    assert len(layout.labels) == count
    for each in layout.labels:
        bold = each.lines[-1].endswith(MARK)
        widths = [text_width(line, frame.size, is_bold=bold) for line in each.lines]
        assert max(widths) <= each.width + 0.01
        assert each.height >= len(each.lines) * frame.size
        assert -frame.width / 2 <= each.left
        assert each.right <= frame.width / 2
        assert layout.top <= each.top
        assert each.bottom <= layout.bottom
    for one, other in combinations(layout.labels, 2):
        assert is_apart(one, other), (one, other)


@pytest.mark.parametrize("frame", FRAMES)
@given(names=NAMES)
@settings(max_examples=examples(150), deadline=None)
def test_no_name_lies_over_another_or_outside(frame: Frame, names: list[str]) -> None:
    check(lay_out(names, frame), frame, len(names))


@pytest.mark.parametrize("frame", FRAMES)
@given(names=NAMES)
@settings(max_examples=examples(60), deadline=None)
def test_no_name_lies_over_the_rings(frame: Frame, names: list[str]) -> None:
    layout = lay_out(names, frame)
    assert len(layout.labels) == len(names)
    for each in layout.labels:
        x = min(max(0.0, each.left), each.right)
        y = min(max(0.0, each.top), each.bottom)
        assert (x * x + y * y) ** 0.5 >= layout.radius + CLEAR - 5


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("count", range(FEWEST, MOST_OF_ALL + 1))
def test_short_titles_are_never_broken_or_cut(frame: Frame, count: int) -> None:
    titles = ("Software engineering", "Communication", "Problem-solving", "ML libraries")
    names = [marked(titles[at % 4], must=at % 3 == 0) for at in range(count)]
    layout = lay_out(names, frame)
    check(layout, frame, count)
    for name, label in zip(names, layout.labels, strict=True):
        assert " ".join(label.lines).replace("- ", "-") == name
    if frame is WIDE:
        assert layout.bottom - layout.top <= frame.height


def test_text_is_large_enough_to_read_at_the_size_it_is_shown() -> None:
    assert min(WIDE.size, NARROW.size) >= 12


@given(st.text(max_size=100))
@settings(max_examples=examples(100))
def test_a_name_is_one_line_that_ends_early_if_it_is_long(title: str) -> None:
    name = shortened(title)
    assert 1 <= len(name) <= MOST_SIGNS
    assert "\n" not in name


@given(TITLES, st.integers(1, 3))
@settings(max_examples=examples(100))
def test_wrapping_keeps_every_sign(title: str, most: int) -> None:
    name = shortened(title)
    lines = wrapped(name, most)
    assert 1 <= len(lines) <= most
    assert "".join(lines).replace("-", "").replace(" ", "") == name.replace("-", "").replace(
        " ", ""
    )


def test_wrapping_takes_the_narrowest_lines() -> None:
    assert wrapped("Software engineering", 2) == ("Software", "engineering")
    assert len(wrapped("Working with machine learning libraries", 3)) == 3
    assert wrapped(f"Problem-solving{MARK}", 2) == ("Problem-", f"solving{MARK}")


def test_wide_signs_count_as_wide_and_combining_ones_as_nothing() -> None:
    assert text_width("機", 10) > text_width("W", 10) > text_width("a", 10) > text_width("i", 10)
    assert text_width("e\u0301", 10) == text_width("e", 10) == text_width("é", 10)
