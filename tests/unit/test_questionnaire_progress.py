"""Progress through the questions, and the fewest and most answers it can take."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import FIVE, YES_NO, a_matrix, a_skill, answer, cases, skills, the_profile

from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix, Skill, Target
from skills.questionnaire.questions import (
    Progress,
    asked_skills,
    is_finished,
    open_statements,
    progress,
)

pytestmark = pytest.mark.slow

MANY = settings(max_examples=examples(100))


def test_progress_counts_statements_and_finished_skills() -> None:
    other = a_skill("ml", levels=(1, 2, 3))
    matrix = a_matrix(FIVE, other, targets=(Target("sql", 1), Target("ml", 1)), top=5)
    answers = answer(FIVE, 1, 1, 1, 0, "n/a") | answer(other, None, 1, None)

    full = progress(asked_skills(matrix, the_profile(matrix)), answers, Mode.full)
    quick = progress(asked_skills(matrix, the_profile(matrix)), answers, Mode.quick)

    assert full == Progress(answered=5, asked=7, finished=1, skills=2, aside=1, started=1)
    assert quick == Progress(answered=5, asked=6, finished=1, skills=2, aside=1, started=1)


@MANY
@given(cases(), st.sampled_from(Mode), st.data())
def test_progress_never_moves_back_and_ends_when_all_is_finished(
    case: tuple[Matrix, dict[str, str]], mode: Mode, data: st.DataObject
) -> None:
    matrix, _ = case
    profile = the_profile(matrix)
    answers: dict[str, str] = {}
    share = 0.0
    for skill in asked_skills(matrix, profile):
        while not is_finished(skill, answers, mode):
            view = open_statements(skill, answers, mode)
            statement = next(each for each in view if each.id not in answers)
            options = [option.id for option in statement.scale.options]
            answers[statement.id] = data.draw(st.sampled_from([*options, NOT_APPLICABLE]))
            found = progress(asked_skills(matrix, profile), answers, mode)
            new = found.answered / found.asked if found.asked else 1.0
            assert new >= share
            share = new
    found = progress(asked_skills(matrix, profile), answers, mode)
    assert (found.answered, found.finished) == (found.asked, found.skills)


@pytest.mark.parametrize("mode", Mode)
def test_a_skill_is_finished_with_its_last_answer(mode: Mode) -> None:
    three = a_skill("sql", levels=(1, 2, 3), scale=YES_NO)
    begun, ended = (answer(three, *each) for each in ((None, 1, None), (1, 1, 0)))
    assert progress([three], {}, mode).finished == 0
    assert progress([three], begun, mode).finished == 0
    assert progress([three], ended, mode) == Progress(3, 3, 1, 1)
    assert progress([three, three, three], ended, mode).finished == 3


def ends(skill: Skill, answers: dict[str, str], *, is_controlled: bool) -> set[int]:
    """How many statements can be answered in the end, tried out with every way to go on."""
    view = open_statements(skill, answers, Mode.quick, is_controlled=is_controlled)
    waiting = next((each for each in view if each.id not in answers), None)
    if waiting is None:
        return {sum(each != NOT_APPLICABLE for each in answers.values())}
    found = set()
    for option in ("o0", "o1"):
        chosen = answers | {waiting.id: option}
        found |= ends(skill, chosen, is_controlled=is_controlled)
    return found


@pytest.mark.parametrize("is_controlled", [False, True])
@pytest.mark.parametrize("count", range(1, 8))
def test_the_fewest_and_the_most_are_exact_at_every_step(
    count: int, *, is_controlled: bool
) -> None:
    skill = a_skill(levels=range(1, count + 1), scale=YES_NO)
    controlled = {skill.id} if is_controlled else set()
    waiting: list[dict[str, str]] = [{}]
    seen = 0
    while waiting:
        answers, seen = waiting.pop(), seen + 1
        found = progress([skill], answers, Mode.quick, controlled)
        finals = ends(skill, answers, is_controlled=is_controlled)
        assert (found.fewest, found.asked) == (min(finals), max(finals)), answers
        view = open_statements(skill, answers, Mode.quick, is_controlled=is_controlled)
        following = [each.id for each in view if each.id not in answers]
        choices = product(following, ("o0", "o1", NOT_APPLICABLE))
        waiting += [answers | {statement: option} for statement, option in choices]
    assert seen > count


@MANY
@given(cases(), st.data())
def test_the_range_holds_the_end_and_the_bar_never_runs_backwards(
    case: tuple[Matrix, dict[str, str]], data: st.DataObject
) -> None:
    matrix, answers = case  # anything, also what quick mode would not have asked for
    asked = asked_skills(matrix, the_profile(matrix))
    controlled = {each.id for each in asked}
    seen = [progress(asked, answers, Mode.quick, controlled)]
    for skill in asked:
        while True:
            view = open_statements(skill, answers, Mode.quick, is_controlled=True)
            waiting = next((each for each in view if each.id not in answers), None)
            if waiting is None:
                break
            options = [option.id for option in waiting.scale.options]
            answers[waiting.id] = data.draw(st.sampled_from(options))
            seen.append(progress(asked, answers, Mode.quick, controlled))
    assert seen[-1].finished == seen[-1].skills
    for before, after in pairwise(seen):
        assert after.answered * before.asked >= before.answered * after.asked
        assert before.fewest <= after.fewest <= after.asked <= before.asked
    assert seen[-1].fewest == seen[-1].answered == seen[-1].asked


@MANY
@given(skills(), st.data())
def test_setting_aside_never_moves_the_bar_back(skill: Skill, data: st.DataObject) -> None:
    answers: dict[str, str] = {}
    before = progress([skill], answers, Mode.quick, {skill.id})
    while not before.finished:
        view = open_statements(skill, answers, Mode.quick, is_controlled=True)
        waiting = next(each for each in view if each.id not in answers)
        options = [*(option.id for option in waiting.scale.options), NOT_APPLICABLE]
        answers[waiting.id] = data.draw(st.sampled_from(options))
        after = progress([skill], answers, Mode.quick, {skill.id})
        assert after.answered * before.asked >= before.answered * after.asked
        assert after.asked <= before.asked
        assert after.with_aside().share > before.with_aside().share, "each answer moves it"
        assert after.aside == list(answers.values()).count(NOT_APPLICABLE)
        assert after.unseen == (after.finished and not after.answered)
        before = after
    assert before.fewest == before.answered == before.asked


def test_the_range_of_the_whole_is_the_sum_of_the_skills() -> None:
    asked = [a_skill(f"s{place}", levels=range(1, 6), scale=YES_NO) for place in range(4)]
    begun = progress(asked, {}, Mode.quick, {"s0", "s2"})
    assert (begun.fewest, begun.asked) == (4 * 2 + 2, 4 * 3 + 2)
    full = progress(asked, {}, Mode.full, {"s0", "s2"})
    assert (full.fewest, full.asked) == (20, 20)
