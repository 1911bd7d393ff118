from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matrix_support import a_matrix, a_skill, answer

from skills.entries.kinds import Mode
from skills.matrix import DONT_KNOW, Check, Skill
from skills.scoring import check_error, score_skill
from skills.scoring.knowledge_checks import (
    LEAST_ANSWERS,
    PAUSE,
    CheckRound,
    check_rounds,
    estimates,
    may_retake,
    next_check,
    own_steps,
    score_checks,
    shuffled,
)

OPTIONS = {"a": "A", "b": "B", "c": "C", "d": "D"}


def checked(*levels: int) -> Skill:
    checks = (
        Check(f"sql.c{place}", level, "Which?", OPTIONS, "b", "Because.")
        for place, level in enumerate(levels)
    )
    return replace(a_skill("sql"), checks=tuple(checks))


def given_by(skill: Skill, *right: bool | str | None) -> dict[str, str]:
    """Answers that are right or wrong, or "?" for "I don't know"; None is not answered."""
    chosen = {True: "b", False: "a", "?": DONT_KNOW}
    pairs = zip(skill.checks, right, strict=True)
    return {each.id: chosen[is_right] for each, is_right in pairs if is_right is not None}


TWO_EACH = checked(1, 1, 2, 2, 3, 3, 4, 4)
CHECKS = [each.id for each in TWO_EACH.checks]


def test_all_right_up_to_a_level_gives_that_level() -> None:
    for level in range(5):
        right = [True if each.level <= level else "?" for each in TWO_EACH.checks]
        outcome = score_checks(TWO_EACH, given_by(TWO_EACH, *right), top=4)
        assert outcome.estimate is not None
        assert abs(outcome.estimate.level - level) < 1e-9
        assert (outcome.right, outcome.unknown) == (2 * level, 8 - 2 * level)
        assert outcome.left == 0


def test_guessing_gives_nothing() -> None:
    skill = checked(1, 1, 1, 1)
    outcome = score_checks(skill, given_by(skill, True, False, False, False), top=4)
    assert outcome.estimate is not None
    assert outcome.estimate.level < 1e-9


def test_too_few_answers_say_nothing() -> None:
    few = given_by(TWO_EACH, *([True] * (LEAST_ANSWERS - 1)), *([None] * (9 - LEAST_ANSWERS)))
    assert score_checks(TWO_EACH, few, top=4).estimate is None


def test_a_longer_check_is_more_exact_and_confirms_or_questions_the_self_rating() -> None:
    matrix = a_matrix(TWO_EACH)
    own = answer(TWO_EACH, 1, 1, 0, 0)
    wrong = estimates(matrix, given_by(TWO_EACH, *([False] * 8)), own, mode=Mode.full)
    right = estimates(matrix, given_by(TWO_EACH, *([True] * 8)), own, mode=Mode.full)
    alone = score_skill(TWO_EACH, own, top=4)
    lower = score_skill(TWO_EACH, own, top=4, others=wrong["sql"])
    higher = score_skill(TWO_EACH, own, top=4, others=right["sql"])
    assert alone.level is not None
    assert lower.level is not None
    assert higher.level is not None
    assert lower.level < alone.level < higher.level
    assert lower.error is not None
    assert alone.error is not None
    assert lower.error < alone.error


@given(st.lists(st.sampled_from([True, False, None]), min_size=8, max_size=8), st.integers(0, 7))
def test_a_right_answer_never_gives_less_than_a_wrong_one(
    right: list[bool | None], place: int
) -> None:
    better = score_checks(
        TWO_EACH, given_by(TWO_EACH, *[*right[:place], True, *right[place + 1 :]]), top=4
    )
    worse = score_checks(
        TWO_EACH, given_by(TWO_EACH, *[*right[:place], False, *right[place + 1 :]]), top=4
    )
    assert (better.estimate is None) == (worse.estimate is None)
    if better.estimate and worse.estimate:
        assert 0 <= worse.estimate.level <= better.estimate.level <= 4


@given(st.text(max_size=8))
def test_the_order_of_options_is_stable_and_complete(seed: str) -> None:
    check = TWO_EACH.checks[0]
    assert shuffled(check, seed) == shuffled(check, seed)
    assert sorted(shuffled(check, seed)) == sorted(OPTIONS)


def test_seeds_give_different_orders() -> None:
    check = TWO_EACH.checks[0]
    assert len({shuffled(check, str(seed)) for seed in range(100)}) > 10


def test_easy_checks_come_first_and_each_once() -> None:
    chosen: dict[str, str] = {}
    levels = []
    while check := next_check(TWO_EACH, chosen, "seed"):
        levels.append(check.level)
        chosen[check.id] = "a"
    assert levels == [1, 1, 2, 2, 3, 3, 4, 4]


