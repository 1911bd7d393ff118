from datetime import date

import pytest

from skills.sentences.formats import (
    as_in_file,
    day,
    level,
    listed,
    number,
    percent,
    plural,
    points,
    rounded,
    total,
)


@pytest.mark.parametrize(
    ("share", "expected"), [(0, "0%"), (0.29, "29%"), (0.999, "99%"), (1, "100%")]
)
def test_percentages_are_rounded_down_so_that_100_means_all(share: float, expected: str) -> None:
    assert percent(share) == expected


def test_lists_plurals_and_days_are_formatted() -> None:
    assert listed([]) == ""
    assert listed(["one", "two", "three"]) == "one, two and three"
    assert plural(1, "hour") == "1 hour"
    assert plural(2.5, "hour") == "2.5 hours"
    assert plural(2, "entry", "entries") == "2 entries"
    assert day(date(2026, 1, 2)) == "2 January 2026"


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1_234_567, "1,234,567 people"),
        (1e12, "1,000,000,000,000 people"),
        (1 - 1e-12, "1 person"),
        (0.1 + 0.2, "0.3 people"),
        (12_345.678, "12,345.7 people"),
        (1_234_567.8, "1,234,568 people"),
        (99_999.96, "100,000 people"),
        (0.00001, "0.00001 people"),
    ],
)
def test_counts_have_no_exponent_and_no_noise(count: float, expected: str) -> None:
    assert plural(count, "person", "people") == expected
    assert number(count) == expected.split(maxsplit=1)[0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(18.0, "18"), (1e12, "1000000000000"), (1_234_567.5, "1234567.5"), (1e-7, "0.0000001")],
)
def test_a_number_as_in_a_file_can_be_copied_into_one(value: float, expected: str) -> None:
    assert as_in_file(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, "not assessed"), (0, "0"), (2, "2"), (2.96, "2.9"), (3 - 1e-12, "3")],
)
def test_levels_are_rounded_down_so_that_what_reads_as_reached_is(
    value: float | None, expected: str
) -> None:
    assert level(value) == expected


def test_parts_of_a_whole_are_rounded_to_the_nearest_and_its_sum_down() -> None:
    assert (rounded(0.666), points(0.0666), total(0.6666)) == ("67%", "6.7", "66.6")
