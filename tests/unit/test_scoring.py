from __future__ import annotations

import math

import pytest
from matrices_for_tests import QUARTERS, YES_NO, a_matrix, a_scale, a_skill, answer

from skills.entries.kinds import Mode
from skills.matrix import Skill
from skills.scoring import (
    Basis,
    CheckStep,
    Estimate,
    check_error,
    estimate_check,
    estimate_mentor,
    estimate_self,
    estimates,
    score_skill,
    score_skills,
)
from skills.scoring.levels import READINESS_WIDTH
from skills.scoring.statements import Tally, score_statements, step_heights

SQL = a_skill("sql", levels=(1, 2, 3, 4))


def from_source(level: float, error: float, source: str = "mentor") -> Estimate:
    return Estimate(source, level, level, level, error)


def bases(skill: Skill, *earned: float | str | None, mode: Mode = Mode.full) -> list[str]:
    return [str(step.basis) for step in score_statements(skill, answer(skill, *earned), mode)]


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


def test_the_range_of_several_sources_is_wider_than_their_joint_error() -> None:
    score = score_skill(SQL, answer(SQL, 1, 1, 0, 0), top=4, others=[from_source(2, error=0.5)])
    joint = 1 / math.sqrt(1 / 1.04**2 + 1 / 0.5**2)
    assert score.level == 2
    assert (score.low, score.high) == pytest.approx((2 - 1.6 * joint, 2 + 1.6 * joint))
    assert score.within(READINESS_WIDTH) == pytest.approx((2 - 0.85 * joint, 2 + 0.85 * joint))


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


def test_a_skill_leaves_when_every_statement_is_set_aside() -> None:
    aside = answer(SQL, "n/a", "n/a", "n/a", "n/a")

    assert not score_skill(SQL, aside, top=4).is_applicable
    assert score_skill(SQL, aside, top=4, others=[from_source(2, 0.7)]).is_applicable
    assert score_skill(a_skill(levels=()), {}, top=4).is_applicable


def test_doing_nothing_is_level_zero_and_not_unassessed() -> None:
    score = score_skill(SQL, answer(SQL, 0, 0, 0, 0), top=4)
    assert (score.level, score.low) == (0, 0)
    assert score.is_assessed


def test_an_option_the_scale_does_not_have_is_no_answer() -> None:
    assert score_skill(SQL, {"sql.s0": "no-such-option"}, top=4).level is None


def test_quick_mode_implies_easier_statements_by_a_yes() -> None:
    steps = score_statements(SQL, answer(SQL, None, None, 0.5, None), Mode.quick)

    assert [str(step.basis) for step in steps] == ["implied", "implied", "answered", "estimated"]
    assert (steps[0].low, steps[0].credit, steps[0].high) == (0.5, 0.75, 1)


def test_quick_mode_implies_harder_statements_by_a_no() -> None:
    steps = score_statements(SQL, answer(SQL, None, 0.25, None, None), Mode.quick)

    assert [str(step.basis) for step in steps] == ["estimated", "answered", "implied", "implied"]
    assert (steps[2].low, steps[2].credit, steps[2].high) == (0, 0.125, 0.25)


def test_quick_mode_takes_the_best_yes_and_the_worst_no() -> None:
    skill = a_skill(levels=(1, 2, 3, 4, 4))
    steps = score_statements(skill, answer(skill, None, 0.5, 1, None, None), Mode.quick)
    assert steps[0].low == 0.75  # estimated (1 + .5) / 2 is below the best yes, 1

    steps = score_statements(skill, answer(skill, None, 0, 0.25, None, None), Mode.quick)
    assert steps[4].high == 0.125  # estimated .25 / 2 is above the worst no, 0


def test_quick_mode_never_implies_what_was_set_aside() -> None:
    assert bases(SQL, "n/a", None, 1, None, mode=Mode.quick)[0] == "not-applicable"