def test_a_check_can_be_taken_again_after_the_pause() -> None:
    then = datetime(2026, 11, 1, tzinfo=UTC)
    assert not may_retake(then, then + PAUSE - timedelta(seconds=1))
    assert may_retake(then, then + PAUSE)


def test_every_round_of_checks_is_listed_the_latest_first() -> None:
    first, second = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
    one, two = TWO_EACH.checks[0].id, TWO_EACH.checks[1].id
    changes = [
        (one, "b", first),
        (two, "a", first),
        ("another.check", "b", second),
        (one, None, second),
        (two, None, second),
        (one, "a", second),
    ]
    assert check_rounds(TWO_EACH, changes) == (CheckRound(0, 1, second), CheckRound(1, 2, first))
    assert check_rounds(TWO_EACH, []) == ()


@pytest.mark.parametrize(
    ("levels", "right", "top", "level"),
    [
        # A right answer counts 1, a wrong one of four options -1/3, "I don't know" 0.
        # Level 1: 1; level 3: (1 - 1/3) / 2. Level 2 takes level 3's share, level 4 nothing.
        ((1, 1, 3, 3), "++ +-", 4, 1 + 1 / 3 + 1 / 3 + 0),
        ((1, 1, 3, 3), "++ +?", 4, 1 + 1 / 2 + 1 / 2 + 0),
        # Level 2: 1/3; level 5: 1. Level 1 takes that of 2; 3 and 4 take that of 5.
        ((2, 2, 5), "+- +", 6, 1 / 3 + 1 / 3 + 1 + 1 + 1 + 0),
        # What is not answered is as if it were not asked.
        ((1, 1, 2, 3, 3), "++ . +-", 3, 1 + 1 / 3 + 1 / 3),
        # Worse than guessing at one level makes up for luck at another; only the sum has an end.
        ((1, 1, 2, 2), "-- ++", 2, 1 - 1 / 3),
        ((2, 2, 2), "---", 2, 0),
        ((2, 2, 2), "???", 2, 0),
        ((1, 2, 2, 2), "- +++", 2, 1 - 1 / 3),
    ],
)
def test_the_level_is_added_up_by_hand(
    levels: tuple[int, ...], right: str, top: int, level: float
) -> None:
    skill = checked(*levels)
    marks = {"+": True, "-": False, "?": "?", ".": None}
    outcome = score_checks(
        skill, given_by(skill, *(marks[each] for each in right if each != " ")), top=top
    )
    assert outcome.estimate is not None
    assert outcome.estimate.level == pytest.approx(level)
    assert (outcome.right, outcome.unknown) == (right.count("+"), right.count("?"))
    assert outcome.answered == sum(right.count(each) for each in "+-?")


def test_a_level_without_checks_takes_what_the_person_said_and_opens_the_range() -> None:
    given = given_by(TWO_EACH, *[True] * 4, *[None] * 4)
    own = own_steps(TWO_EACH, answer(TWO_EACH, 1, 1, 0.5, 0), mode=Mode.full)
    found = score_checks(TWO_EACH, given, top=4, own=own).estimate
    assert found is not None
    assert (found.low, found.level, found.high) == (2, 2.5, 4)
    assert (found.shown, [each.is_asked for each in found.checks]) == (
        2,
        [True, True, False, False],
    )
    alone = score_checks(TWO_EACH, given, top=4).estimate
    assert alone is not None
    assert (alone.low, alone.level, alone.high) == (2, 2, 4)
    assert all(each.is_rated for each in found.checks)
    assert [each.is_rated for each in alone.checks] == [True, True, False, False]


def test_wrong_answers_at_a_level_take_nothing_off_one_that_was_not_asked() -> None:
    skill = checked(1, 1, 4, 4)
    found = score_checks(skill, given_by(skill, True, True, False, False), top=4).estimate
    assert found is not None
    assert [each.share for each in found.checks] == pytest.approx([1, 0, 0, -1 / 3])
    assert found.low == found.level == found.shown == pytest.approx(2 / 3)


def test_the_own_answers_at_a_level_without_a_statement_are_those_of_the_next_harder_one() -> None:
    skill = replace(checked(1, 1, 1), statements=a_skill("sql", levels=(2, 2, 4)).statements)
    own = own_steps(skill, answer(skill, 1, 0.5, 0.25), mode=Mode.full)
    found = score_checks(skill, given_by(skill, *[True] * 3), top=5, own=own).estimate
    assert found is not None
    assert [each.share for each in found.checks] == [1, 0.75, 0.25, 0.25, 0]


