"""How alike any number of people rate: published tables, other software, and properties."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import combinations
from operator import add

import numpy as np
import pytest
from effort import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats import inter_rater

from benchmarks.simulated_raters import coverage
from skills.review.f_distribution import f_quantile, t_quantile
from skills.review.intraclass import LEAST, crossed, intraclass
from skills.review.many_raters import (
    Coincidences,
    Distance,
    alpha,
    coincidences,
    fleiss_kappa,
    no_coincidences,
)

Unit = Sequence[int]

FOUR_OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""Example C of Krippendorff 2011, Computing Krippendorff's Alpha-Reliability."""

DIAGNOSES = """
444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444
224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444
133333 555555
"""
"""Six raters of each of 30 patients, five diagnoses: Fleiss 1971, Psychological Bulletin 76:378."""

SIX_TARGETS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)
"""Table 2 of Shrout and Fleiss 1979, Psychological Bulletin 86:420."""


UNITS = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), max_size=8)
PEOPLE = st.lists(UNITS, min_size=1, max_size=6)
EVEN = (0.0, 1 / 3, 2 / 3, 1.0)


def gather(people: Sequence[Sequence[Unit]], values: Sequence[float] = EVEN) -> Coincidences:
    return reduce(add, (coincidences(values, each) for each in people), no_coincidences(values))


def one_by_one(units: Sequence[Unit], values: Sequence[float], distance: Distance) -> float | None:
    """Return alpha by its definition, from all pairs of ratings."""
    rated = [each for each in units if len(each) > 1]
    pooled = [each for unit in rated for each in unit]

    def apart(one: int, other: int) -> float:
        low, high = sorted((one, other))
        if distance is Distance.nominal:
            return float(low != high)
        if distance is Distance.interval:
            return (values[high] - values[low]) ** 2
        between = sum(low <= each <= high for each in pooled)
        return (between - (pooled.count(low) + pooled.count(high)) / 2) ** 2 * (low != high)

    expected = sum(apart(*each) for each in combinations(pooled, 2))
    if not expected:
        return None
    within = sum(sum(apart(*e) for e in combinations(u, 2)) / (len(u) - 1) for u in rated)
    pairs = len(pooled) * (len(pooled) - 1) / 2
    return 1 - (2 * within / len(pooled)) / (expected / pairs)


@pytest.mark.parametrize(
    ("distance", "published"),
    [(Distance.nominal, 0.743), (Distance.ordinal, 0.815), (Distance.interval, 0.849)],
)
def test_alpha_is_that_of_published_data_with_missing_ratings(
    distance: Distance, published: float
) -> None:
    units = [[each - 1 for each in unit if each] for unit in zip(*FOUR_OBSERVERS, strict=True)]
    found = alpha(gather([[each] for each in units], range(1, 6)), distance)
    assert found is not None
    assert found.value == pytest.approx(published, abs=5e-4)


@settings(max_examples=examples(100))
@given(PEOPLE, st.sampled_from(Distance))
def test_alpha_is_what_its_definition_gives_pair_by_pair(
    people: list[list[list[int]]], distance: Distance
) -> None:
    expected = one_by_one([unit for units in people for unit in units], EVEN, distance)
    found = alpha(gather(people), distance)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert found.value == pytest.approx(expected, abs=1e-9)
        assert -1 <= found.low <= max(found.value, -1) <= found.high <= 1


@settings(max_examples=examples(100))
@given(PEOPLE, st.sampled_from(Distance), st.randoms(use_true_random=False))
def test_neither_the_order_of_raters_nor_that_of_people_matters(
    people: list[list[list[int]]], distance: Distance, chance: object
) -> None:
    mixed = [[chance.sample(unit, len(unit)) for unit in units] for units in people]  # type: ignore[attr-defined]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = alpha(gather(people), distance), alpha(gather(mixed), distance)
    assert other == (None if one is None else pytest.approx(one, abs=1e-9))


@settings(max_examples=examples(50))
@given(PEOPLE, st.floats(0.1, 10), st.floats(-5, 5))
def test_by_order_only_the_order_counts_and_by_distance_no_unit_or_origin(
    people: list[list[list[int]]], unit: float, origin: float
) -> None:
    moved = [origin + unit * each for each in EVEN]
    for values, distance in ((moved, Distance.interval), ((0, 0.1, 0.9, 1), Distance.ordinal)):
        one, other = (alpha(gather(people, each), distance) for each in (EVEN, values))
        assert other == (None if one is None else pytest.approx(one, abs=1e-6))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(2, 4)), min_size=1))
