from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise, product
from statistics import fmean
from typing import TYPE_CHECKING

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrices_for_tests import (
    QUARTERS,
    YES_NO,
    a_matrix,
    a_skill,
    answer,
    answers_to,
    cases,
    skills,
    the_profile,
)

from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Area, Matrix, Qualification, Scale, Skill, Target
from skills.questionnaire.effort import Effort, effort, expected_choices
from skills.questionnaire.questions import (
    CONTROLS,
    Progress,
    asked_skills,
    control_statement,
    controlled_skills,
    is_finished,
    next_statement,
    open_statements,
    progress,
)
from skills.scoring import score_skill

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = settings(max_examples=examples(100))
FIVE = a_skill("sql", levels=(1, 2, 3, 4, 5), scale=YES_NO)


def go_through(skill: Skill, choose: Callable[[int], str]) -> dict[str, str]:
    """Answer in quick mode until nothing is left; `choose` gets the position of the statement."""
    answers: dict[str, str] = {}
    while (statement := next_statement(skill, answers)) is not None:
        answers[statement.id] = choose(skill.statements.index(statement))
    return answers


def shown(skill: Skill, answers: dict[str, str]) -> list[str]:
    return [each.id.split(".")[1] for each in open_statements(skill, answers, Mode.quick)]


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


def test_effort_counts_statements_words_and_minutes() -> None:
    text = "word " * 20
    matrix = a_matrix(
        a_skill("a", levels=range(1, 6), text=text),
        a_skill("b", levels=range(1, 6), text=text),
        a_skill("not-asked", levels=range(1, 6), text=text),
        targets=(Target("a", 1), Target("b", 1)),
        top=5,
    )

    full = effort(matrix, the_profile(matrix), Mode.full)
    quick = effort(matrix, the_profile(matrix), Mode.quick)

    # The scale's title, "Quarters", is one more word; 60.3 s to read, 40 s to click, 6 s to turn.
    assert full == Effort(statements=10, words=201, minutes=2, pages=2)
    # 2 * 2.67 of 20 words
    assert quick == Effort(statements=5, words=108, minutes=1, pages=2)


def test_minutes_are_rounded_up() -> None:
    # 550 words with the scale's title: 165 s, clicks: 12 s, a page: 3 s
    skill = a_skill("a", levels=(1,) * 3, text="word " * 183)
    longer = a_skill("b", levels=(1,), text="word")
    matrix = a_matrix(skill, longer, targets=(Target("a", 1),))
    assert effort(matrix, the_profile(matrix), Mode.full).minutes == 3

    matrix = a_matrix(skill, longer, targets=(Target("a", 1), Target("b", 1)))
    assert effort(matrix, the_profile(matrix), Mode.full).minutes == 4


def test_a_profile_without_targets_costs_nothing() -> None:
    matrix = a_matrix(a_skill())
    assert effort(matrix, the_profile(matrix), Mode.full) == Effort(0, 0, 0, 0)


@pytest.mark.parametrize("mode", Mode)
def test_introductions_are_read_and_a_scale_is_told_where_it_is_a_new_one(mode: Mode) -> None:
    def words(*scales: Scale) -> int:
        found = [
            replace(a_skill(f"s{place}", (1,), scale, ""), about="five words of an introduction")
            for place, scale in enumerate(scales)
        ]
        matrix = a_matrix(*found, targets=[Target(each.id, 1) for each in found])
        return effort(matrix, the_profile(matrix), mode).words

    assert words(QUARTERS) == 5 + 1
    assert words(QUARTERS, QUARTERS, QUARTERS) == 15 + 1
    assert words(QUARTERS, YES_NO, QUARTERS) == 15 + 3


