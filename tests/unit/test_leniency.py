"""A person's own leniency is measured where there is a second source, and comes off all ratings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import YES_NO, a_matrix, a_skill, answer, the_profile
from state_support import with_checks

from skills.entries.kinds import Mode
from skills.matrix import DONT_KNOW, Matrix, Target
from skills.scoring import AGREED, CHECK, MENTOR, Estimate, Leniency, score_skills
from skills.scoring.assessed import assess
from skills.scoring.leniency import CAUTION, NONE, adjust, measure_leniency
from skills.scoring.levels import READINESS_WIDTH
from skills.sentences.leniency import adjustment_text, leniency_text

NAMES = ("sql", "ml", "ops")
SKILLS = tuple(a_skill(each, scale=YES_NO) for each in NAMES)
MATRIX = with_checks(a_matrix(*SKILLS, targets=[Target(each, 3) for each in NAMES]), 8)


def own(level: float) -> Estimate:
    return Estimate("self", level, level, level, 1.04)


def check(level: float, source: str = CHECK, error: float = 0.8) -> Estimate:
    return Estimate(source, level, level, level, error)


def at(*levels: int) -> dict[str, str]:
    """Answers of somebody who does everything up to these levels."""
    found = {}
    for skill, level in zip(SKILLS, levels, strict=True):
        found |= answer(skill, *(float(rank <= level) for rank in range(1, 5)))
    return found


def test_few_skills_say_little_and_many_say_almost_everything() -> None:
    one = measure_leniency([(own(4), (check(2),))])
    assert one == Leniency(1, difference=2, shift=2 / (1 + CAUTION), sources=(CHECK,))
    many = measure_leniency([(own(4), (check(2),))] * 36)
    assert (many.skills, many.difference, many.shift) == (36, 2, pytest.approx(1.8))


def test_differences_of_both_kinds_cancel_out_and_modesty_is_below_none() -> None:
    assert measure_leniency([(own(3), (check(2),)), (own(1), (check(2),))]).shift == 0
    assert measure_leniency([(own(1), (check(2),))]).shift == -1 / 5
    assert measure_leniency([]) == NONE


def test_several_other_sources_are_weighed_first() -> None:
    pair = (own(4), (check(1, error=1), check(3, "mentor", error=0.5)))
    assert measure_leniency([pair]).difference == pytest.approx(4 - (1 + 3 * 4) / 5)


def test_every_own_rating_is_shifted_and_stays_on_the_scale() -> None:
    lenient = Leniency(5, 1.0, 0.5)
    given_range = Estimate("self", 2, 1, 3, 1.04)
    found = adjust(given_range, lenient, top=4)
    assert (found.low, found.level, found.high, found.leniency) == (0.5, 1.5, 2.5, 0.5)
    assert (found.unadjusted_level, found.error) == (2, 1.04)
    low = adjust(own(0.2), lenient, top=4)
    assert (low.level, low.leniency, low.unadjusted_level) == (0, 0.2, 0.2)
    high = adjust(own(3.8), replace(lenient, shift=-0.5), top=4)
    assert (high.level, high.unadjusted_level) == (4, 3.8)
    assert low.is_adjusted
    assert adjust(own(2), NONE, top=4) == own(2)


def test_the_range_of_readiness_narrows_once_leniency_is_known() -> None:
    alone = score_skills(MATRIX, at(2, 2, 2))["ml"]
    known = score_skills(MATRIX, at(2, 2, 2), others={"sql": [check(2)]})["ml"]
    assert alone.level == known.level == 2
    assert alone.within(READINESS_WIDTH) == pytest.approx((2 - 1.04, 2 + 1.04))
    assert known.within(READINESS_WIDTH) == pytest.approx((2 - 0.85 * 1.04, 2 + 0.85 * 1.04))
    assert (known.low, known.high) == (alone.low, alone.high)


def test_skills_without_a_second_source_are_adjusted_too() -> None:
    scores = score_skills(MATRIX, at(4, 4, 4), others={"sql": [check(1.5)]})
    shift = (4 - 1.5) / 5
    assert scores["ml"].level == pytest.approx(4 - shift)
    weights = [1.04**-2, 0.8**-2]
    expected = (weights[0] * (4 - shift) + weights[1] * 1.5) / sum(weights)
    assert scores["sql"].level == pytest.approx(expected)


def test_the_numbers_can_be_seen_as_they_were_given() -> None:
    checks = {each: DONT_KNOW for each in MATRIX.checks if each.startswith("sql")}
    how = {"profile": the_profile(MATRIX).id, "mode": Mode.full}
    adjusted = assess(MATRIX, at(4, 4, 4), checks, **how)
    given_ones = assess(MATRIX, at(4, 4, 4), checks, **how, adjust_leniency=False)
    # Checks are of levels 1 and 2; at 3 and 4 they say nothing.
    assert adjusted.leniency == given_ones.leniency == Leniency(1, 2.0, 0.4, (CHECK,))
    assert (adjusted.is_adjusted, given_ones.is_adjusted) == (True, False)
    assert given_ones.scores["ml"].level == 4
    assert adjusted.scores["ml"].level == pytest.approx(3.6)


def test_without_checks_nothing_is_adjusted() -> None:
    found = assess(MATRIX, at(4, 3, 2), {}, profile=the_profile(MATRIX).id, mode=Mode.full)
    assert found.leniency == NONE
    assert [found.scores[each].level for each in NAMES] == [4, 3, 2]


def test_checks_of_a_skill_without_own_answers_say_nothing_about_leniency() -> None:
    checks = dict.fromkeys((each for each in MATRIX.checks if each.startswith("sql")), "a")
    answers = {key: each for key, each in at(4, 3, 2).items() if not key.startswith("sql")}
    found = assess(MATRIX, answers, checks, profile=the_profile(MATRIX).id, mode=Mode.full)
    assert found.leniency == NONE
    assert found.scores["sql"].level == pytest.approx(2)


@settings(max_examples=examples(60))
@given(
    st.tuples(*[st.integers(0, 4)] * 3),
    st.integers(0, 2),
    st.lists(st.sampled_from(["a", "b", DONT_KNOW]), min_size=8, max_size=8),
)
def test_a_better_answer_never_lowers_its_skill_and_others_only_through_checks(
    levels: tuple[int, int, int], place: int, chosen: list[str]
) -> None:
    """The exception to "a better answer never lowers the result": checks contradict it."""
    checks = dict(zip((f"sql.c{at}" for at in range(8)), chosen, strict=True))
    better = [*levels]
    better[place] = min(levels[place] + 1, 4)
    how = {"profile": the_profile(MATRIX).id, "mode": Mode.full}
    old, new = (assess(MATRIX, at(*each), checks, **how) for each in (levels, better))
    assert (new.scores[NAMES[place]].level or 0) >= (old.scores[NAMES[place]].level or 0) - 1e-9
    for name in NAMES:
        lowered = (old.scores[name].level or 0) - (new.scores[name].level or 0)
        # One level more where checks are, shared by the skills compared and the cautious four.
        assert lowered <= (1 / (1 + CAUTION) if place == 0 and name != "sql" else 0) + 1e-9


@pytest.mark.parametrize(
    ("leniency", "is_adjusted", "expected"),
    [
        (NONE, True, ""),
        (
            Leniency(5, 0.6, 0.333),
            True,
            (
                "Your checks put you an average of 0.6 of a level below your own ratings on "
                "5 skills. So all your own ratings count 0.3 of a level lower."
            ),
        ),
        (
            Leniency(1, -1.5, -0.3),
            True,
            (
                "Your checks put you 1.5 levels above your own ratings on 1 skill. So all your own "
                "ratings count 0.3 of a level higher."
            ),
        ),
        (
            Leniency(5, 1.0, 0.56),
            False,
            (
                "Your checks put you an average of 1 level below your own ratings on 5 skills. The "
                "numbers here ignore that; otherwise all your ratings would count 0.6 of a level "
                "lower."
            ),
        ),
        (Leniency(5, 0.05, 0.028), True, "Your checks match your own ratings on 5 skills."),
    ],
)
def test_leniency_is_explained(leniency: Leniency, *, is_adjusted: bool, expected: str) -> None:
    assert leniency_text(leniency, is_adjusted=is_adjusted) == expected


def test_an_adjusted_rating_explains_its_level() -> None:
    lenient = adjust(own(3), Leniency(5, 0.6, 0.33), top=4)
    assert adjustment_text(lenient) == (
        "Level 3.00, less 0.33 because your other results show that you rate "
        "yourself high = level 2.67."
    )
    modest = adjust(own(3), Leniency(5, -0.6, -0.33), top=4)
    assert adjustment_text(modest) == (
        "Level 3.00, plus 0.33 because your other results show that you rate "
        "yourself low = level 3.33."
    )
    assert adjustment_text(own(3)) == ""


def test_an_adjustment_too_small_to_show_calls_nobody_high_or_low() -> None:
    hardly = Leniency(1, 0.1, 0.02)
    assert leniency_text(hardly, is_adjusted=True).startswith("Your checks match your own")
    assert adjustment_text(adjust(own(3), hardly, top=4)) == (
        "Level 3.00, less 0.02 to match your other results = level 2.98."
    )


def matrix_of(count: int) -> Matrix:
    names = [f"s{place}" for place in range(count)]
    skills = [a_skill(each, scale=YES_NO) for each in names]
    return a_matrix(*skills, targets=[Target(each, 4) for each in names])


def test_bold_and_modest_people_of_one_ability_end_close_together() -> None:
    matrix = matrix_of(10)

    def readiness(level: int) -> float:
        answers: dict[str, str] = {}
        for skill in matrix.skills.values():
            answers |= answer(skill, *(float(rank <= level) for rank in range(1, 5)))
        others = {each: [check(2, error=0.7)] for each in matrix.skills}
        scores = score_skills(matrix, answers, others=others)
        return sum((each.level or 0) / 4 for each in scores.values()) / len(scores)

    assert readiness(3) - readiness(1) < 0.06


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((CHECK,), "Your checks put you"),
        ((MENTOR,), "Your mentor's ratings put you"),
        (
            (AGREED, CHECK, MENTOR),
            "Your other results put",
        ),
    ],
)
def test_what_ratings_are_compared_with_is_named(sources: tuple[str, ...], expected: str) -> None:
    found = Leniency(5, 1.0, 0.5, sources)
    assert leniency_text(found, is_adjusted=True).startswith(expected)
