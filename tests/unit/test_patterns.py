from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matrix_support import (
    QUARTERS,
    THIRDS,
    YES_NO,
    a_matrix,
    a_skill,
    answer,
    cases,
    the_profile,
)

from skills.entries.kinds import Mode
from skills.matrix import Matrix, Scale, Target
from skills.questionnaire.questions import controlled_skills
from skills.questionnaire.response_patterns import Pattern, disorder, second_look


def five_skills(
    scale: Scale = THIRDS, levels: tuple[int, ...] = (1, 2, 3, 4), count: int = 5
) -> Matrix:
    skills = [a_skill(f"skill-{place}", levels, scale) for place in range(count)]
    return a_matrix(*skills, targets=[Target(skill.id, 2) for skill in skills])


def look(matrix: Matrix, *rows: tuple[float | str | None, ...]) -> dict[str, Pattern]:
    """What is found when each skill is answered by one of these rows."""
    answers: dict[str, str] = {}
    for skill, row in zip(matrix.skills.values(), rows, strict=True):
        answers |= answer(skill, *row)
    found = second_look(matrix, the_profile(matrix), answers, Mode.full)
    return {each.code: each for each in found}


RISING = (0.0, 1 / 3, 2 / 3, 1.0)
FALLING = RISING[::-1]


def test_consistent_answers_show_no_pattern() -> None:
    assert look(five_skills(), *[FALLING] * 5) == {}


def test_hard_without_easy_is_a_pattern() -> None:
    found = look(five_skills(), *[RISING] * 4, FALLING)
    assert set(found) == {"unordered"}
    assert found["unordered"].value == pytest.approx(4 / 5)
    assert found["unordered"].skills == ("skill-0", "skill-1", "skill-2", "skill-3")
    assert found["unordered"].answers == 20


def test_disorder_is_a_pattern_above_three_tenths_of_the_maximum() -> None:
    assert look(five_skills(count=7), *[RISING] * 2, *[FALLING] * 5) == {}  # 2 / 7
    assert set(look(five_skills(count=6), *[RISING] * 2, *[FALLING] * 4)) == {"unordered"}


def test_disorder_is_counted_by_hand() -> None:
    skill = a_skill(levels=(1, 1, 2, 3), scale=QUARTERS)
    # pairs at different levels: .25->.5 .25, .25->1 .75, .75->1 .25, .5->1 .5; not .25->.75
    errors, most = disorder(skill, answer(skill, 0.25, 0.75, 0.5, 1))
    assert errors == pytest.approx(0.25 + 0.75 + 0.25 + 0.5)
    # the same credits rising, .25 .5 | .75 | 1: .5 + .75 + .25 + .5 + .25
    assert most == pytest.approx(2.25)


@settings(max_examples=examples(60))
@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=6),
    st.lists(st.sampled_from([0, 0.25, 0.5, 0.75, 1]), min_size=6, max_size=6),
)
def test_no_order_of_the_same_credits_is_worse_than_rising(
    levels: list[int], earned: list[float]
) -> None:
    skill = a_skill(levels=sorted(levels), scale=QUARTERS)
    earned = earned[: len(levels)]
    _, most = disorder(skill, answer(skill, *earned))
    worst = max(disorder(skill, answer(skill, *each))[0] for each in set(permutations(earned)))
    assert most == pytest.approx(worst)


def test_statements_of_one_level_have_no_order() -> None:
    matrix = five_skills(levels=(2, 2, 2, 2))
    assert look(matrix, *[RISING] * 5) == {}


def test_one_answer_for_almost_everything_is_a_pattern() -> None:
    rows = [FALLING, (1.0,) * 4, (1.0,) * 4, FALLING, FALLING]  # 0 | 1 x 9 | 2/3 ...
    found = look(five_skills(), *rows)
    assert set(found) == {"same-answer"}
    assert found["same-answer"].value == pytest.approx(9 / 20)
    assert found["same-answer"].skills == ("skill-1", "skill-2", "skill-3")


def test_two_fifths_in_a_row_are_enough() -> None:
    rows = [FALLING, (1.0,) * 4, (1.0,) * 4, (2 / 3, 1 / 3, 0.0, 0.0), FALLING]
    assert look(five_skills(), *rows)["same-answer"].value == 8 / 20


def test_less_than_two_fifths_in_a_row_is_not() -> None:
    rows = [FALLING, (1.0, 1.0, 1.0, 2 / 3), (1.0, 1.0, 2 / 3, 0.0), FALLING, FALLING]
    assert look(five_skills(), *rows) == {}


def test_options_of_different_scales_are_different_answers() -> None:
    one, other = THIRDS, Scale("other", "Other", THIRDS.options)
    skills = [a_skill(f"skill-{place}", scale=(one, other)[place % 2]) for place in range(5)]
    matrix = a_matrix(*skills, targets=[Target(skill.id, 2) for skill in skills])
    assert look(matrix, *[(1.0,) * 4] * 5) == {}


def test_not_applicable_is_not_an_answer() -> None:
    matrix = five_skills()
    assert look(matrix, *[RISING] * 4, ("n/a", *RISING[1:])) == {}  # 19 answers


def test_fewer_than_twenty_answers_show_no_pattern() -> None:
    matrix = five_skills()
    assert look(matrix, *[RISING] * 4, (None, *RISING[1:])) == {}
    assert set(look(matrix, *[RISING] * 5)) == {"unordered"}


def test_a_true_beginner_shows_only_the_same_answer_pattern() -> None:
    assert set(look(five_skills(), *[(0.0,) * 4] * 5)) == {"same-answer"}


