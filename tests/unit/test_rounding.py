"""What is shown of a number stays true: ranges do not narrow, and sums add up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matrix_support import cases
from report_support import example_record, first_matrix

from skills.entries.kinds import Mode
from skills.matrix import Matrix
from skills.records.snapshot import assess_record
from skills.reports.breakdown import skill_sums, terms
from skills.scoring import score_skills
from skills.scoring.readiness import Readiness, compute_readiness
from skills.scoring.rounding import POINTS_DIGITS, round_down, round_up, shown_terms
from skills.sentences.formats import exact_level, level_range, percent_range, total

SHARES = st.floats(0, 1)


@given(st.lists(st.floats(0, 100), max_size=40), st.sampled_from([0, 1, 2, 3]))
def test_the_terms_of_a_sum_add_up_as_they_are_shown(values: list[float], digits: int) -> None:
    shown, whole = shown_terms(values, digits)
    assert sum(as_shown(each, digits) for each in shown) == as_shown(whole, digits)
    unit = 10.0**-digits
    assert all(abs(one - other) < unit * 1.001 for one, other in zip(values, shown, strict=True))
    assert abs(whole - sum(values)) < unit * 1.001


def as_shown(value: float, digits: int) -> Decimal:
    return Decimal(f"{value:.{digits}f}")


def test_the_terms_with_the_largest_rest_are_rounded_up() -> None:
    assert shown_terms([1 / 3] * 3, 2) == ((0.34, 0.33, 0.33), 1.0)
    assert shown_terms([0.25, 0.38, 0.37], 1) == ((0.2, 0.4, 0.4), 1.0)
    assert shown_terms([0.29, 0.29], 1) == ((0.3, 0.2), 0.5)
    assert shown_terms([], 1) == ((), 0.0)


@given(SHARES, SHARES)
def test_a_range_is_never_shown_narrower_than_it_is(one: float, other: float) -> None:
    low, high = sorted((one, other))
    ends = percent_range(low, high).removesuffix("%").split(" to ")
    assert int(ends[0]) <= low * 100 + 1e-6
    assert int(ends[-1]) >= high * 100 - 1e-6
    levels = level_range(low * 4, high * 4).split(" to ")
    assert float(levels[0]) <= low * 4 + 1e-6
    assert float(levels[1]) >= high * 4 - 1e-6


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.404, 0.651, "40 to 66%"),
        (0.4, 0.65, "40 to 65%"),
        (0.0, 1.0, "0 to 100%"),
        (1, 1, "100%"),
    ],
)
def test_a_range_of_shares_is_rounded_outwards(low: float, high: float, text: str) -> None:
    assert percent_range(low, high) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(1.28, 2.72, "1.2 to 2.8"), (1.0, 2.0, "1 to 2"), (0.29, 3.91, "0.2 to 4")],
)
def test_a_range_of_levels_is_rounded_outwards(low: float, high: float, text: str) -> None:
    assert level_range(low, high) == text


def test_a_number_that_has_few_digits_stays() -> None:
    for value in (0.29, 0.57, 0.58, 1.1, 2.3):
        assert round_down(value, 2) == round_up(value, 2) == value


@given(cases())
def test_sums_in_a_report_add_up_as_they_are_shown(case: tuple[Matrix, dict[str, str]]) -> None:
    matrix, answers = case
    (profile,) = matrix.profiles.values()
    check_sums(
        matrix, compute_readiness(matrix, profile, score_skills(matrix, answers, mode=Mode.full))
    )


def test_sums_of_the_first_matrix_add_up_as_they_are_shown() -> None:
    assessed = assess_record(example_record(), first_matrix())
    check_sums(assessed.matrix, assessed.readiness)


def check_sums(matrix: Matrix, readiness: Readiness) -> None:
    added = [as_shown(points, POINTS_DIGITS) for *_, points in terms(matrix, readiness)]
    if readiness.value is not None:
        assert str(sum(added, Decimal("0.0"))) == total(readiness.value)
    estimates = [one for each in readiness.skill_gaps for one in each.score.estimates]
    for found, estimate in zip(skill_sums(matrix, readiness), estimates, strict=True):
        if estimate.steps:
            gained = [as_shown(each, 2) for *_, each in found.terms]
            assert str(sum(gained)) == found.level == exact_level(estimate.unadjusted_level)
