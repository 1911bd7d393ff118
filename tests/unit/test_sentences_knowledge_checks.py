from dataclasses import replace
from datetime import date

import pytest

from skills.matrix import Check
from skills.scoring import CHECK, CheckStep, Estimate
from skills.scoring.knowledge_checks import LEAST_ANSWERS, Outcome
from skills.sentences.knowledge_checks import (
    TAKE_AGAIN_LATER,
    checks_outcome,
    checks_sum,
    checks_sum_text,
    earlier_checks,
    level_changed,
    share_text,
)

DAY = date(2026, 1, 2)


@pytest.mark.parametrize(
    ("right", "answered", "asked", "expected"),
    [
        (0, 0, 6, f"6 checks left. Checks count once you've answered {LEAST_ANSWERS} in all."),
        (
            1,
            1,
            LEAST_ANSWERS + 1,
            (
                f"1 of 1 answer right. {LEAST_ANSWERS} checks left. Checks count once you've "
                f"answered {LEAST_ANSWERS} in all."
            ),
        ),
        (
            0,
            1,
            2,
            (
                "0 of 1 answer right. 1 check left. This skill has too few checks to "
                "say anything about your level."
            ),
        ),
    ],
)
def test_checks_say_how_many_are_right_and_left(
    right: int, answered: int, asked: int, expected: str
) -> None:
    assert checks_outcome(Outcome("sql", right, answered, asked, None)) == expected


def test_checks_that_count_say_no_more_than_how_many() -> None:
    found = Outcome("sql", 5, 6, 6, Estimate(CHECK, 2.0, 2.0, 2.0, 0.5))
    assert checks_outcome(found) == "5 of 6 answers right. 0 checks left."


def test_earlier_checks_are_listed_the_last_first() -> None:
    assert earlier_checks([(DAY, 3, 4), (date(2025, 1, 2), 1, 4)]) == (
        "2 January 2026: 3 of 4 right; before that 2 January 2025: 1 of 4 right."
    )


def test_answers_i_dont_know_are_counted_separately() -> None:
    found = Outcome("sql", 4, 6, 8, None, unknown=1)
    assert checks_outcome(found).startswith(
        "4 of 6 answers right, 1 “I don't know”. 2 checks left."
    )


def test_every_check_offers_not_to_know() -> None:
    check = Check("sql.c", 1, "Which?", {"a": "A", "b": "B"}, "a", "")
    assert check.choices == {"a": "A", "b": "B", "dont-know": "I don't know"}


def test_the_effect_of_checks_is_shown_at_once() -> None:
    counted = Outcome("sql", 4, 6, 8, Estimate(CHECK, 2.0, 2.0, 2.0, 0.5))
    assert (
        level_changed(3.0, 2.45, counted) == "Level 3 → 2.4 · 2 more would make this more certain"
    )
    assert level_changed(3.0, 2.45, replace(counted, asked=6)) == "Level 3 → 2.4"
    assert level_changed(None, 2.45, counted) == "Level 2.4 · 2 more would make this more certain"
    assert level_changed(3.0, 3.0, replace(counted, estimate=None)) == ""


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (CheckStep(1, 2, 0, 0, 1.0), "2 right"),
        (CheckStep(1, 1, 1, 1, 0.2), "1 right, 1 wrong, 1 “I don't know”"),
        (CheckStep(1, 0, 2, 0, -0.3), "0 right, 2 wrong"),
        (CheckStep(1, 0, 0, 0, 0.5), "not checked, so your own rating counts"),
        (
            CheckStep(1, 0, 0, 0, 0.5, is_rated=False),
            "not checked, so the next harder level counts",
        ),
    ],
)
def test_each_level_of_the_checks_says_what_it_counts(step: CheckStep, expected: str) -> None:
    assert share_text(step) == expected


def test_what_always_reads_the_same() -> None:
    assert TAKE_AGAIN_LATER == "You can take them again a week after your last answer."


def steps(*shares: float) -> Estimate:
    found = tuple(CheckStep(at + 1, 1, 1, 0, share) for at, share in enumerate(shares))
    level = max(sum(shares), 0.0)
    return Estimate(CHECK, level, level, level, 0.5, checks=found)


def test_the_sum_of_checks_adds_up_as_it_is_shown() -> None:
    assert [added for _, added in checks_sum(steps(1 / 3, 1 / 3, 1 / 3, 0))] == [
        0.34,
        0.33,
        0.33,
        0,
    ]
    below = checks_sum(steps(-1 / 3, 1 / 6, -1 / 3, 0))
    assert [added for _, added in below] == [-0.33, 0.17, -0.33, 0]
    assert checks_sum_text(steps(1.0, -0.5, 0, 0)).startswith(
        "By level: level 1: 1 right, 1 wrong, adds 1.00; level 2: 1 right, 1 wrong, takes off "
    )
    assert checks_sum_text(Estimate("self", 1, 1, 1, 1.04)) == ""
