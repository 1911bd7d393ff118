from __future__ import annotations

from dataclasses import replace

import pytest
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matrix_support import a_matrix, better_answers, cases, the_profile, without

from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix, Profile
from skills.scoring import score_skills
from skills.scoring.assessed import assess
from skills.scoring.levels import READINESS_WIDTH
from skills.scoring.readiness import Readiness, compare
from skills.scoring.skill_gap import SkillGap, compare_skill
from skills.scoring.verdicts import Verdict

pytestmark = pytest.mark.slow

MANY = settings(max_examples=examples(60))
MODES = st.sampled_from(Mode)
Case = tuple[Matrix, dict[str, str]]
ORDER = list(Verdict)


def readiness(
    matrix: Matrix,
    answers: dict[str, str],
    mode: Mode = Mode.full,
    *,
    profile: Profile | None = None,
    verified: dict[str, int] | None = None,
) -> Readiness:
    scores = score_skills(matrix, answers, mode=mode, verified=verified)
    return compare(matrix, profile or the_profile(matrix), scores)


def never_lower(new: Readiness, old: Readiness) -> bool:
    pairs = [(new.low, old.low), (new.high, old.high), (new.value or 0, old.value or 0)]
    return all(after >= before - 1e-9 for after, before in pairs)


@MANY
@given(cases(), MODES)
def test_readiness_lies_in_its_range_between_0_and_1(case: Case, mode: Mode) -> None:
    found = readiness(*case, mode)
    assert 0 <= found.low <= found.high <= 1
    if found.value is not None:
        assert found.low - 1e-12 <= found.value <= found.high + 1e-12


@MANY
@given(cases(), MODES)
def test_a_better_answer_never_lowers_readiness(case: Case, mode: Mode) -> None:
    matrix, answers = case
    old = readiness(matrix, answers, mode)
    found = better_answers(matrix, answers)
    assume(found)
    for better in found:
        assert never_lower(readiness(matrix, better, mode), old)


@MANY
@given(cases())
def test_a_better_answer_never_worsens_the_verdict_in_full_mode(case: Case) -> None:
    matrix, answers = case
    old = readiness(matrix, answers)
    found = better_answers(matrix, answers)
    assume(found)
    for better in found:
        new = readiness(matrix, better)
        assert ORDER.index(new.verdict) >= ORDER.index(old.verdict)
        assert set(new.missing_musts) <= set(old.missing_musts)


@MANY
@given(cases(), MODES, st.data())
def test_a_higher_verified_level_never_lowers_readiness_once_a_skill_is_assessed(
    case: Case, mode: Mode, data: st.DataObject
) -> None:
    matrix, answers = case
    skill = data.draw(st.sampled_from(list(matrix.skills)))
    low, high = sorted(data.draw(st.integers(1, matrix.top)) for _ in range(2))
    old = readiness(matrix, answers, mode, verified={skill: low})
    assert never_lower(readiness(matrix, answers, mode, verified={skill: high}), old)


@MANY
@given(cases(), MODES)
def test_what_the_skills_lose_adds_up_to_what_is_missing(case: Case, mode: Mode) -> None:
    found = readiness(*case, mode)
    if found.value is None:
        assert all(each.readiness_loss == 0 for each in found.skill_gaps)
    else:
        assert sum(each.readiness_loss for each in found.skill_gaps) == pytest.approx(
            1 - found.value, abs=1e-12
        )
        assert sum(each.share for each in found.skill_gaps) == pytest.approx(1)


@MANY
@given(cases(), MODES)
def test_every_number_can_be_recomputed_by_hand(case: Case, mode: Mode) -> None:
    matrix, answers = case
    found = readiness(matrix, answers, mode)
    weights = value = low = high = everything = 0.0
    asked = covered = 0
    for each in found.skill_gaps:
        target, score = each.target, each.score
        if score.level is None and score.tally.asked == 0 and score.tally.set_aside:
            continue
        ends = score.within(READINESS_WIDTH)
        everything += target.weight
        if target.weight:
            asked, covered = asked + score.tally.asked, covered + score.tally.covered
        high += target.weight * (min(1, ends[1] / target.level) if target.level else 1)
        if score.level is not None:
            reached = min(1, score.level / target.level) if target.level else 1
            weights += target.weight
            value += target.weight * reached
            low += target.weight * (min(1, ends[0] / target.level) if target.level else 1)
            assert each.gap == max(0, target.level - score.level)
    assert found.coverage == (covered / asked if asked else 0)
    if weights:
        assert found.value == pytest.approx(value / weights)
    if everything:
        assert (found.low, found.high) == pytest.approx((low / everything, high / everything))


@MANY
@given(cases(), MODES, st.data())
def test_the_order_of_skills_and_targets_does_not_matter(
    case: Case, mode: Mode, data: st.DataObject
) -> None:
    matrix, answers = case
    targets = data.draw(st.permutations(the_profile(matrix).targets))
    skills = data.draw(st.permutations(list(matrix.skills.values())))
    other = a_matrix(*skills, targets=targets, top=matrix.top)
    old, new = readiness(matrix, answers, mode), readiness(other, answers, mode)
    assert (new.low, new.high, new.coverage) == (old.low, old.high, old.coverage)
    assert new.value == (None if old.value is None else pytest.approx(old.value, abs=1e-12))
    assert new.verdict is old.verdict
    assert set(new.missing_musts) == set(old.missing_musts)


