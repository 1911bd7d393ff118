"""Which statements are shown: all of them, or in quick mode those a binary search needs."""

from __future__ import annotations

import math
from itertools import product
from statistics import fmean
from typing import TYPE_CHECKING

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import (
    QUARTERS,
    YES_NO,
    a_matrix,
    a_skill,
    answer,
    answers_to,
    skills,
    the_profile,
)

from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Area, Matrix, Skill, Target
from skills.questionnaire.effort import expected_choices
from skills.questionnaire.questions import (
    asked_skills,
    in_place,
    is_finished,
    next_statement,
    open_statements,
    settling_statement,
)
from skills.scoring import score_skill

if TYPE_CHECKING:
    from collections.abc import Callable
from matrix_support import FIVE

MANY = settings(max_examples=examples(100))


def go_through(skill: Skill, choose: Callable[[int], str]) -> dict[str, str]:
    """Answer in quick mode until nothing is left; `choose` gets the position of the statement."""
    answers: dict[str, str] = {}
    while (statement := next_statement(skill, answers)) is not None:
        answers[statement.id] = choose(skill.statements.index(statement))
    return answers


def shown(skill: Skill, answers: dict[str, str]) -> list[str]:
    return [each.id.split(".")[1] for each in open_statements(skill, answers, Mode.quick)]


def test_statements_stay_where_they_were_shown_and_new_ones_come_last() -> None:
    one, two, three, four = FIVE.statements[:4]
    found = in_place((one, two, three, four), [three.id, "gone", one.id])
    assert found == (three, one, two, four)
    assert in_place((two, one), []) == (two, one)
    assert in_place((), [one.id]) == ()


@settings(max_examples=examples(200))
@given(skills(), st.data())
def test_settling_leaves_no_level_above_what_answers_show(
    skill: Skill, data: st.DataObject
) -> None:
    def choose(at: int) -> str:
        options = skill.statements[at].scale.options
        return data.draw(st.sampled_from([*(each.id for each in options), NOT_APPLICABLE]))

    answers = go_through(skill, choose)
    while statement := settling_statement(skill, answers):
        assert statement.id not in answers
        answers[statement.id] = choose(skill.statements.index(statement))
    score = score_skill(skill, answers, top=9, mode=Mode.quick)
    # A "no" below a "yes" shows more than its level: the estimates between them lie in the middle.
    assert (score.level or 0) <= score.shown + 1e-9
    assert is_finished(skill, answers, Mode.quick)


def test_the_statement_that_counts_most_by_estimate_alone_settles_a_level() -> None:
    skill = a_skill("git")
    assert settling_statement(skill, {}) is not None
    assert settling_statement(skill, answer(skill, 1, 1, 1, 1)) is None
    assert settling_statement(skill, answer(skill, 1, 0, None, None)) is None
    found = settling_statement(skill, answer(skill, None, None, None, 0))
    assert found == skill.statements[0]
    aside = answer(skill, "n/a", "n/a", "n/a", 0)
    assert settling_statement(skill, aside) is None


def test_skills_with_a_target_are_asked_in_the_order_of_the_matrix() -> None:
    one, two, three = a_skill("one"), a_skill("two"), a_skill("three")
    matrix = a_matrix(one, two, three, targets=(Target("three", 1), Target("one", 1, weight=0)))
    assert asked_skills(matrix, the_profile(matrix)) == (one, three)


def test_area_by_area() -> None:
    areas = (Area("a", "A", (a_skill("x"),)), Area("b", "B", (a_skill("y"),)))
    base = a_matrix(targets=(Target("y", 1), Target("x", 1)))
    matrix = Matrix("m", "M", "1", base.levels, areas, base.roles)
    assert [skill.id for skill in asked_skills(matrix, the_profile(matrix))] == ["x", "y"]


def test_quick_mode_is_a_binary_search() -> None:
    assert shown(FIVE, {}) == ["s2"]
    assert shown(FIVE, answer(FIVE, None, None, 1, None, None)) == ["s2", "s3"]
    assert shown(FIVE, answer(FIVE, None, None, 0, None, None)) == ["s2", "s0"]
    assert shown(FIVE, answer(FIVE, 1, None, 0, None, None)) == ["s2", "s0", "s1"]
    assert shown(FIVE, answer(FIVE, 1, 0, 0, None, None)) == ["s2", "s0", "s1"]