def test_random_answers_are_mostly_caught_and_orderly_ones_not() -> None:
    random = Random(20)  # noqa: S311 - people are simulated
    skills = [a_skill(f"skill-{place}", (1, 2, 3, 4, 4), THIRDS) for place in range(15)]
    matrix = a_matrix(*skills, targets=[Target(skill.id, 2) for skill in skills])
    caught = {"random": 0, "orderly": 0}
    for _ in range(100):
        careless = [tuple(random.choice(RISING) for _ in range(5)) for _ in skills]
        caught["random"] += bool(look(matrix, *careless))
        caught["orderly"] += bool(look(matrix, *(orderly(random) for _ in skills)))
    assert caught["random"] >= 90
    assert caught["orderly"] <= 2


def orderly(random: Random) -> tuple[float, ...]:
    """Answers of somebody at a level of their own, each one off by a third at times."""
    able = random.uniform(0, 4)
    found = []
    for level in (1, 2, 3, 4, 4):
        thirds = round(3 * min(max(able - level + 1, 0), 1)) + random.choice((-1, 0, 0, 0, 1))
        found.append(RISING[min(max(thirds, 0), 3)])
    return tuple(found)


@settings(max_examples=examples(100))
@given(st.lists(st.tuples(*[st.sampled_from(RISING)] * 4), min_size=6, max_size=6))
def test_values_are_shares_beyond_their_limit(rows: list[tuple[float, ...]]) -> None:
    found = look(five_skills(count=6), *rows)
    assume(found)
    for code, each in found.items():
        assert (each.code, each.answers) == (code, 24)
        assert each.limit <= each.value <= 1 + 1e-9
        assert set(each.skills) <= {f"skill-{place}" for place in range(6)}
        assert each.skills


@settings(max_examples=examples(100))
@given(cases())
def test_disorder_is_never_more_than_the_most(case: tuple[Matrix, dict[str, str]]) -> None:
    matrix, answers = case
    assert matrix.skills
    for skill in matrix.skills.values():
        errors, most = disorder(skill, answers)
        assert 0 <= errors <= most + 1e-9


def test_yes_no_answers_in_zig_zag_are_unordered() -> None:
    assert "unordered" in look(five_skills(YES_NO), *[(0.0, 1.0, 0.0, 1.0)] * 5)


@pytest.mark.parametrize(
    ("last", "found"), [((1.0, 1.0, 1.0, 1.0), {"same-answer"}), ((1.0, 1.0, 1.0, 0.0), set())]
)
def test_forty_of_a_hundred_in_a_row_are_noted_and_thirty_nine_are_not(
    last: tuple[float, ...], found: set[str]
) -> None:
    rows = [(1.0,) * 4] * 9 + [last, (2 / 3, 1 / 3, 0.0, 0.0)] + [FALLING] * 14
    assert set(look(five_skills(count=25), *rows)) == found


@pytest.mark.parametrize(
    ("unordered", "of", "found"),
    [(3, 10, set()), (6, 20, set()), (31, 100, {"unordered"}), (29, 100, set())],
)
def test_three_tenths_of_the_most_disorder_is_still_in_order(
    unordered: int, of: int, found: set[str]
) -> None:
    rows = [(0.0, 0.0, 1.0, 1.0)] * unordered + [(1.0, 1.0, 0.0, 0.0)] * (of - unordered)
    assert set(look(five_skills(YES_NO, count=of), *rows)) == found


def test_the_least_disorder_of_a_skill_is_worth_a_look_with_the_rest() -> None:
    found = look(five_skills(), *[RISING] * 3, (2 / 3, 1.0, 1 / 3, 0.0), FALLING)
    assert found["unordered"].skills == ("skill-0", "skill-1", "skill-2", "skill-3")
    assert found["unordered"].limit == 0.30


def test_a_specialist_is_not_noted_for_one_slip() -> None:
    """Skills at nothing or at everything leave hardly any pairs that could be out of order."""
    rows = [(1.0,) * 4, (0.0,) * 4] * 7 + [(0.0, 0.0, 0.0, 1 / 3)]
    matrix = five_skills(count=15)
    assert "unordered" not in look(matrix, *rows)
    errors = [disorder(skill, {}) for skill in matrix.skills.values()]
    assert errors == [(0.0, 0.0)] * 15


@pytest.mark.parametrize(("wrong", "is_found"), [(2, False), (3, True)])
def test_three_contradicted_controls_are_noted(wrong: int, *, is_found: bool) -> None:
    matrix = five_skills(YES_NO, count=16)
    answers: dict[str, str] = {}
    controlled = controlled_skills(tuple(matrix.skills.values()))
    assert len(controlled) == 8
    for place, skill in enumerate(matrix.skills.values()):
        is_able = place % 2 == 0
        # A search that ends at all or nothing, and the control at the other end.
        row = [None, 1.0, 1.0, 1.0] if is_able else [0.0, 0.0, None, None]
        if skill.id in controlled:
            is_wrong = wrong > 0
            wrong -= is_wrong
            row[0 if is_able else 3] = float(is_able != is_wrong)
        answers |= answer(skill, *row)
    profile = the_profile(matrix)
    quick = {each.code: each for each in second_look(matrix, profile, answers, Mode.quick)}
    assert ("contradictory" in quick) is is_found
    if is_found:
        noted = quick["contradictory"]
        assert (noted.value, noted.limit, noted.answers, len(noted.skills)) == (3, 3, 8, 3)
    full = second_look(matrix, profile, answers, Mode.full)
    assert "contradictory" not in {each.code for each in full}
