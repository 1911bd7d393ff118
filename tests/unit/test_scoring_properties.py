from __future__ import annotations

import math
from itertools import pairwise

import pytest
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matrix_support import YES_NO, a_skill, answer, answers_to, skills, without

from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Skill
from skills.scoring import Estimate, Score, score_skill
from skills.scoring.statements import step_heights

pytestmark = pytest.mark.slow

MODES = st.sampled_from(Mode)
MANY = settings(max_examples=examples(100))
Case = tuple[Skill, int, dict[str, str], dict[str, object]]


@st.composite
def sources(draw: st.DrawFn, top: int) -> Estimate:
    low, level, high = sorted(draw(st.floats(0, top)) for _ in range(3))
    error = draw(st.floats(0.05, 0.5)) * top
    return Estimate(draw(st.sampled_from(["check", "mentor"])), level, low, high, error)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A skill, the top of its scale, answers to it and other evidence."""
    top = draw(st.integers(2, 5))
    skill = draw(skills(top=top))
    others = draw(st.lists(sources(top), max_size=2))
    verified = draw(st.none() | st.integers(1, top))
    evidence: dict[str, object] = {"others": others, "verified": verified, "mode": draw(MODES)}
    return skill, top, draw(answers_to(skill)), evidence


def triple(score: Score) -> tuple[float, float, float]:
    assert score.level is not None
    return score.low, score.level, score.high


def better_answers(skill: Skill, answers: dict[str, str]) -> list[dict[str, str]]:
    return [
        {**answers, each.id: higher.id}
        for each in skill.statements
        for lower, higher in pairwise(each.scale.options)
        if answers.get(each.id) == lower.id
    ]


def none_is_lower(new: Score, old: Score) -> bool:
    return all(a >= b - 1e-12 for a, b in zip(triple(new), triple(old), strict=True))


@MANY
@given(cases())
def test_a_level_lies_in_its_range_and_the_range_on_the_scale(case: Case) -> None:
    skill, top, answers, evidence = case
    score = score_skill(skill, answers, top=top, **evidence)
    assert 0 <= score.low <= score.high <= top
    if score.level is not None:
        assert score.low <= score.level <= score.high


@MANY
@given(cases())
def test_a_better_answer_never_lowers_anything(case: Case) -> None:
    skill, top, answers, evidence = case
    old = score_skill(skill, answers, top=top, **evidence)
    found = better_answers(skill, answers)
    assume(found)
    for better in found:
        assert none_is_lower(score_skill(skill, better, top=top, **evidence), old)


@MANY
@given(cases(), st.floats(0, 1))
def test_better_evidence_never_lowers_anything(case: Case, rise: float) -> None:
    skill, top, answers, evidence = case
    assume(evidence["others"])
    for place, other in enumerate(evidence["others"]):
        raised = [min(each + rise, top) for each in (other.level, other.low, other.high)]
        better = list(evidence["others"])
        better[place] = Estimate(other.source, *raised, other.error)
        old = score_skill(skill, answers, top=top, **evidence)
        new = score_skill(skill, answers, top=top, **{**evidence, "others": better})
        assert none_is_lower(new, old)


@MANY
@given(cases())
def test_a_higher_verified_level_never_lowers_anything(case: Case) -> None:
    skill, top, answers, evidence = case
    found = [
        score_skill(skill, answers, top=top, **{**evidence, "verified": level})
        for level in [None, *range(1, top + 1)]
    ]
    assert all(new.low >= old.low and new.high >= old.high for old, new in pairwise(found))
    assert all((new.level or 0) >= (old.level or 0) for old, new in pairwise(found))


@MANY
@given(cases())
def test_the_order_of_sources_does_not_matter(case: Case) -> None:
    skill, top, answers, evidence = case
    backwards = {**evidence, "others": evidence["others"][::-1]}
    old = score_skill(skill, answers, top=top, **evidence)
    new = score_skill(skill, answers, top=top, **backwards)
    assert (new.level, new.low, new.high) == (old.level, old.low, old.high)


@MANY
@given(cases(), st.data())
def test_dropping_an_answer_never_narrows_the_range(case: Case, data: st.DataObject) -> None:
    skill, top, answers, evidence = case
    alone = {**evidence, "others": (), "mode": Mode.full}
    old = score_skill(skill, answers, top=top, **alone)
    dropped = data.draw(st.sampled_from(skill.statements)).id
    new = score_skill(skill, without(answers, dropped), top=top, **alone)
    assert new.low <= old.low + 1e-12
    assert new.high >= old.high - 1e-12


@MANY
@given(cases())
def test_dropping_an_answer_never_raises_coverage(case: Case) -> None:
    skill, top, answers, evidence = case
    old = score_skill(skill, answers, top=top, **evidence)
    # In quick mode an answer may imply what was set aside.
    found = [
        each
        for each, choice in answers.items()
        if evidence["mode"] is Mode.full or choice != NOT_APPLICABLE
    ]
    assume(found)
    for dropped in found:
        new = score_skill(skill, without(answers, dropped), top=top, **evidence)
        assert new.tally.covered * old.tally.asked <= old.tally.covered * new.tally.asked


@MANY
@given(cases(), st.data())
def test_more_evidence_gives_a_smaller_error(case: Case, data: st.DataObject) -> None:
    skill, top, answers, evidence = case
    more = {**evidence, "others": [*evidence["others"], data.draw(sources(top))]}
    old = score_skill(skill, answers, top=top, **evidence).error
    new = score_skill(skill, answers, top=top, **more).error
    assert new is not None
    assert old is None or new < old


@MANY
@given(st.data(), MODES)
def test_the_error_depends_on_the_design_and_not_on_the_answers(
    data: st.DataObject, mode: Mode
) -> None:
    skill = data.draw(skills())
    first, second = (data.draw(answers_to(skill, least=1)) for _ in range(2))
    errors = {score_skill(skill, each, top=4, mode=mode).error for each in (first, second)}
    assert len(errors) == 1


@MANY
@given(st.lists(st.integers(1, 5), min_size=1, max_size=8), st.integers(0, 5), MODES)
def test_doing_all_up_to_a_level_and_none_above_gives_exactly_that_level(
    levels: list[int], reached: int, mode: Mode
) -> None:
    skill = a_skill(levels=sorted(levels), scale=YES_NO)
    answers = answer(skill, *(float(each.level <= reached) for each in skill.statements))
    expected = max((each for each in levels if each <= reached), default=0)
    assert score_skill(skill, answers, top=5, mode=mode).level == pytest.approx(expected)


@MANY
@given(cases())
def test_a_level_can_be_recomputed_from_the_steps(case: Case) -> None:
    skill, top, answers, evidence = case
    score = score_skill(skill, answers, top=top, **{**evidence, "others": (), "verified": None})
    assume(score.estimates)
    for estimate in score.estimates:
        assert estimate.level == pytest.approx(sum(step.gained for step in estimate.steps))
        assert sum(step.height for step in estimate.steps) == pytest.approx(skill.reachable)
        assert all(0 <= step.low <= step.credit <= step.high <= 1 for step in estimate.steps)


@MANY
@given(skills())
def test_heights_are_shares_of_whole_levels(skill: Skill) -> None:
    assert all(height > 0 for height in step_heights(skill))
    assert math.fsum(step_heights(skill)) == pytest.approx(skill.reachable)


def weigh_down_the_dissenter(levels: list[float], error: float) -> float:
    """The tempting rule we do not use: a source far from the others counts less."""
    middle = sorted(levels)[len(levels) // 2]
    weights = [1 / (error**2 + (each - middle) ** 2) for each in levels]
    return sum(map(math.prod, zip(weights, levels, strict=True))) / sum(weights)


def test_a_dissenting_source_counts_in_full_because_less_would_punish_a_better_answer() -> None:
    assert weigh_down_the_dissenter([5, 1, 1], 1) < weigh_down_the_dissenter([4, 1, 1], 1)

    skill = a_skill(levels=(1, 2, 3, 4, 5), scale=YES_NO)
    dissent = [Estimate("check", 1, 1, 1, 0.9), Estimate("mentor", 1, 1, 1, 0.9)]
    four = score_skill(skill, answer(skill, 1, 1, 1, 1, 0), top=5, others=dissent)
    five = score_skill(skill, answer(skill, 1, 1, 1, 1, 1), top=5, others=dissent)
    assert four.level is not None
    assert five.level is not None
    assert five.level > four.level


def test_passing_a_verified_level_by_answers_does_not_lower_the_range() -> None:
    """A floor that also replaced the error would do that, once the answers exceed it."""
    skill = a_skill(levels=(1, 2, 3, 4), scale=YES_NO)
    at_floor = score_skill(skill, answer(skill, 1, 1, 0, 0), top=4, verified=2)
    above = score_skill(skill, answer(skill, 1, 1, 1, 0), top=4, verified=2)
    assert (at_floor.level, above.level) == (2, 3)
    assert above.low >= at_floor.low == pytest.approx(1.6)
    assert above.high >= at_floor.high
