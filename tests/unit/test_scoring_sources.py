"""Mentors, checks and verified projects beside own answers."""

from __future__ import annotations

import math

import pytest
from matrix_support import YES_NO, a_matrix, a_skill, answer
from scoring_support import SQL

from skills.entries.kinds import Mode
from skills.scoring import (
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


def from_source(level: float, error: float, source: str = "mentor") -> Estimate:
    return Estimate(source, level, level, level, error)


def test_the_range_of_several_sources_is_wider_than_their_joint_error() -> None:
    score = score_skill(SQL, answer(SQL, 1, 1, 0, 0), top=4, others=[from_source(2, error=0.5)])
    joint = 1 / math.sqrt(1 / 1.04**2 + 1 / 0.5**2)
    assert score.level == 2
    assert (score.low, score.high) == pytest.approx((2 - 1.6 * joint, 2 + 1.6 * joint))
    assert score.within(READINESS_WIDTH) == pytest.approx((2 - 0.85 * joint, 2 + 0.85 * joint))


def test_a_skill_leaves_when_every_statement_is_set_aside() -> None:
    aside = answer(SQL, "n/a", "n/a", "n/a", "n/a")

    assert not score_skill(SQL, aside, top=4).is_applicable
    assert score_skill(SQL, aside, top=4, others=[from_source(2, 0.7)]).is_applicable
    assert score_skill(a_skill(levels=()), {}, top=4).is_applicable


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


def test_sources_are_called_what_is_stored() -> None:
    assert (estimates.SELF, estimates.MENTOR, estimates.CHECK) == ("self", "mentor", "check")


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