@pytest.mark.parametrize("count", [3, 4, 8])
def test_blind_guessing_earns_less_than_half_a_level(count: int) -> None:
    """All the ways to guess, weighted by how likely they are."""
    skill = TWO_EACH if count == 8 else checked(*range(1, count + 1))
    mean = 0.0
    for right in product([True, False], repeat=count):
        found = score_checks(skill, given_by(skill, *right), top=4).estimate
        assert found is not None
        mean += 0.25 ** sum(right) * 0.75 ** (count - sum(right)) * found.level
    assert mean <= 0.45


@given(st.lists(st.sampled_from([True, False, "?"]), min_size=8, max_size=8), st.integers(0, 7))
def test_not_knowing_never_lowers_a_level(right: list[bool | str], place: int) -> None:
    def level(mark: bool | str) -> float:  # noqa: FBT001 - an answer like the others
        marks = [*right[:place], mark, *right[place + 1 :]]
        found = score_checks(TWO_EACH, given_by(TWO_EACH, *marks), top=4).estimate
        assert found is not None
        return found.level

    assert level(False) <= level("?") <= level(True)


def test_a_wrong_answer_of_two_options_takes_off_a_whole_one() -> None:
    skill = checked(1, 1, 2)
    two = replace(skill.checks[0], options={"a": "A", "b": "B"})
    skill = replace(skill, checks=(two, *skill.checks[1:]))
    found = score_checks(skill, given_by(skill, False, True, True), top=2).estimate
    assert found is not None
    assert [each.share for each in found.checks] == [0, 1]  # level 1: (1 - 1) / 2


def test_the_error_goes_by_how_many_were_answered() -> None:
    outcome = score_checks(TWO_EACH, given_by(TWO_EACH, *[True] * 5, *[None] * 3), top=4)
    assert outcome.estimate is not None
    assert outcome.estimate.error == pytest.approx(4 * check_error(5))
    assert (outcome.skill, outcome.asked, outcome.left) == ("sql", 8, 3)


def test_three_answers_are_enough_and_two_are_not() -> None:
    for count, is_enough in ((2, False), (3, True)):
        outcome = score_checks(checked(*[1] * count), dict.fromkeys(CHECKS[:count], "b"), top=4)
        assert outcome.can_count is is_enough
        assert (outcome.estimate is not None) is is_enough
        few = score_checks(TWO_EACH, dict.fromkeys(CHECKS[:count], "b"), top=4)
        assert few.can_count
        assert (few.estimate is not None) is is_enough


def test_estimates_stand_by_the_skill_whose_checks_were_answered() -> None:
    other = replace(a_skill("git"), checks=())
    given = dict.fromkeys(CHECKS[:4], "b")
    found = estimates(a_matrix(other, TWO_EACH), given, {}, mode=Mode.full)
    assert found == {"sql": (score_checks(TWO_EACH, given, top=4).estimate,)}


def test_the_same_seed_always_gives_the_same_order() -> None:
    """An order that changed with the program would show answered checks in another one."""
    assert shuffled(TWO_EACH.checks[0], "seed") == ("c", "d", "b", "a")
    skill = checked(1, 1, 1, 1)
    asked: list[str] = []
    while check := next_check(skill, dict.fromkeys(asked, "a"), "seed"):
        asked.append(check.id)
    assert asked == ["sql.c1", "sql.c0", "sql.c2", "sql.c3"]


def test_the_checks_of_a_level_come_in_an_order_of_each_assessment() -> None:
    first = [next_check(TWO_EACH, {}, str(seed)) for seed in range(20)]
    assert {each.id for each in first if each} == {"sql.c0", "sql.c1"}
    second = checked(1)
    again = replace(second.checks[0], id="sql.other")
    assert any(
        shuffled(second.checks[0], str(seed)) != shuffled(again, str(seed)) for seed in range(20)
    )


def test_a_week_has_to_pass_before_another_go() -> None:
    then = datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert may_retake(then, datetime(2026, 11, 8, 12, tzinfo=UTC))
    assert not may_retake(then, datetime(2026, 11, 8, 11, 59, 59, tzinfo=UTC))


def test_a_check_answered_twice_counts_once_and_clearing_nothing_is_no_attempt() -> None:
    first, second = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
    changes = [
        (CHECKS[0], None, first),
        (CHECKS[0], "a", first),
        (CHECKS[0], "b", second),
        (CHECKS[0], None, second),
        (CHECKS[1], None, second),
    ]
    assert check_rounds(TWO_EACH, changes) == (CheckRound(1, 1, second),)