@pytest.mark.parametrize("mode", Mode)
def test_qualifications_cost_a_page_and_a_choice_each(mode: Mode) -> None:
    one = Qualification("one", "Three words long", "certificate", "word " * 97)
    base = a_matrix(a_skill(levels=(1,), text=""), targets=(Target("sql", 1),))
    few, many = (replace(base, qualifications=(one,) * count) for count in (1, 15))
    assert effort(base, the_profile(base), mode) == Effort(1, 1, 1, 1)
    assert effort(few, the_profile(few), mode) == Effort(1, 101, 1, 2)
    # 1501 words: 450.3 s, 16 choices: 64 s, 2 pages: 6 s
    assert effort(many, the_profile(many), mode) == Effort(1, 1501, 9, 2)


def test_every_page_takes_its_time() -> None:
    skills = [a_skill(f"s{place}", levels=(), scale=YES_NO) for place in range(21)]
    matrix = a_matrix(*skills, targets=[Target(each.id, 1) for each in skills])
    assert effort(matrix, the_profile(matrix), Mode.full) == Effort(0, 0, 2, 21)  # 63 s


def test_progress_counts_statements_and_finished_skills() -> None:
    other = a_skill("ml", levels=(1, 2, 3))
    matrix = a_matrix(FIVE, other, targets=(Target("sql", 1), Target("ml", 1)), top=5)
    answers = answer(FIVE, 1, 1, 1, 0, "n/a") | answer(other, None, 1, None)

    full = progress(asked_skills(matrix, the_profile(matrix)), answers, Mode.full)
    quick = progress(asked_skills(matrix, the_profile(matrix)), answers, Mode.quick)

    assert full == Progress(answered=5, asked=7, finished=1, skills=2)
    assert quick == Progress(answered=5, asked=6, finished=1, skills=2)


@pytest.mark.slow
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


def test_contradicting_answers_never_block_quick_mode() -> None:
    for earned in product((0.0, 1.0, None), repeat=5):
        answers = answer(FIVE, *earned)
        while (statement := next_statement(FIVE, answers)) is not None:
            assert statement.id not in answers
            answers[statement.id] = "o1"
        assert is_finished(FIVE, answers, Mode.quick)


@pytest.mark.parametrize(
    ("statements", "words", "minutes"),
    [
        (1, 20_000, 101),  # 100 minutes to read and 4 seconds to click
        (1500, 1, 108),  # 7.5 minutes to read and 100 to click
        (15, 1, 2),  # 4.5 seconds to read and a minute to click
    ],
)
def test_minutes_go_by_words_and_clicks(statements: int, words: int, minutes: int) -> None:
    skill = a_skill("a", levels=(1,) * statements, text="word " * words)
    matrix = a_matrix(skill, targets=(Target("a", 1),))
    found = effort(matrix, the_profile(matrix), Mode.full)
    assert found == Effort(statements, statements * words + 1, minutes, pages=1)


def test_a_skill_without_statements_costs_a_page_and_is_finished() -> None:
    matrix = a_matrix(a_skill("a", levels=()), targets=(Target("a", 1),))
    for mode in Mode:
        assert effort(matrix, the_profile(matrix), mode) == Effort(0, 0, 1, 1)
        found = progress(asked_skills(matrix, the_profile(matrix)), {}, mode)
        assert found == Progress(finished=1, skills=1)


@pytest.mark.parametrize("mode", Mode)
def test_a_skill_is_finished_with_its_last_answer(mode: Mode) -> None:
    three = a_skill("sql", levels=(1, 2, 3), scale=YES_NO)
    begun, ended = (answer(three, *each) for each in ((None, 1, None), (1, 1, 0)))
    assert progress([three], {}, mode).finished == 0
    assert progress([three], begun, mode).finished == 0
    assert progress([three], ended, mode) == Progress(3, 3, 1, 1)
    assert progress([three, three, three], ended, mode).finished == 3