def test_quick_mode_has_the_same_error_and_covers_what_is_implied() -> None:
    score = score_skill(SQL, answer(SQL, None, 1, 0, None), top=4, mode=Mode.quick)
    assert score.level == 2
    assert score.tally == Tally(answered=2, covered=4, asked=4, set_aside=0, left=0)
    assert score.shown == 2
    assert score.error == pytest.approx(0.26 * 4)


@pytest.mark.parametrize(
    ("earned", "mode", "left", "shown"),
    [
        ((None, None, None, None), Mode.full, 4, 0),
        ((None, None, None, None), Mode.quick, 3, 0),
        ((None, 1, None, None), Mode.quick, 2, 2),
        ((None, 1, None, None), Mode.full, 3, 2),
        ((None, 0, None, None), Mode.quick, 1, 0),
        ((1, None, None, 0), Mode.full, 2, 1),
        ((1, 0.5, None, None), Mode.full, 2, 1.5),
        ((None, None, 0.5, 0.25), Mode.full, 2, 1.75),
        ((None, 1, 0.5, 0), Mode.quick, 0, 2.5),
        ((None, 0.5, 1, 1), Mode.quick, 0, 3.25),
        ((0, 1, None, None), Mode.quick, 0, 1),
        ((1, 1, "n/a", "n/a"), Mode.full, 0, 2),
    ],
)
def test_what_is_left_to_ask_and_what_is_shown(
    earned: tuple[float | str | None, ...], mode: Mode, left: int, shown: float
) -> None:
    score = score_skill(SQL, answer(SQL, *earned), top=4, mode=mode)
    assert (score.tally.left, score.shown) == (left, shown)


def test_a_verified_project_shows_its_level() -> None:
    assert score_skill(SQL, answer(SQL, 1, 0, None, None), top=4, verified=3).shown == 3


def test_sources_count_by_the_inverse_square_of_their_error() -> None:
    score = score_skill(
        SQL, answer(SQL, 1, 1, 0, 0), top=4, others=[from_source(3, error=0.18 * 4)]
    )
    own, mentor = 1 / 1.04**2, 1 / 0.72**2
    assert score.level == pytest.approx((2 * own + 3 * mentor) / (own + mentor))
    assert score.error == pytest.approx(1 / math.sqrt(own + mentor))
    assert [each.source for each in score.estimates] == ["self", "mentor"]


def test_a_verified_project_is_a_floor_for_level_and_range() -> None:
    score = score_skill(SQL, answer(SQL, 1, 0, 0, 0), top=4, verified=3)
    assert (score.level, score.verified) == (3, 3)
    assert score.low == pytest.approx(3 - 0.4)
    assert score.high == pytest.approx(3 + 0.4)


def test_a_verified_project_does_not_lower_a_higher_level() -> None:
    score = score_skill(SQL, answer(SQL, 1, 1, 1, 1), top=4, verified=1)
    assert (score.level, score.high) == (4, 4)
    assert score.low == pytest.approx(4 - 1.4 * 1.04)


def test_a_verified_project_alone_assesses_a_skill() -> None:
    score = score_skill(SQL, {}, top=4, verified=2)
    assert (score.level, score.low, score.high, score.error) == (2, 1.6, 4, None)


def test_a_verified_level_ends_at_the_top_and_none_is_no_evidence() -> None:
    assert score_skill(SQL, {}, top=4, verified=9).level == 4
    assert score_skill(SQL, {}, top=4, verified=0).level is None


def test_a_mentors_answers_have_a_smaller_error_than_ones_own() -> None:
    rated = answer(SQL, 1, 1, 0.5, 0)
    mentor = estimate_mentor(SQL, rated, top=4, mode=Mode.full)
    own = estimate_self(SQL, rated, top=4, mode=Mode.full)

    assert mentor is not None
    assert own is not None
    assert (mentor.source, mentor.level) == ("mentor", own.level)
    assert mentor.error == pytest.approx(0.18 * 4)
    assert own.error == pytest.approx(0.26 * 4)
    assert estimate_mentor(SQL, {}, top=4, mode=Mode.full) is None