def test_quick_mode_passes_over_what_does_not_apply() -> None:
    answers = answer(FIVE, None, None, "n/a", None, None)
    assert shown(FIVE, answers) == ["s2", "s1"]
    assert is_finished(FIVE, answer(FIVE, *["n/a"] * 5), Mode.quick)


def test_quick_mode_keeps_every_answer_that_counts_in_view() -> None:
    changed = answer(FIVE, None, None, 0, 0, None)  # s2 was changed from yes to no
    assert shown(FIVE, changed) == ["s3", "s2", "s0"]


def test_full_mode_shows_all_and_ends_when_all_is_answered() -> None:
    assert open_statements(FIVE, {}, Mode.full) == FIVE.statements
    assert not is_finished(FIVE, answer(FIVE, 1, 1, 1, 0, None), Mode.full)
    assert is_finished(FIVE, answer(FIVE, 1, 1, "n/a", 0, 0), Mode.full)


def test_half_credit_counts_as_yes() -> None:
    skill = a_skill(levels=(1, 2, 3), scale=QUARTERS)
    assert shown(skill, answer(skill, None, 0.5, None)) == ["s1", "s2"]
    assert shown(skill, answer(skill, None, 0.25, None)) == ["s1", "s0"]


@pytest.mark.parametrize("count", range(8))
def test_the_expected_number_of_choices_is_the_mean_over_all_outcomes(count: int) -> None:
    skill = a_skill(levels=range(1, count + 1), scale=YES_NO)
    asked = [
        len(go_through(skill, lambda place, able=able: "o1" if place < able else "o0"))
        for able in range(count + 1)
    ]
    assert expected_choices(count) == pytest.approx(fmean(asked))
    assert max(asked) == math.ceil(math.log2(count + 1))


@pytest.mark.parametrize(("count", "choices"), [(3, 2), (4, 2.4), (5, 2.67), (6, 2.86)])
def test_halving_costs_what_the_research_found(count: int, choices: float) -> None:
    assert expected_choices(count) == pytest.approx(choices, abs=0.005)


@pytest.mark.slow
@MANY
@given(skills(), st.integers(0, 7))
def test_for_consistent_answers_quick_and_full_yield_the_same_level(
    skill: Skill, able: int
) -> None:
    yes_no = a_skill(levels=[each.level for each in skill.statements], scale=YES_NO)
    quick = go_through(yes_no, lambda place: "o1" if place < able else "o0")
    full = {each.id: "o1" if place < able else "o0" for place, each in enumerate(yes_no.statements)}
    score = score_skill(yes_no, quick, top=4, mode=Mode.quick)
    assert score.level == pytest.approx(score_skill(yes_no, full, top=4).level)
    own = score.estimates[0]
    assert (own.low, own.high) == pytest.approx((own.level, own.level))


@MANY
@given(st.data())
def test_quick_mode_ends_with_everything_covered(data: st.DataObject) -> None:
    skill = data.draw(skills())

    def choose(place: int) -> str:
        options = [option.id for option in skill.statements[place].scale.options]
        return data.draw(st.sampled_from([*options, NOT_APPLICABLE]))

    answers = go_through(skill, choose)
    score = score_skill(skill, answers, top=4, mode=Mode.quick)
    assert is_finished(skill, answers, Mode.quick)
    assert score.tally.left == 0
    assert score.tally.covered + score.tally.set_aside == len(skill.statements)
    assert {each.id for each in open_statements(skill, answers, Mode.quick)} == set(answers)


@MANY
@given(st.data())
def test_quick_mode_shows_the_next_statement_last(data: st.DataObject) -> None:
    skill = data.draw(skills())
    answers = data.draw(answers_to(skill))
    view = open_statements(skill, answers, Mode.quick)
    following = next_statement(skill, answers)
    unanswered = [each for each in view if each.id not in answers]
    assert unanswered == ([] if following is None else [following])
    assert len(set(view)) == len(view)
    assert following in (None, *view[-1:])


def test_contradicting_answers_never_block_quick_mode() -> None:
    for earned in product((0.0, 1.0, None), repeat=5):
        answers = answer(FIVE, *earned)
        while (statement := next_statement(FIVE, answers)) is not None:
            assert statement.id not in answers
            answers[statement.id] = "o1"
        assert is_finished(FIVE, answers, Mode.quick)
