"""Readiness for a profile: the weighted mean, its range, and the gaps it consists of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matrix_support import YES_NO, a_matrix, a_skill, answer, the_profile
from readiness_support import MATRIX, ML, OPS, SQL, TARGETS, all_three, readiness

from skills.entries.kinds import Mode
from skills.matrix import Profile, Role, Target
from skills.scoring import Estimate, score_skills
from skills.scoring.readiness import compare_profiles, compute_readiness
from skills.scoring.verdicts import Verdict


def test_readiness_is_the_weighted_mean_of_attainment() -> None:
    found = readiness(all_three(sql=1, ml=3, ops=3))

    assert found.value == pytest.approx((3 * 3 / 4 + 1 * 1 / 2 + 2 * 1) / 6)
    assert [each.gap for each in found.skill_gaps] == [1, 1, 0]
    assert [each.attainment for each in found.skill_gaps] == [0.75, 0.5, 1]
    assert [each.share for each in found.skill_gaps] == pytest.approx([3 / 6, 1 / 6, 2 / 6])
    assert [each.readiness_loss for each in found.skill_gaps] == pytest.approx([0.125, 1 / 12, 0])
    assert [each.is_met for each in found.skill_gaps] == [False, False, True]


def test_more_than_the_target_does_not_make_up_for_less_elsewhere() -> None:
    found = readiness(all_three(sql=4, ml=0, ops=4))
    assert found.value == pytest.approx(3 / 6)
    assert found.skill_gaps[1].gap == 0


def test_the_range_takes_all_skills_at_one_end_and_unassessed_ones_as_none_or_full() -> None:
    found = readiness(answer(SQL, 1, 1, 0, 0))  # level 2 ± 1.04, the others unknown

    assert found.value == pytest.approx(1)
    assert found.low == pytest.approx(1 * (0.96 / 2) / 6)
    assert found.high == pytest.approx(1)
    assert [each.gap for each in found.skill_gaps] == [None, 0, None]
    assert found.coverage == pytest.approx(4 / 12)


def test_a_skill_set_aside_leaves_the_profile_and_stays_a_missing_must() -> None:
    aside = answer(ML, "n/a", "n/a", "n/a", "n/a")

    found = readiness({**all_three(sql=2, ml=0, ops=3), **aside})

    assert found.value == pytest.approx(1)
    assert (found.answered, found.asked, found.set_aside) == (8, 8, 4)
    assert found.coverage == 1
    assert found.missing_musts == ("ml",)
    assert found.verdict is Verdict.developing
    assert found.skill_gaps[0].gap is found.skill_gaps[0].attainment is None
    assert (found.skill_gaps[0].share, found.skill_gaps[0].readiness_loss) == (0, 0)


def test_skill_gaps_are_ordered_by_loss_then_by_the_profile() -> None:
    found = readiness(all_three(sql=2, ml=3, ops=1))
    assert [each.target.skill for each in found.ordered()] == ["ops", "ml", "sql"]

    level = readiness(all_three(sql=2, ml=4, ops=3))
    assert [each.target.skill for each in level.ordered()] == ["ml", "sql", "ops"]


def test_what_is_set_aside_is_not_among_what_applies_and_still_not_known() -> None:
    answers: dict[str, str] = {}
    for skill in (SQL, ML, OPS):
        answers |= answer(skill, 1, 1, "n/a", "n/a")
    found = readiness(answers)
    assert (found.covered, found.asked, found.set_aside, found.coverage) == (6, 6, 6, 1)
    assert (found.known, found.is_complete) == (0.5, True)
    assert [each.score.level for each in found.skill_gaps] == [2, 2, 2]


def test_skipping_a_weak_skill_raises_the_value_but_not_the_low_end_nor_the_verdict() -> None:
    """Readiness over assessed skills can rise that way, so coverage and range must hold."""
    honest = readiness(all_three(sql=2, ml=0, ops=3))
    skipping = readiness(
        {key: each for key, each in all_three(2, 0, 3).items() if not key.startswith("ml")}
    )

    assert honest.value is not None
    assert skipping.value is not None
    assert skipping.value > honest.value
    assert skipping.low <= honest.low
    assert skipping.verdict is not Verdict.ready


def test_weights_of_zero_yield_no_verdict() -> None:
    found = readiness(all_three(2, 2, 2), tuple(replace(each, weight=0) for each in TARGETS))
    assert (found.value, found.low, found.high) == (None, 0, 1)
    assert found.verdict is Verdict.unknown
    assert all((each.share, each.readiness_loss) == (0, 0) for each in found.skill_gaps)


def test_a_target_of_zero_is_always_reached() -> None:
    found = readiness(all_three(0, 0, 0), (Target("sql", 0, must=True),))
    assert (found.value, found.missing_musts) == (1, ())


def test_an_unassessed_target_of_zero_does_not_lift_the_low_end_above_the_value() -> None:
    found = readiness(answer(ML, 0, 0, 0, 0), (Target("ml", 4), Target("sql", 0, weight=3)))
    assert (found.low, found.value, found.high) == (0, 0, pytest.approx((3 + 1.04 / 4) / 4))


def test_the_kinds_of_evidence_are_named_once_each() -> None:
    mentor = Estimate("mentor", 2, 2, 2, 0.7)
    scores = score_skills(
        MATRIX,
        answer(ML, 1, 0, 0, 0),
        others={"ml": [mentor, mentor], "sql": [mentor]},
        verified={"ops": 2},
    )
    assert compute_readiness(MATRIX, the_profile(MATRIX), scores).sources == (
        "self",
        "mentor",
        "project",
    )


def test_a_skill_without_a_score_counts_as_not_assessed() -> None:
    scores = score_skills(MATRIX, all_three(2, 2, 2))
    without_ml = {skill: score for skill, score in scores.items() if skill != "ml"}

    found = compute_readiness(MATRIX, the_profile(MATRIX), without_ml)

    assert found.skill_gaps[0].gap is None
    assert found.asked == 12


def test_quick_mode_covers_what_the_answers_imply() -> None:
    answers: dict[str, str] = {}
    for skill in (SQL, ML, OPS):
        answers |= answer(skill, None, 1, 0, None)
    scores = score_skills(MATRIX, answers, mode=Mode.quick)

    found = compute_readiness(MATRIX, the_profile(MATRIX), scores)

    assert (found.answered, found.covered, found.asked, found.coverage) == (6, 12, 12, 1)


def test_all_profiles_of_a_role_are_compared_in_order() -> None:
    low = Profile("role.junior", "Junior", (Target("sql", 1),))
    high = Profile("role.senior", "Senior", (Target("sql", 4),))
    scores = score_skills(MATRIX, all_three(2, 0, 0))

    found = compare_profiles(MATRIX, Role("role", "Role", (low, high)), scores)

    assert [(each.profile, each.value) for each in found] == [
        ("role.junior", 1.0),
        ("role.senior", 0.5),
    ]


def test_what_a_skill_adds_is_its_share_less_what_it_loses() -> None:
    found = readiness(all_three(sql=1, ml=3, ops=3))
    assert [each.gained for each in found.skill_gaps] == pytest.approx([3 / 8, 1 / 12, 1 / 3])


def test_half_of_a_target_of_one_is_half() -> None:
    """A target of 0 is reached by anybody; the lowest real one is not."""
    sql = a_skill("sql", levels=(1, 1, 2), scale=YES_NO)
    matrix = a_matrix(sql, targets=(Target("sql", 1, weight=0.25),))
    found = compute_readiness(
        matrix, the_profile(matrix), score_skills(matrix, answer(sql, 1, 0, 0))
    )
    assert (found.value, found.skill_gaps[0].share) == (0.5, 1)
    assert (found.low, found.high) == (0, 1)  # .5 ± 1.04 of a level


def test_weights_below_one_count_like_any_others() -> None:
    light = tuple(replace(each, weight=each.weight / 20) for each in TARGETS)  # .3 together
    answers = all_three(sql=2, ml=3, ops=1)
    found, heavy = readiness(answers, light), readiness(answers)
    assert found.value == pytest.approx((3 * 3 / 4 + 1 + 2 / 3) / 6)
    # Levels 3, 2 and 1, each less 1.04 and none below 0.
    low = (3 * 1.96 / 4 + 0.96 / 2 + 0) / 6
    assert (found.low, heavy.low) == pytest.approx((low, low))


@pytest.mark.parametrize("mode", Mode)
def test_nothing_is_complete_before_every_statement_that_applies_is_covered(mode: Mode) -> None:
    answers = all_three(sql=2, ml=4, ops=3) | {"sql.s3": "not-applicable"}
    del answers["ml.s3"]
    scores = score_skills(MATRIX, answers, mode=mode)
    assert not compute_readiness(MATRIX, the_profile(MATRIX), scores).is_complete
    whole = answers | {"ml.s3": "not-applicable"}
    scores = score_skills(MATRIX, whole, mode=mode)
    assert compute_readiness(MATRIX, the_profile(MATRIX), scores).is_complete


def test_where_everything_is_set_aside_nothing_is_covered() -> None:
    found = readiness(dict.fromkeys(MATRIX.statements, "not-applicable"))
    assert (found.value, found.low, found.high, found.coverage) == (None, 0, 1, 0)
    assert (found.asked, found.set_aside, found.verdict) == (0, 12, Verdict.unknown)
    assert (found.known, found.is_complete) == (0, True)
