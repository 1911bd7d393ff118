from __future__ import annotations

from dataclasses import replace

import pytest

from skills.cohorts.rater_agreement import Coefficient, RaterAgreement, Withheld
from skills.review.agreement import Interval
from skills.sentences.rater_agreement import coefficient_text, rated_text, rater_lines

FOUND = RaterAgreement(
    people=25,
    statements=1_310,
    raters=3,
    by_order=Interval(0.614, 0.49, 0.7),
    by_distance=Interval(0.6, 0.48, 0.7),
    exact=Interval(0.2, -0.05, 0.4),
    single=Withheld.other_raters,
    mean=Withheld.other_raters,
)


def test_what_is_said_of_raters_begins_with_how_many_there_are() -> None:
    assert rater_lines(FOUND) == [
        "How closely raters agree",
        "  At least 25 people with 1,310 statements in all, 3 raters for each statement.",
        (
            "    Statements, by rank of the options (Krippendorff's alpha)              "
            "0.61, 95% interval 0.49 to 0.70"
        ),
        (
            "    Statements, by the credit of the options (Krippendorff's alpha)        "
            "0.60, 95% interval 0.48 to 0.70"
        ),
        (
            "    Statements, exactly the same (Fleiss' kappa)                           "
            "0.20, 95% interval −0.05 to 0.40"
        ),
        (
            "    Mean rating of a person, one rater (intraclass correlation)            "
            "needs the same raters for everybody"
        ),
        (
            "    Mean rating of a person, all raters averaged (intraclass correlation)  "
            "needs the same raters for everybody"
        ),
        (
            "  1 is full agreement, 0 is no better than chance. Only ratings from before the "
            "reveal count, and the person's own answers as they stood then."
        ),
    ]


def test_differing_numbers_of_raters_are_left_out() -> None:
    expected = (
        "At least 25 people with 1,310 statements in all, two raters or more for each statement."
    )
    assert rated_text(replace(FOUND, raters=None)) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Interval(1, 1, 1), "1.00, because all raters agree everywhere"),
        (Withheld.few_people, "needs 10 people with such ratings"),
        (Withheld.few_statements, "needs 32 statements that two or more rated"),
        (Withheld.same_ratings, "not defined, because nothing varies"),
        (Withheld.other_number, "needs the same number of raters for every statement"),
        (Withheld.two_raters, "needs 3 raters or more for every statement"),
    ],
)
def test_a_coefficient_has_an_interval_or_a_reason(given: Coefficient, expected: str) -> None:
    assert coefficient_text(given) == expected


def test_of_too_few_people_nothing_is_said() -> None:
    assert rater_lines(None) == [
        "How closely raters agree",
        (
            "  Nothing is shown, because fewer than 5 people have a statement that two people "
            "rated before the reveal: they and a mentor, or two mentors."
        ),
    ]
