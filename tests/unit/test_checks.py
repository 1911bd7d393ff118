from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from matrices_for_tests import a_matrix, a_skill, answer

from skills.matrix import Check, Skill
from skills.scoring import score_skill
from skills.scoring.knowledge_checks import (
    LEAST_ANSWERS,
    PAUSE,
    Attempt,
    attempts,
    estimates,
    may_retake,
    next_check,
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


def given_by(skill: Skill, *right: bool | None) -> dict[str, str]:
    pairs = zip(skill.checks, right, strict=True)
    return {each.id: "b" if is_right else "a" for each, is_right in pairs if is_right is not None}


TWO_EACH = checked(1, 1, 2, 2, 3, 3, 4, 4)


def test_all_right_up_to_a_level_gives_that_level() -> None:
    for level in range(5):
        right = [each.level <= level for each in TWO_EACH.checks]
        outcome = score_checks(TWO_EACH, given_by(TWO_EACH, *right), top=4)
        assert outcome.estimate is not None
        assert abs(outcome.estimate.level - level) < 1e-9
        assert outcome.right == 2 * level
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
    wrong = estimates(matrix, given_by(TWO_EACH, *([False] * 8)))
    right = estimates(matrix, given_by(TWO_EACH, *([True] * 8)))
    own = answer(TWO_EACH, 1, 1, 0, 0)
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


def test_every_time_the_checks_were_taken_is_told_the_latest_first() -> None:
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
    assert attempts(TWO_EACH, changes) == (Attempt(0, 1, second), Attempt(1, 2, first))
    assert attempts(TWO_EACH, []) == ()