@pytest.mark.parametrize(("tasks", "share"), [(5, 0.22), (10, 0.19), (20, 0.17)])
def test_a_longer_check_has_a_smaller_error(tasks: int, share: float) -> None:
    assert round(check_error(tasks), 2) == share
    found = estimate_check([CheckStep(1, right=tasks, wrong=0, unknown=0, share=1)], top=4)
    assert found.error == 4 * check_error(tasks)


def test_error_figures_follow_from_the_sources_they_name() -> None:
    def typical_error(validity: float) -> float:
        return estimates.SPREAD * math.sqrt(2 * (1 - validity))

    leniency = 0.38 * estimates.SPREAD
    assert round(math.hypot(typical_error(0.47), leniency), 2) == estimates.SELF_ERROR
    assert round(typical_error(math.sqrt(0.52)), 2) == estimates.MENTOR_ERROR


def test_all_skills_are_scored_with_their_own_evidence() -> None:
    ml = a_skill("ml", scale=YES_NO)
    matrix = a_matrix(SQL, ml)

    scores = score_skills(
        matrix,
        answer(SQL, 1, 1, 0, 0),
        others={"sql": [from_source(2, 0.72)]},
        verified={"ml": 1},
    )

    assert list(scores) == ["sql", "ml"]
    assert scores["sql"].level == pytest.approx(2)
    assert scores["ml"].level == 1
    (own, mentor) = scores["sql"].estimates
    assert (own.source, own.is_adjusted, own.leniency) == ("self", True, 0)
    assert mentor == from_source(2, 0.72)


def test_an_answer_scale_that_never_reaches_one_never_reaches_the_level() -> None:
    assert QUARTERS.credit("o3") == 0.75
    assert score_skill(SQL, answer(SQL, *[0.75] * 4), top=4).level == 3


@pytest.mark.parametrize(("credit", "is_yes"), [(0.49, False), (0.5, True), (0.51, True)])
def test_half_of_the_credit_is_a_yes(credit: float, *, is_yes: bool) -> None:
    skill = a_skill(levels=(1, 2, 3), scale=a_scale(0.0, credit, 1.0))
    steps = score_statements(skill, answer(skill, None, credit, None), Mode.quick)
    bases = ["implied", "answered", "estimated"]
    assert [each.basis for each in steps] == (bases if is_yes else bases[::-1])


def test_modes_are_called_what_is_stored() -> None:
    assert [each.value for each in Mode] == ["full", "quick"]


def test_sources_are_called_what_is_stored() -> None:
    assert (estimates.SELF, estimates.MENTOR, estimates.CHECK) == ("self", "mentor", "check")


def test_one_open_statement_is_enough_for_a_skill_to_count() -> None:
    score = score_skill(SQL, answer(SQL, "n/a", "n/a", "n/a", None), top=4)
    assert (score.tally.asked, score.tally.set_aside, score.is_applicable) == (1, 3, True)
    assert score.tally.whole == 4


def test_skills_are_scored_without_other_evidence() -> None:
    assert score_skills(a_matrix(SQL), answer(SQL, 1, 0, 0, 0))["sql"].level == 1


def test_a_floor_at_the_bottom_leaves_the_range_above_nothing() -> None:
    score = score_skill(SQL, answer(SQL, 0, 0, 0, 0), top=4)
    assert (score.level, score.low, score.high) == (0, 0, pytest.approx(1.4 * 1.04))
    assert score_skill(SQL, answer(SQL, *[0.75] * 4), top=4, verified=None).low == pytest.approx(
        3 - 1.4 * 1.04
    )


def test_a_low_verified_level_on_a_long_scale_does_not_reach_below_nothing() -> None:
    assert score_skill(SQL, {}, top=20, verified=1).low == 0  # 1 less 2
    assert score_skill(SQL, {}, top=20, verified=3).low == 1
