"""Verdicts and must-haves: how much evidence they need, and what confirms them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from matrix_support import a_matrix, a_skill, answer, the_profile
from readiness_support import MATRIX, ML, OPS, SQL, TARGETS, all_three, readiness

from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Target
from skills.scoring import (
    CheckStep,
    Estimate,
    Leniency,
    estimate_check,
    estimate_self,
    score_skills,
)
from skills.scoring.leniency import adjust
from skills.scoring.readiness import Readiness, compute_readiness
from skills.scoring.verdicts import Grounds, Verdict, judge


def test_an_unassessed_must_is_missing() -> None:
    assert readiness(answer(SQL, 1, 1, 1, 1)).missing_musts == ("ml",)


def test_a_must_is_reached_by_its_level_and_not_by_readiness() -> None:
    assert readiness(all_three(sql=4, ml=3, ops=4)).missing_musts == ("ml",)
    assert readiness(all_three(sql=0, ml=4, ops=0)).missing_musts == ()


@pytest.mark.parametrize(
    ("value", "coverage", "others", "verdict"),
    [
        (0.85, 0.8, {}, "ready"),
        (0.85, 0.8, {"missing_musts": 1}, "nearly"),
        (0.85, 0.8, {"missing_musts": 2}, "nearly"),
        (0.99, 0.8, {"missing_musts": 3}, "developing"),
        (0.99, 0.8, {"missing_musts": 1, "far_musts": 1}, "developing"),
        (0.99, 1.0, {"weak": 1}, "nearly"),
        (0.85, 0.79, {}, "nearly"),
        (0.8499, 1.0, {}, "nearly"),
        (0.7, 0.5, {}, "nearly"),
        (0.6999, 1.0, {}, "developing"),
        (0.4, 1.0, {"missing_musts": 1}, "developing"),
        (0.3999, 1.0, {}, "early"),
        (0.3999, 1.0, {"missing_musts": 5}, "early"),
        (1.0, 0.49, {}, "unknown"),
        (1.0, 0.9, {"needed": 1}, "unknown"),
        (1.0, 1.0, {"known": 0.49}, "unknown"),
        (1.0, 1.0, {"known": 0.5}, "ready"),
        (1.0, 1.0, {"applicable": 0.49}, "unknown"),
        (1.0, 1.0, {"applicable": 0.5}, "ready"),
        (None, 1.0, {}, "unknown"),
        (0.1 + 0.2 + 0.55 - 1e-12, 0.8, {}, "ready"),  # rounding decides nothing
    ],
)
def test_the_verdict_needs_value_coverage_every_must_and_no_weak_target(
    value: float | None, coverage: float, others: dict[str, Any], verdict: str
) -> None:
    assert judge(Grounds(value, coverage, **others)) == verdict


def test_a_must_is_missing_until_an_answer_at_its_level_shows_it() -> None:
    """Estimates from neighbours may reach a level; that is no evidence of it."""
    targets = (Target("ml", 3, must=True),)
    estimated = readiness(answer(ML, 1, 1, None, None), targets)
    assert [each.is_met for each in estimated.skill_gaps] == [True]
    assert estimated.missing_musts == ("ml",)
    shown = readiness(answer(ML, 1, 1, 1, None), targets)
    assert shown.missing_musts == ()


@pytest.mark.parametrize(
    ("earned", "is_shown"),
    [
        ((1, None, None, 0), False),  # 2.0 by estimate; the only harder answer is "not at all"
        ((1, 0.5, None, None), False),  # 2.1, because two harder statements were left out
        ((None, None, 0.5, 0.5), True),
        ((1, 0.5, 0.5, 0), True),
        ((1, "n/a", 1, 0), True),
    ],
)
def test_statements_left_out_never_make_a_must_reached(
    earned: tuple[float | str | None, ...], *, is_shown: bool
) -> None:
    skill = a_skill("git")
    matrix = a_matrix(skill, targets=[Target("git", 2, must=True)])
    found = compute_readiness(
        matrix, the_profile(matrix), score_skills(matrix, answer(skill, *earned))
    )
    (gap,) = found.skill_gaps
    assert gap.is_met
    assert gap.is_shown is is_shown


def test_a_must_have_met_by_an_estimate_only_is_not_reached_and_is_said_to_be_estimated() -> None:
    for must in (True, False):
        found = readiness(answer(ML, 1, 1, None, None), (Target("ml", 3, must=must),))
        (gap,) = found.skill_gaps
        assert (gap.is_met, gap.is_reached, gap.is_only_estimated) == (True, not must, must)
    (shown,) = readiness(answer(ML, 1, 1, 1, None), (Target("ml", 3, must=True),)).skill_gaps
    assert (shown.is_reached, shown.is_only_estimated) == (True, False)
    (short,) = readiness(answer(ML, 1, 0, 0, 0), (Target("ml", 3, must=True),)).skill_gaps
    assert (short.is_reached, short.is_only_estimated) == (False, False)


def test_half_a_target_may_be_only_estimated_as_well() -> None:
    for weight, is_estimated in ((1, True), (0, False)):
        (gap,) = readiness(answer(ML, 1, 1, None, None), (Target("ml", 6, weight),)).skill_gaps
        assert (gap.score.level, gap.shown, gap.is_only_estimated) == (3, 2, is_estimated)


def test_statements_left_out_never_make_a_must_near_or_a_target_half_reached() -> None:
    answers = all_three(sql=2, ml=4, ops=3)
    for each in ("ml.s1", "ml.s2", "ml.s3"):
        del answers[each]
    found = readiness(answers)
    assert (found.grounds.missing_musts, found.grounds.far_musts) == (1, 1)
    assert found.weak == ("ml",)


def test_the_leniency_taken_off_a_rating_comes_off_what_it_shows() -> None:
    given = estimate_self(ML, answer(ML, 1, 1, None, 0), top=4, mode=Mode.full)
    assert given is not None
    for shift in (0.5, -0.5):
        assert adjust(given, Leniency(1, shift, shift), top=4).shown == given.shown - shift


def test_a_must_set_aside_or_not_assessed_is_never_near() -> None:
    aside = readiness({**all_three(2, 0, 3), **answer(ML, "n/a", "n/a", "n/a", "n/a")})
    assert (aside.grounds.missing_musts, aside.grounds.far_musts) == (1, 1)
    near = readiness(all_three(2, 3, 3))
    assert (near.grounds.missing_musts, near.grounds.far_musts) == (1, 0)
    far = readiness(all_three(2, 2, 3))
    assert (far.grounds.missing_musts, far.grounds.far_musts) == (1, 1)


def test_nobody_is_ready_who_reaches_less_than_half_of_any_target_with_a_weight() -> None:
    light = (*TARGETS[:1], replace(TARGETS[1], weight=0.1), TARGETS[2])
    weak = readiness(all_three(sql=0, ml=4, ops=3), light)
    assert (weak.value or 0) > 0.95
    assert (weak.weak, weak.verdict) == (("sql",), Verdict.nearly)
    assert readiness(all_three(sql=1, ml=4, ops=3), light).verdict is Verdict.ready
    none = (*TARGETS[:1], replace(TARGETS[1], weight=0), TARGETS[2])
    assert readiness(all_three(sql=0, ml=4, ops=3), none).verdict is Verdict.ready


def test_a_target_without_a_weight_decides_nothing() -> None:
    none = (*TARGETS[:1], replace(TARGETS[1], weight=0), TARGETS[2])
    answers = {k: v for k, v in all_three(2, 4, 3).items() if not k.startswith("sql")}
    found = readiness(answers, none)
    assert (found.asked, found.coverage, found.needed) == (8, 1, 0)
    assert found.verdict is Verdict.ready


@pytest.mark.parametrize(
    ("answered", "mode", "needed"),
    [
        (0, Mode.full, 10),  # four fifths of twelve
        (9, Mode.full, 1),
        (10, Mode.full, 0),
        (0, Mode.quick, 9),  # three choices at most for each of three skills
    ],
)
def test_how_many_more_answers_a_verdict_needs(answered: int, mode: Mode, needed: int) -> None:
    answers = dict(list(all_three(2, 4, 3).items())[:answered])
    scores = score_skills(MATRIX, answers, mode=mode)
    found = compute_readiness(MATRIX, the_profile(MATRIX), scores)
    assert found.needed == needed
    assert (found.verdict is Verdict.unknown) == (needed > 0)


def test_a_finished_quick_mode_is_enough_for_a_verdict() -> None:
    answers: dict[str, str] = {}
    for skill in (SQL, ML, OPS):
        answers |= answer(skill, None, 1, 1, 0)
    found = compute_readiness(
        MATRIX, the_profile(MATRIX), score_skills(MATRIX, answers, mode=Mode.quick)
    )
    assert (found.answered, found.needed) == (9, 0)
    assert found.verdict is not Verdict.unknown


def test_what_is_left_when_most_skills_are_set_aside_is_too_little_for_a_verdict() -> None:
    aside = answer(SQL, *["n/a"] * 4) | answer(ML, *["n/a"] * 4)
    found = readiness(all_three(2, 4, 3) | aside)  # a third of the weight is left
    assert (found.value, found.coverage, found.verdict) == (1, 1, Verdict.unknown)
    half = readiness(all_three(2, 4, 3) | answer(ML, *["n/a"] * 4))  # half of it
    assert half.verdict is Verdict.developing


def test_statements_that_do_not_apply_leave_what_ready_needs_answered() -> None:
    """The levels above a target may not apply to somebody who reaches it."""
    answers = answer(SQL, 1, 1, "n/a", "n/a") | answer(ML, 1, 1, 1, 1)
    found = readiness(answers | answer(OPS, 1, 1, 1, "n/a"))
    assert (found.asked, found.coverage, found.known) == (9, 1, 0.75)
    assert found.verdict is Verdict.ready


@pytest.mark.parametrize("mode", Mode)
def test_nobody_is_ready_who_sets_aside_all_but_the_hardest_statements(mode: Mode) -> None:
    answers: dict[str, str] = {}
    for skill in (SQL, ML, OPS):
        answers |= answer(skill, "n/a", "n/a", "n/a", 1)
    scores = score_skills(MATRIX, answers, mode=mode)
    found = compute_readiness(MATRIX, the_profile(MATRIX), scores)
    assert (found.value, found.coverage, found.missing_musts) == (1, 1, ())
    assert (found.known, found.verdict) == (0.25, Verdict.unknown)
    one = dict.fromkeys(MATRIX.statements, NOT_APPLICABLE) | answer(ML, None, None, None, 1)
    scores = score_skills(MATRIX, one, mode=mode)
    assert compute_readiness(MATRIX, the_profile(MATRIX), scores).verdict is Verdict.unknown


@pytest.mark.parametrize("aside", [("ml",), ("sql",), ("ops",)])
def test_nobody_is_ready_who_sets_a_whole_skill_aside(aside: tuple[str, ...]) -> None:
    answers = all_three(sql=4, ml=4, ops=4)
    for each in answers:
        if each.split(".")[0] in aside:
            answers[each] = NOT_APPLICABLE
    found = readiness(answers)
    assert (found.value, found.coverage) == (1, 1)
    assert found.verdict is not Verdict.ready


def test_setting_aside_what_one_cannot_do_is_worth_no_more_than_saying_so() -> None:
    for rank in range(1, 5):
        honest = answer(ML, *(float(each < rank) for each in range(1, 5)))
        known = list(honest)[: rank - 1]
        aside = {each: honest[each] if each in known else NOT_APPLICABLE for each in honest}
        said, left = (readiness(all_three(2, 0, 3) | each) for each in (honest, aside))
        if rank > 1:
            assert left.value == said.value
        assert (left.missing_musts, left.weak) == (said.missing_musts, said.weak)


def test_a_verdict_rests_on_more_than_ones_own_word_if_the_must_haves_do() -> None:
    mentor = Estimate("mentor", 4, 4, 4, 0.7, shown=4)
    answers = all_three(2, 4, 3)

    def found(**others: list[Estimate]) -> Readiness:
        scores = score_skills(MATRIX, answers, others=others)
        return compute_readiness(MATRIX, the_profile(MATRIX), scores)

    assert not found().is_confirmed
    assert not found(sql=[mentor]).is_confirmed
    assert found(ml=[mentor]).is_confirmed
    plain = tuple(replace(each, must=False) for each in TARGETS)
    assert not readiness(answers, plain).is_confirmed


@pytest.mark.parametrize(("asked", "is_confirmed"), [((1, 1, 2), False), ((1, 2, 3), True)])
def test_checks_below_the_level_of_a_must_have_do_not_confirm_it(
    asked: tuple[int, ...], *, is_confirmed: bool
) -> None:
    steps = [CheckStep(e, int(e in asked), 0, 0, float(e in asked)) for e in range(1, 5)]
    answers, targets = all_three(2, 4, 3), [Target("ml", 3, must=True)]
    scores = score_skills(MATRIX, answers, others={"ml": [estimate_check(steps, top=4)]})
    matrix = a_matrix(SQL, ML, OPS, targets=targets)
    assert compute_readiness(matrix, the_profile(matrix), scores).is_confirmed is is_confirmed


def test_a_verified_project_below_the_level_of_a_must_have_does_not_confirm_it() -> None:
    matrix = a_matrix(SQL, ML, OPS, targets=[Target("ml", 3, must=True)])

    def found(verified: int) -> Readiness:
        scores = score_skills(MATRIX, all_three(2, 4, 3), verified={"ml": verified})
        return compute_readiness(matrix, the_profile(matrix), scores)

    assert not found(2).is_confirmed
    assert found(3).is_confirmed


def test_without_answers_there_is_no_verdict() -> None:
    found = readiness({})
    assert (found.value, found.low, found.high, found.coverage) == (None, 0, 1, 0)
    assert found.verdict is Verdict.unknown
    assert found.sources == ()