def test_who_all_agree_have_1_unless_nothing_varies(rated: list[tuple[int, int]]) -> None:
    found = gather([[[value] * raters] for value, raters in rated])
    varies = len({value for value, _ in rated}) > 1
    for distance in Distance:
        assert alpha(found, distance) == ((1, 1, 1) if varies else None)
    assert fleiss_kappa(found) == ((1, 1, 1) if varies else None)


def test_statements_of_one_person_count_as_one_observation() -> None:
    apart = [[[0, 0], [3, 3]], [[1, 1], [2, 2]], [[0, 1], [2, 3]], [[3, 3], [0, 1]]]
    once = alpha(gather(apart * 3), Distance.interval)
    together = alpha(gather([units * 3 for units in apart]), Distance.interval)
    assert once is not None
    assert together is not None
    assert together.value == pytest.approx(once.value)
    assert together.high - together.low > 1.5 * (once.high - once.low)


def test_kappa_is_that_of_published_diagnoses() -> None:
    found = fleiss_kappa(
        gather([[[int(e) - 1 for e in unit]] for unit in DIAGNOSES.split()], range(5))
    )
    assert found is not None
    assert found.value == pytest.approx(0.4302445, abs=1e-7)


@settings(max_examples=examples(50))
@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=2, max_size=20))
def test_kappa_is_that_of_statsmodels(units: list[list[int]]) -> None:
    found = fleiss_kappa(gather([[each] for each in units]))
    if len({each for unit in units for each in unit}) == 1:
        assert found is None
        return
    expected = inter_rater.fleiss_kappa(inter_rater.aggregate_raters(np.array(units))[0])
    assert found is not None
    assert found.value == pytest.approx(expected)


@pytest.mark.slow
def test_intervals_of_ten_people_hold_about_as_often_as_they_say() -> None:
    assert min(coverage(10, noise=1.5, groups=300, many=4_000).values()) > 0.88


def test_intraclass_correlations_and_intervals_are_the_published_ones() -> None:
    found = intraclass(crossed(SIX_TARGETS))
    assert found is not None
    # Values printed by Shrout and Fleiss as .29 and .62; all digits by R psych 2.2.9.
    single, mean = found
    assert single == pytest.approx((0.2897637795, 0.01878651337, 0.7610843696), abs=1e-9)
    assert mean == pytest.approx((0.6200505476, 0.0711368153, 0.9272320402), abs=1e-9)


TABLES = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.lists(st.floats(0, 1), min_size=raters, max_size=raters), min_size=2, max_size=12
    )
)


@settings(max_examples=examples(100))
@given(TABLES)
@example([[0.0, 1.0], [0.0, 0.75], [1.0, 0.0]])  # hardly any degrees of freedom
def test_intraclass_correlations_lie_in_their_intervals_in_any_order_of_raters_and_people(
    table: list[list[float]],
) -> None:
    rows = np.array(table)
    found = intraclass(crossed(rows))
    back = intraclass(crossed(rows[::-1, ::-1]))
    half = len(rows) // 2
    parts = intraclass(crossed(rows[:half]) + crossed(rows[half:]))
    if found is None:
        assert back is None
        assert parts is None
        return
    for each, *same in zip(found, back or (), parts or (), strict=True):
        assert all(other == pytest.approx(each, abs=1e-6) for other in same)
        assert LEAST <= each.low <= max(each.value, LEAST) + 1e-9
        assert each.value <= each.high + 1e-9
        assert each.high <= 1 + 1e-9


def test_a_rater_who_is_always_higher_counts_as_disagreement() -> None:
    rows = np.array([[0.0, 0.0], [0.3, 0.3], [0.6, 0.6], [0.9, 0.9]])
    assert intraclass(crossed(rows)) == ((1, 1, 1), (1, 1, 1))
    higher = intraclass(crossed(rows + np.array([0, 0.1])))
    assert higher is not None
    assert higher.single.low < higher.single.value < 1


def test_without_two_people_who_differ_there_is_no_intraclass_correlation() -> None:
    for rows in ([[0.1, 0.2]], [[0.5, 0.5], [0.5, 0.5]], [[0.1], [0.2]]):
        assert intraclass(crossed(np.array(rows))) is None


@settings(max_examples=examples(100))
@given(st.floats(0.01, 0.99), st.floats(1, 500), st.floats(1, 500))
def test_quantiles_are_those_of_scipy(share: float, first: float, second: float) -> None:
    expected = stats.f.ppf(share, first, second)
    assert f_quantile(share, first, second) == pytest.approx(expected, rel=1e-6)
    assert t_quantile(0.975, second) == pytest.approx(stats.t.ppf(0.975, second), rel=1e-9)
