"""Sentences about what agreed levels change."""

from __future__ import annotations

import re

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import answer, the_profile
from review_sentences_support import MATRIX, SQL

from skills.entries.kinds import Mode
from skills.review.effect import Effect
from skills.scoring.assessed import assess
from skills.scoring.readiness import Readiness
from skills.scoring.verdicts import Verdict
from skills.sentences.formats import capitalised, percent_range
from skills.sentences.talk import effect_text

ABOVE = "the agreed level is above the combined level in 1 skill"


def readiness(*earned: float | None) -> Readiness:
    answers = answer(SQL, *earned) if earned else {}
    return assess(MATRIX, answers, {}, profile=the_profile(MATRIX).id, mode=Mode.full).readiness


NONE, LOW, HIGH = readiness(), readiness(1, 0, 0, 0), readiness(1, 1, 0, 0)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((1, 0, 0), "the agreed level is below the combined level in 1 skill."),
        ((2, 0, 0), "the agreed level is below the combined level in 2 skills."),
        ((0, 1, 0), "the agreed level is above the combined level in 1 skill."),
        ((0, 0, 3), "the agreed level is at the combined level in 3 skills."),
        ((1, 2, 0), "the agreed level is below the combined level in 1 skill and above it in 2."),
        (
            (2, 1, 3),
            (
                "the agreed level is below the combined level in 2 skills, above it in 1 "
                "and at it in 3."
            ),
        ),
        (
            (11, 1, 0),
            "the agreed level is below the combined level in 11 skills and above it in 1.",
        ),
    ],
)
def test_the_effect_counts_levels(counts: tuple[int, int, int], sentence: str) -> None:
    lower, higher, same = counts
    found = effect_text(Effect(LOW, HIGH, lower, higher, same, 0.0))
    reach = percent_range(HIGH.low, HIGH.high)
    assert found == f"Readiness 33% → 66%: {sentence} Likely range {reach}."


def test_an_effect_on_no_number_says_so() -> None:
    reach = percent_range(LOW.low, LOW.high)
    assert effect_text(Effect(LOW, LOW, 0, 1, 0, 0.0)) == (
        f"Readiness stays at 33%: {ABOVE}. Likely range {reach}."
    )
    assert effect_text(Effect(NONE, LOW, 0, 1, 0, 0.0)) == f"{capitalised(ABOVE)}."


@pytest.mark.parametrize(
    ("lower", "sentence"),
    [
        (0, "Level agreed in 1 skill that nobody had rated."),
        (
            2,
            (
                "The agreed level is below the combined level in 2 skills; "
                "1 skill had no level before."
            ),
        ),
    ],
)
def test_what_had_no_level_is_not_called_above_it(lower: int, sentence: str) -> None:
    assert effect_text(Effect(NONE, LOW, lower, 0, 0, 0.0, new=1)) == sentence


def test_an_effect_states_no_readiness_that_the_result_would_not() -> None:
    few = readiness(1, None, None, None)
    assert few.verdict is Verdict.unknown
    assert effect_text(Effect(LOW, few, 0, 1, 0, 0.0)) == (
        f"{capitalised(ABOVE)}. With so few answers, readiness could be anything from "
        f"{percent_range(few.low, few.high)}."
    )


@pytest.mark.parametrize(
    ("shift", "sentence"),
    [
        (0.04, f"{capitalised(ABOVE)}."),
        (0.3, f"{capitalised(ABOVE)}. All other self-ratings now count 0.3 of a level higher than"),
        (-0.2, f"{capitalised(ABOVE)}. All other self-ratings now count 0.2 of a level lower than"),
    ],
)
def test_an_agreed_levels_effect_on_other_skills_is_stated(shift: float, sentence: str) -> None:
    assert effect_text(Effect(NONE, LOW, 0, 1, 0, shift)).startswith(sentence)


COUNT = st.integers(0, 30)


@given(COUNT, COUNT, COUNT)
@settings(max_examples=examples(50))
def test_every_number_of_the_effect_is_stated(lower: int, higher: int, same: int) -> None:
    if not (lower or higher or same):
        lower = 1
    found = effect_text(Effect(NONE, LOW, lower, higher, same, 0.0))
    groups = ((lower, "below"), (higher, "above"), (same, " at "))
    assert [word in found for _, word in groups] == [count > 0 for count, _ in groups]
    numbers = [int(each) for each in re.findall("[0-9]+", found)]
    assert numbers == [count for count, _ in groups if count]
