"""How close practice ratings come to the reference, and what is said about it."""

from __future__ import annotations

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import QUARTERS, YES_NO, a_matrix, a_skill

from skills.matrix import NOT_APPLICABLE, Dossier, Reference
from skills.review.calibration import (
    FEWEST,
    Closeness,
    ComparedRating,
    closeness,
    compare_with_reference,
)
from skills.sentences.calibration import (
    answer_text,
    closeness_text,
    offer_label,
    offer_text,
    steps_text,
    tendency_text,
    together_texts,
)

SKILL = a_skill("sql", (1, 2, 3, 4))
MATRIX = a_matrix(SKILL)
REFERENCE = ("o4", "o2", "o2", "o0")
MIA = Dossier(
    "mia",
    "sql",
    "Mia",
    "Mia joined two tables.",
    tuple(Reference(f"sql.s{at}", each, "She did.") for at, each in enumerate(REFERENCE)),
)

STEPS = st.lists(st.none() | st.integers(-6, 6), max_size=30)


def compared(*steps: int | None) -> list[ComparedRating]:
    """Return ratings that are these steps above the reference, None for "not observed"."""
    reference = MIA.reference[0]
    return [
        ComparedRating(reference, NOT_APPLICABLE if each is None else "o4", each) for each in steps
    ]


def rate(*answers: str | None) -> Closeness:
    ratings = {f"sql.s{at}": each for at, each in enumerate(answers) if each}
    return closeness(compare_with_reference(MATRIX, MIA, ratings))


def test_ratings_are_counted_by_their_steps_from_the_reference() -> None:
    assert rate("o4", "o3", "o0", None) == Closeness(3, 1, 1, 0, 1, None)
    assert rate(*REFERENCE) == Closeness(4, 4, 0, 0, 0, None)
    assert rate() == Closeness(0, 0, 0, 0, 4, None)


def test_unobserved_statements_are_counted_separately() -> None:
    assert rate(NOT_APPLICABLE, "o2", NOT_APPLICABLE, None) == Closeness(1, 1, 0, 2, 1, None)


def test_each_rating_stands_beside_its_reference() -> None:
    ratings = {"sql.s0": "o1", "sql.s1": "o4", "sql.s2": NOT_APPLICABLE, "elsewhere.x": "o1"}
    found = compare_with_reference(MATRIX, MIA, ratings)
    assert [each.steps for each in found] == [-3, 2, None, None]
    assert [each.rated for each in found] == ["o1", "o4", NOT_APPLICABLE, None]
    assert tuple(each.reference for each in found) == MIA.reference


def test_an_answer_from_another_scale_is_no_rating() -> None:
    assert rate("yes", "o9", "", "o0").rated == 1


def test_a_tendency_needs_enough_ratings() -> None:
    assert closeness(compared(*[1] * (FEWEST - 1))).tendency is None
    assert closeness(compared(*[1] * (FEWEST - 1), None)).tendency is None
    assert closeness(compared(*[1] * FEWEST)).tendency == 1


@settings(max_examples=examples(60))
@given(STEPS)
def test_counts_add_up_and_the_mean_stays_within_the_steps(steps: list[int | None]) -> None:
    found = closeness(compared(*steps))
    rated = [each for each in steps if each is not None]
    assert found.rated + found.not_observed + found.left_open == len(steps)
    assert 0 <= found.same + found.near <= found.rated == len(rated)
    assert (found.tendency is None) == (len(rated) < FEWEST)
    if found.tendency is not None:
        assert min(rated) <= found.tendency <= max(rated)


@settings(max_examples=examples(60))
@given(STEPS)
def test_reversing_every_difference_reverses_only_the_tendency(steps: list[int | None]) -> None:
    found = closeness(compared(*steps))
    turned = closeness(compared(*(None if each is None else -each for each in steps)))
    assert (turned.same, turned.near, turned.rated) == (found.same, found.near, found.rated)
    if found.tendency is not None:
        assert turned.tendency == -found.tendency


@settings(max_examples=examples(60))
@given(STEPS, st.randoms())
def test_the_order_of_ratings_changes_nothing(steps: list[int | None], chance: object) -> None:
    mixed = [*steps]
    chance.shuffle(mixed)  # type: ignore[attr-defined] # Random
    assert closeness(compared(*mixed)) == closeness(compared(*steps))


@settings(max_examples=examples(60))
@given(st.lists(st.sampled_from(["o0", "o1", "o2", "o3", "o4"]), min_size=4, max_size=4))
def test_the_reference_is_closest_to_itself(answers: list[str]) -> None:
    found = rate(*answers)
    assert found.same <= rate(*REFERENCE).same
    assert (found.same == len(REFERENCE)) == (tuple(answers) == REFERENCE)


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        (REFERENCE, "You rated 4 statements and matched the reference every time."),
        (
            ("o4", "o2", "o2"),
            (
                "You rated 3 statements and matched the reference every time. "
                "Not counted: 1 left open."
            ),
        ),
        (
            ("o4", "o1", "o4", NOT_APPLICABLE),
            (
                "You rated 3 statements: 1 as in the reference, 1 off by one step and 1 off by two "
                "steps or more. Not counted: 1 not observed."
            ),
        ),
        (
            (NOT_APPLICABLE,),
            (
                "You haven't rated anything here, so there is nothing to compare. Not counted: 1 "
                "not observed and 3 left open."
            ),
        ),
    ],
)
def test_closeness_is_stated_in_counts(answers: tuple[str, ...], text: str) -> None:
    assert closeness_text(rate(*answers)) == text


CAUTION = "That describes these examples; with so few, it doesn't say how you rate in general."


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        (
            [1],
            (
                "Whether you tend to rate higher or lower can't be judged from so few: it takes at "
                "least 8 rated statements."
            ),
        ),
        ([0] * 7 + [1], f"On average, your ratings are neither higher nor lower. {CAUTION}"),
        (
            [0, 1] * 4,
            f"On average, your ratings are 0.5 of a step higher than the reference. {CAUTION}",
        ),
        ([-1] * 8, f"On average, your ratings are 1 step lower than the reference. {CAUTION}"),
        (
            [-1, -2] * 4,
            f"On average, your ratings are 1.5 steps lower than the reference. {CAUTION}",
        ),
    ],
)
def test_a_tendency_of_ratings_is_stated_only_if_there_are_enough(
    steps: list[int], text: str
) -> None:
    assert tendency_text(closeness(compared(*steps))) == text


def test_the_summary_of_several_examples_starts_with_the_second() -> None:
    found = closeness(compared(0, 0, 1))
    assert together_texts(1, found) == [tendency_text(found)]
    first, second = together_texts(2, found)
    assert first == (
        "Two examples together: you rated 3 statements: 2 as in the reference and 1 off by one "
        "step."
    )
    assert second == tendency_text(found)


def test_a_rating_is_described_by_its_title_and_its_steps() -> None:
    same, above, below, none = compared(0, 2, -1, None)
    texts = [steps_text(each) for each in (same, above, below, none)]
    assert texts == ["same", "2 steps higher", "1 step lower", ""]
    assert answer_text(QUARTERS, "o2") == "Option 2"
    assert answer_text(YES_NO, NOT_APPLICABLE) == "Not observed"
    assert answer_text(YES_NO, None) == "–"


def test_the_offer_says_how_many_examples_and_how_long() -> None:
    assert offer_label(3, 5) == "Practise on three examples (5 minutes, optional)"
    assert offer_label(1, 1) == "Practise on one example (1 minute, optional)"
    assert "three short examples of invented people" in offer_text(3)