@MANY
@given(cases(), MODES, st.sampled_from([0.01, 0.5, 7.0, 1000.0]))
def test_only_the_proportions_of_weights_matter(case: Case, mode: Mode, factor: float) -> None:
    matrix, answers = case
    old = readiness(matrix, answers, mode)
    profile = the_profile(matrix)
    scaled = tuple(replace(each, weight=each.weight * factor) for each in profile.targets)
    new = readiness(matrix, answers, mode, profile=replace(profile, targets=scaled))
    assert (new.low, new.high) == pytest.approx((old.low, old.high))
    assert new.value == (None if old.value is None else pytest.approx(old.value))


@MANY
@given(cases(), MODES)
def test_a_higher_target_never_raises_readiness(case: Case, mode: Mode) -> None:
    matrix, answers = case
    old = readiness(matrix, answers, mode)
    profile = the_profile(matrix)
    assert profile.targets
    for place, target in enumerate(profile.targets):
        higher = list(profile.targets)
        higher[place] = replace(target, level=target.level + 1)
        harder = replace(profile, targets=tuple(higher))
        assert never_lower(old, readiness(matrix, answers, mode, profile=harder))


@MANY
@given(cases())
def test_dropping_an_answer_never_narrows_the_range(case: Case) -> None:
    matrix, answers = case
    old = readiness(matrix, answers)
    assume(answers)
    for dropped in answers:
        new = readiness(matrix, without(answers, dropped))
        assert new.low <= old.low + 1e-12
        assert new.high >= old.high - 1e-12


@MANY
@given(cases(), MODES)
def test_dropping_an_answer_never_raises_coverage(case: Case, mode: Mode) -> None:
    matrix, answers = case
    old = readiness(matrix, answers, mode)
    # In quick mode an answer may imply what was set aside.
    found = [
        each for each, choice in answers.items() if mode is Mode.full or choice != NOT_APPLICABLE
    ]
    assume(found)
    for dropped in found:
        assert readiness(matrix, without(answers, dropped), mode).coverage <= old.coverage


@MANY
@given(cases(), MODES)
def test_ready_means_every_must_shown_no_weak_target_and_enough_answers(
    case: Case, mode: Mode
) -> None:
    found = readiness(*case, mode)
    if found.verdict is Verdict.ready:
        assert found.coverage >= 0.8
        assert (found.value or 0) >= 0.85 - 1e-9
        for each in found.skill_gaps:
            target, score = each.target, each.score
            assert not target.must or (score.level or 0) >= target.level - 1e-9
            assert not target.must or score.shown >= target.level - 1e-9
            assert not target.weight or (score.level or 0) >= target.level / 2 - 1e-9
            assert not target.weight or score.shown >= target.level / 2 - 1e-9


@MANY
@given(cases(), MODES)
def test_a_verdict_needs_four_fifths_or_nothing_left_to_ask(case: Case, mode: Mode) -> None:
    found = readiness(*case, mode)
    weighted = [each.score.tally for each in found.skill_gaps if each.target.weight]
    is_done = found.coverage >= 0.8 or not any(tally.left for tally in weighted)
    left = [each.target.weight for each in found.skill_gaps if each.score.is_applicable]
    is_enough = sum(left) >= 0.5 * sum(each.target.weight for each in found.skill_gaps) - 1e-9
    whole = sum(each.asked + each.set_aside for each in weighted if each.asked)
    covered = sum(each.covered for each in weighted)
    is_known = found.value is not None and covered > 0 and covered >= 0.5 * whole and is_enough
    assert (found.verdict is not Verdict.unknown) == (is_done and is_known)


@MANY
@given(cases(), MODES)
def test_nearly_means_at_most_two_must_haves_missed_by_a_level(case: Case, mode: Mode) -> None:
    found = readiness(*case, mode)
    if found.verdict is Verdict.nearly:
        missing = [e for e in found.skill_gaps if e.target.skill in found.missing_musts]
        assert len(missing) <= 2
        assert all((each.score.level or 0) >= each.target.level - 1 - 1e-9 for each in missing)
        assert (found.value or 0) >= 0.7 - 1e-9


@given(cases(), MODES)
def test_a_skill_by_itself_has_the_gap_that_it_has_in_the_result(case: Case, mode: Mode) -> None:
    matrix, answers = case
    assessed = assess(matrix, answers, {}, profile=the_profile(matrix).id, mode=mode)

    def alone(gap: SkillGap) -> SkillGap:
        found = compare_skill(gap.target, assessed.score(gap.target.skill))
        return replace(found, share=gap.share, readiness_loss=gap.readiness_loss)

    gaps = assessed.readiness.skill_gaps
    assert [alone(each) for each in gaps] == list(gaps)
