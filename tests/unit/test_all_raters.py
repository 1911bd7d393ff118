"""How alike a person and two or more mentors rate, and how that is said."""

from __future__ import annotations

import pytest
from matrix_support import a_matrix, a_skill, answer

from skills.entries.kinds import Mode
from skills.matrix import Target
from skills.review.agreement import FEWEST, Interval
from skills.review.all_raters import JointAgreement, compare_all
from skills.scoring.assessed import Assessed, assess
from skills.sentences.agreement import joint_text

NAMES = [f"skill-{at}" for at in range(FEWEST // 4)]
SKILLS = {each: a_skill(each) for each in NAMES}
MATRIX = a_matrix(*SKILLS.values(), targets=[Target(each, 2) for each in NAMES])

Earned = tuple[float | str | None, ...]


def rater(*skills: Earned) -> Assessed:
    given = {
        statement: choice
        for name, earned in zip(NAMES, skills, strict=False)
        for statement, choice in answer(SKILLS[name], *earned).items()
    }
    return assess(MATRIX, given, {}, profile="role.level", mode=Mode.full)


def test_only_what_everybody_rated_counts_as_rated_alike() -> None:
    found = compare_all([rater((1, 1, 0, 0)), rater((1, 0, 0, "n/a")), rater((1, 1, None, 0))])
    assert (found.raters, found.rated, found.same, found.shared) == (3, 2, 1, 4)
    assert found.alpha is None


def test_alpha_needs_enough_statements_that_two_rated() -> None:
    half: list[Earned] = [(1, 1, 0, 0)] * len(NAMES)
    other: list[Earned] = [(1, 0, 0, 0)] * len(NAMES)
    found = compare_all([rater(*half), rater(*half), rater(*other)])
    assert (found.shared, found.rated, found.same) == (FEWEST, FEWEST, FEWEST * 3 // 4)
    # A quarter of the statements has 1, 1, 0: 2 of 3 pairs differ there. Of all 96 ratings 40 are
    # 1 and 56 are 0, so two by chance differ in 2 * 40 * 56 / (96 * 95) of cases.
    assert found.alpha is not None
    assert found.alpha.value == pytest.approx(1 - (2 / 3 / 4) / (2 * 40 * 56 / (96 * 95)))
    assert found.alpha.low < found.alpha.value < found.alpha.high
    assert compare_all([rater(*half[1:]), rater(*half[1:]), rater(*other[1:])]).alpha is None


def test_the_order_of_the_raters_makes_no_difference() -> None:
    raters = [
        rater((1, 1, 0, 0)),
        rater((1, 0, None, None)),
        rater((0, 1, 1, None), (1, 1, None, None)),
    ]
    assert compare_all(raters) == compare_all(raters[::-1])


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (JointAgreement(3, 0, 0, 5, None), "No statement has been rated by all 3 raters."),
        (
            JointAgreement(4, 12, 6, 20, None),
            "All 4 raters rated 12 statements and gave the same rating to 6 of them.",
        ),
        (
            JointAgreement(3, 40, 10, 44, Interval(-0.1, -0.25, 0.05)),
            (
                "All 3 raters rated 40 statements and gave the same rating to 10 of them. "
                "Agreement beyond chance among all raters is −0.10, 95% interval −0.25 to 0.05 "
                "(Krippendorff's alpha, from the 44 statements rated by at least two of them)."
            ),
        ),
        (
            JointAgreement(3, 40, 40, 44, Interval(1.0, 1.0, 1.0)),
            (
                "All 3 raters rated 40 statements and gave the same rating to each of them. "
                "Agreement beyond chance among all raters is 1.00 (Krippendorff's alpha, from the "
                "44 statements rated by at least two of them)."
            ),
        ),
    ],
)
def test_agreement_of_all_raters_is_stated(found: JointAgreement, expected: str) -> None:
    assert joint_text(found) == expected