def test_the_skills_with_a_control_are_spread_and_at_most_every_other_one() -> None:
    eighteen = [a_skill(f"s{place}") for place in range(18)]
    found = controlled_skills(eighteen)
    assert len(found) == CONTROLS == 8
    places = [place for place, skill in enumerate(eighteen) if skill.id in found]
    assert max(b - a for a, b in pairwise([*places, 18])) <= 3
    assert len(controlled_skills(eighteen[:7])) == 3
    assert controlled_skills(eighteen[:5]) == frozenset()
    two = [a_skill(f"t{place}", levels=(1, 2)) for place in range(18)]
    assert controlled_skills(two) == frozenset()


@pytest.mark.parametrize(
    ("earned", "control"),
    [
        ((None, None, 1, None, None), None),  # not at its end
        ((None, None, 1, 1, 1), "sql.s0"),
        ((None, None, 1, 1, 0), "sql.s0"),
        ((None, None, 1, 0, None), "sql.s0"),  # s4 is implied, too, but nearer to the turn
        ((0, None, 0, None, None), "sql.s4"),
        ((1, 0, 0, None, None), "sql.s4"),
        (("n/a",) * 5, None),
    ],
)
def test_the_control_is_the_implied_statement_furthest_from_the_turn(
    earned: tuple[float | str | None, ...], control: str | None
) -> None:
    found = control_statement(FIVE, answer(FIVE, *earned))
    assert (found.id if found else None) == control


def test_a_control_is_asked_last_stays_and_ends_the_skill() -> None:
    answers = answer(FIVE, None, None, 1, 1, 1)

    def view() -> list[str]:
        found = open_statements(FIVE, answers, Mode.quick, is_controlled=True)
        return [each.id.split(".")[1] for each in found]

    assert view() == ["s2", "s3", "s4", "s0"]
    assert is_finished(FIVE, answers, Mode.quick)
    assert not is_finished(FIVE, answers, Mode.quick, is_controlled=True)
    assert progress([FIVE], answers, Mode.quick, {"sql"}) == Progress(3, 4, 0, 1)
    answers["sql.s0"] = "o0"  # against the others
    assert view() == ["s2", "s3", "s4", "s0"]
    assert is_finished(FIVE, answers, Mode.quick, is_controlled=True)
    assert progress([FIVE], answers, Mode.quick, {"sql"}) == Progress(4, 4, 1, 1)
    assert open_statements(FIVE, answers, Mode.full, is_controlled=True) == FIVE.statements


@MANY
@given(st.data())
def test_a_control_never_moves_the_progress_back(data: st.DataObject) -> None:
    skill = data.draw(skills())
    answers: dict[str, str] = {}
    before = progress([skill], answers, Mode.quick, {skill.id})
    while not is_finished(skill, answers, Mode.quick, is_controlled=True):
        view = open_statements(skill, answers, Mode.quick, is_controlled=True)
        waiting = next(each for each in view if each.id not in answers)
        options = [option.id for option in waiting.scale.options]
        answers[waiting.id] = data.draw(st.sampled_from(options))
        after = progress([skill], answers, Mode.quick, {skill.id})
        assert after.answered * before.asked >= before.answered * after.asked
        before = after
    assert before.finished == 1


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
        before = after
    assert before.fewest == before.answered == before.asked


def test_the_range_of_the_whole_is_the_sum_of_the_skills() -> None:
    asked = [a_skill(f"s{place}", levels=range(1, 6), scale=YES_NO) for place in range(4)]
    begun = progress(asked, {}, Mode.quick, {"s0", "s2"})
    assert (begun.fewest, begun.asked) == (4 * 2 + 2, 4 * 3 + 2)
    full = progress(asked, {}, Mode.full, {"s0", "s2"})
    assert (full.fewest, full.asked) == (20, 20)


def test_a_control_costs_a_statement() -> None:
    matrix = a_matrix(
        *(a_skill(f"s{place}", text="word " * 15) for place in range(6)),
        targets=[Target(f"s{place}", 1) for place in range(6)],
    )
    # Six searches of 2.4 choices among four statements, and three controls, of 15 words each, and
    # the title of the scale.
    assert effort(matrix, the_profile(matrix), Mode.quick) == Effort(17, 262, 3, 6)
