"""How alike two people rate: published tables, properties, and what is withheld."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import a_matrix, a_skill, answer, the_profile

from skills.entries.kinds import Mode
from skills.matrix import Target
from skills.review.agreement import FEWEST, compare_raters, quadratic_kappa
from skills.scoring.assessed import Assessed, assess
from skills.sentences.agreement import (
    difference_text,
    kappa_text,
    rated_text,
    skill_difference_text,
)

Table = Sequence[Sequence[int]]

TABLES: dict[str, tuple[Table, tuple[float, float, float]]] = {
    # SAS documentation of PROC FREQ; value also by R psych 2.2.9, interval by statsmodels 0.15.
    "SAS": (
        ((0, 4, 1), (0, 8, 0), (0, 1, 5)),
        (0.4501607717, 0.0733916749, 0.8269298685),
    ),
    # Two neurologists on patients with multiple sclerosis: Landis and Koch 1977, Biometrics 33:159.
    "Winnipeg": (
        ((38, 5, 0, 1), (33, 11, 3, 0), (10, 14, 5, 6), (3, 7, 3, 10)),
        (0.5245764643, 0.4068706335, 0.6422822951),
    ),
    "New Orleans": (
        ((5, 3, 0, 0), (3, 11, 4, 0), (2, 13, 3, 4), (1, 2, 4, 14)),
        (0.6255813953, 0.4712697582, 0.7798930325),
    ),
}

RATINGS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=60)


def pairs(table: Table) -> tuple[list[float], list[float]]:
    """Return the ratings that a table counts."""
    found = [
        (float(row), float(column))
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]
    return [row for row, _ in found], [column for _, column in found]


@pytest.mark.parametrize("name", TABLES)
def test_kappa_and_interval_are_those_of_published_tables(name: str) -> None:
    table, expected = TABLES[name]
    assert quadratic_kappa(*pairs(table)) == pytest.approx(expected, abs=1e-9)


@given(RATINGS, st.floats(0.1, 10), st.floats(-5, 5))
@settings(max_examples=examples(50))
def test_neither_unit_nor_origin_of_the_scale_matters(
    rated: list[tuple[int, int]], unit: float, origin: float
) -> None:
    first, second = [float(a) for a, _ in rated], [float(b) for _, b in rated]
    found = quadratic_kappa(first, second)
    moved = quadratic_kappa(
        [origin + unit * each for each in first], [origin + unit * each for each in second]
    )
    if found is None or moved is None:
        assert len({*first, *second}) == 1
    else:
        assert moved == pytest.approx(found, abs=1e-6)


@given(RATINGS)
@settings(max_examples=examples(50))
def test_kappa_is_the_same_both_ways_and_within_its_interval(rated: list[tuple[int, int]]) -> None:
    first, second = [float(a) for a, _ in rated], [float(b) for _, b in rated]
    found, back = quadratic_kappa(first, second), quadratic_kappa(second, first)
    if found is None:
        assert back is None
        return
    assert back == pytest.approx(found)
    assert -1 - 1e-9 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1 + 1e-9


def test_who_rates_alike_agrees_fully_and_who_never_varies_has_no_coefficient() -> None:
    assert quadratic_kappa([0, 1, 2, 3], [0, 1, 2, 3]) == pytest.approx((1, 1, 1))
    assert quadratic_kappa([3, 2, 1, 0], [0, 1, 2, 3]) == pytest.approx((-1, -1, -1))
    assert quadratic_kappa([1, 1, 1], [1, 1, 1]) is None
    assert quadratic_kappa([], []) is None


SKILLS = [a_skill(f"skill-{at}") for at in range(9)]
TARGETS = [Target(each.id, 3, weight=at + 1) for at, each in enumerate(SKILLS)]
MATRIX = a_matrix(*SKILLS, targets=TARGETS)


def rater(*credits_of_skill: tuple[float | str | None, ...]) -> Assessed:
    """Answer the first skills with these credits."""
    answers: dict[str, str] = {}
    for skill, earned in zip(SKILLS, credits_of_skill, strict=False):
        answers |= answer(skill, *earned)
    return assess(MATRIX, answers, {}, profile=the_profile(MATRIX).id, mode=Mode.full)


LOW, HIGH = (1.0, 0.0, 0.0, 0.0), (1.0, 1.0, 1.0, 0.0)


def test_the_largest_weighted_difference_comes_first() -> None:
    first = rater(LOW, LOW, LOW, HIGH)
    second = rater(HIGH, LOW, HIGH, HIGH)
    found = compare_raters(first, second)
    assert [each.target.skill for each in found.skills][:3] == ["skill-2", "skill-0", "skill-1"]
    assert [each.difference for each in found.skills][:3] == [2, 2, 0]
    assert [skill_difference_text(each) for each in found.skills][1:5] == [
        *("2 levels higher", "the same", "the same", "a rating is missing"),
    ]
    back = compare_raters(second, first)
    assert skill_difference_text(back.skills[0]) == "2 levels lower"
    assert (found.rated, found.same) == (16, 12)
    assert rated_text(found) == ("Both rated 16 statements and gave the same rating to 12 of them.")


def test_with_few_statements_no_coefficient_is_stated() -> None:
    some = [LOW] * (FEWEST // 4 - 1)
    found = compare_raters(rater(*some), rater(*some))
    assert found.rated == FEWEST - 4
    assert found.kappa is None
    assert (
        kappa_text(found)
        == f"Agreement beyond chance needs at least {FEWEST} statements rated by both."
    )
    more = [LOW, HIGH] * (FEWEST // 8)
    enough = compare_raters(rater(*more), rater(*more))
    assert enough.kappa == pytest.approx((1, 1, 1))
    assert kappa_text(enough).startswith(
        "Agreement beyond chance 1.00, 95% interval 1.00 to 1.00 ("
    )
    same = [(1.0,) * 4] * (FEWEST // 4)
    constant = compare_raters(rater(*same), rater(*same))
    assert constant.kappa is None
    assert "is not defined" in kappa_text(constant)


def test_statements_that_one_rater_set_aside_are_not_compared() -> None:
    found = compare_raters(rater(LOW), rater((1.0, "n/a", "n/a", None)))
    assert (found.rated, found.same) == (1, 1)
    none = compare_raters(rater(LOW), rater())
    assert rated_text(none) == "No statement has been rated by both."


def test_the_mean_difference_says_who_rates_higher() -> None:
    first, second = rater(LOW, LOW, LOW), rater(HIGH, LOW, LOW)
    higher, lower = compare_raters(first, second), compare_raters(second, first)
    assert higher.difference == pytest.approx(2 / 3)
    assert (
        difference_text(higher, "Ana", "Ben")
        == "On average, Ben is 0.6 of a level higher than Ana."
    )
    assert (
        difference_text(lower, "Ben", "Ana") == "On average, Ana is 0.6 of a level lower than Ben."
    )
    alike = compare_raters(first, first)
    assert (
        difference_text(alike, "Ana", "Ben") == "On average, Ana and Ben come out about the same."
    )
    assert difference_text(compare_raters(rater(LOW, LOW), first), "Ana", "Ben") == ""
