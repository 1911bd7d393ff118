"""The level of a skill from a person's own answers, with its range."""

from __future__ import annotations

import pytest
from matrix_support import QUARTERS, a_skill, answer
from scoring_support import SQL, bases

from skills.entries.kinds import Mode
from skills.scoring import Basis, estimate_self, score_skill
from skills.scoring.levels import READINESS_WIDTH
from skills.scoring.statements import Tally, score_statements, step_heights


@pytest.mark.parametrize(
    ("levels", "heights"),
    [
        ((1, 2, 3, 4), (1, 1, 1, 1)),
        ((1, 1, 2, 4, 4), (0.5, 0.5, 1, 1, 1)),  # level 4 spans two levels, shared by two
        ((3, 3, 3), (1, 1, 1)),
        ((2, 4), (2, 2)),
        ((), ()),
    ],
)
def test_statements_of_a_level_share_the_way_from_the_level_below(
    levels: tuple[int, ...], heights: tuple[float, ...]
) -> None:
    assert step_heights(a_skill(levels=levels)) == pytest.approx(heights)


def test_a_level_is_the_sum_of_height_times_credit() -> None:
    skill = a_skill(levels=(1, 1, 2, 4))  # heights .5 .5 1 2

    score = score_skill(skill, answer(skill, 1, 0.5, 0.75, 0.25), top=4)

    assert score.level == 0.5 + 0.25 + 0.75 + 0.5
    assert [step.gained for step in score.estimates[0].steps] == [0.5, 0.25, 0.75, 0.5]


@pytest.mark.parametrize(
    ("earned", "credit"),
    [
        ((None, 0.5, 0.25, 0), (1 + 0.5) / 2),  # nothing easier answered: 1
        ((1, None, 0.5, 0), 0.75),
        ((1, None, None, 0.5), 0.75),  # nearest answered, over a gap
        ((0.75, None, "n/a", 0.25), 0.5),
        ((None, "n/a", 0.25, 0), (1 + 0.25) / 2),  # what is set aside is no neighbour
    ],
)
def test_an_open_statement_gets_the_mean_of_its_nearest_answered_neighbours(
    earned: tuple[float | str | None, ...], credit: float
) -> None:
    steps = score_statements(SQL, answer(SQL, *earned), Mode.full)
    first_open = next(step for step in steps if step.basis is not Basis.answered)
    assert (first_open.credit, first_open.low, first_open.high) == (credit, 0, 1)


@pytest.mark.parametrize(
    ("earned", "credit"),
    [
        ((0.5, "n/a", 0.25, 0), 0.25),
        (("n/a", 1, 1, 0), 1),
        ((1, "n/a", None, 0.75), 0.75),
        ((1, 1, "n/a", "n/a"), 0),
        ((1, 1, "n/a", 0), 0),
    ],
)
def test_what_is_set_aside_counts_what_the_next_harder_answer_shows(
    earned: tuple[float | str | None, ...], credit: float
) -> None:
    steps = score_statements(SQL, answer(SQL, *earned), Mode.full)
    first = next(step for step in steps if step.basis is Basis.not_applicable)
    assert (first.credit, first.low, first.high) == (credit, 0, 1)


def test_the_hardest_open_statement_leans_on_nothing_above() -> None:
    steps = score_statements(SQL, answer(SQL, 1, 1, 0.5, None), Mode.full)
    assert steps[3].credit == 0.25


def test_the_range_of_the_level_counts_open_statements_as_none_and_full() -> None:
    estimate = estimate_self(SQL, answer(SQL, 1, None, 0.5, None), top=4, mode=Mode.full)

    assert estimate is not None
    assert (estimate.low, estimate.level, estimate.high) == (1.5, 2.5, 3.5)
    assert estimate.error == 0.26 * 4


def test_the_range_adds_the_error_and_stays_on_the_scale() -> None:
    score = score_skill(SQL, answer(SQL, 1, None, 0.5, None), top=4)
    assert score.low == pytest.approx(1.5 - 1.4 * 1.04)
    assert score.high == 4


def test_readiness_takes_a_narrower_range_of_a_skill() -> None:
    score = score_skill(SQL, answer(SQL, 1, 1, 0, 0), top=4)
    assert score.within(READINESS_WIDTH) == pytest.approx((2 - 1.04, 2 + 1.04))


def test_statements_are_counted_by_basis() -> None:
    score = score_skill(SQL, answer(SQL, 1, "n/a", None, None), top=4)
    assert score.tally == Tally(answered=1, covered=1, asked=3, set_aside=1, left=2)
    assert score.shown == 1
    assert bases(SQL, 1, "n/a", None, None) == [
        "answered", "not-applicable", "estimated", "estimated",
    ]  # fmt: skip


def test_without_any_answer_a_skill_is_not_assessed() -> None:
    score = score_skill(SQL, answer(SQL, None, "n/a", None, None), top=4)
    assert (score.level, score.low, score.high, score.error) == (None, 0, 4, None)
    assert not score.is_assessed
    assert score.is_applicable


def test_doing_nothing_is_level_zero_and_not_unassessed() -> None:
    score = score_skill(SQL, answer(SQL, 0, 0, 0, 0), top=4)
    assert (score.level, score.low) == (0, 0)
    assert score.is_assessed


def test_an_option_the_scale_does_not_have_is_no_answer() -> None:
    assert score_skill(SQL, {"sql.s0": "no-such-option"}, top=4).level is None


def test_an_answer_scale_that_never_reaches_one_never_reaches_the_level() -> None:
    assert QUARTERS.credit("o3") == 0.75
    assert score_skill(SQL, answer(SQL, *[0.75] * 4), top=4).level == 3


def test_modes_are_called_what_is_stored() -> None:
    assert [each.value for each in Mode] == ["full", "quick"]


def test_one_open_statement_is_enough_for_a_skill_to_count() -> None:
    score = score_skill(SQL, answer(SQL, "n/a", "n/a", "n/a", None), top=4)
    assert (score.tally.asked, score.tally.set_aside, score.is_applicable) == (1, 3, True)
    assert score.tally.whole == 4
